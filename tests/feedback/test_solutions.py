"""When a student's page shows the course's solutions, and that nothing else makes it do so."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.feedback.page import student_page
from autograder.results import Record
from autograder.results.deadlines import FILE
from autograder.results.marks import Decided
from course import catalog
from course.files import CatalogError
from course.model import Course, Reveal
from tests.conftest import Command, CopyCourse
from tests.edits import replace as edit
from tests.feedback.records import record

PAST, FUTURE = "2025-03-02T23:59:00Z", "2999-03-02T23:59:00Z"
DUE = "[units.padding]\ndue = {}\n"
EXTENSION = '[[extensions]]\npeople = ["eva"]\nbecause = "ill"\ndue = {}\n'


@pytest.fixture(scope="module")
def lines(course: Course) -> Mapping[str, str]:
    """A line of each solution that says it all."""
    found = {}
    for name in ("pad2d", "pad2d_backward"):
        code = course.units["padding"].sources[name].partition("### BEGIN SOLUTION\n")[2]
        found[name] = max(code.partition("### END")[0].splitlines(), key=len).strip()
    return found


@pytest.fixture(scope="module")
def course_with(
    copy_course: CopyCourse, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Reveal], Course]:
    def make(reveal: Reveal) -> Course:
        root = tmp_path_factory.mktemp(reveal) / "course"
        copy_course(root, padding=["pad2d", "pad2d_backward"])
        edit("course/course.toml", "[[units]]", f'[[units]]\nreveal = "{reveal}"')(root)
        return catalog.load(root)

    return make


def shown(
    course: Course, lines: Mapping[str, str], folder: Path, deadlines: str, **facts: Any
) -> set[str]:
    """The functions whose solutions are on ana's page; she has pad2d_backward wrong."""
    (folder / FILE).write_text(deadlines, encoding="utf-8")
    wrong: dict[str, Any] = {"verdict": "failed"}
    made = replace(record(course, "padding", pad2d_backward=wrong), **facts)
    marked = Decided.read(folder, course).matched([made]).applied(made)
    text = html.unescape(student_page(marked, course).html)
    return {name for name, line in lines.items() if line in text}


@pytest.mark.parametrize(
    ("reveal", "deadlines", "expected"),
    [
        ("never", DUE.format(PAST), set()),
        ("after_pass", DUE.format(FUTURE), {"pad2d"}),
        ("after_pass", DUE.format(PAST), {"pad2d"}),
        ("after_due", DUE.format(PAST), {"pad2d", "pad2d_backward"}),
        ("after_due", DUE.format(FUTURE), set()),
        ("after_due", "[units]\n", set()),
        ("after_due", DUE.format(PAST) + EXTENSION.format(PAST), {"pad2d", "pad2d_backward"}),
        ("after_due", DUE.format(PAST) + EXTENSION.format(FUTURE), set()),
        ("after_due", DUE.format(PAST) + "[late]\ngrace_minutes = 600000000\n", set()),
    ],
)
def test_only_what_the_course_and_the_deadline_allow_is_shown(
    course_with: Callable[[Reveal], Course],
    lines: Mapping[str, str],
    tmp_path: Path,
    reveal: Reveal,
    deadlines: str,
    expected: set[str],
) -> None:
    course = course_with(reveal)
    assert shown(course, lines, tmp_path, deadlines) == expected
    late = {"handed_in": "2025-03-09T12:00:00Z", "handed_in_from": "platform"}
    assert shown(course, lines, tmp_path, deadlines, **late) == expected


def test_a_record_alone_shows_nothing(
    course_with: Callable[[Reveal], Course], lines: Mapping[str, str]
) -> None:
    """One of another course, or of before the course changed its mind."""
    for reveal, revealed in (
        *(("never", "all"), ("never", "passed"), ("after_due", "passed"), ("after_pass", "all")),
        *(("after_due", "nothing"), ("after_pass", "nothing")),
    ):
        course = course_with(reveal)  # type: ignore[arg-type]
        made = replace(record(course, "padding"), revealed=revealed)  # type: ignore[arg-type]
        text = html.unescape(student_page(made, course).html)
        assert not any(line in text for line in lines.values()), (reveal, revealed)


def test_a_pass_by_a_voided_check_or_a_person_is_none(
    course_with: Callable[[Reveal], Course], lines: Mapping[str, str], tmp_path: Path
) -> None:
    (tmp_path / "adjustments.csv").write_text(
        "student,unit,exercise,points,reason\nana,padding,pad2d_backward,1,kind\n"
    )
    assert shown(course_with("after_pass"), lines, tmp_path, "[units]\n") == {"pad2d"}


def test_a_setting_that_nobody_knows_is_named(mini: Path) -> None:
    edit("course/course.toml", "languages", 'reveal = "soon"\nlanguages')(mini)
    with pytest.raises(CatalogError) as raised:
        catalog.load(mini)
    assert raised.value.problem.message.id == "reveal_setting"


def test_a_course_decides_for_its_units_and_each_of_them_for_itself(mini: Path) -> None:
    assert catalog.load(mini).units["padding"].reveal == "never"
    edit("course/course.toml", "languages", 'reveal = "after_due"\nlanguages')(mini)
    assert catalog.load(mini).units["padding"].reveal == "after_due"
    edit("course/course.toml", "[[units]]", '[[units]]\nreveal = "never"')(mini)
    assert catalog.load(mini).units["padding"].reveal == "never"


def test_pages_change_when_the_date_is_over_and_hidden_checks_stay_hidden(
    copy_course: CopyCourse,
    convalida: Command,
    answer: Callable[[Path, Mapping[str, str]], Any],
    lines: Mapping[str, str],
    tmp_path: Path,
) -> None:
    root = copy_course(tmp_path / "course", padding=["pad2d", "pad2d_backward"])
    edit("course/course.toml", "languages", 'reveal = "after_due"\nlanguages')(root)
    for language, idea in (("en", "Count from the front."), ("es", "Cuenta desde delante.")):
        path = root / "exercises/padding/pad2d" / f"{language}.md"
        block = f"\n<% block solution %>\n{idea}\n<% endblock %>\n"
        path.write_text(path.read_text("utf-8") + block, encoding="utf-8")
    assert convalida("build", "--course", root, "--out", tmp_path / "built").returncode == 0
    (tmp_path / "in/ana").mkdir(parents=True)
    release = tmp_path / "built/es/release/padding/padding.ipynb"
    nbformat.write(answer(release, {}), tmp_path / "in/ana/padding.ipynb")
    results = tmp_path / "results"
    results.mkdir()

    def page(deadlines: str) -> str:
        (results / FILE).write_text(deadlines)
        done = convalida("grade", tmp_path / "in", "--course", root, "--out", results)
        assert done.returncode == 0, done.stderr
        return html.unescape((results / "padding/ana.html").read_text(encoding="utf-8"))

    before = page(DUE.format(FUTURE))
    assert not any(line in before for line in lines.values())
    after = page(DUE.format(PAST))
    assert all(after.count(line) == 2 for line in lines.values()), "once in each language"
    assert "Count from the front." in after
    assert "Cuenta desde delante." in after
    solutions = (root / "solutions/padding.py").read_text("utf-8")
    for file in ("checks", "mistakes", "oracle"):
        hidden = (root / f"exercises/padding/pad2d/{file}.py").read_text("utf-8").splitlines()
        telling = {line.strip() for line in hidden if len(line.strip()) > 25}
        assert not [line for line in telling if line in after and line not in solutions]
    again = page(DUE.format(FUTURE))
    assert not any(line in again for line in lines.values())
    kept: Record = Record.from_json((results / "padding/ana.json").read_bytes())
    assert kept.revealed == "nothing"
    assert json.loads((results / "padding/ana.json").read_text())["score"] == 0.0
