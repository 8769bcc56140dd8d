"""Two languages that differ in anything but their words are found out of step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.sentences import LOCALE
from course import catalog
from course.catalog import Course
from course.languages import catalogue_problems, exercise_problems, unit_problems
from course.reviews import accept, review_problems

from ..edits import sentences

FOLDER = "exercises/padding/pad2d"
UNIT = "course/units/padding"
ALL = catalog.load()

STATEMENTS = {
    "en": r"""The shape is $(N, C)$, with $p_t$ rows above. Write `pad=2`.

$$y = \begin{cases} x & \text{if } x < H \\ v & \text{otherwise} \end{cases}$$

### By hand

![A sheet](picture:border)

```python
pad2d(x, 1)
```""",
    "es": r"""La forma es $(N,  C)$, con $p_t$ filas arriba. Escribe `pad=2`.

$$y = \begin{cases} x & \text{si } x < H \\ v & \text{en otro caso} \end{cases}$$

### A mano

![Una hoja](picture:border)

```python
pad2d(x, 1)
```""",
}

# what stands in es.md, what replaces it, words of the first problem
DIFFERENT = {
    "a formula is changed": ("$(N,  C)$", "$(N, D)$", ["statement", "formulas", "D"]),
    "a formula is lost": ("$p_t$", "p_t", ["statement", "formulas", "$p_t$"]),
    "a formula is added": ("### A mano", "$$z$$\n\n### A mano", ["statement", "formulas", "$$z$$"]),
    "a sign in a formula is changed": ("x < H", "x > H", ["statement", "formulas"]),
    "code is changed": ("`pad=2`", "`pad=3`", ["statement", "code", "`pad=3`"]),
    "code is lost": ("`pad=2`", "pad=2", ["statement", "code", "`pad=2`"]),
    "code is added": ("### A mano", "`np.pad`\n\n### A mano", ["statement", "code", "np.pad"]),
    "a block of code is changed": ("pad2d(x, 1)\n", "pad2d(x, 2)\n", ["statement", "code"]),
    "a heading is lost": ("### A mano", "**A mano**", ["statement", "headings"]),
    "a heading is of another level": ("### A mano", "## A mano", ["statement", "headings"]),
    "a picture is changed": ("(picture:border)", "(picture:marco)", ["statement", "pictures"]),
    "a picture is lost": ("](picture:border)", "](border)", ["statement", "pictures"]),
    "a block is lost": ("<% block hint_line %>", "<% block hint_last %>", ["hint_line is missing"]),
    "a block is unknown": (
        "<% block hint_line %>",
        "<% block extra %>x<% endblock %>\n<% block hint_line %>",
        ["extra is unknown: correct its name, or delete it"],
    ),
    "a block is empty": (
        "<% block statement %>\n",
        "<% block statement %>\n\n<% endblock %>\n<% block old %>\n",
        ["statement is empty: write it"],
    ),
    "a text is no template": (
        "<% block title %>",
        "<% blok title %>",
        ["es.md:2: is not a template"],
    ),
}


@pytest.fixture
def mini(mini: Path) -> Path:
    """The course with a statement of this file's own."""
    for language, statement in STATEMENTS.items():
        path = mini / FOLDER / f"{language}.md"
        text = path.read_text(encoding="utf-8")
        start = text.index("<% block statement %>")
        end = text.index("<% endblock %>", start)
        path.write_text(
            f"{text[:start]}<% block statement %>\n{statement}\n{text[end:]}", encoding="utf-8"
        )
    return mini


def problems(root: Path) -> list[str]:
    course = catalog.load(root)
    exercise = course.units["padding"].exercises[0]
    names = re.findall(r"^def (\w+)", (exercise.folder / "mistakes.py").read_text(), re.MULTILINE)
    return [str(each) for each in exercise_problems(course, exercise, names)]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_exercise_as_it_stands_is_in_step(mini: Path) -> None:
    assert problems(mini) == []


@pytest.mark.parametrize("case", DIFFERENT)
def test_each_difference_is_found_and_its_file_and_block_named(mini: Path, case: str) -> None:
    old, new, words = DIFFERENT[case]
    change(mini / FOLDER / "es.md", old, new)
    found = problems(mini)
    assert found
    assert all(line.startswith(str(mini / FOLDER / "es.md")) for line in found)
    assert any(all(word in line for word in words) for line in found), found
    assert not any("\n" in line for line in found)


def test_a_file_that_is_missing_is_named(mini: Path) -> None:
    (mini / FOLDER / "en.md").unlink()
    (found,) = problems(mini)
    assert str(mini / FOLDER / "en.md") in found


def test_words_in_a_formula_may_differ(mini: Path) -> None:
    change(mini / FOLDER / "es.md", r"\text{si }", r"\mathrm{cuando}")
    change(mini / FOLDER / "en.md", r"\text{if }", r"\mathrm{when}")
    assert problems(mini) == []


def test_docstrings_may_hold_what_they_like(mini: Path) -> None:
    start = "<% block docstring_pad2d %>\n"
    change(mini / FOLDER / "es.md", start, f"{start}`y`: $x$. ")
    assert problems(mini) == []


@pytest.mark.parametrize(
    ("language", "word", "text"),
    [
        ("es", "zancada", "la Zancada del kernel"),
        ("es", "deconvoluci", "una deconvolución"),
        ("en", "deconvolution", "two deconvolutions"),
    ],
)
def test_the_word_list_is_applied_to_its_language(
    mini: Path, language: str, word: str, text: str
) -> None:
    toml = mini / "course" / "course.toml"
    toml.write_text(toml.read_text() + f'\n[avoid]\n{language} = ["{word}"]\n', encoding="utf-8")
    assert problems(mini) == []
    for path in ((mini / FOLDER / f"{each}.md") for each in ("en", "es")):
        change(path, "<% block hint_concept %>\n", f"<% block hint_concept %>\n{text}. ")
    copy = mini.rename(mini.with_name("changed"))  # a text is read once
    (found,) = problems(copy)
    assert found == f'{copy / FOLDER / language}.md: hint_concept says "{word}": use the word list'


def test_a_picture_has_a_text_in_every_language(mini: Path) -> None:
    change(mini / FOLDER / "es.md", "<% block picture %>", "<% block photo %>")
    assert [line.removeprefix(f"{mini / FOLDER / 'es.md'}: ") for line in problems(mini)] == [
        "the block picture is missing: add it",
        "the block photo is unknown: correct its name, or delete it",
    ]


def test_a_text_above_a_picture_has_a_picture(mini: Path) -> None:
    (mini / FOLDER / "picture.py").unlink()
    assert problems(mini) == [
        f"{mini / FOLDER / f'{language}.md'}: the block picture is unknown: "
        "correct its name, or delete it"
        for language in ("en", "es")
    ]


def test_a_unit_is_looked_at_too(mini: Path) -> None:
    change(mini / UNIT / "es.md", "<% block closing %>", "<% block ending %>")
    course = catalog.load(mini)
    found = [str(each) for each in unit_problems(course, course.units["padding"])]
    assert [line.removeprefix(f"{mini / UNIT / 'es.md'}: ") for line in found] == [
        "the block closing is missing: add it",
        "the block ending is unknown: correct its name, or delete it",
    ]


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({}, ["given_frame is not in both en and es"]),
        ({"given_frame": "Un marco"}, ["placeholders differ from en: {side}"]),
        ({"given_frame": "Un marco de {lado}"}, ["placeholders differ", "{side}, {lado}"]),
        ({"given_frame": "{side}", "only_these": "{x}"}, ["es.po: only_these: placeholders"]),
        ({"given_frame": "{side}", "given_y": "y"}, ["en.po: given_y is not in both es and en"]),
    ],
)
def test_catalogues_have_the_same_messages_and_placeholders(
    mini: Path, own: dict[str, str], words: list[str]
) -> None:
    """Those of a course of one's own with ours behind them."""
    course = catalog.load(mini)
    assert catalogue_problems(course) == []
    sentences("en", given_frame="A frame of {side}")(mini)
    sentences("es", **own)(mini)
    (found,) = map(str, catalogue_problems(course))
    assert found.startswith(f"{mini / 'course' / 'locale'}/")
    assert all(word in found for word in words)
    sentences("es", given_frame="Un marco de {side}", your_code_here="Aquí")(mini)
    assert catalogue_problems(course) == []


@pytest.mark.parametrize("damage", ["no catalogue at all", '"alone"', "\x00"])
def test_a_catalogue_that_cannot_be_read_is_named(mini: Path, damage: str) -> None:
    sentences("es")(mini)
    path = mini / "course" / "locale" / "es.po"
    path.write_text(damage, encoding="utf-8")
    (found,) = map(str, catalogue_problems(catalog.load(mini)))
    assert found.startswith(f"{path}: cannot be read: ")


def test_a_language_that_nobody_speaks_is_one_problem(mini: Path) -> None:
    course = mini / "course" / "course.toml"
    change(course, '"es"', '"pt"')
    (found,) = map(str, catalogue_problems(catalog.load(mini), LOCALE))
    assert found == f"{mini}/course/locale/pt.po: is missing: create it"


def test_a_review_is_asked_for_in_both_directions_and_accepted(mini: Path) -> None:
    folder = mini / FOLDER
    course = catalog.load(mini)
    accept(course, folder)
    assert review_problems(course, folder) == []
    for changed, other in (("es", "en"), ("en", "es")):
        change(folder / f"{changed}.md", "<% block title %>\n", "<% block title %>\nX ")
        (found,) = review_problems(course, folder)
        place = folder / f"{other}.md"
        assert str(found).startswith(f"{place}: not reviewed since {changed}.md changed")
        accept(course, folder)
        assert review_problems(course, folder) == []


def test_accepting_changes_nothing_but_the_first_line(mini: Path) -> None:
    folder, course = mini / FOLDER, catalog.load(mini)
    accept(course, folder)
    before = [(folder / f"{language}.md").read_text() for language in ("en", "es")]
    accept(course, folder)
    assert [(folder / f"{language}.md").read_text() for language in ("en", "es")] == before
    (folder / "en.md").write_text(before[0].partition("\n")[2])
    accept(course, folder)
    assert (folder / "en.md").read_text() == before[0]


@pytest.mark.parametrize("unit", ALL.units)
def test_the_texts_of_each_unit_are_in_step(course: Course, unit: str) -> None:
    own = course.units[unit]
    assert unit_problems(course, own) == []
    for exercise in own.exercises:
        source = (exercise.folder / "mistakes.py").read_text(encoding="utf-8")
        names = re.findall(r"^@mistake_in\(.*\)\n(?:def|class) (\w+)", source, re.MULTILINE)
        assert exercise_problems(course, exercise, names) == []


def test_the_catalogues_of_the_course_and_the_grader_are_in_step(course: Course) -> None:
    assert catalogue_problems(course, LOCALE) == []
