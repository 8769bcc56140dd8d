"""What a graded submission is: data classes in, JSON out, and back."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from autograder.results.layers import (
    HANDED_IN_FROM,
    Correction,
    Lateness,
    Voided,
    is_number,
    layers_from,
)
from course.texts import Message

SCHEMA = 1
MOST_MESSAGES = 12
"""Of one submission, and of one function."""

Status = Literal["graded", "unreadable", "empty", "no_notebook", "absent"]
Verdict = Literal[
    "passed", "failed", "missing", "error", "timeout", "memory", "crashed", "to_grade"
]
Revealed = Literal["nothing", "passed", "all"]
"""Whose solutions a page shows."""
CheckOutcome = Literal["passed", "failed"]


def few(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The first of them, and how many more there are: nobody reads a flood."""
    first = tuple(messages)
    if len(first) <= MOST_MESSAGES:
        return first
    return (*first[:MOST_MESSAGES], Message("more_messages", {"count": len(first) - MOST_MESSAGES}))


@dataclass(frozen=True)
class PartResult:
    """A part of a hidden check that gives credit of its own."""

    name: str
    points: float
    max_points: float


@dataclass(frozen=True)
class CheckResult:
    """One hidden check: its share of the points and whether every case of it held."""

    name: str
    points: float
    max_points: float
    outcome: CheckOutcome
    parts: tuple[PartResult, ...] = ()


@dataclass(frozen=True)
class Counterexample:
    """A small input on which the answer is wrong, every value in the form of `plain`."""

    arguments: Mapping[str, Any]
    expected: Any
    got: Any


@dataclass(frozen=True)
class ExerciseResult:
    """One function or class of a unit.

    `diagnoses` say what is wrong where no known mistake is; `fingerprint` is equal where wrong
    answers agree, and tells nothing of inputs. `source` is what the student wrote, without
    comments. While `key` is the same, so is the row. The points of a `bonus` come on top.
    """

    name: str
    score: float
    max_score: float
    verdict: Verdict
    mistake: str | None = None
    checks: tuple[CheckResult, ...] = ()
    counterexample: Counterexample | None = None
    messages: tuple[Message, ...] = ()
    diagnoses: tuple[Message, ...] = ()
    fingerprint: str = ""
    key: str = ""
    source: str = ""
    bonus: bool = False


@dataclass(frozen=True)
class Record:
    """One student's submission of one unit.

    `file` is what was graded; `id`, `email`, `group`, `late` are what a platform or a roster says.
    `handed_in` is in UTC, and `handed_in_from` is who says so. `versions` tell apart the unit's
    checks, its solution and the grader. `score` is the automatic one; `bonus` (what
    optional challenges earned), `voided`, `corrections` and `lateness` lie upon it, and `total` is
    what all of them come to, None where there are none. `revealed` is of no exercise until the
    course and the deadline say so.
    """

    student: str
    unit: str
    language: str
    status: Status
    isolation: str
    course_version: str
    notebook_sha256: str
    score: float
    max_score: float
    exercises: tuple[ExerciseResult, ...] = ()
    messages: tuple[Message, ...] = ()
    seed: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    id: str | None = None
    email: str | None = None
    group: str | None = None
    late: bool = False
    handed_in: str | None = None
    handed_in_from: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    voided: tuple[Voided, ...] = ()
    corrections: tuple[Correction, ...] = ()
    lateness: Lateness | None = None
    total: float | None = None
    bonus: float = 0.0
    revealed: Revealed = "nothing"
    schema: int = SCHEMA

    def to_json(self) -> str:
        """UTF-8 JSON, keys in the order of the fields, the same bytes for the same record."""
        raw = asdict(self)
        for check in (check for row in raw["exercises"] for check in row["checks"]):
            if not check["parts"]:
                del check["parts"]
        return json.dumps(raw, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """Raises ValueError if the text is not a record of this schema."""
        try:
            raw = json.loads(text)
            if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
                raise ValueError(f"not a record of schema {SCHEMA}")
            exercises = tuple(map(_exercise_from, raw["exercises"]))
            messages = _messages_from(raw["messages"])
            rest = {"exercises": exercises, "messages": messages, **layers_from(raw)}
            record = cls(**{**raw, **rest})
            _check(record)
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a record: {error}") from error
        return record


def _messages_from(raw: Iterable[dict[str, Any]]) -> tuple[Message, ...]:
    return tuple(Message(**message) for message in raw)


def _check_from(raw: dict[str, Any]) -> CheckResult:
    parts = tuple(PartResult(**part) for part in raw.get("parts", ()))
    return CheckResult(**{**raw, "parts": parts})


def _exercise_from(raw: dict[str, Any]) -> ExerciseResult:
    example = raw["counterexample"]
    return ExerciseResult(
        **{
            **raw,
            "checks": tuple(map(_check_from, raw["checks"])),
            "counterexample": Counterexample(**example) if example else None,
            "messages": _messages_from(raw["messages"]),
            "diagnoses": _messages_from(raw.get("diagnoses", ())),
        }
    )


def _check(record: Record) -> None:
    """Raises ValueError for a value that no record of ours has."""
    texts = [record.student, record.unit, record.language, record.isolation]
    texts += [record.course_version, record.notebook_sha256, *record.environment.values()]
    known = (record.id, record.email, record.group, record.handed_in)
    texts += [record.file, *record.versions.values(), *(t for t in known if t is not None)]
    scores = [(record.score, record.max_score)]
    words: list[tuple[str, object]] = [(record.status, Status), (record.revealed, Revealed)]
    for row in record.exercises:
        texts += [row.name, row.fingerprint, row.source]
        scores += [(row.score, row.max_score), *((c.points, c.max_points) for c in row.checks)]
        parts = [part for check in row.checks for part in check.parts]
        texts += [part.name for part in parts]
        scores += [(part.points, part.max_points) for part in parts]
        words += [(row.verdict, Verdict), *((check.outcome, CheckOutcome) for check in row.checks)]
    told = (m for row in record.exercises for m in (*row.messages, *row.diagnoses))
    for message in (*record.messages, *told):
        texts.append(message.id)
        if not isinstance(message.args, dict):
            raise ValueError("not the arguments of a message")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("not a text")
    if not all(word in get_args(known) for word, known in words):
        raise ValueError("not a word of ours")
    if not all(_is_score(points, most) for points, most in scores):
        raise ValueError("not a score")
    if record.handed_in_from not in (None, *HANDED_IN_FROM):
        raise ValueError("not a word of ours")
    if record.total is not None and not is_number(record.total):
        raise ValueError("not points")
    if not is_number(record.bonus) or record.bonus < 0:
        raise ValueError("not points")
    if not all(isinstance(row.bonus, bool) for row in record.exercises):
        raise ValueError("not a yes or no")


def _is_score(points: Any, most: Any) -> bool:
    return is_number(points) and is_number(most) and 0 <= points <= most


def finite(value: float) -> float | str:
    """A float as JSON can hold it: nan and infinities become their names."""
    return value if math.isfinite(value) else str(value)
