"""verify hands in what students get: solved notebooks, and every known mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.results import ExerciseResult, Message
from autograder.verify.course import verify_exercise
from autograder.verify.graded import mistake_problems
from autograder.verify.trials import Trial, calls, leaning, trials
from course import catalog
from course.catalog import Course
from course.problems import Problem

from ..edits import replace
from ..tiny import write_tiny_course

TOML = "exercises/tiny/times/exercise.toml"


OF_FEW_CHECKS = {"guess_pays", "changed_arguments_pay"}
"""What is said of a course whose functions have one check or two."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    write_tiny_course(tmp_path / "course")
    return tmp_path / "course"


def problems(root: Path) -> list[Problem]:
    course = catalog.load(root)
    (exercise,) = course.units["tiny"].exercises
    found = verify_exercise(course, exercise).problems
    return [problem for problem in found if problem.message.id not in OF_FEW_CHECKS]


@pytest.mark.slow
def test_an_exercise_alone_has_no_problem(tiny: Path) -> None:
    assert problems(tiny) == []


@pytest.mark.slow
def test_a_prerequisite_that_nobody_named_is_found(tiny: Path) -> None:
    replace(TOML, 'builds_on = ["double"]\n', "")(tiny)
    (problem,) = problems(tiny)
    assert problem.place.endswith("exercise.toml: functions.quadruple.builds_on")
    assert problem.message.id == "builds_on_missing"
    assert problem.message.args == {"function": "quadruple", "names": ["double"]}


@pytest.mark.parametrize("unit", ["padding", "convolution", "network", "layers"])
def test_every_mistake_is_handed_in_once_and_beside_none_that_it_leans_on(
    course: Course, unit: str
) -> None:
    asked = list(trials(course, course.units[unit]))
    solved = [trial for trial in asked if not trial.wrong]
    assert [trial.language for trial in solved] == list(course.languages)
    handed_in = [(f, m) for trial in asked for f, m in trial.wrong.items()]
    assert len(handed_in) == len(set(handed_in)) == _known(course, unit)
    leans = leaning(calls(course.units[unit]))
    assert all(leans[one].isdisjoint(trial.wrong) for trial in asked for one in trial.wrong)


def _known(course: Course, unit: str) -> int:
    paths = (exercise.folder / "mistakes.py" for exercise in course.units[unit].exercises)
    return sum(path.read_text(encoding="utf-8").count("\n@mistake_in(") for path in paths)


def test_an_exercise_alone_comes_with_the_first_mistake_of_what_it_leans_on(
    course: Course,
) -> None:
    unit = course.units["convolution"]
    exercise = unit.exercise_of("im2col")
    wrong = [trial.wrong for trial in trials(course, unit, exercise)]
    assert sum("im2col" in each for each in wrong) > 1
    assert sum("sliding_windows" in each for each in wrong) == 1


ROW = ExerciseResult("pad2d", 0.0, 4.0, "failed", "value_ignored", fingerprint="00")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, ["mistake_without_example"]),
        ({"mistake": "axes_swapped"}, ["mistake_misnamed", "mistake_without_example"]),
        ({"mistake": None}, ["mistake_unnamed", "mistake_without_example"]),
        (
            {"mistake": None, "diagnoses": (Message("refuses_what_is_right"),)},
            ["mistake_without_example"],
        ),
        ({"verdict": "timeout", "mistake": None}, ["mistake_graded_as"]),
        ({"verdict": "passed", "mistake": None}, ["mistake_graded_as"]),
    ],
)
def test_a_mistake_that_is_not_graded_as_it_should_be_is_a_problem(
    course: Course, row: dict[str, Any], said: list[str]
) -> None:
    trial = Trial(course.units["padding"], "en", {"pad2d": "value_ignored"})
    found = mistake_problems(ExerciseResult(**{**vars(ROW), **row}), "value_ignored", trial)
    assert [problem.message.id for problem in found] == said


def test_the_command_answers_for_one_exercise(
    convalida: Callable[..., Any], tiny_course: Path
) -> None:
    done = convalida("verify", "--course", tiny_course, "--exercise", "times")
    assert "tiny/times" in done.stdout
    other = convalida(
        "verify", "--course", tiny_course, "--exercise", "minus", locale="es_ES.UTF-8"
    )
    assert other.returncode == 2
    assert other.stderr == "no hay ningún ejercicio minus: los ejercicios son times\n"
