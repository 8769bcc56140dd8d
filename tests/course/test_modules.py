"""Two courses in one process: the same names, other solutions, other checks, other mistakes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cloudpickle
import numpy as np
import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.authors.mistakes import mistakes_of
from autograder.checking.cases import collect
from autograder.sandbox import Answer
from autograder.verify.answers import verify_answers
from course import catalog
from course.model import Course

from ..edits import replace
from ..tiny import write_tiny_course

SOLUTION = "solutions/tiny.py"
EXERCISE = "exercises/tiny/times"


@pytest.fixture
def doubles(tmp_path: Path) -> Course:
    """`double(x)` is 2 x, and what it multiplies by comes from a module of the course."""
    return written(tmp_path / "doubles", factor=2)


@pytest.fixture
def triples(tmp_path: Path) -> Course:
    """Here `double(x)` is 3 x."""
    return written(tmp_path / "triples", factor=3)


def written(root: Path, factor: int) -> Course:
    write_tiny_course(root)
    (root / "solutions" / "sizes.py").write_text(f"FACTOR = {factor}\n", encoding="utf-8")
    for file, old, new in (
        (SOLUTION, "x + x", "FACTOR * x"),
        (f"{EXERCISE}/oracle.py", "return 2 * x", "return FACTOR * x"),
        (f"{EXERCISE}/oracle.py", "return 4 * x", "return FACTOR**2 * x"),
        (f"{EXERCISE}/mistakes.py", "return x + 1", "return FACTOR + x"),
        (
            f"{EXERCISE}/checks.py",
            '"n", [1, 3]',
            '"n", [1, 1 + FACTOR]',
        ),
    ):
        replace(file, old, new)(root)
    for file in (SOLUTION, *(f"{EXERCISE}/{m}.py" for m in ("oracle", "mistakes", "checks"))):
        path = root / file
        source = path.read_text(encoding="utf-8")
        path.write_text(f"from solutions.sizes import FACTOR\n\n{source}", encoding="utf-8")
    return catalog.load(root)


def factors(course: Course) -> dict[str, float]:
    """What each module of the course multiplies 1 by, or adds to it."""
    unit = course.units["tiny"]
    mistakes = mistakes_of(unit.exercises[0].module("mistakes"), "double")
    return {
        "solution": unit.solution().double(1),
        "oracle": unit.exercises[0].module("oracle").double(1),
        "mistake": mistakes["one_more"](1) - 1,
        "checks": unit.exercises[0].module("checks").FACTOR,
    }


def test_each_has_its_own_solutions_oracles_mistakes_and_checks(
    doubles: Course, triples: Course
) -> None:
    for course, factor in ((doubles, 2), (triples, 3), (doubles, 2)):
        assert set(factors(course).values()) == {factor}


def test_a_module_is_executed_once_for_each_course(doubles: Course, triples: Course) -> None:
    first = doubles.units["tiny"].solution()
    assert triples.units["tiny"].solution() is not first
    assert doubles.units["tiny"].solution() is first


def test_each_is_asked_its_own_checks(doubles: Course, triples: Course) -> None:
    keys = [AnswerKey(c, collect(c, c.units["tiny"], 0)) for c in (doubles, triples)]
    for key in keys:
        key.prepare()
    for key, factor in zip(keys, (2, 3), strict=True):
        sizes = [case.parameters["n"] for case in key.cases.all if case.check == "twice"]
        assert sizes == [1, 1 + factor]
        calls = [call for calls in key.right("double").values() for call in calls]
        assert calls
        for call in calls:
            (x,) = call.args
            assert isinstance(call.outcome, Answer)
            np.testing.assert_allclose(call.outcome.value, factor * x)


def test_each_passes_the_gate(doubles: Course, triples: Course) -> None:
    for course in (doubles, triples, doubles):
        findings = verify_answers(course, course.units["tiny"])
        assert [(f.caught, f.apart, f.mistakes) for f in findings.values()] == [(1, 1, 1)] * 2
        said = {problem.message.id for each in findings.values() for problem in each.problems}
        assert said == {"guess_pays", "changed_arguments_pay"}  # a course of two checks


def test_a_function_goes_to_another_process_as_itself(
    doubles: Course, triples: Course, tmp_path: Path
) -> None:
    """Also while the modules of another course are in use."""
    double = doubles.units["tiny"].solution().quadruple
    triples.units["tiny"].solution()
    sent = tmp_path / "function"
    sent.write_bytes(cloudpickle.dumps(double))
    code = "import pickle, sys; print(pickle.load(open(sys.argv[1], 'rb'))(1))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-P", "-c", code, sent],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=True,
    )
    assert done.stdout == "4\n"


def test_loading_a_course_adds_nothing_to_the_path(tmp_path: Path) -> None:
    before = list(sys.path)
    course = written(tmp_path / "course", factor=5)
    assert factors(course)["solution"] == 5
    assert sys.path == before


def test_solutions_need_no_init_file(doubles: Course, triples: Course) -> None:
    for course, factor in ((doubles, 2), (triples, 3)):
        (course.root / "solutions" / "__init__.py").unlink()
        assert set(factors(course).values()) == {factor}
