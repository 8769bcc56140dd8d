"""`convalida explain`: what a student's page says, in a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.console import ESCAPES, clean
from autograder.feedback.example import Example, ShownValue
from autograder.feedback.markdown import to_text
from autograder.feedback.rows import CheckRow, ExerciseRow
from autograder.feedback.svg import Matrix
from autograder.feedback.view import SIGNS, View, languages_of
from autograder.results import Message, Record
from autograder.submissions import NotFound, WrongUsage
from autograder.tables import written as points
from course.model import Course
from course.problems import Problem, gaps_of

WIDTH = 80
LARGEST_FILE = 2**20
STYLES = {"good": "bold green", "bad": "bold red", "todo": "bold"}


class NotARecord(WrongUsage):
    """A file that `convalida explain` cannot explain."""


def read_record(path: Path) -> Record:
    """Raises NotFound, NotARecord."""
    try:
        with path.open("rb") as file:
            return Record.from_json(file.read(LARGEST_FILE))
    except FileNotFoundError:
        raise NotFound(Message("path_not_found", {"path": str(path)})) from None
    except OSError as error:
        args = {"path": str(path), "cause": error.strerror}
        raise NotARecord(Message("cannot_open", args)) from None
    except ValueError:
        raise NotARecord(Message("not_a_record", {"path": str(path)})) from None


def explain(
    record: Record, course: Course, language: str | None, *, hints: bool = False
) -> list[Problem]:
    """Writes a record to stdout in words, in `language` or else its own.

    What sentences it lacks comes back.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    view = View(record, course, language or languages_of(record, course)[0])
    _Writer(console, view, hints).write()
    return gaps_of(view.t)


def print_example(record: Record, function: str, course: Course, language: str) -> None:
    """Writes the smallest example of one function of a record to stdout."""
    console = Console(highlight=False, markup=False, emoji=False)
    view = View(record, course, language)
    for row in view.rows:
        if row.name == function and row.example:
            _Writer(console, view, hints=False).write_example(row.example)


class _Writer:
    def __init__(self, console: Console, view: View, hints: bool) -> None:
        self._console = console
        self._width = min(WIDTH, console.width) if console.is_terminal else WIDTH
        self._view = view
        self._t = view.t
        self._hints = hints

    def write(self) -> None:
        view, t = self._view, self._t
        self._put(f"{view.title} · {view.record.student}", style="bold")
        self._put(f"{view.score} / {view.max_score} {t('points')}", style="bold")
        for sentence in view.reckoning:
            self._put(sentence, 2)
        if not view.is_graded:
            self._put(t(f"status_{view.record.status}"), style="bold red")
        for sentence in view.sentences:
            self._put(sentence)
        self._blank()
        self._put(t("next_title"), style="bold")
        if view.steps:
            first = view.steps[0]
            self._put(f"{first.function} +{points(first.points)} {t('points')}", 2, "bold")
        self._put(view.advice, 2)
        if view.steps[1:]:
            after = ", ".join(f"{step.function} +{points(step.points)}" for step in view.steps[1:])
            self._put(f"{t('next_after')} {after}", 2)
        for row in (row for row in view.rows if not row.bonus):
            self._row(row)
        challenges = [row for row in view.rows if row.bonus]
        if challenges:
            self._blank()
            self._put(f"{t('challenges_title')}: {t('challenges_how')}", style="bold")
        for row in challenges:
            self._row(row)
        self._blank()
        self._put(", ".join(f"{name} {value}" for name, value in view.receipt), style="dim")
        if view.record.isolation != "full":
            self._put(t("without_isolation"), style="bold red")

    def _row(self, row: ExerciseRow) -> None:
        t = self._t
        self._blank()
        named = " · ".join(filter(None, (row.name, row.title, row.verdict)))
        self._put(f"{SIGNS[row.tone]} {named} {row.points}", style=STYLES[row.tone])
        for sentence in (*row.given, *row.sentences):
            self._put(sentence, 2)
        if row.mistakes or row.diagnoses:
            self._put(t("what_happened"), 2, "bold")
            for sentence in row.diagnoses:
                self._put(sentence, 4)
            for mistake in row.mistakes:
                self._markdown(mistake, 4)
        if row.example:
            self._put(t("smallest_input"), 2, "bold")
            self.write_example(row.example)
        if row.hints and self._hints:
            for name, hint in row.hints:
                self._put(name, 2, "bold")
                self._markdown(hint, 4)
        elif row.hints:
            self._put(t("hints_folded", count=len(row.hints)), 2, "dim")
        if row.checks:
            self._put(t("checks_title"), 2, "bold")
            for sentence in row.common_why:
                self._put(sentence, 4)
            for check in row.checks:
                self._check(check)
        if row.folded:
            self._put(row.folded_title, 2, "dim")
        if row.solution:
            self._put(t("solution_title"), 2, "bold")
            if row.idea:
                self._markdown(row.idea, 4)
            for line in row.solution.splitlines():
                self._put(line.lstrip(), 4 + len(line) - len(line.lstrip()))

    def _check(self, check: CheckRow) -> None:
        self._put(f"{SIGNS[check.tone]} {check.points}: {to_text(check.text)}", 4)
        for sentence in check.why:
            self._put(sentence, 6, "dim")
        for part in check.parts:
            self._put(f"{SIGNS[part.tone]} {part.points}: {to_text(part.text)}", 6)

    def write_example(self, example: Example) -> None:
        for value in example.arguments:
            if value.matrices or "\n" in _plain(value):
                self._value(value, " = ")
        scalars = [v for v in example.arguments if not v.matrices and "\n" not in _plain(v)]
        if scalars:
            self._put(", ".join(f"{value.name} = {_plain(value)}" for value in scalars), 4)
        for part in example.parts:
            if part.label:
                is_right = self._t("part_right") if part.right else self._t("part_wrong")
                tone = "good" if part.right else "bad"
                self._put(f"{SIGNS[tone]} {part.label} {is_right}", 4, STYLES[tone])
            elif part.right:
                self._put(self._t("answer_right_here"), 4)
                continue
            for value in part.values:
                self._value(value, ": ")
        if example.has_marks:
            self._put(f"✗ {self._t('legend_wrong')}", 4, "dim")
        if example.sentence:
            self._put(example.sentence, 4)

    def _value(self, value: ShownValue, between: str) -> None:
        note = Text(f"  {value.note}" if value.note else "")
        note.stylize("bold red" if value.is_note_wrong else "dim")
        if value.matrices:
            self._lines(Text(value.name, "bold") + note, 4)
            for matrix in value.matrices:
                self._matrix(matrix)
            return
        if value.is_table:
            self._lines(Text(value.name, "bold") + note, 4)
        text = Text("" if value.is_table else f"{value.name}{between}")
        for piece, is_wrong in value.pieces:
            text.append(ESCAPES.sub("", piece), style="bold red" if is_wrong else "")
            if is_wrong and len(value.pieces) > 1:
                text.append(SIGNS["bad"], style="bold red")
        if value.is_table:
            self._lines(text, 6)
        else:
            self._lines(text + note, 4)

    def _matrix(self, matrix: Matrix) -> None:
        if matrix.label:
            self._put(matrix.label, 6, "dim")
        longest = max(len(text) for row in matrix.texts for text in row)
        for i, row in enumerate(matrix.texts):
            line = Text()
            for j, text in enumerate(row):
                line += _cell(clean(text), longest, matrix.marks.get((i, j), ()))
            self._lines(line, 6)

    def _markdown(self, text: str, indent: int) -> None:
        for paragraph in to_text(text).split("\n\n"):
            self._put(paragraph, indent)

    def _put(self, text: str, indent: int = 0, style: str = "") -> None:
        self._lines(Text(clean(text), style=style), indent)

    def _lines(self, text: Text, indent: int) -> None:
        for line in text.wrap(self._console, self._width - indent):
            line.rstrip()
            self._console.print(Text(" " * indent) + line, soft_wrap=True)

    def _blank(self) -> None:
        self._console.print()


def _plain(value: ShownValue) -> str:
    return "".join(text for text, _ in value.pieces)


def _cell(text: str, longest: int, marks: Sequence[str]) -> Text:
    begin, end = ("[", "]") if "seen" in marks else (" ", " ")
    if "wrong" in marks:
        return Text(f"{begin}{text:>{longest}}✗", "bold red")
    style = "underline" if "wanted" in marks else "dim" if "border" in marks else ""
    return Text(f"{begin}{text:>{longest}}{end}", style)
