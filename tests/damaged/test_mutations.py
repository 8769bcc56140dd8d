"""Submissions damaged at random: the grader ends, and an untouched exercise keeps its points."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

MUTANTS = 60
KEPT = "pad2d_backward"

Book = nbformat.NotebookNode


def drop(rng: random.Random, cells: list[Book], i: int) -> None:
    del cells[i]


def duplicate(rng: random.Random, cells: list[Book], i: int) -> None:
    cells.insert(rng.randrange(len(cells) + 1), copy.deepcopy(cells[i]))


def move(rng: random.Random, cells: list[Book], i: int) -> None:
    cells.insert(rng.randrange(len(cells)), cells.pop(i))


def truncate(rng: random.Random, cells: list[Book], i: int) -> None:
    cells[i].source = cells[i].source[: rng.randrange(len(cells[i].source) + 1)]


def retype(rng: random.Random, cells: list[Book], i: int) -> None:
    cells[i].cell_type = rng.choice(["code", "markdown", "raw"])


def strip(rng: random.Random, cells: list[Book], i: int) -> None:
    cells[i].metadata = {}


def scramble(rng: random.Random, cells: list[Book], i: int) -> None:
    lines = cells[i].source.splitlines()
    rng.shuffle(lines)
    cells[i].source = "\n".join(lines)


MUTATIONS = (drop, duplicate, move, truncate, retype, strip, scramble)


def mutate(book: Book, seed: int) -> Book:
    """A copy with one to four cells damaged, none of which names KEPT."""
    rng = random.Random(seed)
    mutant = copy.deepcopy(book)
    for _ in range(rng.randint(1, 4)):
        open_to_it = [i for i, cell in enumerate(mutant.cells) if KEPT not in cell.source]
        rng.choice(MUTATIONS)(rng, mutant.cells, rng.choice(open_to_it))
    return mutant


@pytest.fixture(scope="module")
def batch(
    small_course: Path,
    small_built: Path,
    answer: Callable[..., Any],
    solutions: dict[str, str],
    grade: Callable[..., Any],
) -> Any:
    book = answer(small_built / "es" / "release" / "padding" / "padding.ipynb", solutions)
    mutants = {f"mutant{seed:02}": mutate(book, seed) for seed in range(MUTANTS)}
    return grade(small_course, {n: json.dumps(m).encode() for n, m in mutants.items()})


def test_the_grader_ends_without_a_traceback(batch: Any) -> None:
    assert batch.done.returncode in {0, 1}
    assert "Traceback" not in batch.done.stderr
    assert len(batch.records) == MUTANTS


@pytest.mark.parametrize("seed", range(MUTANTS))
def test_the_untouched_exercise_keeps_its_points(batch: Any, seed: int) -> None:
    row = batch.row(f"mutant{seed:02}", KEPT)
    assert row["score"] == row["max_score"], row["messages"]
