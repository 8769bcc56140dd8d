"""What a graded submission is: data classes in, JSON out, and back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

SCHEMA = 1

Status = Literal["graded", "unreadable", "empty"]
Verdict = Literal["passed", "failed", "missing", "error", "timeout", "memory", "crashed"]
Outcome = Literal["passed", "failed"]


@dataclass(frozen=True)
class Message:
    """Feedback as data: an id of the message catalogue and what fills its placeholders.

    `args` holds JSON values only; the sentence is made when a page is rendered.
    """

    id: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckResult:
    """One hidden check: its share of the points and whether every case of it held."""

    name: str
    points: float
    max_points: float
    outcome: Outcome


@dataclass(frozen=True)
class Counterexample:
    """A small input on which the answer is wrong, every value JSON-ready."""

    arguments: Mapping[str, Any]
    expected: Any
    got: Any


@dataclass(frozen=True)
class ExerciseResult:
    """One function or class of a unit."""

    name: str
    score: float
    max_score: float
    verdict: Verdict
    mistake: str | None = None
    checks: tuple[CheckResult, ...] = ()
    counterexample: Counterexample | None = None
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Record:
    """One student's submission of one unit."""

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
    schema: int = SCHEMA

    def to_json(self) -> str:
        """UTF-8 JSON, keys in the order of the fields, the same bytes for the same record."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Record:
        """Raises ValueError if the text is not a record of this schema."""
        raw = json.loads(text)
        if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
            raise ValueError(f"not a record of schema {SCHEMA}")
        return cls(
            **{
                **raw,
                "exercises": tuple(map(_exercise_from, raw["exercises"])),
                "messages": _messages_from(raw["messages"]),
            }
        )


def _messages_from(raw: list[dict[str, Any]]) -> tuple[Message, ...]:
    return tuple(Message(**message) for message in raw)


def _exercise_from(raw: dict[str, Any]) -> ExerciseResult:
    example = raw["counterexample"]
    return ExerciseResult(
        **{
            **raw,
            "checks": tuple(CheckResult(**check) for check in raw["checks"]),
            "counterexample": Counterexample(**example) if example else None,
            "messages": _messages_from(raw["messages"]),
        }
    )


def finite(value: float) -> float | str:
    """A float as JSON can hold it: nan and infinities become their names."""
    return value if math.isfinite(value) else str(value)
