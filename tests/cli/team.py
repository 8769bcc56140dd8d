"""A class that a team of teachers works on after it was graded."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RIGHT = ("def double(x):\n    return x + x", "def quadruple(x):\n    return 4 * x")
WRONG = ("def double(x):\n    return x + 1", "def quadruple(x):\n    return x + x")
CLASS = {
    "ana": RIGHT,
    "eva": (RIGHT[0], WRONG[1]),
    "josé": WRONG,
    "luis": (WRONG[0], RIGHT[1]),
}  # scores 4, 2, 1, 3 of 4


@dataclass
class Team:
    """A graded class in a folder of its own, and the command to work on it."""

    root: Path
    command: Callable[..., Any]
    notebook: Callable[..., Any]

    @property
    def results(self) -> Path:
        return self.root / "results"

    def __call__(self, *arguments: object, **environment: str) -> Any:
        return self.command(*arguments, "--course", self.root / "course", **environment)

    def grade(self, *options: object) -> Any:
        return self("grade", self.root / "in", "--out", self.results, "--jobs", 2, *options)

    def mark(self, *arguments: object) -> Any:
        return self("mark", *arguments, "--out", self.results)

    def hand_in(self, student: str, cells: tuple[str, ...]) -> None:
        (self.root / "in").mkdir(exist_ok=True)
        path = self.root / "in" / f"{student}.ipynb"
        path.write_text(json.dumps(self.notebook(*cells)), encoding="utf-8")

    def rows(self) -> Mapping[str, Mapping[str, str]]:
        return {row["student"]: row for row in table(self.results / "scores.csv")}

    def record(self, student: str) -> dict[str, Any]:
        return dict(json.loads((self.results / "tiny" / f"{student}.json").read_text("utf-8")))

    def page(self, student: str) -> str:
        return (self.results / "tiny" / f"{student}.html").read_text("utf-8")

    def previous(self) -> list[str]:
        found = (self.results / "previous").rglob("*.json")
        return sorted(path.name for path in found)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
