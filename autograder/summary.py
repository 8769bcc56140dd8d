"""Records -> what a terminal shows of a class after grading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from statistics import mean, median

from autograder.adopting.groups import has_no_name
from autograder.results import ExerciseResult, Record
from autograder.results.totals import total_of
from course.texts import Translation

MISTAKES = 5
"""The commonest of a class that are shown."""

ROWS = 8
"""Of students who need somebody, unless all rows are asked for."""

Key = tuple[str, str]
"""Unit and student."""


@dataclass
class ClassSummary:
    """Rows of tables, the commonest mistakes, and answers that agree and have no name.

    `left_out` rows are not shown.
    """

    rows: list[list[str]] = field(default_factory=list)
    left_out: int = 0
    scores: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    handed_in: Counter[str] = field(default_factory=Counter)
    most: dict[str, float] = field(default_factory=dict)
    mistakes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    unnamed: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def units(self) -> list[list[str]]:
        """For each unit: how many, how many of them graded, mean, median, points there are."""
        return [
            [
                unit,
                str(self.handed_in[unit]),
                str(len(self.scores[unit])),
                f"{mean(self.scores[unit]):.2f}" if self.scores[unit] else "",
                f"{median(self.scores[unit]):.2f}" if self.scores[unit] else "",
                f"{self.most[unit]:g}",
            ]
            for unit in sorted(self.most)
        ]

    def commonest(self) -> list[tuple[int, int, str, str]]:
        """How often, of how many who were graded, in which function, and which mistake."""
        found = self.mistakes.most_common(MISTAKES)
        return [(n, len(self.scores[unit]), f, mistake) for (unit, f, mistake), n in found]

    def largest_unnamed(self) -> Iterator[tuple[int, int, str]]:
        """How many give the same wrong answers, of how many, in which function; if two do."""
        for (unit, function, _), times in self.unnamed.most_common(1):
            if times > 1:
                yield times, len(self.scores[unit]), function


def summarise(
    records: Iterable[Record],
    about: Container[Key],
    needs_a_person: Container[Key],
    t: Translation,
    *,
    all_rows: bool,
) -> ClassSummary:
    """Of the records that a run of the command was `about`."""
    summary = ClassSummary()
    for record in records:
        key = (record.unit, record.student)
        if key not in about:
            continue
        summary.handed_in[record.unit] += 1
        summary.most[record.unit] = record.max_score
        if record.status == "graded":
            summary.scores[record.unit].append(total_of(record))
        for row in record.exercises:
            if row.mistake:
                summary.mistakes[record.unit, row.name, row.mistake] += 1
            if has_no_name(row):
                summary.unnamed[record.unit, row.name, row.fingerprint] += 1
        if all_rows or key in needs_a_person:
            summary.rows.append(_row(record, t))
    if not all_rows:
        summary.left_out = max(0, len(summary.rows) - ROWS)
        del summary.rows[ROWS:]
    return summary


def _row(record: Record, t: Translation) -> list[str]:
    worth_a_look = (
        row for row in record.exercises if row.verdict not in {"passed", "missing", "to_grade"}
    )
    return [
        record.student,
        record.unit,
        t(f"short_{record.status}"),
        f"{total_of(record):g} / {record.max_score:g}",
        ", ".join(map(_in_short, worth_a_look)),
    ]


def _in_short(row: ExerciseResult) -> str:
    return f"{row.name}: {row.mistake or row.verdict}"
