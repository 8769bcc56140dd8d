"""Graded again: nobody's mark changes unsaid, and what would change waits for somebody."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from .team import RIGHT, Team, edit, table

pytestmark = pytest.mark.slow


def test_a_mended_check_changes_nobody_until_somebody_agrees(
    team: Team, sentence: Callable[..., Any]
) -> None:
    checks = team.root / "course" / "exercises" / "tiny" / "times" / "checks.py"
    edit(checks, "x = np.zeros(2)", "x = np.ones(2)")
    done = team.grade()
    assert done.returncode == 1
    assert sentence("en", "changes_wait", count=2).search(done.stderr)
    assert team.rows()["eva"]["score"] == "2.0"
    rows = table(team.results / "changes.csv")
    assert [(r["student"], r["before"], r["after"], r["why"]) for r in rows] == [
        ("eva", "2.0", "1.0", "checks"),
        ("josé", "1.0", "0.0", "checks"),
    ]
    assert rows[0]["what"] == "quadruple/zero 1 → 0"
    assert team.previous() == ["ana.json", "luis.json"]  # their records are of the new checks
    done = team.grade("--yes")
    assert done.returncode == 0
    assert "--force" in done.stderr  # nobody was graded twice
    assert sentence("en", "replaced", count=2, down=2).search(done.stderr)
    assert team.rows()["eva"]["score"] == "1.0"
    assert team.previous() == ["ana.json", "eva.json", "josé.json", "luis.json"]
    assert not (team.results / ".waiting").exists()


def test_a_correction_of_a_mark_that_waits_waits_with_it(
    team: Team, sentence: Callable[..., Any]
) -> None:
    checks = team.root / "course" / "exercises" / "tiny" / "times" / "checks.py"
    edit(checks, "x = np.zeros(2)", "x = np.ones(2)")
    team.grade()
    done = team.mark("eva", "tiny", "quadruple", "2", "--because", "x")
    assert done.returncode == 1
    assert sentence("en", "mark_leaves_waiting", count=2).search(done.stderr)
    assert team.rows()["eva"]["score"] == "2.0"
    assert team.grade("--yes").returncode == 0
    assert (team.rows()["eva"]["score"], team.rows()["eva"]["total"]) == ("1.0", "3.0")


def test_another_notebook_replaces_its_record_at_once_and_is_shown(team: Team) -> None:
    team.hand_in("josé", RIGHT)
    done = team.grade()
    assert done.returncode == 0
    assert "double/twice 0 → 1" in done.stdout
    assert team.rows()["josé"]["score"] == "4.0"
    assert team.previous() == ["josé.json"]


def test_two_folders_are_compared_as_a_table_and_csv(team: Team, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(team.results, before)
    team.mark("josé", "tiny", "double", "1", "--because", "x")
    (team.results / "tiny" / "eva.json").unlink()
    done = team("compare", before, team.results, "--csv", tmp_path / "changes.csv")
    assert done.returncode == 0
    assert "josé" in done.stdout
    rows = table(tmp_path / "changes.csv")
    assert [(r["student"], r["difference"], r["why"]) for r in rows] == [
        ("eva", "-2.0", ""),
        ("josé", "1.0", "adjustments"),
    ]
    assert team("compare", before, tmp_path).returncode == 2


@pytest.mark.parametrize(("answer", "replaced"), [("", False), ("n", False), ("y", True)])
def test_on_a_terminal_it_shows_who_changes_and_asks(
    team: Team, answer: str, replaced: bool
) -> None:
    checks = team.root / "course" / "exercises" / "tiny" / "times" / "checks.py"
    edit(checks, "x = np.zeros(2)", "x = np.ones(2)")
    asked = ["grade", team.root / "in", "--out", team.results, "--course", team.root / "course"]
    terminal = pexpect.spawn(
        str(Path(sys.executable).with_name("convalida")),
        [str(each) for each in asked],
        env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "200"},
        dimensions=(40, 200),
        encoding="utf-8",
        timeout=120,
    )
    terminal.expect("quadruple/zero 1 → 0")
    terminal.expect(r"\(y/N\)")
    terminal.sendline(answer)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == (0 if replaced else 1)
    assert team.rows()["eva"]["score"] == ("1.0" if replaced else "2.0")
    assert (team.results / ".waiting").exists() != replaced


def test_a_waiting_record_that_is_damaged_is_graded_again(team: Team) -> None:
    checks = team.root / "course" / "exercises" / "tiny" / "times" / "checks.py"
    edit(checks, "x = np.zeros(2)", "x = np.ones(2)")
    assert team.grade().returncode == 1
    waiting = team.results / ".waiting" / "tiny" / "eva.json"
    waiting.write_text('{"schema": 1, "stud', encoding="utf-8")
    done = team.grade("--yes")
    assert done.returncode == 0, done.stderr
    assert team.rows()["eva"]["score"] == "1.0"
    assert not (team.results / ".waiting").exists()
