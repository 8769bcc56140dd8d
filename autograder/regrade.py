"""What people decided is laid upon new and old records; what would replace one waits for a yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.engines.local import LocalEngine
from autograder.engines.tasks import Done, Engine, Render, Settings
from autograder.results import Message, Record
from autograder.results.adjustments import FILE as ADJUSTMENTS
from autograder.results.adjustments import Adjustment, add_adjustment, check_maximum
from autograder.results.changes import write_changes
from autograder.results.compare import Change, change_of
from autograder.results.folder import ResultsFolder, records_in
from autograder.results.marks import Decided, Note
from autograder.results.questions import to_grade
from autograder.submissions.models import NotFound
from course.model import Course

GRADER_FAILED = Message("grader_failed")
"""In a record that is nobody's mark: it is replaced without asking."""

Consent = Callable[[Sequence[Change]], Sequence[Change]]
"""Which of the changes may replace the records that are there."""


@dataclass
class Taken:
    """What came of it: changes that replaced records, those that wait, and what needs a person."""

    changes: list[Change] = field(default_factory=list)
    waiting: list[Change] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def handed_in_anew(changes: Sequence[Change]) -> Sequence[Change]:
    """What follows from nothing but another notebook: nobody needs to be asked."""
    return [change for change in changes if change.causes == ("submission",)]


def everything(changes: Sequence[Change]) -> Sequence[Change]:
    """For who has agreed already."""
    return changes


def replace_marks(
    engine: Engine, folder: ResultsFolder, decided: Decided, consent: Consent
) -> Taken:
    """Lays on what people decided, makes those pages again, and replaces what may be replaced."""
    marks = decided.matched(folder.newest())
    taken = Taken(notes=list(marks.notes))
    todo = []
    by_file = waiting = 0
    for record in folder.newest():
        marked = marks.applied(record)
        late = marked.lateness
        waiting += len(to_grade(marked))
        by_file += bool(late and late.points and marked.handed_in_from in ("archive", "file"))
        if marked != record:
            known = record.unit if record.unit in decided.course.units else ""
            todo.append(Render(marked.to_json().encode(), known))
    if waiting:
        taken.notes.append(Note("", Message("to_grade_by_hand", {"count": waiting})))
    if by_file:
        taken.notes.append(Note("", Message("late_by_file", {"count": by_file})))
    for result in engine.run(todo):
        task = result.task
        assert isinstance(task, Render)
        record = Record.from_json(task.record)
        if isinstance(result, Done) and result.parts:
            folder.keep(record, task.record, result.parts[0])
        else:
            place = str(folder.page(record.unit, record.student))
            taken.notes.append(Note(place, Message("page_failed")))
    _replace(folder, consent, taken)
    return taken


def mark_by_hand(course: Course, results: Path, given: Adjustment) -> Taken:
    """Writes a correction into the results folder and lays it on the record that it means.

    Raises SheetError if it means nobody's exercise or gives more points than there are, and what
    reading the folder raises.
    """
    if not any(records_in(results)):
        raise NotFound(Message("no_records", {"path": str(results)}))
    with ResultsFolder(results, course) as folder:
        before = Decided.read(results, course)
        one = replace(before, adjustments=(given,)).one_of(folder.newest())
        check_maximum(one, course)
        instead = before.about(one, folder.newest())
        if (results / ADJUSTMENTS).exists():
            folder.keep_previous(results / ADJUSTMENTS)
        add_adjustment(results, one, instead)
        key = (one.unit, one.student)
        with LocalEngine(course, Settings(), jobs=1) as engine:
            taken = replace_marks(engine, folder, Decided.read(results, course), _only(key))
        folder.write_table()
    return taken


def _only(key: tuple[str, str]) -> Consent:
    """To the one change that was asked for, if nothing else would come with it."""

    def consent(changes: Sequence[Change]) -> Sequence[Change]:
        return [c for c in changes if c.key == key and set(c.causes) <= {"adjustments", "deadline"}]

    return consent


def _replace(folder: ResultsFolder, consent: Consent, taken: Taken) -> None:
    changes: list[Change] = []
    free = []
    for key in folder.waiting():
        change = _change(folder, key)
        if change:
            changes.append(change)
        else:
            free.append(key)
    folder.take(free)
    if not changes:
        return
    path = write_changes(folder.path, changes)
    agreed = consent(changes)
    keys = {change.key for change in agreed}
    folder.take(keys)
    taken.changes = list(agreed)
    taken.waiting = [change for change in changes if change.key not in keys]
    if agreed:
        folder.keep_previous(path)


def _change(folder: ResultsFolder, key: tuple[str, str]) -> Change | None:
    text = folder.read(*key)
    new = Record.from_json(text or b"")
    try:
        old = Record.from_json(folder.record_path(*key).read_bytes())
    except (OSError, ValueError):
        return None
    return None if GRADER_FAILED in old.messages else change_of(old, new)
