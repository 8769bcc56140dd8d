"""Marks after grading: corrected by hand, voided, late, exported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.results.lock import held

from .team import CLASS, WRONG, Team, table

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


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


def test_every_record_has_the_form_that_its_schema_says(team: Team) -> None:
    team.mark("eva", "tiny", "quadruple", "2", "--because", "x")
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8"))
    for student in CLASS:
        jsonschema.validate(team.record(student), schema)


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
