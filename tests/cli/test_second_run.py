"""`convalida grade` once more on the same results: what is kept, and what is graded again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.results import Message
from autograder.sentences import sentences
from autograder.submissions.readings import FILE
from autograder.submissions.summary import Summary


@dataclass(frozen=True)
class Again:
    """Runs the command once more on a copy of the class and its results."""

    handed_in: Path
    results: Path
    command: Callable[..., Any]

    def __call__(self, *options: object) -> tuple[Any, Path, Path]:
        done = self.command("grade", self.handed_in, "--out", self.results, *options)
        return done, self.handed_in, self.results


@pytest.fixture
def again(graded: Any, tmp_path: Path, convalida: Callable[..., Any], small_course: Path) -> Again:
    folder = tmp_path / "class"
    shutil.copytree(graded.results.parent, folder)

    def command(*arguments: object) -> Any:
        return convalida(*arguments, "--course", small_course)

    return Again(folder / "handed-in", folder / "results", command)


def contents(folder: Path) -> dict[str, bytes]:
    """Of all files that are for people."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_second_run_keeps_what_is_graded(again: Again) -> None:
    before = contents(again.results)
    stamps = {path: path.stat().st_mtime_ns for path in again.results.glob("padding/*")}
    done, _, results = again("--table")
    assert done.returncode == 0
    assert contents(results) == before
    assert {path: path.stat().st_mtime_ns for path in results.glob("padding/*")} == stamps
    assert "3 " in next(line for line in done.stderr.splitlines() if "--force" in line)
    assert "zoë" in done.stdout


def test_the_teams_page_is_not_made_again(again: Again) -> None:
    page = again.results / "report.html"
    again()
    before = page.stat().st_mtime_ns
    done, _, _ = again()
    assert page.stat().st_mtime_ns == before
    assert str(page) in done.stderr


def test_what_was_read_before_is_taken_as_it_was_told(again: Again) -> None:
    database = sqlite3.connect(again.results / FILE)
    for file, text in database.execute("SELECT file, summaries FROM reading").fetchall():
        summaries = map(Summary.from_json, map(str.encode, json.loads(text)))
        told = [replace(one, messages=(Message("no_code"),)).to_json() for one in summaries]
        changed = json.dumps([part.decode() for part in told])
        database.execute("UPDATE reading SET summaries = ? WHERE file = ?", (changed, file))
    database.commit()
    database.close()
    done, _, _ = again()
    assert done.returncode == 1
    assert done.stderr.count(sentences("en")("no_code")) == 3


def test_force_grades_again_and_comes_to_the_same(again: Again) -> None:
    before = contents(again.results)
    stamps = {path: path.stat().st_mtime_ns for path in again.results.glob("padding/*")}
    done, _, results = again("--force")
    assert done.returncode == 0
    assert contents(results) == before
    now = {path: path.stat().st_mtime_ns for path in results.glob("padding/*")}
    assert all(now[path] != stamps[path] for path in stamps)
    assert "--force" not in done.stderr


def test_a_page_is_made_again_from_its_record_when_a_text_changes(
    again: Again, small_course: Path, tmp_path: Path, convalida: Callable[..., Any]
) -> None:
    other = tmp_path / "course"
    shutil.copytree(small_course, other)
    text = other / "exercises" / "padding" / "pad2d" / "en.md"
    title = "<% block title %>"
    text.write_text(
        text.read_text("utf-8").replace(title, title + "Quite another title: "), "utf-8"
    )
    before = contents(again.results)
    done = convalida(
        *("grade", again.handed_in, "--course", other, "--out", again.results, "--jobs", 1)
    )
    assert done.returncode == 0
    after = contents(again.results)
    assert any(line.startswith("3 ") and "--force" in line for line in done.stderr.splitlines())
    assert "Quite another title" in after["padding/zoë.html"].decode()
    assert {n: d for n, d in after.items() if not n.endswith("html")} == {
        n: d for n, d in before.items() if not n.endswith("html")
    }


def test_what_changed_or_is_damaged_is_graded_again(again: Again, books: dict[str, Any]) -> None:
    nbformat.write(books["josé, maría"], again.handed_in / "zoë.ipynb")
    (again.results / "padding" / "=1+1.json").write_text('{"schema": 1, "stu', encoding="utf-8")
    (again.results / "padding" / "josé, maría.html").write_text("mine")
    done, _, results = again()
    assert done.returncode == 0
    read = {p.stem: json.loads(p.read_text("utf-8")) for p in results.glob("padding/*.json")}
    assert read["zoë"]["score"] == read["josé, maría"]["score"]
    assert read["=1+1"]["exercises"][0]["mistake"] == "value_ignored"
    assert "josé, maría" in (results / "padding" / "josé, maría.html").read_text("utf-8")
    assert any(line.startswith("1 ") and "--force" in line for line in done.stderr.splitlines())


def test_another_seed_asks_other_questions_and_comes_to_the_same_verdicts(
    graded: Any, again: Again
) -> None:
    done, _, results = again("--seed", "7")
    assert done.returncode == 0
    assert "--force" not in done.stderr
    for student, before in graded.records.items():
        now = json.loads((results / "padding" / f"{student}.json").read_text("utf-8"))
        assert (before["seed"], now["seed"]) == (0, 7)
        for mine, theirs in zip(now["exercises"], before["exercises"], strict=True):
            for key in ("score", "verdict", "mistake", "checks"):
                assert mine[key] == theirs[key], key


def test_a_page_that_is_gone_is_made_again(again: Again) -> None:
    before = contents(again.results)
    (again.results / "padding" / "zoë.html").unlink()
    done, _, results = again()
    assert done.returncode == 0
    assert any(line.startswith("3 ") and "--force" in line for line in done.stderr.splitlines())
    assert contents(results) == before


def test_without_isolation_every_record_says_so(again: Again) -> None:
    done, _, results = again("--isolation", "none")
    assert done.returncode == 0
    assert "--isolation none" in done.stderr.splitlines()[0]
    for path in results.glob("padding/*.json"):
        assert json.loads(path.read_text("utf-8"))["isolation"] == "none"
        page = path.with_suffix(".html").read_text("utf-8")
        assert page.partition("<footer>")[2].partition("</footer>")[0].count('class="alert"') == 1
