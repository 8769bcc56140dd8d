"""One class with everything that can be wrong with a notebook, graded in two languages."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LOCALES = {"en": "C.UTF-8", "es": "es_UY.UTF-8"}

OLD = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {"name": ""},
    "worksheets": [
        {
            "metadata": {},
            "cells": [
                {
                    "cell_type": "code",
                    "language": "python",
                    "metadata": {},
                    "outputs": [],
                    "collapsed": False,
                    "prompt_number": 1,
                    "input": "SOLUTION",
                }
            ],
        }
    ],
}

# student: (status, message on stderr or None, exit code of a class of that one)
SAID = {
    "not_json": ("unreadable", "not_json"),
    "no_notebook": ("unreadable", "not_a_notebook"),
    "list": ("unreadable", "not_a_notebook"),
    "no_bytes": ("unreadable", "empty_file"),
    "no_cells": ("empty", "no_code"),
    "prose": ("empty", "no_code"),
    "other_things": ("empty", "no_required_names"),
    "old": ("graded", "old_format"),
    "missing_one": ("graded", "missing"),
    "syntax": ("graded", "syntax_error"),
    "raising": ("graded", "cell_raised"),
    "raising_twice": ("graded", "definition_failed"),
    "untouched": ("graded", None),
    "right": ("graded", None),
}


@pytest.fixture(scope="module")
def handed_in(
    small_built: Path,
    answer: Callable[..., Any],
    solutions: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("bad") / "handed-in"
    folder.mkdir()
    release = small_built / "es" / "release" / "padding" / "padding.ipynb"
    both = "import numpy as np\n\n" + "\n\n".join(solutions.values())
    old = json.dumps(OLD).replace('"SOLUTION"', json.dumps(both))
    unit = {"convalida": {"unit": "padding", "language": "en"}}
    raising = f"raise RuntimeError('on purpose')\n{solutions['pad2d_backward']}\n1 / 0"
    deciding = f"one = 1 / 0\n\n\n{solutions['pad2d']}".replace("value: float = 0.0", "value=one")
    contents: dict[str, Any] = {
        "not_json": b'{"cells": [',
        "no_notebook": b'{"name": "ana", "age": 20}',
        "list": b"[1, 2, 3]",
        "no_bytes": b"",
        "no_cells": new_notebook(metadata=unit),
        "prose": new_notebook(cells=[new_markdown_cell("No time.")], metadata=unit),
        "other_things": new_notebook(cells=[new_code_cell("x = 1")], metadata=unit),
        "old": old.encode(),
        "missing_one": new_notebook(cells=[new_code_cell(solutions["pad2d"])], metadata=unit),
        "syntax": answer(release, {**solutions, "pad2d": "def pad2d(x, pad:\n    return x"}),
        "raising": answer(release, {**solutions, "pad2d_backward": raising}),
        "raising_twice": answer(release, {**solutions, "pad2d": deciding}),
        "untouched": answer(release, {}),
        "right": answer(release, solutions),
    }
    for student, content in contents.items():
        data = content if isinstance(content, bytes) else nbformat.writes(content).encode()
        (folder / f"{student}.ipynb").write_bytes(data)
    return folder


@pytest.fixture(scope="module", params=LOCALES)
def outcome(
    request: pytest.FixtureRequest,
    convalida: Callable[..., Any],
    small_course: Path,
    handed_in: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """(language of the terminal, the finished command, its results)"""
    results = tmp_path_factory.mktemp("results") / request.param
    done = convalida(
        *("grade", handed_in, "--course", small_course, "--out", results, "--jobs", 2),
        locale=LOCALES[request.param],
    )
    return request.param, done, results


def lines_about(done: Any, student: str) -> list[str]:
    return [line for line in done.stderr.splitlines() if f"/{student}.ipynb: " in line]


def test_somebody_is_needed_and_there_is_no_traceback(outcome: Any) -> None:
    _, done, _ = outcome
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("student", SAID)
def test_each_is_named_on_stderr_with_its_cause_in_one_line(
    outcome: Any, sentence: Callable[..., re.Pattern[str]], student: str
) -> None:
    language, done, _ = outcome
    _, message = SAID[student]
    lines = lines_about(done, student)
    causes = 1 if student == "raising_twice" else 0  # what a definition needed is named too
    assert len(lines) == (0 if message is None else 1 + causes)
    if message is not None:
        assert re.search(sentence(language, message).pattern + "$", lines[0])


@pytest.mark.parametrize("student", SAID)
def test_each_has_a_record_and_a_row_in_the_table(outcome: Any, student: str) -> None:
    _, _, results = outcome
    status, _ = SAID[student]
    (path,) = results.glob(f"*/{student}.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["status"] == status
    assert path.with_suffix(".html").is_file()
    with (results / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["student"] == student)
    assert row["status"] == status
    assert row["unit"] == record["unit"]
    assert float(row["score"]) == record["score"]
    if status != "graded":
        assert record["score"] == 0.0


def test_everyone_else_is_graded(outcome: Any) -> None:
    _, _, results = outcome
    scores = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in results.glob("padding/*.json")
    }
    right = scores["right"]
    assert right["score"] == right["max_score"] > 0
    assert scores["old"]["score"] == right["score"]
    assert scores["untouched"]["score"] == 0.0
    verdicts = {
        student: {row["name"]: row["verdict"] for row in scores[student]["exercises"]}
        for student in ("missing_one", "syntax", "raising", "raising_twice", "untouched")
    }
    assert verdicts == {
        "missing_one": {"pad2d": "passed", "pad2d_backward": "missing"},
        "syntax": {"pad2d": "missing", "pad2d_backward": "passed"},
        "raising": {"pad2d": "passed", "pad2d_backward": "passed"},
        "raising_twice": {"pad2d": "missing", "pad2d_backward": "passed"},
        "untouched": {"pad2d": "missing", "pad2d_backward": "missing"},
    }


def test_the_table_is_on_stdout_and_nothing_else(
    outcome: Any, sentence: Callable[..., re.Pattern[str]]
) -> None:
    language, done, results = outcome
    assert sentence(language, "table_needs_a_person").search(done.stdout.splitlines()[0])
    shown = [student for student in SAID if re.search(rf"│ {student} +│", done.stdout)]
    named = [student for student, (_, message) in SAID.items() if message is not None]
    assert set(shown) <= set(named)
    assert len(shown) == min(len(named), 8)
    assert "ipynb" not in done.stdout
    assert str(results / "scores.csv") in done.stderr
    assert sentence(language, "graded_so_far").search(done.stderr)
