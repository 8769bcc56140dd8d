"""Wrong usage is said in one line, in the user's language, with an exit code of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.console import user_sentences
from autograder.results import Message

LOCALES = {"en": "C.UTF-8", "es": "es_ES.UTF-8"}

Sentence = Callable[..., re.Pattern[str]]


# name: (arguments, message)
WRONG = {
    "a folder that is not there": (["grade", "nowhere/at/all"], "path_not_found"),
    "one folder of two": (["grade", ".", "nowhere"], "path_not_found"),
    "a unit to grade": (["grade", ".", "--unit", "sculpture"], "unknown_unit_asked"),
    "a unit to build": (["build", "--unit", "sculpture"], "unknown_unit_asked"),
    "a unit to verify": (["verify", "--unit", "sculpture"], "unknown_unit_asked"),
    "a language": (["build", "--language", "la"], "unknown_language_asked"),
    "an engine": (["grade", ".", "--engine", "steam"], "unknown_engine_asked"),
}


DRIVER = """
import json, sys
from click.testing import CliRunner
from autograder.cli import main

done = [CliRunner().invoke(main, arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([(each.exit_code, each.stdout, each.stderr) for each in done]))
"""


@pytest.fixture(scope="module")
def in_spanish(
    small_course: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[int, str, str]]:
    """Every case of WRONG in one process of a Spanish locale; nothing may be written."""
    cwd = tmp_path_factory.mktemp("wrong")
    asked = [[*arguments, "--course", str(small_course)] for arguments, _ in WRONG.values()]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(asked)],
        cwd=cwd,
        env={**os.environ, "LC_ALL": LOCALES["es"]},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert list(cwd.iterdir()) == []
    return dict(zip(WRONG, map(tuple, json.loads(done.stdout)), strict=True))


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_one_line_and_2(
    in_spanish: dict[str, tuple[int, str, str]], sentence: Sentence, case: str
) -> None:
    code, out, said = in_spanish[case]
    (line,) = said.splitlines()
    assert (code, out) == (2, "")
    assert sentence("es", WRONG[case][1]).fullmatch(line)


def test_wrong_usage_in_a_shell(
    convalida: Callable[..., Any], sentence: Sentence, tmp_path: Path
) -> None:
    done = convalida("grade", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence("en", "path_not_found", path="nowhere").fullmatch(done.stderr.rstrip("\n"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["grade"],
        ["grade", ".", "--jobs", "0"],
        ["grade", ".", "--jobs", "many"],
        ["grade", ".", "--isolation", "some"],
        ["grade", ".", "--seed", "-1"],
        ["grade", ".", "--colour"],
        ["demo", "--students", "0"],
        ["paint"],
    ],
)
def test_options_that_make_no_sense_are_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, arguments)
    assert list(tmp_path.iterdir()) == []
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize(
    ("command", "language"), [("grade", "en"), ("grade", "es"), ("demo", "es")]
)
def test_without_bubblewrap_nothing_is_graded(
    convalida: Callable[..., Any],
    sentence: Sentence,
    small_course: Path,
    tmp_path: Path,
    command: str,
    language: str,
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ana.ipynb").write_text("{}")
    arguments = ["grade", tmp_path / "in"] if command == "grade" else ["demo", "--students", 1]
    done = convalida(
        *arguments,
        *("--course", small_course, "--out", tmp_path / "out"),
        locale=LOCALES[language],
        PATH=str(Path(sys.executable).parent),
    )
    assert done.returncode == 3
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert sentence(language, "no_isolation").fullmatch(line)
    assert "apt-get install bubblewrap" in line
    assert not list((tmp_path / "out").rglob("*.json"))


REASONS = ("linux", "bubblewrap", "libseccomp", "library", "namespaces", "start", "answer")


@pytest.mark.parametrize("reason", REASONS)
def test_what_isolation_lacks_is_said(said: Callable[[Message], bool], reason: str) -> None:
    assert said(Message("no_isolation", {"reason": f"no_{reason}", "detail": "bwrap: no"}))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_of_every_command_has_an_example_and_takes_a_course(command: str) -> None:
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert done.stderr == ""
    assert re.search(rf"(Example|Ejemplo): convalida {command}\b", done.stdout)
    assert "--course" in done.stdout or command == "new"  # which has commands of its own


@pytest.mark.parametrize(("language", "word"), [("en", "Example"), ("es", "Ejemplo")])
def test_help_is_in_the_users_language(
    convalida: Callable[..., Any], language: str, word: str
) -> None:
    done = convalida("grade", "--help", locale=LOCALES[language])
    assert done.stdout.startswith(("Usage: ", "Uso: ")[language == "es"] + "convalida grade")
    assert f"{word}: convalida grade" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "es_ES.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "es_ES.UTF-8"}, "es"),
        ({"LC_ALL": "", "LC_MESSAGES": "es_ES", "LANG": "en_US"}, "es"),
        ({"LC_ALL": "es_AR.UTF-8"}, "es"),
        ({"LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX"}, "en"),
        ({}, "en"),
        ({"LC_ALL": ""}, "en"),
    ],
)
def test_the_language_comes_from_the_locale(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert user_sentences.__wrapped__().language == language


def test_a_terminal_without_utf8_gets_an_answer_all_the_same(
    convalida: Callable[..., Any], small_course: Path
) -> None:
    done = convalida("build", "--unit", "ñandú", "--course", small_course, PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_what_is_said_of_a_path_cannot_drive_a_terminal(
    convalida: Callable[..., Any], small_course: Path
) -> None:
    done = convalida("grade", "\x1b[2Jnow\u202ehere\nalso", "--course", small_course)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "\x1b" not in line
    assert "\u202e" not in line
