"""What people at a terminal see: their language, progress, tables, lines on stderr."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from autograder.planning import Plan
from autograder.results import Message
from autograder.results.changes import step_text
from autograder.results.compare import Change
from autograder.sentences import LOCALE, sentences
from autograder.tables import written
from course.texts import Translation

ESCAPES = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
)

LONGEST = 1000
LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


@cache
def user_sentences() -> Translation:
    """The sentences of the user's language: Spanish where the locale is, English otherwise."""
    wanted = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)),
        "",
    )
    language = wanted[:2].lower()
    return sentences(language if language in {path.stem for path in LOCALE.glob("*.po")} else "en")


def clean(text: str) -> str:
    """Text of somebody else's, on one line, not too long, and nothing that drives a terminal."""
    line = ESCAPES.sub("", " ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def echo(text: str) -> None:
    """One line on stderr."""
    click.echo(clean(text), err=True)


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on stdout, columns after the first to the right."""
    table = Table(title=title, title_justify="left")
    for i, column in enumerate(columns):
        table.add_column(column, justify="left" if i == 0 else "right", overflow="fold")
    for row in rows:
        table.add_row(*(clean(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table, markup=False)


def print_plan(plan: Plan) -> None:
    """Who would be graded for what, from which file; then what needs a person."""
    t = user_sentences()
    columns = ["student", "unit", "file", "id", "late", "notes"]
    rows = []
    for one in sorted(plan.hand_ins, key=lambda one: (one.found.student, one.summary.unit or "")):
        found, summary = one.found, one.summary
        told = [m for m in (*summary.messages, *one.notes) if m.id != "marked_late"]
        if found.group:
            told.append(Message("of_group", {"group": found.group}))
        words = [t(f"short_{summary.status}")] if summary.status != "readable" else []
        rows.append(
            [
                found.student,
                summary.unit or "?",
                found.origin,
                found.id or "",
                t("yes") if found.late else "",
                "; ".join([*words, *map(t, told)]),
            ]
        )
    print_table(t("table_plan"), [t(f"column_{name}") for name in columns], rows)
    for message in plan.messages:
        echo(t(message))
    echo(t("nothing_graded"))


def print_changes(changes: Sequence[Change]) -> None:
    """Whose mark changes, by how much, by which check and why."""
    t = user_sentences()
    columns = ["student", "unit", "before", "after", "difference", "why", "what"]
    rows = [
        [
            change.student,
            change.unit,
            "" if change.before is None else written(change.before),
            "" if change.after is None else written(change.after),
            f"{change.difference:+.10g}",
            ", ".join(t(f"cause_{cause}") for cause in change.causes),
            "; ".join(map(step_text, change.steps)),
        ]
        for change in changes
    ]
    print_table(t("table_changes"), [t(f"column_{name}") for name in columns], rows)


class Meter:
    """Progress of a class: a bar on a terminal, plain lines otherwise."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._total = 0
        self._done = 0
        self._started = time.monotonic()
        self._said = self._started

    def start(self, total: int) -> None:
        self._total = total
        self._started = self._said = time.monotonic()
        if self._console.is_terminal and total:
            self._bar = Progress(
                TextColumn(user_sentences()("grading")),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=self._console,
                auto_refresh=False,  # without a thread: workers fork from this process
            )
            self._bar.add_task("", total=total, rate="")
            self._bar.start()

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        rate = self._done / max(now - self._started, 1e-9)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1, rate=f"{rate:.1f}/s", refresh=True)
        elif now - self._said >= LINE_EVERY or self._done == self._total:
            self._said = now
            left = (self._total - self._done) / rate
            echo(
                user_sentences()(
                    "graded_so_far",
                    done=self._done,
                    total=self._total,
                    rate=f"{rate:.1f}",
                    left=f"{left:.0f}",
                )
            )

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def meter() -> Iterator[Meter]:
    """A Meter that leaves the terminal as it was."""
    made = Meter()
    try:
        yield made
    finally:
        made.stop()
