"""What a graded submission is, and the folder where records, pages and the table lie."""

from autograder.results.layers import Correction, Lateness, Voided
from autograder.results.record import (
    CheckOutcome,
    CheckResult,
    Counterexample,
    ExerciseResult,
    PartResult,
    Record,
    Status,
    Verdict,
    few,
)
from course.texts import Message

__all__ = [
    "CheckOutcome",
    "CheckResult",
    "Correction",
    "Counterexample",
    "ExerciseResult",
    "Lateness",
    "Message",
    "PartResult",
    "Record",
    "Status",
    "Verdict",
    "Voided",
    "few",
]
