"""What a page and a terminal show of one function, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.feedback.example import Example


@dataclass(frozen=True)
class CheckRow:
    """A check in words; `why` are sentences of it alone, `parts` have credit of their own."""

    text: str
    points: str
    tone: str
    why: tuple[str, ...] = ()
    parts: tuple[CheckRow, ...] = ()


@dataclass(frozen=True)
class ExerciseRow:
    """One function: texts are the course's Markdown, sentences are plain.

    A tone is `good`, `bad` or `todo`. What everybody has right, or has not begun, is folded.
    """

    name: str
    title: str
    tone: str
    verdict: str
    points: str
    given: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    example: Example | None = None
    hints: tuple[tuple[str, str], ...] = ()
    common_why: tuple[str, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    folded: tuple[CheckRow, ...] = ()
    folded_title: str = ""
    bonus: bool = False
    solution: str = ""
    idea: str = ""
