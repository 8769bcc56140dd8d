"""A group of wrong answers -> a mistake, its test, and an empty explanation in each language."""

from __future__ import annotations

import json
import keyword
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.adopting.composing import ByHand, Composed, compose, displayed_code
from autograder.adopting.groups import Group, folded
from autograder.answers import fill
from autograder.engines.bounded import Bounds, run_bounded
from autograder.engines.tasks import Settings
from autograder.grade import Silent, grade_class
from autograder.planning import Asked
from autograder.results import ExerciseResult
from autograder.results.folder import ResultsFolder
from course.exercises import Exercise
from course.model import Course, Unit
from course.notebooks import notebook
from course.problems import ProblemError

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
READING = Bounds(seconds=10.0, memory_bytes=2**29, answer_bytes=2**20)
TESTS = "adopted.toml"


class NotAdopted(ProblemError):
    """A group that cannot be taken over, and why."""


class WrongName(NotAdopted):
    """A name that a mistake cannot have."""

    exit_code = 2


@dataclass(frozen=True)
class Proposal:
    """What would be written: the new part of `mistakes.py`, and the whole of each file."""

    added: str
    files: Mapping[Path, str]


def code_of(group: Group, course: Course, words: Collection[str]) -> str | None:
    """One member's code without what would tell whose it is; None if no record holds it.

    Raises NotAdopted if it cannot be read.
    """
    if not group.source:
        return None
    telling = _telling(words, course.units[group.unit])
    return str(_bounded(lambda: displayed_code(group.source, group.function, telling)))


def propose(course: Course, group: Group, name: str, words: Collection[str]) -> Proposal:
    """Raises NotAdopted, WrongName, and NoIsolation: the code is tried in the sandbox first."""
    unit = course.units[group.unit]
    exercise = unit.exercise_of(group.function)
    _check_name(course, exercise, name)
    source = code_of(group, course, words)
    if source is None:
        raise NotAdopted("", "adopt_no_code")
    path = exercise.folder / "mistakes.py"
    mistakes = path.read_text(encoding="utf-8")
    made = _bounded(lambda: asdict(compose(unit, group.function, name, source, mistakes)))
    composed = Composed(**made)
    _must_agree(course, group, _tried(course, unit, group, composed.cell))
    files = {path: composed.text}
    for language in course.languages:
        text = exercise.folder / f"{language}.md"
        block = f"\n<% block mistake_{name} %>\n<% endblock %>\n"
        files[text] = text.read_text(encoding="utf-8").rstrip("\n") + f"\n{block}"
    tests = exercise.folder / TESTS
    before = tests.read_text(encoding="utf-8") if tests.is_file() else ""
    files[tests] = before + _test(group, name, is_first=not before)
    return Proposal(composed.added, files)


def write(files: Mapping[Path, str]) -> None:
    """All of them, or none."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    except OSError:
        for path, old in before.items():
            if old is not None:
                path.write_bytes(old)
            else:
                path.unlink(missing_ok=True)
        raise


def _check_name(course: Course, exercise: Exercise, name: str) -> None:
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise WrongName("", "adopt_bad_name", {"name": name})
    texts = [exercise.texts(language) for language in course.languages]
    taken = vars(exercise.module("mistakes")).keys() | set().union(*texts)
    if name in taken or f"mistake_{name}" in taken:
        raise WrongName("", "adopt_name_taken", {"name": name, "exercise": exercise.name})


def _telling(words: Collection[str], unit: Unit) -> set[str]:
    """Without the words that the unit's solutions are made of: `padding` may be a team, too."""
    known = re.findall(r"[a-z0-9]+", folded(unit.solution_path.read_text(encoding="utf-8")))
    return set(words) - set(known)


def _bounded(work: Callable[[], Any]) -> Any:
    """What `work` returns, as JSON has it, from a process of its own: it reads what students wrote.

    Raises NotAdopted.
    """

    def told() -> Iterator[bytes]:
        try:
            yield json.dumps({"made": work()}).encode()
        except ByHand as error:
            yield json.dumps({"problem": error.message_id, "names": error.names}).encode()

    ended = run_bounded(told, READING)
    if ended.how != "well":
        raise NotAdopted("", "adopt_unreadable")
    answer = json.loads(ended.parts[0])
    if "problem" in answer:
        raise NotAdopted("", answer["problem"], {"names": answer["names"]})
    return answer["made"]


def _tried(course: Course, unit: Unit, group: Group, cell: str) -> ExerciseResult:
    """What grading makes of the solved notebook with `cell` for the function."""
    seed = group.members[0].record.seed
    with tempfile.TemporaryDirectory(prefix="convalida-") as folder:
        path = Path(folder, "submitted", "1", f"{unit.name}.ipynb")
        path.parent.mkdir(parents=True)
        book = notebook(course, unit, course.sentences(course.languages[0]), "solved")
        fill(book, {group.function: cell})
        nbformat.write(book, path)
        grade_class(
            course,
            Asked([path.parent.parent], unit=unit.name, student_from="{student}/**"),
            Path(folder, "results"),
            settings=Settings(seed=seed),
            progress=Silent(),
        )
        (record,) = ResultsFolder(Path(folder, "results"), course).records()
    return next(row for row in record.exercises if row.name == group.function)


def _must_agree(course: Course, group: Group, row: ExerciseResult) -> None:
    """Raises NotAdopted unless the code loses what the group lost, and still has no name."""
    if row.mistake:
        raise NotAdopted("", "adopt_known_now", {"mistake": row.mistake})
    if row.verdict == "passed":
        raise NotAdopted("", "adopt_right_now", {"function": row.name})
    member = group.members[0]
    failed = {check.name for check in row.checks if check.outcome == "failed"}
    lost = {check.name for check in member.row.checks if check.outcome == "failed"}
    is_same = member.record.course_version == course.version
    if failed != lost or (is_same and row.fingerprint != member.row.fingerprint):
        raise NotAdopted("", "adopt_other_answers", {"function": row.name})


def _test(group: Group, name: str, *, is_first: bool) -> str:
    """What `verify` holds the mistake to."""
    head = "# What mistakes that a class made must go on failing.\n" if is_first else ""
    fails = ", ".join(json.dumps(check) for check in group.checks)
    return (
        f"{head}\n[{name}]\nfunction = {json.dumps(group.function)}\n"
        f"students = {len(group.members)}\nfails = [{fails}]\n"
    )
