"""What a record says in a language: the same for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from autograder.feedback.advice import Step, is_carried, is_done, mistakes_of, next_steps
from autograder.feedback.example import example_of
from autograder.feedback.reckoning import given_for, handed_in, reckoning_of
from autograder.feedback.rows import CheckRow, ExerciseRow
from autograder.feedback.solution import solution_of
from autograder.feedback.values import shortened
from autograder.results import CheckResult, ExerciseResult, Message, PartResult, Record
from autograder.results.questions import to_grade
from autograder.results.totals import credited, points_of, total_of
from autograder.sentences import sentences
from autograder.tables import written as points
from course.model import Course
from course.texts import Blocks

HINTS = ("hint_concept", "hint_shapes", "hint_line")
LONGEST_SENTENCE = 300
LONGEST_NAME = 100
UNWRITTEN = {"missing", "not_implemented"}
SIGNS = {"good": "✓", "bad": "✗", "todo": "○"}


class View:
    """A record in one language of its course."""

    def __init__(self, record: Record, course: Course, language: str) -> None:
        self.record = record
        self.language = language
        self.t = sentences(language, course)
        self._unit = course.units.get(record.unit)

    @property
    def title(self) -> str:
        return self._unit.texts(self.language)["title"] if self._unit else self.record.unit

    @property
    def score(self) -> str:
        return points(total_of(self.record))

    @property
    def max_score(self) -> str:
        return points(self.record.max_score)

    @cached_property
    def credited(self) -> Record:
        return credited(self.record)

    @property
    def is_graded(self) -> bool:
        return self.record.status == "graded"

    @property
    def share(self) -> float:
        """Percent of the maximum, for a bar."""
        most = self.record.max_score
        return min(100.0, 100 * total_of(self.record) / most) if most else 0.0

    @cached_property
    def reckoning(self) -> tuple[str, ...]:
        """How the total comes about, where people or a deadline had a part in it."""
        return self._said(reckoning_of(self.record, with_exercises=not self.is_graded))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return self._said(self.record.messages)

    @cached_property
    def steps(self) -> Sequence[Step]:
        steps = next_steps(self.credited) if self.is_graded else []
        return [step for step in steps if step.points > 0]

    @cached_property
    def advice(self) -> str:
        """One sentence on what to do next."""
        t = self.t
        if not self.is_graded:
            return t(f"next_{self.record.status}")
        if self.steps:
            return t(f"next_{self.steps[0].known}")
        begun = (row for row in self.credited.exercises if row.bonus and row.verdict != "missing")
        return t("next_nothing") if all(map(is_done, begun)) else t("next_challenge")

    @cached_property
    def rows(self) -> Sequence[ExerciseRow]:
        """Every function, in the course's order; none if nothing was graded."""
        return [self._row(result) for result in self.credited.exercises] if self.is_graded else []

    @property
    def receipt(self) -> Sequence[tuple[str, str]]:
        """What was graded, and with what."""
        record, t = self.record, self.t
        libraries = record.environment
        versions = [("Python", "python"), ("NumPy", "numpy")]
        return [
            *([(t("receipt_name"), shortened(record.file, LONGEST_NAME))] if record.file else []),
            (t("receipt_file"), record.notebook_sha256 or "–"),
            *([(t("receipt_time"), handed_in(record, t))] if record.handed_in else []),
            (t("receipt_course"), record.course_version),
            *((t("receipt_grader"), known) for known in [record.versions.get("engine")] if known),
            *((name, libraries[key]) for name, key in versions if key in libraries),
        ]

    def texts_of(self, function: str) -> Blocks:
        """Blocks about a function; none if the course does not have it any more."""
        return self._unit.texts_about(function, self.language) if self._unit else {}

    def _row(self, result: ExerciseResult) -> ExerciseRow:
        texts = self.texts_of(result.name)
        if result.verdict == "to_grade":
            return self._question(result, texts)
        if is_done(result):
            return self._done(result, texts)
        if result.verdict == "missing":
            return self._missing(result, texts)
        return self._wrong(result, texts)

    def _question(self, result: ExerciseResult, texts: Blocks) -> ExerciseRow:
        """Written, and graded by a person or not yet."""
        head = self._head(result, texts, "todo")
        if result.name not in {row.name for row in to_grade(self.record)}:
            head |= {"tone": "good", "verdict": self.t("verdict_graded_by_hand")}
        return ExerciseRow(**head)

    def _done(self, result: ExerciseResult, texts: Blocks) -> ExerciseRow:
        """Right, or wrong because of another function only: there is little to say."""
        told = self._about_it(result)
        if is_carried(result):
            told = [Message("carried_in_full", m.args) for m in told if m.id == "carried_error"]
        return ExerciseRow(
            **self._head(result, texts, "good"),
            sentences=self._said(told),
            folded=self._checks(result.checks, texts, "good"),
            folded_title=self.t("checks_passed", count=len(result.checks)),
        )

    def _missing(self, result: ExerciseResult, texts: Blocks) -> ExerciseRow:
        told = self._about_it(result)
        if result.bonus:
            told = [message for message in told if message.id not in UNWRITTEN]
        return ExerciseRow(
            **self._head(result, texts, "todo"),
            sentences=self._said(told),
            hints=self._hints(texts),
            folded=self._checks(result.checks, texts, "todo"),
            folded_title=self.t("checks_to_come", count=len(result.checks)),
        )

    def _wrong(self, result: ExerciseResult, texts: Blocks) -> ExerciseRow:
        mistakes = [texts.get(f"mistake_{each}", "") for each in mistakes_of(result)]
        diagnoses = self._said(m for m in result.diagnoses if m.id != "two_mistakes")
        if len(mistakes) > 1:
            diagnoses = (self.t("two_mistakes_together"), *diagnoses)
        right = [check for check in result.checks if check.points >= check.max_points]
        wrong = [check for check in result.checks if check not in right]
        why = {check.name: self._why(result, check) for check in wrong}
        common = set(why.values()).pop() if len(set(why.values())) == 1 else ()
        is_explained = bool(mistakes or diagnoses)
        return ExerciseRow(
            **self._head(result, texts, "bad"),
            sentences=self._said(self._about_it(result)) + (() if is_explained else common),
            diagnoses=diagnoses,
            mistakes=tuple(filter(None, mistakes)),
            example=example_of(result.counterexample, self.t) if result.counterexample else None,
            hints=self._hints(texts),
            common_why=common if is_explained else (),
            checks=self._checks(wrong, texts, "bad", {} if common else why),
            folded=self._checks(right, texts, "good"),
            folded_title=self.t("checks_passed", count=len(right)),
        )

    def _head(self, result: ExerciseResult, texts: Blocks, tone: str) -> dict[str, Any]:
        t = self.t
        verdict: str = "passed" if tone == "good" else result.verdict
        if result.bonus and verdict == "missing":
            verdict = "optional"
        solution = solution_of(self.record, self._unit, result.name)
        sign = "+" if result.bonus else ""
        return {
            "name": result.name,
            "title": texts.get("title", ""),
            "tone": tone,
            "bonus": result.bonus,
            "verdict": t(f"verdict_{verdict}"),
            "points": f"{sign}{points(self._points[result.name])} / {points(result.max_score)}",
            "solution": solution,
            "idea": texts.get("solution", "") if solution else "",
            "given": self._said(given_for(self.record, result.name, texts)),
        }

    @cached_property
    def _points(self) -> Mapping[str, float]:
        return points_of(self.record)

    def _about_it(self, result: ExerciseResult) -> list[Message]:
        return [message for message in result.messages if "check" not in message.args]

    def _why(self, result: ExerciseResult, check: CheckResult) -> tuple[str, ...]:
        return self._said(m for m in result.messages if m.args.get("check") == check.name)

    def _hints(self, texts: Blocks) -> tuple[tuple[str, str], ...]:
        return tuple((self.t(hint), texts[hint]) for hint in HINTS if hint in texts)

    def _checks(
        self,
        checks: Iterable[CheckResult],
        texts: Blocks,
        tone: str,
        why: Mapping[str, tuple[str, ...]] = {},
    ) -> tuple[CheckRow, ...]:
        return tuple(
            CheckRow(
                text=texts.get(f"check_{check.name}", check.name),
                points=f"{points(check.points)} / {points(check.max_points)}",
                tone=tone,
                why=why.get(check.name, ()),
                parts=tuple(self._part(part, texts) for part in check.parts),
            )
            for check in checks
        )

    def _part(self, part: PartResult, texts: Blocks) -> CheckRow:
        return CheckRow(
            text=texts.get(f"part_{part.name}", part.name),
            points=f"{points(part.points)} / {points(part.max_points)}",
            tone="good" if part.points >= part.max_points else "bad",
        )

    def _said(self, messages: Iterable[Message]) -> tuple[str, ...]:
        return tuple(shortened(self.t(message), LONGEST_SENTENCE) for message in messages)


def languages_of(record: Record, course: Course) -> list[str]:
    """The record's language first; the course's first, if it does not teach in that one."""
    own = record.language if record.language in course.languages else course.languages[0]
    return [own, *(language for language in course.languages if language != own)]
