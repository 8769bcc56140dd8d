"""What a graded submission is, and the folder where records, pages and the table lie."""

from autograder.results.layers import Correction, Lateness, Voided
from autograder.results.record import (
    CheckResult,
    Counterexample,
    ExerciseResult,
    Message,
    Outcome,
    Record,
    Status,
    Verdict,
    few,
)

__all__ = [
    "CheckResult",
    "Correction",
    "Counterexample",
    "ExerciseResult",
    "Lateness",
    "Message",
    "Outcome",
    "Record",
    "Status",
    "Verdict",
    "Voided",
    "few",
]
