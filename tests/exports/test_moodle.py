"""What Moodle's own importers make of the worksheet and of the zip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from autograder.submissions import WrongUsage
from tests.exports.platforms import moodle_reads, moodle_unpacks

EN = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 48211,Ana_Paz,217@uni.edu,Submitted for grading,,20.00,Yes,"Monday, 3 March",-,\n'
    "Participant 48212,Bo Ng,218@uni.edu,Submitted for grading,2.00,20.00,Yes,-,-,Well done\n"
    "Participant 48213,Zoë: Ōno/x,219@uni.edu,Submitted,,20.00,No,-,-,\n"
    "Participant 48214,Eva,220@uni.edu,No submission,,20.00,Yes,-,-,\n"
    "Participant 48215,Ivo,221@uni.edu,Submitted,,20.00,Yes,-,-,\n"
    "Participant 48216,Max Roy,max@uni.edu,Submitted,5.00,20.00,Yes,-,-,\n"
)
ES = (
    EN.replace("Identifier", "Identificador")
    .replace("Full name", "Nombre completo")
    .replace("Email address", "Dirección de correo")
    .replace("Status", "Estado")
    .replace("Maximum Grade", "Calificación máxima")
    .replace("Grade can be changed", "La calificación puede ser cambiada")
    .replace("Last modified (submission)", "Última modificación (entrega)")
    .replace("Last modified (grade)", "Última modificación (calificación)")
    .replace("Feedback comments", "Comentarios de retroalimentación")
    .replace(",Grade,", ",Calificación,")
    .replace("Participant ", "Participante ")
    .replace('"Monday, 3 March"', "lunes")
    .replace(",", ";")
    .replace(".00", ",00")
)
NUMBER = {"ana": 48211, "bo": 48212, "zoë": 48213, "=eva": 48214}

Export = Callable[..., Any]


@pytest.mark.parametrize(("book", "language", "mark"), [(EN, "en", ","), (ES, "es", ";")])
def test_moodle_takes_each_total_in_its_own_decimals(
    write: Export, totals: Mapping[str, float], book: str, language: str, mark: str
) -> None:
    done = write("moodle", gradebook=book)
    grades = moodle_reads(done.paths[0], language, mark)
    for student, number in NUMBER.items():
        assert grades[number][0] == totals[student]
    assert 48215 not in grades  # nobody could read the file
    assert grades[48216] == (5.0, "")
    assert grades[48212][1] == "Well done"  # a person's comment stays
    assert "max_pool2d: 3.5 / 5" in grades[48211][1]
    assert "10 %" in grades[48211][1]
    said = [(note.id, note.args.get("student")) for note in done.notes]
    assert ("moodle_locked", "zoë") in said
    assert ("moodle_above_maximum", "bo") in said
    assert ("export_without_record", None) in said


def test_what_moodle_wrote_stays_as_it_was(write: Export) -> None:
    lines = write("moodle", gradebook="﻿" + EN).paths[0].read_text("utf-8-sig").splitlines()
    assert lines[0] == EN.splitlines()[0]
    assert lines[6] == EN.splitlines()[6]
    assert lines[1].startswith("Participant 48211,Ana_Paz,217@uni.edu,Submitted for grading,")


def test_another_maximum_is_said_and_kept_to(write: Export, totals: Mapping[str, float]) -> None:
    done = write("moodle", gradebook=EN.replace("20.00", "100.00"))
    grades = moodle_reads(done.paths[0], "en")
    assert grades[48211][0] == round(totals["ana"] * 100 / 20, 2)
    assert "export_scaled" in [note.id for note in done.notes]


def test_feedback_files_find_their_students(write: Export, results: Any) -> None:
    done = write("moodle", gradebook=EN)
    files = moodle_unpacks(done.paths[1], {48211, 48212, 48213, 48214, 48215, 48216})
    assert set(files) == {48211, 48212, 48213, 48214, 48215}
    name, page = files[48213]
    assert (name, page) == ("pooling.html", (results / "pooling" / "zoë.html").read_bytes())


def test_a_blind_worksheet_goes_by_numbers(write: Export) -> None:
    blind = (
        "Identifier,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
        "Participant 40217,Submitted,,20.00,-,\n"
    )
    done = write("moodle", gradebook=blind)
    assert set(moodle_reads(done.paths[0], "en")) == {40217}
    assert set(moodle_unpacks(done.paths[1], {40217})) == {40217}
    assert [n.args["student"] for n in done.notes if n.id == "export_unmatched"] == [
        "=eva", "bo", "ivo", "zoë",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("book", "units", "message"),
    [
        (None, ("pooling",), "moodle_needs_worksheet"),
        (EN, (), "export_one_unit"),
        (
            EN.replace("Grade can", "Note can").replace(",Grade,", ",Note,"),
            ("pooling",),
            "moodle_columns",
        ),
        (EN.replace("Maximum Grade", "Scale"), ("pooling",), "moodle_scale"),
    ],
)
def test_a_worksheet_that_is_none_is_said(
    write: Export, book: str | None, units: tuple[str, ...], message: str
) -> None:
    with pytest.raises(WrongUsage) as refused:
        write("moodle", gradebook=book, units=units)
    assert refused.value.message.id == message
