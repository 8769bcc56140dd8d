"""What a record says in a language: the same for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from autograder.feedback.advice import Step, is_carried, is_done, next_steps
from autograder.feedback.example import Example, example_of
from autograder.feedback.values import LONGEST, UNKNOWN
from autograder.results import CheckResult, ExerciseResult, Message, Record
from course.model import Course, Unit
from course.texts import Blocks, Translation

HINTS = ("hint_concept", "hint_shapes", "hint_line")
DIGITS_OF_HASH = 12


@dataclass(frozen=True)
class CheckRow:
    """A check in words; `why` are sentences of this check alone."""

    text: str
    points: str
    is_right: bool
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One function: texts are the course's Markdown, sentences are plain."""

    name: str
    title: str
    tone: str
    verdict: str
    points: str
    sentences: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    mistake: str = ""
    example: Example | None = None
    hints: tuple[tuple[str, str], ...] = ()
    common_why: tuple[str, ...] = ()
    wrong_checks: tuple[CheckRow, ...] = ()
    right_checks: tuple[CheckRow, ...] = ()


class View:
    """A record in one language of its course."""

    def __init__(self, record: Record, course: Course, language: str) -> None:
        self.record = record
        self.language = language
        self.t = Translation(course.locale, language)
        self._unit = course.units.get(record.unit)

    @property
    def title(self) -> str:
        return self._unit.texts(self.language)["title"] if self._unit else self.record.unit

    @property
    def score(self) -> str:
        return points(self.record.score)

    @property
    def max_score(self) -> str:
        return points(self.record.max_score)

    @property
    def is_graded(self) -> bool:
        return self.record.status == "graded"

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return self._said(self.record.messages)

    @cached_property
    def steps(self) -> Sequence[Step]:
        return next_steps(self.record) if self.is_graded else []

    @cached_property
    def advice(self) -> str:
        """One sentence on what to do next."""
        t = self.t
        if not self.is_graded:
            return t(f"next_{self.record.status}")
        return t(f"next_{self.steps[0].known}") if self.steps else t("next_nothing")

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Every function, in the course's order; none if nothing was graded."""
        return [self._row(result) for result in self.record.exercises] if self.is_graded else []

    @property
    def receipt(self) -> Sequence[tuple[str, str]]:
        """What was graded, and with what."""
        record, t = self.record, self.t
        known = record.environment
        versions = [("Python", "python"), ("NumPy", "numpy")]
        return [
            (t("receipt_file"), record.notebook_sha256[:DIGITS_OF_HASH] or "–"),
            (t("receipt_course"), record.course_version),
            *((name, known[key]) for name, key in versions if key in known),
        ]

    def _row(self, result: ExerciseResult) -> Row:
        unit, t = self._unit, self.t
        texts = _texts(unit, result.name, self.language)
        carried, done = is_carried(result), is_done(result)
        right = [check for check in result.checks if done or _is_right(check)]
        wrong = [check for check in result.checks if check not in right]
        common = self._common_why(result, wrong)
        about_it = [message for message in result.messages if "check" not in message.args]
        if carried:
            about_it = [_carried_in_full(m) for m in about_it if m.id == "carried_error"]
        mistake = texts.get(f"mistake_{result.mistake}", "") if not done else ""
        return Row(
            name=result.name,
            title=texts.get("title", result.name),
            tone="good" if done else "todo" if result.verdict == "missing" else "bad",
            verdict=t("verdict_passed") if done else t(f"verdict_{result.verdict}"),
            points=f"{points(result.score)} / {points(result.max_score)}",
            sentences=self._said(about_it),
            diagnoses=() if done else self._said(result.diagnoses),
            mistake=mistake,
            example=example_of(result.counterexample, t)
            if result.counterexample and not done
            else None,
            hints=() if done else tuple((t(h), texts[h]) for h in HINTS if h in texts),
            common_why=common,
            wrong_checks=tuple(
                self._check(check, texts, () if common else self._why(result, check))
                for check in wrong
            ),
            right_checks=tuple(self._check(check, texts, ()) for check in right),
        )

    def _check(self, check: CheckResult, texts: Blocks, why: tuple[str, ...]) -> CheckRow:
        text = texts.get(f"check_{check.name}", check.name)
        earned = f"{points(check.points)} / {points(check.max_points)}"
        return CheckRow(text, earned, check.points >= check.max_points, why)

    def _why(self, result: ExerciseResult, check: CheckResult) -> tuple[str, ...]:
        return self._said(m for m in result.messages if m.args.get("check") == check.name)

    def _common_why(self, result: ExerciseResult, wrong: Sequence[CheckResult]) -> tuple[str, ...]:
        """What is said of every wrong check alike is said once."""
        said = {self._why(result, check) for check in wrong}
        return said.pop() if len(said) == 1 else ()

    def _said(self, messages: Iterable[Message]) -> tuple[str, ...]:
        sentences = (self.t(message.id, **message.args) for message in messages)
        return tuple(s if len(s) <= LONGEST else f"{s[: LONGEST - 1]}{UNKNOWN}" for s in sentences)


def languages_of(record: Record, course: Course) -> list[str]:
    """The record's language first; the course's first, if it does not teach in that one."""
    own = record.language if record.language in course.languages else course.languages[0]
    return [own, *(language for language in course.languages if language != own)]


def points(number: float) -> str:
    """Points without a needless `.0`."""
    return f"{number:.10g}"


def _is_right(check: CheckResult) -> bool:
    return check.points >= check.max_points


def _carried_in_full(message: Message) -> Message:
    return Message("carried_in_full", message.args)


def _texts(unit: Unit | None, function: str, language: str) -> Blocks:
    """Blocks about a function; none if the course does not have it any more."""
    if unit is None or function not in unit.functions:
        return {}
    return unit.exercise_of(function).texts(language)
