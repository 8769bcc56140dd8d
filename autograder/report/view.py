"""What the page says of a class in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean, median

from autograder.feedback.example import Example, example_of
from autograder.feedback.markdown import to_text
from autograder.report.figures import ClassFigures, Item, SameAnswer, UnitFigures
from autograder.results import Message
from autograder.sentences import sentences
from autograder.tables import written
from course.model import Course
from course.texts import Blocks

BINS = 10
TOGETHER = 3
WEAK = 0.15
"""A correlation below which an exercise hardly tells strong from weak."""


@dataclass(frozen=True)
class Topic:
    """Wrong answers that agree; `share` is in percent, `students` are places in the class."""

    id: str
    unit: str
    unit_name: str
    function: str
    name: str
    count: str
    share: float
    explanation: str
    diagnoses: Sequence[str]
    example: Example | None
    together: Sequence[str]
    students: Sequence[int]


@dataclass(frozen=True)
class Bin:
    """Of a distribution: its bounds in points, how many, and the height of its bar in percent."""

    label: str
    count: int
    height: float


@dataclass(frozen=True)
class ItemRow:
    """`tone` is `odd` where the exercise tells little; `checks` are texts with percent passed."""

    unit: str
    function: str
    title: str
    graded: int
    written: float
    passed: float
    mean: float
    discrimination: str
    tone: str
    checks: Sequence[tuple[str, float]]


class ClassView:
    """The figures of a class, in the words of a language."""

    def __init__(self, figures: ClassFigures, course: Course, language: str) -> None:
        self.figures, self.course, self.language = figures, course, language
        self.t = sentences(language, course)

    @cached_property
    def topics(self) -> Sequence[Topic]:
        return [self._topic(i, same, "m") for i, same in enumerate(self.figures.mistakes)]

    @cached_property
    def unnamed(self) -> Sequence[Topic]:
        return [self._topic(i, same, "u") for i, same in enumerate(self.figures.without_name)]

    def places(self, students: Sequence[str]) -> str:
        """Places in the class: names are in its data alone."""
        return " ".join(str(self.figures.students.index(student)) for student in students)

    def title_of(self, unit: str) -> str:
        known = self.course.units.get(unit)
        return known.texts(self.language).get("title", unit) if known else unit

    def units(self) -> Iterator[tuple[UnitFigures, Sequence[str]]]:
        """Each unit, and its row: handed in, graded, waiting, not graded and why, late, mean, …"""
        for unit in self.figures.units.values():
            others = unit.statuses - unit.statuses.__class__({"graded": unit.statuses["graded"]})
            absent = others.pop("absent", 0)
            why = ", ".join(f"{count} {self.t(f'short_{name}')}" for name, count in others.items())
            yield (
                unit,
                [
                    str(unit.statuses.total() - absent),
                    str(len(unit.scores)),
                    str(unit.waiting),
                    why or "0",
                    str(absent),
                    str(unit.late),
                    f"{mean(unit.scores):.2f}" if unit.scores else "–",
                    f"{median(unit.scores):.2f}" if unit.scores else "–",
                    written(unit.max_score),
                ],
            )

    def bins(self, unit: UnitFigures) -> Sequence[Bin]:
        """Totals in tenths of the maximum; a bonus counts in the last."""
        counts = [0] * BINS
        for score in unit.scores:
            share = score / unit.max_score if unit.max_score else 0.0
            counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
        step, most = unit.max_score / BINS, max(counts, default=0) or 1
        return [
            Bin(f"{written(step * i)}–{written(step * (i + 1))}", count, 100 * count / most)
            for i, count in enumerate(counts)
        ]

    def items(self) -> Iterator[ItemRow]:
        units = list(self.figures.units)
        places = {
            (unit.name, function): i
            for unit in self.course.units.values()
            for i, function in enumerate(unit.functions)
        }
        items = self.figures.items
        for key in sorted(items, key=lambda k: (units.index(k[0]), places.get(k, 0), k[1])):
            yield self._item(items[key])

    def questions(self) -> Iterator[tuple[str, str, Sequence[int]]]:
        """What may be hostile and may be an accident, and whose it is."""
        t = self.t
        for (verdict, unit, function), students in sorted(self.figures.stopped.items()):
            args = {"unit": self.title_of(unit), "function": function, "count": len(students)}
            yield t(f"report_{verdict}", **args), unit, students

    def _topic(self, number: int, same: SameAnswer, kind: str) -> Topic:
        t, texts = self.t, self._texts(same.unit, same.function)
        graded = self.figures.graded(same.unit)
        count = len(same.students)
        return Topic(
            f"{self.language}-{kind}{number}",
            self.title_of(same.unit),
            same.unit,
            same.function,
            same.mistake or "",
            t("report_times", count=count, graded=graded),
            100 * count / graded if graded else 0.0,
            texts.get(f"mistake_{same.mistake}", ""),
            [t(message) for message in same.diagnoses if isinstance(message, Message)],
            example_of(same.example, t, "theirs") if same.example else None,
            [
                f"{function}: {name} ({times})"
                for (function, name), times in same.together.most_common(TOGETHER)
                if times > 1
            ],
            same.students,
        )

    def _item(self, item: Item) -> ItemRow:
        n = len(item.shares)
        texts = self._texts(item.unit, item.function)
        known = self.course.units.get(item.unit)
        function = known.functions.get(item.function) if known else None
        names = [check.name for check in function.checks] if function else sorted(item.checks)
        r, title = item.discrimination, texts.get("title", "")
        return ItemRow(
            item.unit,
            item.function,
            f"{self.t('verdict_optional')}: {title}" if function and function.bonus else title,
            n,
            100 * item.written / n,
            100 * item.passed / n,
            100 * mean(item.shares),
            "–" if r is None else f"{r:.2f}",
            "odd" if r is not None and r < WEAK else "",
            [
                (to_text(texts.get(f"check_{name}", name)), 100 * item.checks[name] / n)
                for name in names
            ],
        )

    def _texts(self, unit: str, function: str) -> Blocks:
        known = self.course.units.get(unit)
        return known.texts_about(function, self.language) if known else {}
