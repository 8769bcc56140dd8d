"""What each platform does with a file, from its documentation and code: the other side's word.

Canvas: lib/gradebook_importer.rb; Moodle: assign/feedback/offline/importgradeslib.php and
assign/feedback/file/importziplib.php; Gradescope: autograder_samples/docs/specs.md. None of the
services was there to be asked.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CANVAS_TOTALS = re.compile(
    "Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade|"
    "Override Score|Override Grade|Override Status"
)
MOODLE = {
    "en": ("Identifier", "Grade", "Last modified (grade)", "Feedback comments", "Participant "),
    "es": (
        *("Identificador", "Calificación", "Última modificación (calificación)"),
        *("Comentarios de retroalimentación", "Participante "),
    ),
}
VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
TOP = {
    *("score", "execution_time", "output", "output_format", "test_output_format"),
    *("test_name_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"),
}
TEST = {
    *("score", "max_score", "status", "name", "name_format", "number", "output"),
    *("output_format", "tags", "visibility", "extra_data"),
}


def canvas_reads(path: Path, known: Mapping[int, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a gradebook CSV asks of Canvas: points of assignments, and grades by student's name.

    `known` are the ids and names of the course's students; a row of anybody else is refused.
    """
    text = path.read_bytes().decode()  # with a byte order mark the first header is not Student
    first = text.splitlines()[:3]
    semis = {len(next(csv.reader([line], delimiter=";"))) for line in first}
    commas = {len(next(csv.reader([line]))) for line in first}
    mark = ";" if len(semis) == 1 and (len(commas) > 1 or max(semis) > max(commas)) else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    header, rest = rows[0], rows[1:]
    assert len(header) > 3
    assert "Student" in header[0]
    assert "ID" in header[1]
    width = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        width = 4
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        width = 5 + ("Integration ID" in header[4])
        width += "Root Account" in header[width - 1]
    assert "Section" in header[width - 1]
    titles = [title for title in header[width:] if not CANVAS_TOTALS.search(title)]
    points: dict[str, Any] = {}
    grades: dict[str, Any] = {}
    for row in rest:
        assert len(row) == len(header)
        cells = dict(zip(header, (_decimal(cell) for cell in row), strict=True))
        if "Points Possible" in row[0]:
            points = {title: cells[title] for title in titles}
            continue
        assert int(row[1]) in known, row
        grades[known[int(row[1])]] = {title: cells[title] for title in titles}
    return points, grades


def _decimal(cell: str) -> str:
    """The last point or comma is the decimal mark."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return cell
    *whole, last = re.split("[,.]", cell)
    return f"{''.join(whole)}.{last}" if whole else last


def moodle_reads(path: Path, language: str, mark: str = ",") -> dict[int, tuple[float, str]]:
    """Grades and comments by the number of a participant, as the uploader's language finds them."""
    identifier, grade, modified, comments, prefix = MOODLE[language]
    text = path.read_bytes().decode().removeprefix("﻿")
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    header = rows[0]
    at = [header.index(name) for name in (identifier, grade, modified, comments)]
    found = {}
    for row in rows[1:]:
        assert len(row) == len(header)
        number = int(row[at[0]][len(prefix) :])
        value = row[at[1]].replace(" ", "")
        if value in ("", "-"):
            continue
        decimal = "," if language == "es" else "."
        found[number] = (float(value.replace(decimal, ".")), row[at[3]])
    return found


def moodle_unpacks(path: Path, participants: set[int]) -> dict[int, tuple[str, bytes]]:
    """Whose feedback file each member of a zip is."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            *folders, file = name.split("/")
            assert not file.startswith((".", "~"))
            for part in (*folders, file):
                info = part.split("_", 4)
                if len(info) < 4 or not info[1].isdecimal() or int(info[1]) not in participants:
                    continue
                assert (info[2], info[3].rstrip("_")) == ("assignsubmission", "file")
                found[int(info[1])] = (file, archive.read(name))
                break
            else:
                raise AssertionError(f"{name} is nobody's")
    return found


def canvas_attaches(path: Path) -> dict[tuple[int, int], bytes]:
    """User and attachment of each feedback file: the first two parts that are digits alone."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            digits = [part for part in name.split("_") if part.isdecimal()]
            found[int(digits[0]), int(digits[1])] = archive.read(name)
    return found


def gradescope_takes(results: Mapping[str, Any]) -> float:
    """The score that results.json gives, if it holds nothing that the specification has not."""
    assert set(results) <= TOP
    assert isinstance(results["score"], int | float)
    for key in ("visibility", "stdout_visibility"):
        assert results[key] in VISIBILITY
    assert results["output_format"] in FORMATS
    for test in results["tests"]:
        assert set(test) <= TEST
        assert test["status"] in {"passed", "failed"}
        assert test["visibility"] in VISIBILITY
        assert test["output_format"] in FORMATS
        assert isinstance(test["output"], str)
        assert 0 <= test["score"] <= test["max_score"]
        assert all(isinstance(tag, str) for tag in test["tags"])
    return float(results["score"])
