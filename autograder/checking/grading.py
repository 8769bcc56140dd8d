"""One submission against the collected checks -> its record."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.checking.bench import Bench
from autograder.checking.counterexample import Shown, first_failure
from autograder.checking.diagnosis import name_mistake
from autograder.checking.explanation import explain, raised_in_cells, verdict_of
from autograder.checking.running import Run
from autograder.checking.student import Student
from autograder.results import CheckResult, ExerciseResult, Message, Outcome, Record
from autograder.sandbox import Limits, Zygote
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
        runs = {}
        try:
            for function, ends_at in self._in_turn():
                student.ends_at = ends_at
                runs[function.name] = self._check(function.name, student)
        finally:
            student.close()
        rows = [
            self._row(function, runs, submission, student, ends_at)
            for function, ends_at in self._in_turn()
        ]
        return self.record(submission, rows, raised_in_cells(self.unit, submission, student, rows))

    def _in_turn(self) -> Iterator[tuple[Function, float]]:
        """Each function and when it must come to its end.

        All together take no more than a submission may; each may use half of what is left, the
        last one all: a slow function does not take the time of the others.
        """
        end = time.monotonic() + self.limits.submission_seconds
        functions = list(self.unit.functions.values())
        for function in functions[:-1]:
            now = time.monotonic()
            yield function, now + (end - now) / 2
        yield functions[-1], end

    def record(
        self,
        submission: Submission,
        rows: Sequence[ExerciseResult] = (),
        notes: Sequence[Message] = (),
    ) -> Record:
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
            messages=(*submission.messages, *notes),
            seed=self.bench.seed,
        )

    def _student(
        self, submission: Submission, stand_ins: Sequence[str] = (), ends_at: float | None = None
    ) -> Student:
        reference = self.bench.reference_side(self.unit).functions
        return Student(
            self.zygote,
            self.unit.setup,
            submission.chunks,
            self.limits,
            {name: reference[name] for name in stand_ins},
            ends_at,
        )

    def _check(self, function: str, student: Student) -> list[Run]:
        """In a child of its own: what another function has left behind is not this one's."""
        student.check(function)
        return self.bench.run(self.bench.items_of(function), student)

    def _row(
        self,
        function: Function,
        runs: Mapping[str, list[Run]],
        submission: Submission,
        student: Student,
        ends_at: float,
    ) -> ExerciseResult:
        own = runs[function.name]
        verdict = verdict_of(own)
        checks = [self._score(check, own) for check in function.checks]
        messages: list[Message] = []
        mistake: str | None = None
        shown: Shown | None = None
        if verdict not in {"passed", "missing"}:
            again = self._run_again(function, runs, submission, ends_at)
            checks, carried = self._carry(function, runs, again, checks)
            messages += carried
        if verdict in {"failed", "error"}:
            mistakes = self.bench.runs_of_mistakes(self.unit, function.name)
            mistake = name_mistake(own, mistakes) or name_mistake(again, mistakes)
            shown = self._counterexample(function.name, submission, ends_at)
        asked = self.unit.sources.get(function.name, "")
        messages += explain(function.name, own, verdict, submission, student, shown, asked)
        return ExerciseResult(
            name=function.name,
            score=self._round(sum(check.points for check in checks)),
            max_score=self._round(function.points),
            verdict=verdict,
            mistake=mistake,
            checks=tuple(self._rounded(check) for check in checks),
            counterexample=shown.example if shown else None,
            messages=tuple(messages),
        )

    def _score(self, check: Check, runs: Sequence[Run]) -> CheckResult:
        cases = [run.failure is None for run in runs if run.check == check.name]
        share = sum(cases) / len(cases)
        outcome: Outcome = "passed" if all(cases) else "failed"
        return CheckResult(check.name, check.points * share, check.points, outcome)

    def _rounded(self, check: CheckResult) -> CheckResult:
        points, most = self._round(check.points), self._round(check.max_points)
        return replace(check, points=points, max_points=most)

    def _run_again(
        self,
        function: Function,
        runs: Mapping[str, list[Run]],
        submission: Submission,
        ends_at: float,
    ) -> list[Run]:
        """The checks with right answers in place of the prerequisites that fail too, if any."""
        wrong = failing(function.builds_on, runs)
        if not wrong:
            return []
        student = self._student(submission, wrong, ends_at)
        try:
            return self._check(function.name, student)
        finally:
            student.close()

    def _carry(
        self,
        function: Function,
        runs: Mapping[str, list[Run]],
        again: Sequence[Run],
        checks: list[CheckResult],
    ) -> tuple[list[CheckResult], list[Message]]:
        """The better score of each check, and the message that says so."""
        if not again:
            return checks, []
        second = [self._score(check, again) for check in function.checks]
        better = [
            replace(later, outcome=first.outcome) if later.points > first.points else first
            for first, later in zip(checks, second, strict=True)
        ]
        if better == checks:
            return checks, []
        wrong = ", ".join(failing(function.builds_on, runs))
        return better, [Message("carried_error", {"functions": wrong})]

    def _counterexample(
        self, function: str, submission: Submission, ends_at: float
    ) -> Shown | None:
        """Searched in a child of its own: what it shows must not hold a hidden input."""
        candidates = self.bench.candidates(self.unit, function)
        student = self._student(submission, (), ends_at)
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


def failing(functions: Sequence[str], runs: Mapping[str, list[Run]]) -> list[str]:
    """Those of `functions` that fail a check."""
    return [name for name in functions if any(run.failure for run in runs[name])]
