"""What to do next: the function where the least work earns most."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.results import ExerciseResult, Record

EFFORT = {
    "named": 1.0,
    "unread": 1.0,
    "diagnosed": 1.3,
    "raises": 1.5,
    "example": 2.0,
    "checks": 2.5,
    "stopped": 2.5,
    "missing": 4.0,
}
"""What is known of an answer -> how much work is left, beside a mistake that has a name."""

UNREAD = {
    *("syntax_error", "cell_not_read", "newer_python", "invisible_character"),
    *("definition_failed", "definition_stopped", "needed_cell_raised"),
}
"""Messages of a function that may be all right but for its cell."""


@dataclass(frozen=True)
class Step:
    """A function to work on, what is known of it (a key of EFFORT), and what it can still earn."""

    function: str
    known: str
    points: float


def is_carried(result: ExerciseResult) -> bool:
    """Right, once a function that it builds on is."""
    return (
        result.verdict != "passed"
        and result.score >= result.max_score
        and any(message.id == "carried_error" for message in result.messages)
    )


def is_done(result: ExerciseResult) -> bool:
    return result.verdict in ("passed", "to_grade") or is_carried(result)


def mistakes_of(result: ExerciseResult) -> tuple[str, ...]:
    """The ids of the known mistake that explains the answers, or of two that do together."""
    if result.mistake:
        return (result.mistake,)
    two = (message.args for message in result.diagnoses if message.id == "two_mistakes")
    return next(((str(args["first"]), str(args["second"])) for args in two), ())


def next_steps(record: Record) -> list[Step]:
    """Functions that can still earn points, what earns most for its work first; no challenge."""
    steps = [
        Step(row.name, known_of(row), round(row.max_score - row.score, 6))
        for row in record.exercises
        if not is_done(row) and not row.bonus
    ]
    return sorted(steps, key=lambda step: -step.points / EFFORT[step.known])


def known_of(result: ExerciseResult) -> str:
    """A key of EFFORT."""
    told = {message.id for message in result.messages}
    if mistakes_of(result):
        return "named"
    if result.verdict == "missing":
        return "unread" if UNREAD.intersection(told) else "missing"
    if result.verdict in ("timeout", "memory", "crashed"):
        return "stopped"
    if result.diagnoses:
        return "diagnosed"
    if result.verdict == "error":
        return "raises"
    return "example" if result.counterexample else "checks"
