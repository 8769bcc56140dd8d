"""Marks after grading: corrected by hand, voided, late, graded again; nobody's changes unsaid."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pexpect
import pytest

from autograder.results.lock import held
from tests.tiny import write_tiny_course

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow

RIGHT = ("def double(x):\n    return x + x", "def quadruple(x):\n    return 4 * x")
WRONG = ("def double(x):\n    return x + 1", "def quadruple(x):\n    return x + x")
CLASS = {
    "ana": RIGHT,
    "eva": (RIGHT[0], WRONG[1]),
    "josé": WRONG,
    "luis": (WRONG[0], RIGHT[1]),
}  # scores 4, 2, 1, 3 of 4


@dataclass
class Team:
    """A graded class in a folder of its own, and the command to work on it."""

    root: Path
    command: Callable[..., Any]
    notebook: Callable[..., Any]

    @property
    def results(self) -> Path:
        return self.root / "results"

    def __call__(self, *arguments: object, **environment: str) -> Any:
        return self.command(*arguments, "--course", self.root / "course", **environment)

    def grade(self, *options: object) -> Any:
        return self("grade", self.root / "in", "--out", self.results, "--jobs", 2, *options)

    def mark(self, *arguments: object) -> Any:
        return self("mark", *arguments, "--out", self.results)

    def hand_in(self, student: str, cells: tuple[str, ...]) -> None:
        (self.root / "in").mkdir(exist_ok=True)
        path = self.root / "in" / f"{student}.ipynb"
        path.write_text(json.dumps(self.notebook(*cells)), encoding="utf-8")

    def rows(self) -> Mapping[str, Mapping[str, str]]:
        return {row["student"]: row for row in table(self.results / "scores.csv")}

    def record(self, student: str) -> dict[str, Any]:
        return dict(json.loads((self.results / "tiny" / f"{student}.json").read_text("utf-8")))

    def page(self, student: str) -> str:
        return (self.results / "tiny" / f"{student}.html").read_text("utf-8")

    def previous(self) -> list[str]:
        found = (self.results / "previous").rglob("*.json")
        return sorted(path.name for path in found)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def graded(
    tmp_path_factory: pytest.TempPathFactory,
    convalida: Callable[..., Any],
    plain_notebook: Callable[..., Any],
) -> Team:
    team = Team(tmp_path_factory.mktemp("team"), convalida, plain_notebook)
    write_tiny_course(team.root / "course")
    for student, cells in CLASS.items():
        team.hand_in(student, cells)
    done = team.grade()
    assert done.returncode == 0, done.stderr
    return team


@pytest.fixture
def team(graded: Team, tmp_path: Path) -> Team:
    shutil.copytree(graded.root, tmp_path / "team")
    return Team(tmp_path / "team", graded.command, graded.notebook)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_correction_shows_everywhere_and_survives_a_regrade(team: Team) -> None:
    done = team.mark("josé", "tiny", "double", "0.75", "--because", "idea <b>correcta</b>")
    assert done.returncode == 0, done.stderr
    assert "+0.75" in done.stdout
    for again in (False, True):
        if again:
            assert team.grade("--force").returncode == 0
        row, record = team.rows()["josé"], team.record("josé")
        assert (row["score"], row["adjustment"], row["total"]) == ("1.0", "0.75", "1.75")
        assert (record["score"], record["total"]) == (1.0, 1.75)
        assert record["exercises"][0]["score"] == 0.0
        assert record["corrections"][0]["reason"] == "idea <b>correcta</b>"
        assert "idea &lt;b&gt;correcta&lt;/b&gt;" in team.page("josé")
        assert "<strong>1.75</strong>" in team.page("josé")
    explained = team("explain", team.results / "tiny" / "josé.json")
    assert "1.75 / 4" in explained.stdout
    assert team.rows()["ana"]["total"] == "4.0"


def test_a_second_correction_takes_the_place_of_the_first_which_is_kept(team: Team) -> None:
    for points in ("0.5", "-0.25"):
        done = team.mark("JOSE", "tiny", "quadruple", points, "--because", "x", "--who", "eva")
        assert done.returncode == 0, done.stderr
    (line,) = table(team.results / "adjustments.csv")
    assert (line["student"], line["points"], line["delta"]) == ("josé", "", "-0.25")
    assert (line["who"], line["reason"]) == ("eva", "x")
    assert team.rows()["josé"]["total"] == "0.75"
    (kept,) = (team.results / "previous").rglob("adjustments.csv")
    assert table(kept)[0]["points"] == "0.5"
    assert team.previous() == ["josé.json", "josé.json"]


def test_a_table_saved_by_a_spreadsheet_keeps_its_form(team: Team) -> None:
    path = team.results / "adjustments.csv"
    path.write_bytes(
        "estudiante;unidad;ejercicio;puntos;diferencia;motivo;nota mía\r\n"
        "eva;tiny;quadruple;2,5;;señal;sí\r\n".encode("cp1252")
    )
    done = team.mark("luis", "tiny", "double", "+0.5", "--because", "casi", "--who", "")
    assert done.returncode == 2  # the table has no column for when
    assert path.read_bytes().decode("cp1252").count("\n") == 2
    text = path.read_bytes().decode("cp1252").replace("motivo;", "motivo;cuando;")
    path.write_bytes(text.replace(";sí", ";;sí").encode("cp1252"))
    done = team.mark("luis", "tiny", "double", "+0.5", "--because", "casi", "--who", "")
    _, hers, his = path.read_text("utf-8-sig").splitlines()
    assert hers == "eva;tiny;quadruple;2,5;;señal;;sí"
    assert his.startswith("luis;tiny;double;;0,5;casi;")
    assert team.rows()["luis"]["total"] == "3.5"
    assert done.returncode == 1  # eva's line was not agreed to here
    assert team.grade("--yes").returncode == 0
    assert team.rows()["eva"]["total"] == "3.5"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["zoë", "tiny", "double", "1"], "adjustment_matches_nobody"),
        (["ana", "sculpture", "double", "1"], "adjustment_no_record"),
        (["ana", "tiny", "treble", "1"], "adjustment_no_exercise"),
        (["ana", "tiny", "double", "1.5"], "adjustment_above_maximum"),
        (["ana", "tiny", "double", "lots"], "sheet_not_a_number"),
    ],
)
def test_a_correction_of_nobodys_exercise_is_one_line_and_2(
    team: Team, sentence: Callable[..., Any], arguments: list[str], message: str
) -> None:
    done = team.mark(*arguments, "--because", "x")
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence("en", message).fullmatch(line)
    assert not (team.results / "adjustments.csv").exists()


def test_a_folder_without_records_and_one_in_use_are_said(
    team: Team, sentence: Callable[..., Any], tmp_path: Path
) -> None:
    asked = ("mark", "ana", "tiny", "double", "1", "--because", "x", "--out")
    done = team(*asked, tmp_path / "nothing")
    assert done.returncode == 2
    assert sentence("en", "no_records").fullmatch(done.stderr.strip())
    assert not (tmp_path / "nothing").exists()
    with held(team.results):
        done = team(*asked, team.results)
    assert done.returncode == 1
    assert sentence("en", "results_busy").fullmatch(done.stderr.strip())


def test_a_bad_line_stops_grading_before_anything_is_written(
    team: Team, sentence: Callable[..., Any]
) -> None:
    path = team.results / "adjustments.csv"
    path.write_text("student,unit,exercise,points,reason\nana,tiny,double,7,x\n")
    before = team.record("ana")
    team.hand_in("ana", WRONG)
    done = team.grade("--yes")
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert sentence("en", "adjustment_above_maximum").fullmatch(line.removeprefix(f"{path}:2: "))
    assert team.record("ana") == before


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


def test_every_record_has_the_form_that_its_schema_says(team: Team) -> None:
    team.mark("eva", "tiny", "quadruple", "2", "--because", "x")
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8"))
    for student in CLASS:
        jsonschema.validate(team.record(student), schema)


def test_another_notebook_replaces_its_record_at_once_and_is_shown(team: Team) -> None:
    team.hand_in("josé", RIGHT)
    done = team.grade()
    assert done.returncode == 0
    assert "double/twice 0 → 1" in done.stdout
    assert team.rows()["josé"]["score"] == "4.0"
    assert team.previous() == ["josé.json"]


def test_a_voided_check_gives_everybody_its_points(
    team: Team, sentence: Callable[..., Any]
) -> None:
    asked = ("--void", "tiny/quadruple/four_times", "--because", "it was wrong", "--yes")
    done = team.grade(*asked)
    assert done.returncode == 0
    assert {s: r["total"] for s, r in team.rows().items()} == {
        "ana": "4.0", "eva": "4.0", "josé": "3.0", "luis": "3.0",
    }  # fmt: skip
    assert team.record("eva")["score"] == 2.0
    assert "it was wrong" in team.page("eva")
    assert "it was wrong" not in team.page("ana")
    team.grade("--force", "--yes")
    assert team.rows()["josé"]["total"] == "3.0"
    assert len(table(team.results / "voided.csv")) == 1
    done = team.grade("--void", "tiny/quadruple/five_times", "--because", "x")
    assert done.returncode == 2
    assert sentence("en", "void_unknown").fullmatch(done.stderr.strip())
    assert team.grade("--void", "tiny/quadruple/zero").returncode == 2


def test_late_work_is_shown_with_and_without_the_rule(team: Team) -> None:
    (team.results / "deadlines.toml").write_text(
        "[late]\npercent_a_day = 50\ncap_percent = 50\n"
        "[units.tiny]\ndue = 2020-01-01T00:00:00Z\n"
        '[[extensions]]\npeople = ["ana"]\ndue = 2100-01-01T00:00:00Z\nbecause = "ill"\n'
    )
    done = team.grade("--yes")
    assert done.returncode == 1  # it is the time of a file alone
    rows = team.rows()
    assert (rows["luis"]["score"], rows["luis"]["penalty"], rows["luis"]["total"]) == (
        "3.0", "1.5", "1.5",
    )  # fmt: skip
    assert (rows["luis"]["late"], rows["ana"]["late"], rows["ana"]["total"]) == ("late", "", "4.0")
    record = team.record("luis")
    assert record["handed_in_from"] == "file"
    assert record["handed_in"] in team.page("luis").replace(" UTC", "Z").replace(" ", "T")
    assert "50 %" in team.page("luis")
    assert "ill" in team.page("ana")


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


def test_an_export_has_what_counts_and_says_what_it_lacks(
    team: Team, sentence: Callable[..., Any], tmp_path: Path
) -> None:
    team.mark("josé", "tiny", "double", "0.75", "--because", "x")
    book = tmp_path / "gradebook.csv"
    book.write_text(
        "Student,ID,SIS Login ID,Section,Tiny (7)\n    Points Possible,,,,4\n"
        "José,1,josé,A,\nAna,2,ana,A,\nEva,3,eva,B,\n"
    )
    asked = ("export", team.results, "--to", "canvas", "--gradebook", book, "--out", tmp_path)
    done = team(*asked)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [str(tmp_path / "canvas.csv")]
    assert [line for line in done.stderr.splitlines() if "luis" in line]
    rows = {row["Student"]: row["Tiny (7)"] for row in table(tmp_path / "canvas.csv")}
    assert rows == {"    Points Possible": "4", "José": "1.75", "Ana": "4", "Eva": "2"}
    path = team.results / "adjustments.csv"
    path.write_text(path.read_text("utf-8-sig").replace("0.75", "1"), encoding="utf-8")
    done = team("export", team.results, "--to", "json", "--out", tmp_path)
    assert done.returncode == 1
    assert sentence("en", "export_older", count=1).fullmatch(done.stderr.strip())
    done = team("export", tmp_path / "nothing", "--to", "json")
    assert sentence("en", "no_records").fullmatch(done.stderr.strip())


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
