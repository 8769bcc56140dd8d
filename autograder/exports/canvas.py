"""Canvas: a gradebook CSV to import, and feedback to upload under the downloaded names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.exports.archives import write_zip
from autograder.exports.gradebook import Gradebook, match, read_gradebook
from autograder.exports.models import Given, Written, is_scored
from autograder.results import Message, Record
from autograder.results.totals import total_of
from autograder.submissions.folders import printable
from autograder.submissions.models import Person, WrongUsage
from autograder.submissions.words import plain
from autograder.tables import number_of, written
from course.model import Course

POINTS = "    Points Possible"
IDS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
TOTALS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_NUMBERED = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)", re.DOTALL)
_DOWNLOADED = re.compile(r"[^!]*?_\d+_\d+_[^!]*")


@dataclass(frozen=True)
class Column:
    """An assignment: its title, where it is in the gradebook, its points there and here.

    `taken` is whose record each row of a person takes.
    """

    title: str
    place: int | None
    theirs: float
    ours: float
    taken: Mapping[int, Record]

    def cell(self, i: int, row: Sequence[str]) -> str:
        """The total in their points; what stands there where there is no record, or an excuse."""
        there = row[self.place] if self.place is not None else ""
        record = self.taken.get(i)
        if record is None or not is_scored(record) or not self.ours or _is_excused(there):
            return there
        return written(round(total_of(record) * self.theirs / self.ours, 2))


def write(given: Given) -> Written:
    """The fixed columns as they were exported, one column for each unit, a row for each person."""
    book = read_gradebook(given, "canvas_needs_gradebook")
    fixed = _fixed(book)
    rows = [row for row in book.rows if _person(book, row)]
    done = Written()
    columns = [
        _column_of(unit, records, rows, book, given, done)
        for unit, records in given.by_unit.items()
    ]
    table = [[POINTS, *[""] * (fixed - 1), *(written(column.theirs) for column in columns)]]
    table += [
        [*row[:fixed], *(column.cell(i, row) for column in columns)]
        for i, row in enumerate(rows)
        if any(i in column.taken for column in columns)
    ]
    header = [*book.header[:fixed], *(column.title for column in columns)]
    path = given.out / "canvas.csv"
    book.write(path, header, _with_commas(table, fixed, book.mark))
    done.paths.append(path)
    _write_feedback(given, done)
    return done


def _column_of(
    unit: str,
    records: Sequence[Record],
    rows: Sequence[Sequence[str]],
    book: Gradebook,
    given: Given,
    done: Written,
) -> Column:
    """Raises WrongUsage for a title that Canvas would not take."""
    place = _place(book, unit, given)
    title = book.header[place] if place is not None else _title(given.course, unit)
    if TOTALS.search(title):
        raise WrongUsage(Message("canvas_title_is_a_total", {"title": title}))
    ours = max(record.max_score for record in records)
    theirs = _possible(book, place) or ours
    taken, notes = match(records, rows, lambda row: _person(book, row), given.roster)
    if theirs != ours:
        args = {"unit": unit, "ours": written(ours), "theirs": written(theirs)}
        notes.append(Message("export_scaled", args))
    if place is not None:
        excused = [r.student for i, r in taken.items() if _is_excused(rows[i][place])]
        notes += [Message("canvas_excused", {"student": student}) for student in excused]
    done.notes += [note for note in notes if note not in done.notes]
    return Column(title, place, theirs, ours, taken)


def _is_excused(cell: str) -> bool:
    return cell.strip().casefold() == "ex"


def _with_commas(table: list[list[str]], fixed: int, mark: str) -> list[list[str]]:
    """Canvas takes a decimal comma as well as a point; where cells end in semicolons, a comma."""
    if mark != ";":
        return table
    return [[*row[:fixed], *(cell.replace(".", ",") for cell in row[fixed:])] for row in table]


def _fixed(book: Gradebook) -> int:
    """How many columns say who somebody is: up to `Section`."""
    header = list(book.header)
    if "Section" in header and "ID" in header and header[0] in ("Student", "LastName"):
        return header.index("Section") + 1
    args = {"path": printable(book.path), "columns": header[:8]}
    raise WrongUsage(Message("canvas_columns", args))


def _person(book: Gradebook, row: Sequence[str]) -> Person | None:
    """None for the rows between people, and for the test student."""
    cells = dict(zip(book.header, row, strict=False))
    name = cells.get("Student") or ", ".join(
        filter(None, (cells.get("LastName"), cells.get("FirstName")))
    )
    number, *others = [cells.get(column, "").strip() for column in IDS]
    if not number or plain(name) == "student, test" or "points possible" in plain(name):
        return None
    email = next((other for other in others if "@" in other), None)
    return Person(name, number, email, aliases=tuple(filter(None, others)))


def _place(book: Gradebook, unit: str, given: Given) -> int | None:
    """Where the assignment is, by the title asked for or the unit's own; None for a new one.

    Raises WrongUsage if what was asked for is not there, or there more than once.
    """
    wanted = {plain(unit), *_titles(given.course, unit)}
    if given.assignment is not None:
        given.only_unit  # noqa: B018 - raises where one title would stand for several units
        wanted = {plain(given.assignment)}
    fixed = _fixed(book)
    found = [
        i
        for i, title in enumerate(book.header)
        if i >= fixed and wanted & {plain(title), plain(_bare(title))}
    ]
    if len(found) > 1 or (given.assignment is not None and not found):
        names = [title for title in book.header[fixed:] if not TOTALS.search(title)]
        args = {"title": given.assignment or unit, "known": names[:20]}
        raise WrongUsage(Message("canvas_assignment_unknown", args))
    return found[0] if found else None


def _titles(course: Course, unit: str) -> set[str]:
    known = course.units.get(unit)
    return (
        {plain(known.texts(language)["title"]) for language in course.languages} if known else set()
    )


def _title(course: Course, unit: str) -> str:
    known = course.units.get(unit)
    return known.texts(course.languages[0])["title"] if known else unit


def _bare(title: str) -> str:
    match = _NUMBERED.fullmatch(title)
    return match["title"] if match else title


def _possible(book: Gradebook, place: int | None) -> float | None:
    """The points that Canvas has for an assignment; None for a new one, and for 0."""
    if place is None:
        return None
    for row in book.rows:
        if "points possible" in plain(row[0]):
            try:
                return number_of(row[place]) or None
            except ValueError:
                return None
    return None


def _write_feedback(given: Given, done: Written) -> None:
    """Pages under the names of the download, which say whose they are: a zip for each unit."""
    for unit, records in given.by_unit.items():
        pages: dict[str, bytes] = {}
        for record in records:
            name, page = downloaded_name(record), given.page(record)
            if name and page:
                pages[name] = page
        if pages:
            path = given.out / f"canvas-feedback-{unit}.zip"
            write_zip(path, pages)
            done.paths.append(path)


def downloaded_name(record: Record) -> str | None:
    """What Canvas called the file that somebody handed in, as a page; None if it is another's."""
    parts = record.file.split("!")
    found = next((part for part in parts if _DOWNLOADED.fullmatch(part)), None)
    return f"{Path(found).stem}.html" if found else None
