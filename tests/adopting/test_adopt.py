"""`convalida adopt`: what a class got wrong together becomes a mistake that the course knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from .conftest import Classroom

NAME = "lowest_is_minus_one"
EXERCISE = Path("exercises", "pooling", "max_pool2d")

FLAGS = re.MULTILINE | re.DOTALL

Done = subprocess.CompletedProcess[str]


def adopt(classroom: Classroom, course: Path, *options: object, locale: str = "C.UTF-8") -> Done:
    command = ("adopt", classroom.results, "--course", course, *options)
    return classroom.convalida(*command, locale=locale)


def files(course: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in course.rglob("*.*") if path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def listing(classroom: Classroom) -> Done:
    return adopt(classroom, classroom.course)


@pytest.fixture(scope="module")
def adopted(classroom: Classroom, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A copy of the course that took the first group over."""
    course = classroom.copy(tmp_path_factory.mktemp("adopted") / "course")
    return course, adopt(classroom, course, "--group", 1, "--name", NAME, "--yes")


def test_the_largest_group_comes_first(listing: Done) -> None:
    assert listing.returncode == 0, listing.stderr
    groups = re.findall(r"^\d\. .*$", listing.stdout, re.MULTILINE)
    assert groups == [
        "1. max_pool2d (pooling): 3 wrong in the same way",
        "2. avg_pool2d (pooling): 2 wrong in the same way",
    ]
    assert "who: ana_lopez, benito_ruiz, carla_sanz" in listing.stdout
    assert "checks that they all fail: with_padding, negative_values, ties" in listing.stdout
    assert "wrong answers without a name that nobody shares: 1 " in listing.stdout
    assert listing.stderr == ""


def test_the_smallest_example_is_shown(listing: Done) -> None:
    second = listing.stdout.partition("2. avg_pool2d")[2]
    example, _, code = second.partition("What one of them wrote")
    assert "A small input that shows it" in example
    assert re.search(r"^ +x  shape .*kernel = .*expected  shape .*yours  shape ", example, FLAGS)
    assert "return x * 1.5" in code


def test_the_code_does_not_say_whose_it_is(listing: Done) -> None:
    code = "\n".join(line for line in listing.stdout.splitlines() if line.startswith("    "))
    assert "def max_pool2d(" in code
    assert not re.search(r"ana|l[oó]pez|benito|cabe|#|\"\"\"", code.casefold())


def test_it_speaks_the_language_of_the_locale(classroom: Classroom) -> None:
    done = adopt(classroom, classroom.course, "--least", 3, locale="es_ES.UTF-8")
    assert "1. max_pool2d (pooling): 3 mal de la misma manera" in done.stdout
    assert "avg_pool2d (pooling)" not in done.stdout


def test_grading_says_that_there_is_a_group(classroom: Classroom) -> None:
    (line,) = (line for line in classroom.graded.done.stdout.splitlines() if "adopt" in line)
    assert line.startswith("3 of 8: max_pool2d, wrong in the same way, without a name")


def test_nothing_is_written_unless_somebody_agrees(classroom: Classroom, tmp_path: Path) -> None:
    course = classroom.copy(tmp_path / "course")
    before = files(course)
    done = adopt(classroom, course, "--group", 1, "--name", NAME)
    assert done.returncode == 2
    assert "add --yes" in done.stderr
    assert '@mistake_in("max_pool2d")' in done.stdout
    assert "outside the sandbox" in done.stdout
    assert files(course) == before


def test_a_group_becomes_a_mistake(adopted: tuple[Path, Done]) -> None:
    course, done = adopted
    assert done.returncode == 0, done.stderr
    written = [course / EXERCISE / f for f in ("mistakes.py", "en.md", "es.md", "adopted.toml")]
    assert done.stdout.splitlines()[-4:] == list(map(str, written))
    mistakes = written[0].read_text(encoding="utf-8")
    assert f'\n\n\n@mistake_in("max_pool2d")\ndef {NAME}(x, kernel, stride=None' in mistakes
    assert written[3].read_text(encoding="utf-8") == (
        "# What mistakes that a class made must go on failing.\n\n"
        f'[{NAME}]\nfunction = "max_pool2d"\nstudents = 3\n'
        'fails = ["with_padding", "negative_values", "ties"]\n'
    )


def test_verify_then_says_what_is_left_to_write(
    classroom: Classroom, adopted: tuple[Path, Done]
) -> None:
    course, _ = adopted
    done = classroom.convalida("verify", "--course", course, "--exercise", "max_pool2d")
    said = [line for line in done.stderr.splitlines() if NAME in line]
    assert said == [
        f"{course / EXERCISE / language}.md: the block mistake_{NAME} is empty: write it"
        for language in ("en", "es")
    ], done.stderr


def test_the_class_then_has_a_name_for_it(
    classroom: Classroom, adopted: tuple[Path, Done], tmp_path: Path
) -> None:
    course, _ = adopted
    submitted = classroom.results.parent / "handed-in"
    out = tmp_path / "results"
    done = classroom.convalida("grade", submitted, "--course", course, "--out", out)
    assert f"3 of 8: max_pool2d, {NAME}" in done.stdout
    left = classroom.convalida("adopt", out, "--course", course, "--least", 3)
    assert (left.returncode, left.stderr) == (0, "")
    assert left.stdout.startswith("every wrong answer that students share has a name")
    assert left.stdout.count("\n") == 1


def test_records_of_another_version_are_said_to_be(
    classroom: Classroom, adopted: tuple[Path, Done]
) -> None:
    course, _ = adopted
    done = adopt(classroom, course, "--group", 1, "--name", "again", "--yes")
    assert done.returncode == 1
    first, last = done.stderr.splitlines()
    assert first.startswith("8 of 8 records are of another version of the course")
    assert last == f"the course knows these answers by now: {NAME}; grade again"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--group", 9), "there is no group 9; groups: 2"),
        (("--name", NAME), "--name needs --group: which group gets that name?"),
        (("--group", 1, "--name", "Peor"), "Peor cannot be the name of a mistake"),
        (("--group", 1, "--name", "pads_with_zeros"), "already has something called pads_with"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_line(
    classroom: Classroom, options: tuple[object, ...], said: str
) -> None:
    done = adopt(classroom, classroom.course, *options)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert said in line


def test_code_that_reaches_out_is_not_taken_over(classroom: Classroom, tmp_path: Path) -> None:
    course = classroom.copy(tmp_path / "course")
    before = files(course)
    done = adopt(classroom, course, "--group", 2, "--name", "times_and_a_half", "--yes")
    assert done.returncode == 1
    assert done.stderr.startswith("the code uses open, which no mistake may use")
    assert files(course) == before


def test_a_folder_without_records_is_none(classroom: Classroom, tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "holds no record"), (tmp_path / "none", "there is no such")):
        done = classroom.convalida("adopt", folder, "--course", classroom.course)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
