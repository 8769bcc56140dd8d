"""The same submissions give the same bytes, however they are graded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.checking.authors.mistakes import mistakes_of
from course import catalog

from .cases.model import HONEST, PAD2D, SIGNATURE
from .classroom import finish, start
from .notebooks import HONEST_OF, NOTEBOOKS, write, write_hostile
from .running import contents

STEADY = ("markup", "segfault", "exits", "fork_bomb", "in_a_text", "deep_source", "raises_a_novel")
"""Hostile notebooks whose record does not depend on the speed of the machine."""

WAYS = {
    "two jobs": (("--jobs", "2"), {}),
    "one job": (("--jobs", "1"), {}),
    "another hash seed": (("--jobs", "2"), {"PYTHONHASHSEED": "1"}),
    "one more hash seed": (("--jobs", "1"), {"PYTHONHASHSEED": "12345"}),
    "another language": (("--jobs", "2"), {"LC_ALL": "es_ES.UTF-8"}),
}


@pytest.fixture(scope="module")
def submitted(root: Path, small_course: Path) -> Path:
    """Right, wrong, missing, damaged and hostile: everything but what takes time."""
    folder = root / "submitted_same"
    for number, name in enumerate(STEADY):
        write_hostile(folder, f"hostile{number}", NOTEBOOKS[name])
    exercise = catalog.load(small_course).units["padding"].exercise_of("pad2d")
    names = list(mistakes_of(exercise.module("mistakes"), "pad2d"))
    for number, name in enumerate(names):
        value = f"np.pad(x, ((0, 0), (0, 0), (1, {number}), (0, 1)), constant_values=value)"
        write(folder, f"wrong_{name}", "padding", (HONEST, f"{SIGNATURE}    return {value}\n"))
    write(folder, "missing", "padding", (HONEST,))
    write(folder, "untouched", "padding", (f"{SIGNATURE}    raise NotImplementedError\n",))
    write(folder, "broken", "padding", (HONEST, "def pad2d(x, pad:\n"))
    write(folder, "right", "padding", (HONEST, PAD2D))
    write(folder, "right", "trial", HONEST_OF["trial"])
    write(folder, "raises", "trial", (HONEST_OF["trial"][0], "def double(x):\n    return y * 2\n"))
    damaged = folder / "damaged" / "padding" / "padding.ipynb"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b'{"cells": [')
    return folder


@pytest.fixture(scope="module")
def first(root: Path, small_course: Path, submitted: Path) -> dict[str, bytes]:
    return graded(small_course, root / "results_first", [submitted], ("--jobs", "1"), {})


def graded(
    course: Path, out: Path, paths: list[Path], options: tuple[str, ...], more: dict[str, str]
) -> dict[str, bytes]:
    head, *rest = paths
    """Without the team's page, which is of the whole class and opens in the user's language."""
    options = (*options, "--no-report")
    process = start(course, head, out, *options, *map(str, rest), as_=None, **more)
    run = finish(process, out)
    assert run.code in (0, 1), run.stderr
    return contents(out)


@pytest.mark.parametrize(("options", "more"), WAYS.values(), ids=WAYS)
def test_the_bytes_are_the_same(
    root: Path, small_course: Path, submitted: Path, first: dict[str, bytes],
    options: tuple[str, ...], more: dict[str, str], request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    out = root / f"results_{request.node.callspec.id.replace(' ', '_')}"
    assert graded(small_course, out, [submitted], options, more) == first


def test_a_rerun_changes_nothing(
    root: Path, small_course: Path, submitted: Path, first: dict[str, bytes]
) -> None:
    out = root / "results_first"
    for options in (("--jobs", "2"), ("--jobs", "2", "--force")):
        assert graded(small_course, out, [submitted], options, {}) == first


def test_each_alone_is_as_in_the_class(
    root: Path, small_course: Path, submitted: Path, first: dict[str, bytes]
) -> None:
    """The last to be graded first, each by a grader that has seen nobody else."""
    out = root / "results_alone"
    for student in ("wrong_value_ignored", "right", "hostile0"):
        notebooks = sorted(submitted.glob(f"{student}/*/*.ipynb"), reverse=True)
        one = root / "alone" / student
        for path in notebooks:
            target = one / student / path.parent.name / path.name
            target.parent.mkdir(parents=True)
            shutil.copy2(path, target)
        graded(small_course, out, [one], ("--jobs", "1"), {})
    alone = {name: data for name, data in contents(out).items() if name != "scores.csv"}
    assert alone == {name: first[name] for name in alone}
