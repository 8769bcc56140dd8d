"""What Canvas's own importer makes of the gradebook that we fill in, and of the feedback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from autograder.submissions import WrongUsage, read_roster
from autograder.submissions.models import Person
from autograder.submissions.roster import Roster
from course.model import Course
from tests.exports.platforms import canvas_attaches, canvas_reads

HEAD = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Pooling (5512),Homework 1 (77),Final Score\n"
)
POSTING = ",,,,,,Manual Posting,,\n"
POINTS = "    Points Possible,,,,,,40,5,(read only)\n"
ROWS = (
    '"Paz, Ana",40217,0417,ana,Lab A,quiet,,4.5,9\n'
    '"Ng, Bo",40218,0418,218@uni.edu,Lab A and Lab B,,3,,\n'
    '"Ōno, Zoë",40219,0419,zoe,Lab B,,,5,\n'
    '"Gil, Eva",40220,0420,eva,Lab B,,,,\n'
    '"Sol, Ivo",40221,0421,ivo,Lab B,,7,,\n'
    '"Roy, Max",40300,0500,max,Lab B,,8,2,\n'
    '"Student, Test",40999,,x,Lab A,,,,\n'
)
KNOWN = {40217: "ana", 40218: "bo", 40219: "zoë", 40220: "=eva", 40221: "ivo", 40300: "max"}
BOOK = HEAD + POSTING + POINTS + ROWS

Export = Callable[..., Any]


def test_canvas_takes_each_total_under_its_own_id(
    write: Export, totals: Mapping[str, float]
) -> None:
    done = write("canvas", gradebook=BOOK)
    points, grades = canvas_reads(done.paths[0], KNOWN)
    assert points == {"Pooling (5512)": "40"}
    twice = 40 / 20
    assert {who: float(each["Pooling (5512)"]) for who, each in grades.items() if who != "ivo"} == {
        who: total * twice for who, total in totals.items() if who != "ivo"
    }
    assert grades["ivo"] == {"Pooling (5512)": "7"}  # nobody could read it: what was there stays
    assert [note.id for note in done.notes] == ["export_without_record", "export_scaled"]
    assert done.notes[0].args == {"count": "1", "people": ["Roy, Max"]}


def test_fixed_columns_and_sections_are_kept_and_nothing_else(write: Export) -> None:
    text = write("canvas", gradebook=BOOK).paths[0].read_text("utf-8")
    lines = text.splitlines()
    assert lines[0] == "Student,ID,SIS User ID,SIS Login ID,Section,Pooling (5512)"
    assert lines[3].startswith('"Ng, Bo",40218,0418,218@uni.edu,Lab A and Lab B,')
    assert "Roy" not in text
    assert "Test" not in text


def test_several_units_are_several_columns_and_a_new_one_has_our_points(
    write: Export, course: Course
) -> None:
    done = write("canvas", gradebook=BOOK, units=())
    points, grades = canvas_reads(done.paths[0], KNOWN)
    assert list(points) == [course.units["padding"].texts("en")["title"], "Pooling (5512)"]
    new, most = next(iter(points.items()))
    assert float(most) == course.units["padding"].max_score
    assert (grades["ana"][new], grades["zoë"][new]) == ("", most)


def test_an_assignment_of_another_name_is_asked_for(write: Export) -> None:
    done = write("canvas", gradebook=BOOK, assignment="Homework 1")
    points, grades = canvas_reads(done.paths[0], KNOWN)
    assert points == {"Homework 1 (77)": "5"}
    assert grades["zoë"] == {"Homework 1 (77)": "5"}
    for wanted in ("Homework 2", "Final Score"):
        with pytest.raises(WrongUsage) as refused:
            write("canvas", gradebook=BOOK, assignment=wanted)
        assert refused.value.message.id in {"canvas_assignment_unknown", "canvas_title_is_a_total"}


def test_a_gradebook_with_semicolons_and_decimal_commas_stays_so(write: Export) -> None:
    text = (HEAD + POINTS + ROWS).replace('"Paz, Ana"', "Paz Ana").replace(",", ";")
    done = write("canvas", gradebook=text.replace("4.5", "4,5"))
    _, grades = canvas_reads(done.paths[0], KNOWN)
    assert float(grades["zoë"]["Pooling (5512)"]) == 40
    assert float(grades["ana"]["Pooling (5512)"]) < 40


def test_who_is_excused_stays_excused(write: Export) -> None:
    done = write("canvas", gradebook=BOOK.replace("Lab A,quiet,,", "Lab A,quiet,EX,"))
    _, grades = canvas_reads(done.paths[0], KNOWN)
    assert grades["ana"] == {"Pooling (5512)": "EX"}
    assert "canvas_excused" in [note.id for note in done.notes]


def test_nobody_is_left_out_in_silence(write: Export) -> None:
    without = "".join(line for line in BOOK.splitlines(keepends=True) if "40217" not in line)
    done = write("canvas", gradebook=without)
    assert ("export_unmatched", {"student": "ana"}) in [(n.id, n.args) for n in done.notes]
    twice = BOOK.replace("40220,0420", "40999,0420").replace("40300,0500,max", "1,0500,zoë")
    done = write("canvas", gradebook=twice)
    assert "export_unmatched" in [note.id for note in done.notes]


def test_a_roster_finds_who_is_called_otherwise_there(write: Export) -> None:
    book = BOOK.replace("40217,0417,ana", "91,92,93").replace("40218", "94")
    roster = Roster((Person("ana", "40217", aliases=("92",)),))
    done = write("canvas", gradebook=book, roster=roster)
    assert [n.id for n in done.notes if n.args.get("student")] == []


def test_feedback_goes_back_under_the_names_of_the_download(write: Export, results: Any) -> None:
    done = write("canvas", gradebook=BOOK)
    pages = canvas_attaches(done.paths[1])
    assert pages[40217, 88217] == (results / "pooling" / "ana.html").read_bytes()
    assert set(pages) == {(40000 + n, 88000 + n) for n in (217, 218, 219, 221)}


def test_what_canvas_exports_is_a_roster_too(write: Export) -> None:
    assert len(read_roster(write("canvas", gradebook=BOOK).paths[0]).people) == 5


@pytest.mark.parametrize(
    ("book", "message"),
    [
        (None, "canvas_needs_gradebook"),
        ("Student,ID\n", "gradebook_empty"),
        ("Name,ID,Section\nana,1,A\n", "canvas_columns"),
        ('Student,ID,Section,"Pooling\n', "gradebook_empty"),
        (BOOK.replace("Homework 1 (77)", "Pooling"), "canvas_assignment_unknown"),
        (b"\xff\xfe", "gradebook_empty"),
    ],
)
def test_a_gradebook_that_is_none_is_said(write: Export, book: Any, message: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        write("canvas", gradebook=book)
    assert refused.value.message.id == message
