"""`convalida verify` keeps each of its promises: break the course, and it says what and where."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.sentences import sentences
from autograder.verify import accept_reviews, verify_course
from autograder.verify.golden import golden_problems
from course import catalog

from ..edits import replace
from .broken import BROKEN, EXERCISE, SOLUTION

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow
"""Each test lets a small course be graded."""


@pytest.fixture
def mini(mini: Path) -> Path:
    """The course, its texts reviewed as they stand."""
    course = catalog.load(mini)
    accept_reviews(course, tuple(course.units))
    return mini


@pytest.fixture
def copy(mini: Path) -> Path:
    """The same course in another folder: a text is read once for each place."""
    return mini.rename(mini.with_name("copy"))


def problems(root: Path) -> list[str]:
    """What is found, in English; it has words of its own in the other languages."""
    course = catalog.load(root)
    found = verify_course(course, tuple(course.units)).problems
    spanish = sentences("es")
    assert all(each.text(spanish) != each.text(sentences("en")) for each in found)
    return [each.text(sentences("en")) for each in found]


def test_the_course_as_it_stands_has_no_problem(copy: Path) -> None:
    assert problems(copy) == []


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_named(copy: Path, case: str) -> None:
    edit, where, words = BROKEN[case]
    edit(copy)
    found = problems(copy)
    start = str(copy / where) if (copy / where).exists() else where
    assert any(line.startswith(start) and all(word in line for word in words) for line in found), (
        found
    )
    assert not any("\n" in line for line in found)


def test_only_what_is_broken_is_named(copy: Path) -> None:
    edit, _, _ = BROKEN["two mistakes are alike"]
    edit(copy)
    assert len(problems(copy)) == 3  # the texts changed too, and nobody has reviewed them
    course = catalog.load(copy)
    accept_reviews(course, tuple(course.units))
    (problem,) = problems(copy)
    assert "give the same answers" in problem


def test_a_stub_that_is_already_solved_is_refused(copy: Path) -> None:
    replace(SOLUTION, "    ### BEGIN SOLUTION\n", "    return x\n    ### BEGIN SOLUTION\n")(copy)
    wanted = f"{copy / SOLUTION}: pad2d: its stub is already solved"
    assert any(line.startswith(wanted) for line in problems(copy))


def test_a_marker_of_a_unit_that_is_not_verified_is_named_too(
    tmp_path: Path, copy_course: Callable[..., Path]
) -> None:
    root = copy_course(tmp_path / "two", padding=["pad2d"], response_norm=["local_response_norm"])
    replace(SOLUTION, "    ### BEGIN SOLUTION\n", "    return x\n    ### BEGIN SOLUTION\n")(root)
    report = verify_course(catalog.load(root), ["response_norm"])
    wanted = f"{root / SOLUTION}: pad2d: its stub is already solved"
    assert any(str(problem).startswith(wanted) for problem in report.problems)


@pytest.fixture
def with_golden(tmp_path: Path, copy_course: Callable[..., Path]) -> Path:
    """A whole unit, and the figures of the source documents."""
    to = copy_course(tmp_path / "golden", padding=["pad2d", "pad2d_backward", "same_padding"])
    shutil.copytree(ROOT / "course" / "golden", to / "course" / "golden")
    return to


def test_a_golden_figure_that_does_not_reproduce_is_named(with_golden: Path) -> None:
    path = with_golden / "course" / "golden" / "golden.json"
    assert golden_problems(catalog.load(with_golden)) == []
    golden = json.loads(path.read_text(encoding="utf-8"))
    item = next(each for each in golden["items"] if each["name"] == "s004-pad-4x4")
    item["expected"]["y"][0][0][3][4] += 1e-9
    path.write_text(json.dumps(golden), encoding="utf-8")
    (problem,) = golden_problems(catalog.load(with_golden))
    said = problem.text(sentences("en"))
    assert said == f"{path}: s004-pad-4x4: y differs from the golden figure"


def test_the_command_prints_a_row_an_exercise_and_names_the_problems(
    convalida: Callable[..., Any], copy: Path
) -> None:
    mistakes = (copy / EXERCISE / "mistakes.py").read_text().count("@mistake_in")
    BROKEN["a mistake survives"][0](copy)
    done = convalida("verify", "--course", copy, "--accept")
    assert done.returncode == 1
    (line,) = (line for line in done.stderr.splitlines() if not line.startswith("graded"))
    assert line.startswith(str(copy / EXERCISE / "mistakes.py"))
    (row,) = (line for line in done.stdout.splitlines() if "padding/pad2d" in line)
    cells = [cell.strip() for cell in row.strip("│ ").split("│")]
    every = mistakes + 1
    assert cells[0] == "padding/pad2d"
    caught = f"{mistakes}/{every}"
    assert cells[2:] == [caught, f"{every}/{every}", caught, "0%", "en es ✓", "4"]
