"""Questions to oneself: each choice opens on what was thought, in a notebook as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course import catalog
from course.catalog import Course
from course.languages import unit_problems
from course.notebooks import notebook
from course.reveals import CHOICE, folded, reveal_problems

UNITS = tuple(catalog.load().units)
FEWEST = 3

ASKED = """
### What is it?

- [ ] `1 < 2`: No.
- [x] $\\frac{1}{2}$: Yes: half
  of it.
"""


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_asks_three_questions_or_more_in_each_language(course: Course, unit: str) -> None:
    for language in course.languages:
        text = course.units[unit].texts(language)["predict"]
        assert len(re.findall(r"^### ", text, re.MULTILINE)) >= FEWEST
        made = notebook(course, course.units[unit], course.sentences(language), "release")
        (cell,) = (cell for cell in made.cells if cell.id == "predict-text")
        assert cell.source.count("<details><summary>") == len(CHOICE.findall(text))
        assert "- [" not in cell.source


def test_a_choice_opens_on_what_was_thought() -> None:
    assert folded(ASKED).partition("?\n\n")[2].splitlines() == [
        "<details><summary><code>1 &lt; 2</code></summary>",
        "",
        "✗ No.",
        "",
        "</details>",
        "",
        r"<details><summary>$\frac{1}{2}$</summary>",
        "",
        "✓ Yes: half of it.",
        "",
        "</details>",
        "",
    ]
    assert list(reveal_problems(ASKED)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[x]", "[ ]", "reveal_choices"),
        ("[ ]", "[x]", "reveal_choices"),
        ("- [ ] `1 < 2`: No.\n", "", "reveal_choices"),
        (": No.", "", "reveal_form"),
        ("###", "####", "reveal_none"),
    ],
)
def test_a_question_without_one_right_choice_is_a_problem(old: str, new: str, problem: str) -> None:
    found = [message.id for message in reveal_problems(ASKED.replace(old, new))]
    assert problem in found


def test_questions_are_there_in_every_language_or_in_none(mini: Path) -> None:
    english = mini / "course/units/padding/en.md"
    text = english.read_text(encoding="utf-8")
    before, _, rest = text.partition("<% block predict %>")
    english.write_text(before + rest.partition("<% endblock %>")[2], encoding="utf-8")
    course = catalog.load(mini)
    (problem,) = unit_problems(course, course.units["padding"])
    assert (Path(problem.place).name, problem.message.id) == ("en.md", "block_missing")
