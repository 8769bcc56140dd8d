"""A course that is wrong says which file and which key, in one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course import catalog
from course.catalog import Course
from course.files import CatalogError

from ..edits import append, delete, replace, write

COURSE = "course/course.toml"
EXERCISE = "exercises/padding/pad2d/exercise.toml"


# fmt: off
BROKEN = {
    # name: (how it is broken, the file that the message names, what else it says)
    "no course.toml": (delete(COURSE), COURSE, "is missing"),
    "course.toml is not TOML": (write(COURSE, "languages = ["), COURSE, "is not TOML"),
    "course.toml is not UTF-8": (
        lambda root: (root / COURSE).write_bytes(b'languages = ["\xff"]'), COURSE, "is not UTF-8"),
    "no languages": (replace(COURSE, "languages", "idiomas"), COURSE, "languages"),
    "no units": (write(COURSE, 'languages = ["en"]'), COURSE, "convalida new unit"),
    "unknown key": (replace(COURSE, "[limits]", "colour = 3\n[limits]"), COURSE, "colour"),
    "unknown limit": (replace(COURSE, "[limits]", "[limits]\nminutes = 3"), COURSE, "minutes"),
    "unknown limit of a unit": (
        append(COURSE, "\nlimits = { minutes = 3 }"), COURSE, "limits: unknown key minutes"),
    "a limit of a unit is 0": (
        append(COURSE, "\nlimits = { call_seconds = 0 }"), COURSE, "units[0].limits.call_seconds"),
    "limits of a unit are a number": (append(COURSE, "\nlimits = 3"), COURSE, "units[0].limits"),
    "published elsewhere": (
        replace(COURSE, "languages", 'published = "https://example.org/x"\nlanguages'), COURSE,
        "published"),
    "unknown points": (append(COURSE, "\n[points]\nround = 2"), COURSE, "round"),
    "unknown key of a unit": (append(COURSE, "\nhours = 2"), COURSE, "hours"),
    "languages is a text": (replace(COURSE, '["en", "es"]', '"en"'), COURSE, "languages"),
    "languages is a number": (replace(COURSE, '["en", "es"]', "2"), COURSE, "languages"),
    "languages holds a number": (replace(COURSE, '["en", "es"]', '["en", 2]'), COURSE, "languages"),
    "languages is empty": (replace(COURSE, '["en", "es"]', "[]"), COURSE, "languages"),
    "units is a table": (
        write(COURSE, 'languages = ["en"]\n[units]\nname = "padding"'), COURSE, "units"),
    "a unit is a text": (write(COURSE, 'languages = ["en"]\nunits = ["padding"]'), COURSE, "units"),
    "the name is a number": (replace(COURSE, 'name = "padding"', "name = 3"), COURSE, "name"),
    "exercises is a text": (replace(COURSE, '["pad2d"]', '"pad2d"'), COURSE, "exercises"),
    "a unit twice": (
        append(COURSE, '\n[[units]]\nname = "padding"\nexercises = ["pad2d"]'), COURSE, "padding"),
    "an exercise twice": (replace(COURSE, '["pad2d"]', '["pad2d", "pad2d"]'), COURSE, "pad2d"),
    "avoid is a number": (
        write(COURSE, 'languages = ["en"]\nunits = []\navoid = 3'), COURSE, "avoid"),
    "unknown table": (append(COURSE, "\n[other]"), COURSE, "other"),
    "limits is a number": (
        write(COURSE, 'languages = ["en"]\nunits = []\nlimits = 3'), COURSE, "limits"),
    "no unit": (write(COURSE, 'languages = ["en"]\nunits = []'), COURSE, "convalida new unit"),
    "units is a number": (write(COURSE, 'languages = ["en"]\nunits = 3'), COURSE, "units"),
    "a limit is a text": (
        replace(COURSE, "call_seconds = 1.0", 'call_seconds = "1"'), COURSE, "call_seconds"),
    "a limit is 0": (
        replace(COURSE, "call_seconds = 1.0", "call_seconds = 0"), COURSE, "call_seconds"),
    "decimals is a text": (append(COURSE, '\n[points]\ndecimals = "two"'), COURSE, "decimals"),
    "avoid is a list": (
        write(COURSE, 'languages = ["en"]\nunits = []\navoid = ["x"]'), COURSE, "avoid"),
    "words to avoid are a text": (append(COURSE, '\n[avoid]\nen = "x"'), COURSE, "avoid.en"),
    "unknown preload": (append(COURSE, '\npreload = "jax"'), COURSE, "preload"),
    "preload is a list": (append(COURSE, '\npreload = ["torch"]'), COURSE, "preload"),
    "no exercise.toml": (delete(EXERCISE), EXERCISE, "is missing"),
    "exercise.toml is not TOML": (write(EXERCISE, "[functions"), EXERCISE, "is not TOML"),
    "exercise.toml without functions": (write(EXERCISE, ""), EXERCISE, "functions"),
    "functions is a list": (write(EXERCISE, 'functions = ["pad2d"]'), EXERCISE, "functions"),
    "an exercise without a function": (write(EXERCISE, "[functions]"), EXERCISE, "functions"),
    "a function is a number": (write(EXERCISE, "[functions]\npad2d = 3"), EXERCISE, "pad2d"),
    "no points": (write(EXERCISE, "[functions.pad2d]"), EXERCISE, "points"),
    "points is a number": (write(EXERCISE, "[functions.pad2d]\npoints = 3"), EXERCISE, "points"),
    "points without a check": (write(EXERCISE, "[functions.pad2d.points]"), EXERCISE, "points"),
    "points are a text": (replace(EXERCISE, "by_axis = 1.0", 'by_axis = "1"'), EXERCISE, "by_axis"),
    "points are true": (replace(EXERCISE, "by_axis = 1.0", "by_axis = true"), EXERCISE, "by_axis"),
    "points are 0": (replace(EXERCISE, "by_axis = 1.0", "by_axis = 0"), EXERCISE, "by_axis"),
    "points are not a number": (
        replace(EXERCISE, "by_axis = 1.0", "by_axis = nan"), EXERCISE, "by_axis"),
    "points are infinite": (
        replace(EXERCISE, "by_axis = 1.0", "by_axis = inf"), EXERCISE, "by_axis"),
    "unknown key of a function": (
        append(EXERCISE, "\n[functions.pad2d.hints]"), EXERCISE, "hints"),
    "builds on a stranger": (
        replace(EXERCISE, "[functions.pad2d.points]",
                '[functions.pad2d]\nbuilds_on = ["conv"]\n[functions.pad2d.points]'),
        EXERCISE, "functions.pad2d.builds_on: names conv"),
    "builds on itself": (
        replace(EXERCISE, "[functions.pad2d.points]",
                '[functions.pad2d]\nbuilds_on = ["pad2d"]\n[functions.pad2d.points]'),
        EXERCISE, "functions.pad2d.builds_on: names pad2d"),
    "builds_on is a text": (
        replace(EXERCISE, "[functions.pad2d.points]",
                '[functions.pad2d]\nbuilds_on = "x"\n[functions.pad2d.points]'),
        EXERCISE, "builds_on"),
    **{
        f"no {path}": (delete(path), path, "is missing")
        for path in (
            "solutions/padding.py", "course/units/padding/setup.py",
            *(f"exercises/padding/pad2d/{m}.py"
              for m in ("checks", "examples", "mistakes", "oracle")),
        )
    },
}
# fmt: on


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_course_names_file_and_key_in_one_line(mini: Path, case: str) -> None:
    edit, file, words = BROKEN[case]
    edit(mini)
    with pytest.raises(CatalogError) as raised:
        catalog.load(mini)
    said = str(raised.value)
    assert said.startswith(f"{mini / file}: ")
    assert words in said.removeprefix(f"{mini / file}: ")
    assert "\n" not in said


def test_a_folder_without_a_course_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=re.escape(f"{tmp_path / COURSE}: is missing")):
        catalog.load(tmp_path)


@pytest.mark.parametrize("module", ["mistakes", "oracle"])
def test_a_module_with_a_syntax_error_is_named_each_time(mini: Path, module: str) -> None:
    path = mini / "exercises" / "padding" / "pad2d" / f"{module}.py"
    path.write_text("def broken(:\n", encoding="utf-8")
    exercise = catalog.load(mini).units["padding"].exercises[0]
    for _ in range(2):
        with pytest.raises(CatalogError, match=rf"{re.escape(str(path))}:1: .*SyntaxError"):
            exercise.module(module)


def test_a_copy_loads_and_knows_itself(mini: Path, course: Course) -> None:
    copy = catalog.load(mini)
    ours = course.units["padding"].functions["pad2d"]
    assert copy.root == mini
    assert copy.units["padding"].functions == {"pad2d": ours}
    assert copy.units["padding"].max_score == ours.points == 4.0
    assert copy.languages == ("en", "es")


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("solutions/padding.py", True),
        ("solutions/sizes.py", True),
        ("solutions/given/convolution.py", True),
        ("exercises/padding/pad2d/checks.py", True),
        ("exercises/padding/pad2d/mistakes.py", True),
        (EXERCISE, True),
        ("course/units/padding/setup.py", True),
        ("course/units/padding/en.md", False),
        ("exercises/padding/pad2d/es.md", False),
    ],
)
def test_the_version_changes_with_what_scores_depend_on(
    mini: Path, file: str, counts: bool
) -> None:
    before = catalog.load(mini).version
    append(file, "\n")(mini)
    assert (catalog.load(mini).version != before) is counts


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ('published = "https://github.com/team/course/blob/main/build"\nlanguages', False),
        ('reveal = "after_due"\nlanguages', False),
        ("avoid = {en = ['deconvolution']}\nlanguages", False),
        ("points = {decimals = 1}\nlanguages", True),
    ],
)
def test_of_course_toml_only_what_scores_depend_on(mini: Path, line: str, counts: bool) -> None:
    before = catalog.load(mini).version
    replace(COURSE, "languages", line)(mini)
    assert (catalog.load(mini).version != before) is counts


@pytest.mark.parametrize("limits", ["call_seconds = 9", "memory_mebibytes = 99"])
def test_a_limit_of_a_unit_counts(mini: Path, limits: str) -> None:
    before = catalog.load(mini).version
    append(COURSE, f"\nlimits = {{ {limits} }}")(mini)
    assert catalog.load(mini).version != before


def test_every_exercise_of_the_course_has_points_and_a_folder_of_its_own(course: Course) -> None:
    for unit in course.units.values():
        for exercise in unit.exercises:
            assert exercise.folder == course.root / "exercises" / unit.name / exercise.name
            assert exercise.functions
        questions = sum(question.points for question in unit.questions)
        assert unit.max_score == sum(f.points for f in unit.asked.values()) + questions > 0


def test_a_unit_has_limits_of_its_own_and_the_courses_for_the_others(mini: Path) -> None:
    append(COURSE, "\nlimits = { call_seconds = 9 }")(mini)
    course = catalog.load(mini)
    (unit,) = course.units.values()
    assert unit.limits == {**course.limits, "call_seconds": 9}
    assert course.limits["call_seconds"] == 1.0
