"""`convalida doctor`, help in two languages, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder import doctor as module
from autograder.cli import main
from autograder.doctor import Finding, examine
from course import catalog
from scripts.click_words import FOLDER, compiled

Sentence = Callable[..., re.Pattern[str]]


@pytest.mark.parametrize(("locale", "language"), [("C.UTF-8", "en"), ("es_ES.UTF-8", "es")])
def test_a_machine_that_can_grade_is_told_so(
    convalida: Callable[..., Any], sentence: Sentence, locale: str, language: str
) -> None:
    done = convalida("doctor", locale=locale)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert sentence(language, "doctor_isolation").search(lines[1])
    assert all(line.startswith(("✓ ", "○ ")) for line in lines)


def test_without_bubblewrap_it_says_what_to_install_and_ends_as_grading_would(
    convalida: Callable[..., Any],
) -> None:
    done = convalida("doctor", PATH=str(Path(sys.executable).parent))
    assert done.returncode == 3
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("✗"))
    assert "apt-get install bubblewrap" in line


@pytest.fixture
def found(course: catalog.Course, tmp_path: Path) -> Callable[[], Iterator[Finding]]:
    return lambda: examine(course, tmp_path)


def test_what_is_missing_says_how_to_get_it(
    found: Callable[[], Iterator[Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = dict.fromkeys(("pyarrow", "msgpack"), "")
    monkeypatch.setattr(module, "version", lambda name: versions.get(name, "0.0.1"))
    told = {finding.message.args.get("name"): finding for finding in found()}
    assert (told["msgpack"].state, told["msgpack"].message.id) == ("mend", "doctor_missing")
    assert told["pyarrow"].state == "optional"
    assert told["pyarrow"].message.args["install"] == '"convalida[parquet]"'
    assert told["numpy"].message.id == "doctor_other_version"


@pytest.mark.parametrize("name", [None, *main.commands])
def test_a_short_option_asks_for_help_too(name: str | None) -> None:
    asked = [name] if name else []
    short, long = (CliRunner().invoke(main, [*asked, option]) for option in ("-h", "--help"))
    assert short.exit_code == long.exit_code == 0
    assert short.output == long.output


def test_the_words_of_the_command_line_are_spanish_too(convalida: Callable[..., Any]) -> None:
    done = convalida("grade", "--unidad", locale="es_MX.UTF-8")
    assert done.returncode == 2
    assert "Uso: convalida grade" in done.stderr
    assert "No existe la opción '--unidad'" in done.stderr
    assert "Usage" in convalida("grade", "--unidad").stderr


def test_these_words_are_compiled_as_they_are_written() -> None:
    assert (FOLDER / "messages.mo").read_bytes() == compiled()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_units(shell: str) -> None:
    command = [str(Path(sys.executable).with_name("convalida"))]
    asked = {"COMP_WORDS": "convalida build --unit po", "COMP_CWORD": "3"}
    if shell == "fish":
        asked = {"COMP_WORDS": "convalida build --unit po", "COMP_CWORD": "po"}
    known = {**os.environ, **asked, "_CONVALIDA_COMPLETE": f"{shell}_complete"}
    done = subprocess.run(command, env=known, capture_output=True, encoding="utf-8", timeout=60)
    assert "pooling" in done.stdout
    assert "padding" not in done.stdout
