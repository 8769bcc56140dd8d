"""What a gradebook holds after a student was entered: people's marks stay, maxima hold."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbformat import from_dict
from nbgrader.api import Grade, Gradebook, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import BasePlugin
from nbgrader.utils import compute_checksum
from traitlets.config import Config

from autograder.exports.nbgrader.cells import sanitized, unanswered
from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory
from autograder.exports.nbgrader.marks import read_marks, with_marks
from autograder.exports.nbgrader.master import Master, read_master
from autograder.exports.nbgrader.penalties import assign_penalty
from autograder.exports.nbgrader.scores import CellScore, Scores, write_scores
from autograder.results import Message
from autograder.submissions.ipynb import Cell
from course.catalog import Course
from tests.feedback.records import record

UNIT = "padding"
DUE = datetime(2025, 3, 2, 12)
ON_TIME, LATE = DUE - timedelta(hours=1), DUE + timedelta(hours=1)
QUESTION = {"grade_id": "why", "grade": True, "solution": True, "locked": False, "points": 2.0}
PAGE = b'<div class="language" id="en" lang="en">\n<header>\n<h1>Padding</h1>\n</header>\n</div>'


class HalfOff(BasePlugin):  # type: ignore[misc]
    """Half of the score for being late."""

    def late_submission_penalty(self, student: str, score: float, seconds: float) -> float:
        return score / 2


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook with one function of four points and one question that a person grades."""
    folder = tmp_path_factory.mktemp("empty")
    asked = from_dict({"cell_type": "markdown", "source": "", "metadata": {"nbgrader": QUESTION}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")  # for alembic
        gradebook = Gradebook(f"sqlite:///{folder}/gradebook.db", "course101")
    with closing(gradebook):
        gradebook.add_assignment(UNIT, duedate=DUE, course_id="course101")
        gradebook.add_notebook(UNIT, UNIT)
        where = (UNIT, UNIT)
        gradebook.add_solution_cell("pad2d", *where)
        gradebook.add_source_cell("pad2d", *where, cell_type="code", source="def pad2d(): ...")
        gradebook.add_grade_cell("pad2d_examples", *where, max_score=4.0, cell_type="code")
        gradebook.add_source_cell("pad2d_examples", *where, cell_type="code", locked=True)
        gradebook.add_solution_cell("why", *where)
        gradebook.add_grade_cell("why", *where, max_score=2.0, cell_type="markdown")
        checksum = compute_checksum(asked)
        gradebook.add_source_cell("why", *where, cell_type="markdown", checksum=checksum)
    return folder


@pytest.fixture
def directory(empty: Path, tmp_path: Path) -> Directory:
    shutil.copy(empty / "gradebook.db", tmp_path)
    return Directory(CourseDirectory(root=str(tmp_path)), Config())


@pytest.fixture
def book(directory: Directory) -> Iterator[Gradebook]:
    with opened(directory) as gradebook:
        yield gradebook


@pytest.fixture
def master(book: Gradebook, course: Course) -> Master:
    with transaction(book):
        return read_master(book, course.units[UNIT])


@pytest.fixture
def enter(book: Gradebook, master: Master) -> Callable[..., dict[str, tuple[object, ...]]]:
    """Enters a score for `pad2d`; of each cell, the score, a person's, and is one needed?"""

    def run(score: float | None, **known: object) -> dict[str, tuple[object, ...]]:
        scores = Scores({"pad2d": CellScore(score, "said")}, **known)  # type: ignore[arg-type]
        with transaction(book):
            write_scores(book, "ana", master, scores)
        with transaction(book):
            return {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in book.db.query(Grade)
            }

    return run


def work(book: Gradebook) -> SubmittedNotebook:
    return book.find_submission_notebook(UNIT, UNIT, "ana")


def by_a_person(book: Gradebook, cell: str, score: float) -> None:
    with transaction(book):
        grade = book.find_grade(cell, UNIT, UNIT, "ana")
        grade.manual_score, grade.needs_manual_grade = score, False


Enter = Callable[..., dict[str, tuple[object, ...]]]


def test_no_score_is_above_the_maximum_or_below_nothing(enter: Enter) -> None:
    assert enter(99.0)["pad2d_examples"] == (4.0, None, False)
    assert enter(-1.0)["pad2d_examples"] == (0.0, None, False)


def test_what_could_not_be_graded_needs_a_person_and_keeps_what_it_had(enter: Enter) -> None:
    assert enter(None)["pad2d_examples"] == (None, None, True)
    assert enter(3.0)["pad2d_examples"] == (3.0, None, False)
    assert enter(None)["pad2d_examples"] == (3.0, None, False)


def test_a_file_that_is_no_notebook_needs_a_person_until_one_has_been_there(
    enter: Enter, book: Gradebook
) -> None:
    assert enter(0.0, needs_a_person=True)["pad2d_examples"] == (0.0, None, True)
    by_a_person(book, "pad2d_examples", 1.0)
    assert enter(0.0, needs_a_person=True)["pad2d_examples"] == (0.0, 1.0, False)


def test_a_mark_that_was_given_stands_and_is_asked_about_when_its_work_changes(
    enter: Enter, book: Gradebook
) -> None:
    enter(2.0, timestamp=ON_TIME)
    by_a_person(book, "pad2d_examples", 3.5)
    assert enter(2.0, timestamp=ON_TIME)["pad2d_examples"] == (2.0, 3.5, False)
    assert enter(1.0, timestamp=ON_TIME)["pad2d_examples"] == (1.0, 3.5, True)
    by_a_person(book, "pad2d_examples", 3.5)
    assert enter(1.0, timestamp=LATE)["pad2d_examples"] == (1.0, 3.5, True)


def test_a_question_is_for_people_unless_nothing_was_written(enter: Enter, book: Gradebook) -> None:
    assert enter(2.0, unanswered=frozenset({"why"}))["why"] == (0.0, None, False)
    assert enter(2.0)["why"] == (None, None, True)
    by_a_person(book, "why", 1.5)
    assert enter(2.0)["why"] == (None, 1.5, False)
    with transaction(book):
        assert book.find_comment("why", UNIT, UNIT, "ana").comment is None
        assert book.find_comment("pad2d", UNIT, UNIT, "ana").comment == "said"


@pytest.mark.parametrize(("text", "left"), [("", ["why"]), ("Because.", [])])
def test_an_answer_is_what_was_not_released(master: Master, text: str, left: list[str]) -> None:
    cells = [Cell(1, "markdown", text, {"nbgrader": {"grade_id": "why"}})]
    made = sanitized(cells, {}, master)
    assert unanswered(made, master) == left
    assert made[0].metadata.nbgrader.grade_id == "why"
    assert len(made) == 3


def test_a_penalty_is_that_of_the_plugin_and_without_one_stays(
    enter: Enter, book: Gradebook, master: Master, directory: Directory, course: Course
) -> None:
    enter(3.0, timestamp=LATE)

    def penalty(config: Config) -> float | None:
        with transaction(book):
            assign_penalty(Directory(directory.layout, config), book, work(book))
        with transaction(book):
            found: float | None = work(book).late_submission_penalty
        return found

    assert penalty(Config()) is None
    plugin = Config(AssignLatePenalties={"plugin_class": HalfOff})
    assert penalty(plugin) == 1.5
    enter(1.0, timestamp=LATE)
    assert penalty(Config()) == 1.5
    assert penalty(plugin) == 0.5
    with transaction(book):
        marks = read_marks(book, master, work(book))
    assert marks.told[0] == Message("mark_total", {"score": "0.5", "most": "6"})
    assert b"0.5 points off for handing in late." in with_marks(PAGE, marks, course)
    enter(1.0, timestamp=ON_TIME)
    assert penalty(plugin) is None


def test_a_page_shows_what_people_gave_and_nothing_else_changes(
    enter: Enter, book: Gradebook, master: Master, course: Course
) -> None:
    enter(3.0)
    with transaction(book):
        assert with_marks(PAGE, read_marks(book, master, work(book)), course) == PAGE
    by_a_person(book, "pad2d_examples", 2.0)
    with transaction(book):
        book.find_comment("why", UNIT, UNIT, "ana").manual_comment = "<script>{x}</script>"
    with transaction(book):
        page = with_marks(PAGE, read_marks(book, master, work(book)), course)
    assert b"pad2d: 2 of 4 points." in page
    assert b"why: &lt;script&gt;{x}&lt;/script&gt;" in page
    assert page.startswith(PAGE.removesuffix(b"\n</div>"))


def test_what_a_challenge_earned_is_extra_credit_and_is_never_lowered(
    book: Gradebook, master: Master, course: Course
) -> None:
    row = {"max_score": 3.0, "bonus": True}
    challenge = record(course, UNIT, pad2d={**row, "score": 1.5, "checks": ()})

    def extra(score: float) -> float:
        with transaction(book):
            cells = {"pad2d": CellScore(score, bonus=True)}
            write_scores(book, "ana", master, Scores(cells))
        with transaction(book):
            found: float = book.find_grade("pad2d_examples", UNIT, UNIT, "ana").extra_credit
        return found

    assert extra(1.5) == 1.5
    assert extra(1.0) == 1.5
    with transaction(book):
        assert not read_marks(book, master, work(book), challenge).told, "nobody gave that"
        book.find_grade("pad2d_examples", UNIT, UNIT, "ana").extra_credit = 2.5
    assert extra(1.5) == 2.5
    with transaction(book):
        told = read_marks(book, master, work(book), challenge).told
    assert Message("mark_extra", {"cell": "pad2d", "score": "2.5"}) in told
