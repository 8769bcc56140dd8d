"""One submission against the collected checks -> its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.checking.bench import Bench
from autograder.checking.counterexample import Shown, first_failure
from autograder.checking.diagnosis import name_mistake
from autograder.checking.failures import Missing, Stopped, StudentError
from autograder.checking.running import Run
from autograder.checking.student import Student
from autograder.results import CheckResult, ExerciseResult, Message, Record, Verdict
from autograder.sandbox import Answer, Died, Limits, Zygote
from autograder.submissions import Submission
from course.catalog import Check, Function, Unit


@dataclass(frozen=True)
class Grader:
    """What grading one submission of a unit needs, whoever the student is."""

    bench: Bench
    unit: Unit
    zygote: Zygote
    limits: Limits
    isolation: str

    def grade(self, submission: Submission) -> Record:
        """Every function of the unit, checked, scored and explained."""
        student = self._student(submission)
        try:
            runs = {f: self._check(f, student) for f in self.unit.functions}
        finally:
            student.close()
        rows = tuple(
            self._row(function, runs, submission, student)
            for function in self.unit.functions.values()
        )
        return self.record(submission, rows)

    def record(self, submission: Submission, rows: Sequence[ExerciseResult] = ()) -> Record:
        """The record of a submission; without rows, every function is missing."""
        rows = tuple(rows) or tuple(map(missing_row, self.unit.functions.values()))
        return Record(
            student=submission.student,
            unit=self.unit.name,
            language=submission.language or self.bench.course.languages[0],
            status="graded" if submission.status == "readable" else submission.status,
            isolation=self.isolation,
            course_version=self.bench.course.version,
            notebook_sha256=submission.sha256,
            score=self._round(sum(row.score for row in rows)),
            max_score=self._round(self.unit.max_score),
            exercises=rows,
            messages=submission.messages,
            seed=self.bench.seed,
        )

    def _student(self, submission: Submission, stand_ins: Sequence[str] = ()) -> Student:
        reference = self.bench.reference_side(self.unit).functions
        return Student(
            self.zygote,
            self.unit.setup,
            submission.chunks,
            self.limits,
            {name: reference[name] for name in stand_ins},
        )

    def _check(self, function: str, student: Student) -> list[Run]:
        return self.bench.run(self.bench.items_of(function), student)

    def _row(
        self,
        function: Function,
        runs: Mapping[str, list[Run]],
        submission: Submission,
        student: Student,
    ) -> ExerciseResult:
        own = runs[function.name]
        verdict = verdict_of(own)
        checks = [self._score(check, own) for check in function.checks]
        messages: list[Message] = []
        mistake: str | None = None
        shown: Shown | None = None
        if verdict in {"failed", "error"}:
            mistakes = self.bench.runs_of_mistakes(self.unit, function.name)
            mistake = name_mistake(own, mistakes)
            shown = self._counterexample(function.name, submission)
            checks, carried = self._carry(function, runs, submission, checks)
            messages += carried
        messages += _explain(function.name, own, verdict, submission, student, shown)
        return ExerciseResult(
            name=function.name,
            score=self._round(sum(check.points for check in checks)),
            max_score=self._round(function.points),
            verdict=verdict,
            mistake=mistake,
            checks=tuple(checks),
            counterexample=shown.example if shown else None,
            messages=tuple(messages),
        )

    def _score(self, check: Check, runs: Sequence[Run]) -> CheckResult:
        cases = [run.failure is None for run in runs if run.check == check.name]
        share = sum(cases) / len(cases)
        return CheckResult(
            name=check.name,
            points=self._round(check.points * share),
            max_points=self._round(check.points),
            outcome="passed" if all(cases) else "failed",
        )

    def _carry(
        self,
        function: Function,
        runs: Mapping[str, list[Run]],
        submission: Submission,
        checks: list[CheckResult],
    ) -> tuple[list[CheckResult], list[Message]]:
        """Check again with right answers in place of the prerequisites that fail too."""
        wrong = [name for name in function.builds_on if any(run.failure for run in runs[name])]
        if not wrong:
            return checks, []
        student = self._student(submission, stand_ins=wrong)
        try:
            again = self._check(function.name, student)
        finally:
            student.close()
        second = [self._score(check, again) for check in function.checks]
        better = [
            replace(later, outcome=first.outcome) if later.points > first.points else first
            for first, later in zip(checks, second, strict=True)
        ]
        if better == checks:
            return checks, []
        return better, [Message("carried_error", {"functions": ", ".join(wrong)})]

    def _counterexample(self, function: str, submission: Submission) -> Shown | None:
        """Searched in a child of its own: what it shows must not hold a hidden input."""
        candidates = self.bench.candidates(self.unit, function)
        student = self._student(submission)
        try:
            return first_failure(function, candidates, student)
        finally:
            student.close()

    def _round(self, points: float) -> float:
        return round(points, self.bench.course.decimals)


def missing_row(function: Function) -> ExerciseResult:
    """The row of a function that nobody could call."""
    return ExerciseResult(
        name=function.name,
        score=0.0,
        max_score=function.points,
        verdict="missing",
        checks=tuple(CheckResult(c.name, 0.0, c.points, "failed") for c in function.checks),
        messages=(Message("missing", {"function": function.name}),),
    )


def verdict_of(runs: Sequence[Run]) -> Verdict:
    """One word for what happened to a function."""
    failures = [run.failure for run in runs if run.failure]
    if not failures:
        return "passed"
    for failure in failures:
        if isinstance(failure, Stopped):
            return failure.died.reason
    if all(isinstance(f, Missing) or _is_unfinished(f) for f in failures):
        return "missing"
    errors = [f for f in failures if isinstance(f, StudentError)]
    if len(errors) == len(failures):
        out_of_memory = all("MemoryError" in error.raised.bases for error in errors)
        return "memory" if out_of_memory else "error"
    return "failed"


def _is_unfinished(failure: object) -> bool:
    return isinstance(failure, StudentError) and "NotImplementedError" in failure.raised.bases


def _explain(
    function: str,
    runs: Sequence[Run],
    verdict: Verdict,
    submission: Submission,
    student: Student,
    shown: Shown | None,
) -> list[Message]:
    if verdict == "passed":
        return [Message("float32_answer")] if _answers_in_float32(runs) else []
    if verdict == "missing":
        return _explain_missing(function, runs, submission, student)
    messages = []
    for check in dict.fromkeys(run.check for run in runs if run.failure):
        first = next(run.failure for run in runs if run.check == check and run.failure)
        assert first is not None
        messages.append(Message(first.message.id, {**first.message.args, "check": check}))
    return messages + _explain_names(runs, submission, shown)


def _explain_missing(
    function: str, runs: Sequence[Run], submission: Submission, student: Student
) -> list[Message]:
    if any(_is_unfinished(run.failure) for run in runs):
        return [Message("not_implemented", {"function": function})]
    for cell in submission.broken:
        if function in cell.mentions:
            where = {"cell": cell.cell, "line": cell.line, "text": cell.message}
            return [Message("syntax_error", {"function": function, **where})]
    for chunk, why in student.failed.items():
        if function in chunk.defines:
            if isinstance(why, Died):
                return [Message("definition_stopped", {"cell": chunk.cell, "reason": why.reason})]
            return [
                Message(
                    "definition_failed",
                    {"cell": chunk.cell, "type": why.type, "text": why.text},
                )
            ]
    return [Message("missing", {"function": function})]


def _explain_names(
    runs: Sequence[Run], submission: Submission, shown: Shown | None
) -> list[Message]:
    """Does the function lean on a variable of the notebook that does not exist while grading?"""
    errors = [run.failure.raised for run in runs if isinstance(run.failure, StudentError)]
    texts = " ".join(error.text for error in errors if "NameError" in error.bases)
    return [
        Message("notebook_variable", {"name": name})
        for name in submission.leftovers
        if f"'{name}'" in texts
    ]


def _answers_in_float32(runs: Sequence[Run]) -> bool:
    answers = (call.outcome for run in runs for call in run.log)
    return any(
        isinstance(answer, Answer)
        and isinstance(answer.value, np.ndarray)
        and answer.value.dtype == np.float32
        for answer in answers
    )
