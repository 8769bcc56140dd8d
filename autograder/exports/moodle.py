"""Moodle: the grading worksheet of an assignment filled in, and the zip of feedback files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from autograder.exports.archives import write_zip
from autograder.exports.gradebook import Gradebook, match, read_gradebook
from autograder.exports.models import Given, Written, is_scored
from autograder.feedback.reckoning import reckoning_of
from autograder.feedback.view import languages_of
from autograder.results import Message, Record
from autograder.results.totals import points_of, total_of
from autograder.sentences import sentences
from autograder.submissions.folders import printable
from autograder.submissions.models import Person, WrongUsage
from autograder.submissions.words import plain
from autograder.tables import number_of, written

COLUMNS: Mapping[str, Sequence[str]] = {
    "identifier": ("identifier", "identificador", "id"),
    "name": ("full name", "nombre completo"),
    "email": ("email address", "direccion de correo", "direccion de correo electronico"),
    "number": ("id number", "numero de id"),
    "grade": ("grade", "calificacion"),
    "maximum": ("maximum grade", "calificacion maxima"),
    "scale": ("scale", "escala"),
    "changeable": ("grade can be changed", "la calificacion puede ser cambiada"),
    "modified": ("last modified (grade)", "ultima modificacion (calificacion)"),
    "comments": ("feedback comments", "comentarios de retroalimentacion"),
}
_COLUMN = {name: column for column, names in COLUMNS.items() for name in names}
NEEDED = ("identifier", "grade", "modified")
_ID = re.compile(r"\D*?(\d+)")
_NOT_IN_NAMES = re.compile(r'[_/\\:*?"<>|\x00-\x1f]+')


def write(given: Given) -> Written:
    """One unit: Moodle has a worksheet for each assignment."""
    unit = given.only_unit
    book = read_gradebook(given, "moodle_needs_worksheet")
    at = _places(book)
    records = given.by_unit[unit]
    most = max(record.max_score for record in records)
    theirs = _maximum(book, at) or most
    done = Written()
    if theirs != most:
        args = {"unit": unit, "ours": written(most), "theirs": written(theirs)}
        done.notes.append(Message("export_scaled", args))
    taken, notes = match(records, book.rows, lambda row: _person(row, at), given.roster)
    done.notes += notes
    rows = [list(row) for row in book.rows]
    pages = {}
    for i, record in taken.items():
        if "changeable" in at and plain(rows[i][at["changeable"]]) == "no":
            done.notes.append(Message("moodle_locked", {"student": record.student}))
        if is_scored(record) and most:
            grade = f"{total_of(record) * theirs / most:.2f}"
            rows[i][at["grade"]] = grade.replace(".", ",") if _has_commas(book, at) else grade
            if theirs < float(grade):
                args = {"student": record.student, "points": grade, "most": written(theirs)}
                done.notes.append(Message("moodle_above_maximum", args))
        if "comments" in at and not rows[i][at["comments"]].strip():
            rows[i][at["comments"]] = _comment(record, given)
        if page := given.page(record):
            pages[_folder(rows[i], at) + f"/{unit}.html"] = page
    path = given.out / f"moodle-{unit}.csv"
    book.write(path, book.header, rows)
    done.paths.append(path)
    if pages:
        archive = given.out / f"moodle-feedback-{unit}.zip"
        write_zip(archive, pages)
        done.paths.append(archive)
    return done


def _places(book: Gradebook) -> Mapping[str, int]:
    """Where each column is, in Moodle's English or Spanish; raises WrongUsage."""
    names = [_COLUMN.get(plain(cell), "") for cell in book.header]
    at = {name: names.index(name) for name in COLUMNS if name in names}
    if "scale" in at:
        raise WrongUsage(Message("moodle_scale", {"path": printable(book.path)}))
    if missing := [COLUMNS[name][0] for name in NEEDED if name not in at]:
        args = {"path": printable(book.path), "missing": missing, "columns": list(book.header)}
        raise WrongUsage(Message("moodle_columns", args))
    return at


def _person(row: Sequence[str], at: Mapping[str, int]) -> Person | None:
    identifier = row[at["identifier"]].strip()
    number = _ID.fullmatch(identifier)
    if not number:
        return None
    cells = {name: row[i].strip() for name, i in at.items()}
    aliases = (number[1], *filter(None, [cells.get("number")]))
    name = cells.get("name") or identifier
    return Person(name, identifier, cells.get("email") or None, aliases=aliases)


def _folder(row: Sequence[str], at: Mapping[str, int]) -> str:
    """Whom a feedback file is for: Moodle splits the name at each underscore."""
    number = _ID.fullmatch(row[at["identifier"]].strip())
    assert number is not None
    name = row[at["name"]] if "name" in at else "Participant"
    clean = " ".join(_NOT_IN_NAMES.sub(" ", name).split()) or "Participant"
    return f"{clean.lstrip('.~')}_{number[1]}_assignsubmission_file"


def _maximum(book: Gradebook, at: Mapping[str, int]) -> float | None:
    for row in book.rows:
        try:
            return number_of(row[at["maximum"]]) or None
        except (KeyError, ValueError):
            continue
    return None


def _has_commas(book: Gradebook, at: Mapping[str, int]) -> bool:
    """Whether the worksheet writes 20,00; where no number tells, semicolons do."""
    cells = [row[at[name]] for row in book.rows for name in ("maximum", "grade") if name in at]
    told = [cell for cell in cells if "," in cell or "." in cell]
    return "," in told[0] if told else book.mark == ";"


def _comment(record: Record, given: Given) -> str:
    """The points of each exercise, and how the total comes about, in the student's language."""
    t = sentences(languages_of(record, given.course)[0], given.course)
    most = {row.name: row.max_score for row in record.exercises}
    points = points_of(record)
    begun = [r.name for r in record.exercises if not (r.bonus and r.verdict == "missing")]
    each = [f"{n}: {written(points[n])} / {written(most[n])}" for n in begun]
    said = [t(m.id, **m.args) for m in reckoning_of(record, with_exercises=True)]
    status = [] if record.status == "graded" else [t(f"status_{record.status}")]
    return " ".join([*status, "; ".join(each) + ".", *said])
