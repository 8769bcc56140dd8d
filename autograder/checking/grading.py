"""One submission against the answer key -> its record."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.checking.answer_key import AnswerKey
from autograder.checking.running import Room, Run
from autograder.checking.student import Student
from autograder.explaining.counterexample import FailedExample, students_failure
from autograder.explaining.definition import definition
from autograder.explaining.diagnosis import Why, why
from autograder.explaining.explanation import explain, raised_in_cells, verdict_of
from autograder.results import (
    CheckOutcome,
    CheckResult,
    ExerciseResult,
    Message,
    PartResult,
    Record,
    few,
)
from autograder.results.reuse import NOTHING, Basis, Kept, together
from autograder.results.ungraded import ENVIRONMENT
from autograder.sandbox import Limits, Zygote
from autograder.submissions import Submission
from autograder.submissions.summary import definitions_of
from course.catalog import Check, Function, Unit


@dataclass(frozen=True)
class Grader:
    """What grading one submission of a unit needs, whoever the student is."""

    key: AnswerKey
    zygote: Zygote
    limits: Limits
    basis: Basis
    room: Room = field(default_factory=Room)

    @property
    def unit(self) -> Unit:
        return self.key.unit

    def grade(self, submission: Submission, kept: Kept = NOTHING) -> Record:
        """Every function of the unit, checked, scored and explained, but for those that are kept.

        What a page may show is asked first: the submission has seen no hidden input then.
        """
        wanted = [each for each in self.unit.functions.values() if each.name not in kept.rows]
        shown = self._examples(submission, wanted)
        student = self._student(submission)
        runs = {}
        try:
            for function, ends_at in self._in_turn(wanted):
                student.ends_at = ends_at
                runs[function.name] = self._check(function.name, student)
        finally:
            student.close()
        graded = {
            function.name: self._row(
                function, runs, submission, student, shown[function.name], ends_at
            )
            for function, ends_at in self._in_turn(wanted)
        }
        rows = [graded.get(name) or kept.rows[name] for name in self.unit.functions]
        notes = [*kept.notes, *raised_in_cells(self.unit, submission, student, rows)]
        return Record(
            student=submission.student,
            unit=self.unit.name,
            language=submission.language or self.key.course.languages[0],
            status="graded",
            isolation=self.basis.isolation,
            course_version=self.key.course.version,
            notebook_sha256=submission.sha256,
            score=self._round(sum(row.score for row in rows if not row.bonus)),
            max_score=self._round(self.unit.max_score),
            bonus=self._round(sum(row.score for row in rows if row.bonus)),
            exercises=tuple(rows),
            messages=together(*submission.messages, *notes),
            seed=self.key.cases.seed,
            environment=ENVIRONMENT,
        )

    def _examples(
        self, submission: Submission, wanted: Sequence[Function]
    ) -> Mapping[str, FailedExample | None]:
        """The smallest public input that each function gets wrong, each within one call's time."""
        student = self._student(submission)
        found = {}
        try:
            for function, ends_at in self._in_turn(wanted):
                if any(each.forbids for each in self.unit.functions.values()):
                    student.check(function.name)
                student.ends_at = min(ends_at, time.monotonic() + self.limits.call_seconds)
                candidates = self.key.candidates(function.name)
                found[function.name] = students_failure(candidates, student)
        finally:
            student.close()
        return found

    def _in_turn(self, functions: Sequence[Function]) -> Iterator[tuple[Function, float]]:
        """Each function and when it must come to its end.

        All together take no more than a submission may; each may use half of what is left, the
        last one all: a slow function does not take the time of the others.
        """
        end = time.monotonic() + self.limits.submission_seconds
        for function in functions[:-1]:
            now = time.monotonic()
            yield function, now + (end - now) / 2
        yield functions[-1], end

    def _student(
        self, submission: Submission, stand_ins: Sequence[str] = (), ends_at: float | None = None
    ) -> Student:
        solutions = self.key.solutions.functions
        return Student(
            self.zygote,
            self.unit.setup,
            submission.chunks,
            self.limits,
            {name: solutions[name] for name in stand_ins},
            {name: function.forbids for name, function in self.unit.functions.items()},
            ends_at,
        )

    def _check(self, function: str, student: Student) -> list[Run]:
        """In a child of its own: what another function has left behind is not this one's."""
        student.check(function)
        return self.key.run_student(function, student, self.room)

    def _row(
        self,
        function: Function,
        runs: Mapping[str, list[Run]],
        submission: Submission,
        student: Student,
        found: FailedExample | None,
        ends_at: float,
    ) -> ExerciseResult:
        own = runs[function.name]
        verdict = verdict_of(own)
        checks = [self._score(check, own) for check in function.checks]
        messages: list[Message] = []
        again: list[Run] = []
        shown = found if verdict in {"failed", "error"} else None
        if verdict not in {"passed", "missing"}:
            again = self._run_again(function, runs, submission, ends_at)
            checks, carried = self._carry(function, runs, again, checks)
            messages += carried
        told = Why()
        if verdict in {"failed", "error"}:
            told = why(self.key, function.name, own, again, submission.chunks)
        messages += explain(self.key, function, own, verdict, submission, student, shown)
        return ExerciseResult(
            name=function.name,
            score=self._round(sum(check.points for check in checks)),
            max_score=self._round(function.points),
            bonus=function.bonus,
            verdict=verdict,
            mistake=told.mistake,
            diagnoses=told.diagnoses,
            fingerprint=told.fingerprint,
            key=self.basis.key(function.name, self._mark(submission, function.name)),
            source="" if verdict == "missing" else self._source(submission, function.name),
            checks=tuple(self._rounded(check) for check in checks),
            counterexample=shown.example if shown else None,
            messages=few(messages),
        )

    def _source(self, submission: Submission, function: str) -> str:
        return definition(function, submission.chunks, self.unit.functions.keys() - {function})

    def _mark(self, submission: Submission, function: str) -> str:
        return definitions_of(submission, [function])[function]

    def _score(self, check: Check, runs: Sequence[Run]) -> CheckResult:
        own = [run for run in runs if run.check == check.name]
        share = sum(run.earned for run in own) / len(own)
        outcome: CheckOutcome = "failed" if any(run.failure for run in own) else "passed"
        parts = tuple(self._parts(check, own))
        return CheckResult(check.name, check.points * share, check.points, outcome, parts)

    def _parts(self, check: Check, runs: Sequence[Run]) -> Iterator[PartResult]:
        """Each part over all cases of its check; one that a case did not come to does not hold."""
        shares = {part.name: part.share for run in runs for part in run.parts}
        for name, share in shares.items():
            held = [any(p.name == name and p.holds for p in run.parts) for run in runs]
            most = check.points * share
            points = most * sum(held) / len(held)
            yield PartResult(name, self._round(points), self._round(most))

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

    def _round(self, points: float) -> float:
        return round(points, self.key.course.decimals)


def failing(functions: Sequence[str], runs: Mapping[str, list[Run]]) -> list[str]:
    """Those of `functions` that fail a check."""
    return [name for name in functions if any(run.failure for run in runs[name])]
