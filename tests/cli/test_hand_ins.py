"""A platform's download, as it is: everybody has a row, and it says who, what and from where."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROSTER = (
    'id,name,email,group\n101,"Núñez, Álvaro",alvaro@example.org,A\n200,Zoe Roe,zoe@example.org,B\n'
)


@pytest.fixture
def download(
    tmp_path: Path, plain_notebook: Callable[..., Any], solutions: Mapping[str, str]
) -> Path:
    """A Moodle download of five people, one of whom would be somebody else."""
    right = json.dumps(plain_notebook("import numpy as np", *solutions.values()))
    path = tmp_path / "CNN-Padding-812.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, file, text in (
            ("Álvaro Núñez_101_assignsubmission_file", "Copia de padding (1).ipynb", right),
            ("Eva Luz_104_assignsubmission_file", "padding.pdf", "%PDF"),
            ("Leo Mar_105_assignsubmission_onlinetext", "onlinetext.html", "<p>hola"),
            ("Mal Lory_106_assignsubmission_file", "Ana_107_assignsubmission_file/x.ipynb", right),
        ):
            archive.writestr(f"{name}/{file}", text)
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    return path


@pytest.fixture
def rows(download: Path, small_course: Path, convalida: Callable[..., Any]) -> Any:
    roster, out = download.with_name("people.csv"), download.with_name("results")
    options = ("--roster", roster, "--course", small_course, "--out", out, "--jobs", 1)
    done = convalida("grade", download, *options)
    assert done.returncode == 1
    with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_everybody_has_one_row_and_nobody_is_somebody_else(rows: Any) -> None:
    found = {student: (row["status"], row["unit"]) for student, row in rows.items()}
    assert found == {
        "Núñez, Álvaro": ("graded", "padding"),
        "Eva Luz": ("no_notebook", "padding"),
        "Leo Mar": ("no_notebook", "padding"),
        "Mal Lory": ("graded", "padding"),
        "Zoe Roe": ("absent", "padding"),
    }


def test_ids_mails_and_groups_are_kept(rows: Any) -> None:
    known = [rows["Núñez, Álvaro"][name] for name in ("id", "email", "group")]
    assert known == ["101", "alvaro@example.org", "A"]
    assert (rows["Mal Lory"]["id"], rows["Zoe Roe"]["email"]) == ("106", "zoe@example.org")


def test_a_dry_run_shows_who_and_what_and_writes_nothing(
    download: Path, small_course: Path, convalida: Callable[..., Any]
) -> None:
    out = download.with_name("results")
    done = convalida("grade", download, "--dry-run", "--course", small_course, "--out", out)
    assert done.returncode == 0, done.stderr
    for name in ("Álvaro Núñez", "Eva Luz", "Leo Mar", "Mal Lory"):
        assert name in done.stdout
    assert not out.exists()


def test_where_it_is_not_certain_who_handed_in_what_nobody_is_graded(
    tmp_path: Path, small_course: Path, convalida: Callable[..., Any]
) -> None:
    for name in ("norte/ana", "norte/luis", "sur/eva", "sur/leo"):
        path = tmp_path / "class" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    out = tmp_path / "results"
    done = convalida("grade", tmp_path / "class", "--course", small_course, "--out", out)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "--student-from" in line
    assert not out.exists()
