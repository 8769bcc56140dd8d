"""`convalida explain`: what the page says, in a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.feedback.markdown import to_text
from autograder.feedback.terminal import LARGEST_FILE, explain, read_record
from autograder.results import Message, Record
from autograder.sentences import sentences
from course import catalog
from course.problems import ProblemError

from .records import example, record

COURSE = catalog.load()
ESCAPE = "\x1b"
HOSTILE = f"{ESCAPE}[31mred{ESCAPE}]0;title\x07[bold]b[/bold]\u202eevil\r\nline"

X = np.array([[[[0.0, 12.0, 24.0], [48.0, 60.0, 72.0]]]])
MEAN = np.array([[[[30.0, 42.0]]]])
WRONG: dict[str, Any] = {
    "mistake": "divided_by_the_image",
    "counterexample": example({"x": X, "kernel": 2, "stride": 1, "padding": 0}, MEAN, MEAN * 4),
}


def a_record(language: str = "en", **differs: Any) -> Record:
    return record(COURSE, "pooling", language, avg_pool2d={**WRONG, **differs})


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", COURSE.languages)
def test_it_says_what_the_page_says_in_80_columns(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    made = a_record("en")
    explain(made, COURSE, language)
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    assert ESCAPE not in said
    say = sentences(language, COURSE)
    texts = COURSE.units["pooling"].exercise_of("avg_pool2d").texts(language)
    expected = [
        COURSE.units["pooling"].texts(language)["title"],
        f"{made.score:g} / {made.max_score:g}",
        say("next_title"),
        "avg_pool2d +0.5",
        say("next_named"),
        texts["title"],
        say("verdict_failed"),
        words(to_text(texts["mistake_divided_by_the_image"])),
        say("smallest_input"),
        "[ 0][12] 24",
        "kernel = 2, stride = 1, padding = 0",
        say("expected"),
        say("yours"),
        "120✗",
        "(0 + 12 + 48 + 60) / 4 = 30",
        say("hints_folded", count=3),
        say("checks_title"),
        say("receipt_file"),
    ]
    places = [words(said).find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_hints_are_shown_when_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    hint = words(
        to_text(COURSE.units["pooling"].exercise_of("avg_pool2d").texts("en")["hint_line"])
    )
    explain(a_record(), COURSE, None)
    assert hint not in words(capsys.readouterr().out)
    explain(a_record(), COURSE, None, hints=True)
    assert hint in words(capsys.readouterr().out)


def test_it_speaks_the_language_of_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    explain(a_record("es"), COURSE, None)
    assert sentences("es", COURSE)("next_title") in capsys.readouterr().out


def test_what_a_student_wrote_drives_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    told = (
        Message("raised", {"type": HOSTILE, "line": 1, "source": HOSTILE, "check": "overlapping"}),
        Message("cell_raised", {"cell": 1, "type": HOSTILE, "text": HOSTILE}),
    )
    raised = {"raised": HOSTILE, "text": HOSTILE}
    for got in (HOSTILE, {"dict": {HOSTILE: HOSTILE}}, raised, {"list": [HOSTILE]}):
        shown = replace(WRONG["counterexample"], got=got)
        made = a_record(messages=told, counterexample=shown)
        explain(replace(made, student=HOSTILE, messages=told), COURSE, "en")
        said = capsys.readouterr().out
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)
        assert not any(line.startswith("line") for line in said.splitlines())
        assert "[bold]b[/bold]" in said


def test_nothing_graded_is_said_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    explain(replace(a_record(), status="unreadable"), COURSE, "en")
    said = words(capsys.readouterr().out)
    say = sentences("en", COURSE)
    assert say("status_unreadable") in said
    assert say("next_unreadable") in said
    assert "avg_pool2d" not in said


NOT_RECORDS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "an empty file": lambda path: path.write_bytes(b""),
    "a notebook": lambda path: path.write_text('{"cells": []}', encoding="utf-8"),
    "not text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "deep": lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
    "huge": lambda path: path.write_bytes(b"1" * (LARGEST_FILE + 1)),
    "cut short": lambda path: path.write_text(a_record().to_json()[:-9], encoding="utf-8"),
}


@pytest.mark.parametrize("case", NOT_RECORDS)
def test_what_is_not_a_record_is_said_in_one_line(tmp_path: Path, case: str) -> None:
    path = tmp_path / "ana.json"
    NOT_RECORDS[case](path)
    with pytest.raises(ProblemError) as caught:
        read_record(path)
    assert caught.value.exit_code == 2
    assert str(path) in str(caught.value)


def test_the_command_explains_a_record(convalida: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_text(a_record("es").to_json(), encoding="utf-8")
    own, english = convalida("explain", path), convalida("explain", path, "--language", "en")
    assert (own.returncode, own.stderr) == (english.returncode, english.stderr) == (0, "")
    assert sentences("es", COURSE)("next_title") in own.stdout
    assert sentences("en", COURSE)("next_title") in english.stdout
    wrong = convalida("explain", path, "--language", "la")
    assert (wrong.returncode, wrong.stdout) == (2, "")


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_a_terminal_whose_owner_wants_them(
    tmp_path: Path, environment: dict[str, str], coloured: bool
) -> None:
    path = tmp_path / "ana.json"
    path.write_text(a_record().to_json(), encoding="utf-8")
    ours, theirs = pty.openpty()
    known = {name: os.environ[name] for name in os.environ if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "autograder", "explain", path],
        stdout=theirs,
        env={**known, "TERM": "xterm-256color", "COLUMNS": "80", **environment},
    ) as process:
        os.close(theirs)
        said = read_all(ours)
    os.close(ours)
    assert process.returncode == 0
    assert "avg_pool2d" in said
    assert bool(re.search(r"\x1b\[[\d;]*3[12]m", said)) is coloured


def read_all(terminal: int) -> str:
    """What was written to a terminal until nobody had it open."""
    parts = []
    with suppress(OSError):
        while part := os.read(terminal, 2**16):
            parts.append(part)
    return b"".join(parts).decode()
