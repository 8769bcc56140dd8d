"""Deadlines: what late work is, by whose clock, for whom later, and what it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.results import Record
from autograder.results.deadlines import FILE, DeadlinesError, read_deadlines
from autograder.results.marks import Decided
from course import catalog
from tests.feedback.records import record

COURSE = catalog.load()
DUE = 'zone = "Europe/Madrid"\n[units.pooling]\ndue = 2025-03-02T23:59:00\n'  # 22:59 UTC
RULE = "[late]\npercent_a_day = 10\ngrace_minutes = 15\ncap_percent = 25\n"


def handed_in(time: str | None, **facts: Any) -> Record:
    made = record(COURSE, "pooling", max_pool2d={"score": 0.5})
    return replace(made, handed_in=time, handed_in_from="platform" if time else None, **facts)


def applied(folder: Path, text: str, to: Record) -> tuple[Record, list[str]]:
    (folder / FILE).write_text(text, encoding="utf-8")
    marks = Decided.read(folder, COURSE).matched([to])
    return marks.applied(to), [note.message.id for note in marks.notes]


@pytest.mark.parametrize(
    ("time", "days", "percent"),
    [
        ("2025-03-02T22:59:00Z", 0, 0.0),
        ("2025-03-02T23:14:00Z", 0, 0.0),
        ("2025-03-02T23:14:01Z", 1, 10.0),
        ("2025-03-03T22:59:00Z", 1, 10.0),
        ("2025-03-03T22:59:01Z", 2, 20.0),
        ("2025-03-09T12:00:00Z", 7, 25.0),
    ],
)
def test_each_begun_day_takes_its_part_after_the_grace_up_to_the_cap(
    tmp_path: Path, time: str, days: int, percent: float
) -> None:
    made = handed_in(time)
    marked, _ = applied(tmp_path, DUE + RULE, made)
    late = marked.lateness
    assert late is not None
    assert (late.days, late.percent) == (days, percent)
    assert late.due == "2025-03-02T23:59:00+01:00"
    taken = round(made.score * percent / 100, 2)
    assert (late.points, marked.score) == (taken, made.score)
    assert marked.total == (round(made.score - taken, 2) if taken else None)


def test_without_a_rule_late_work_is_late_and_loses_nothing(tmp_path: Path) -> None:
    marked, _ = applied(tmp_path, DUE, handed_in("2025-03-09T12:00:00Z"))
    assert marked.lateness is not None
    assert (marked.lateness.days, marked.lateness.points, marked.total) == (7, 0.0, None)


def test_the_rule_takes_its_part_of_what_people_gave_too(tmp_path: Path) -> None:
    (tmp_path / "adjustments.csv").write_text(
        "student,unit,exercise,delta,reason\nana,pooling,max_pool2d,0.5,right\n"
    )
    made = handed_in("2025-03-03T12:00:00Z")
    marked, _ = applied(tmp_path, DUE + RULE, made)
    assert marked.total == round((made.score + 0.5) * 0.9, 2)


EXTENSION = '[[extensions]]\nbecause = "ill"\n'


@pytest.mark.parametrize(
    ("extension", "due"),
    [
        ('people = ["ana"]\ndays = 2\n', "2025-03-04T23:59:00+01:00"),
        ('people = ["ANA@uni.edu"]\ndue = 2025-03-05T12:00:00Z\n', "2025-03-05T12:00:00+00:00"),
        ('groups = ["lab a"]\nunits = ["pooling"]\ndays = 1.5\n', "2025-03-04T11:59:00+01:00"),
    ],
)
def test_an_extension_is_for_people_and_groups(tmp_path: Path, extension: str, due: str) -> None:
    made = handed_in("2025-03-04T10:00:00Z", email="ana@uni.edu", group="Lab A")
    marked, notes = applied(tmp_path, DUE + RULE + EXTENSION + extension, made)
    assert notes == []
    assert marked.lateness is not None
    assert (marked.lateness.due, marked.lateness.extension) == (due, "ill")
    assert (marked.lateness.days, marked.total) == (0, None)


@pytest.mark.parametrize(
    "extension",
    [
        'people = ["ana"]\nunits = ["padding"]\ndays = 9\n',
        'people = ["ana"]\ndue = 2024-01-01T00:00:00Z\n',
    ],
)
def test_an_extension_of_another_unit_or_to_an_earlier_time_changes_nothing(
    tmp_path: Path, extension: str
) -> None:
    made = handed_in("2025-03-04T10:00:00Z")
    marked, _ = applied(tmp_path, DUE + RULE + EXTENSION + extension, made)
    assert marked.lateness is not None
    assert (marked.lateness.days, marked.lateness.extension) == (2, None)


def test_an_extension_for_nobody_here_is_named(tmp_path: Path) -> None:
    text = DUE + EXTENSION + 'people = ["zoë"]\ndays = 2\n'
    marked, notes = applied(tmp_path, text, handed_in("2025-03-04T10:00:00Z"))
    assert notes == ["extension_matches_nobody"]
    assert marked.lateness is not None


def test_nobody_is_late_of_whom_no_time_is_known(tmp_path: Path) -> None:
    assert applied(tmp_path, DUE + RULE, handed_in(None))[0].lateness is None
    elsewhere = DUE.replace("pooling", "padding")
    assert applied(tmp_path, elsewhere, handed_in("2025-03-09T12:00:00Z"))[0].lateness is None


# text: (what is said, where)
REFUSED = {
    "[units.pooling]\ndue = 2025-03-02T23:59:00\n": ("zone_missing", "units.pooling.due"),
    '[units.pooling]\ndue = "2025-03-02 23:59"\n': ("zone_missing", "units.pooling.due"),
    "[units.pooling]\ndue = 2025-03-02\n": ("time_wanted", "units.pooling.due"),
    '[units.pooling]\ndue = "2025-03-02"\n': ("time_wanted", "units.pooling.due"),
    '[units.pooling]\ndue = "soon"\n': ("time_wanted", "units.pooling.due"),
    '[units.pooling]\ndue = "next Monday"\n': ("time_wanted", "units.pooling.due"),
    'zone = "Europe/Atlantis"\n[units]\n': ("zone_unknown", "zone"),
    "[units.sculpture]\ndue = 2025-03-02T23:59:00Z\n": ("key_unknown", "units"),
    "[units.pooling]\n": ("key_missing", "units.pooling"),
    "[units]\n[late]\npercent_a_day = -1\n": ("number_or_zero_wanted", "late.percent_a_day"),
    "[units]\n[late]\npercent = 1\n": ("key_unknown", "late"),
    "[units]\n" + EXTENSION + "days = 1\n": ("extension_for_nobody", "extensions[0]"),
    "[units]\n" + EXTENSION + 'people = ["a"]\n': ("extension_due_or_days", "extensions[0]"),
    "[units\n": ("not_toml", ""),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_says_nothing_certain_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DeadlinesError) as refused:
        read_deadlines(tmp_path, tuple(COURSE.units))
    said, where = REFUSED[text]
    assert refused.value.problem.message.id == said
    assert refused.value.problem.place == ": ".join(filter(None, [str(tmp_path / FILE), where]))
    assert refused.value.exit_code == 2
