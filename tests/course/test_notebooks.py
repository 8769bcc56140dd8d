"""What `convalida build` writes, unit by unit."""

from __future__ import annotations

import ast
import base64
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from course import catalog
from course.catalog import Course
from course.notebooks import VERSIONS

COURSE = catalog.load()
LANGUAGES = COURSE.languages
UNITS = pytest.mark.parametrize("unit", COURSE.units)

NBGRADER = {"schema_version", "grade", "solution", "locked", "task", "grade_id"}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
FREE_FOR_ALL = {"numpy", "torch", "matplotlib", *sys.stdlib_module_names}

SENTENCES = {"SAY", "NOT_YET", "READY"}
"""Tables of what `compare` and a picture say."""

Read = Callable[[str, str, str], nbformat.NotebookNode]


@pytest.fixture(scope="module")
def read(built: Path) -> Read:
    """A notebook by language, version and unit."""

    def one(language: str, version: str, unit: str) -> nbformat.NotebookNode:
        path = built / language / version / unit / f"{unit}.ipynb"
        book: nbformat.NotebookNode = nbformat.read(path, as_version=4)
        return book

    return one


def versions(read: Read, unit: str) -> Iterator[nbformat.NotebookNode]:
    for language in LANGUAGES:
        for version in VERSIONS:
            yield read(language, version, unit)


def code_cells(book: nbformat.NotebookNode) -> list[Any]:
    return [cell for cell in book.cells if cell.cell_type == "code"]


def role(cell: Any) -> str:
    return str(cell.metadata.convalida.role)


def without_words(source: str) -> str:
    """The syntax tree of a source without docstrings, comments and tables of sentences."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in SENTENCES:
            assert isinstance(node.value, ast.Dict)
            node.value.values = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body = node.body[1:]
    return ast.dump(tree)


def test_the_folders_are_those_of_a_course_of_nbgrader(built: Path, course: Course) -> None:
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    notebooks = {
        f"{language}/{version}/{unit}/{unit}.ipynb"
        for language in course.languages
        for version in ("source", "release", "solved")
        for unit in course.units
    }
    beside = {
        f"{language}/{version}/{unit.name}/{file}"
        for language in course.languages
        for version in ("source", "release", "solved")
        for unit in course.units.values()
        for file in unit.data
    }
    config = {f"{language}/nbgrader_config.py" for language in course.languages}
    assert files == notebooks | beside | config


@UNITS
def test_each_notebook_is_valid_for_jupyter_and_nbgrader(read: Read, unit: str) -> None:
    for book in versions(read, unit):
        nbformat.validate(book)
        MetadataValidator().validate_nb(book)
        assert (book.nbformat, book.nbformat_minor) == (4, 5)
        assert book.metadata.kernelspec.name == "python3"


@UNITS
def test_each_notebook_says_what_it_is(read: Read, unit: str, course: Course) -> None:
    for language in LANGUAGES:
        for version in VERSIONS:
            said = read(language, version, unit).metadata.convalida
            assert said == {"unit": unit, "language": language, "course": course.version}


@UNITS
def test_cell_ids_are_unique_valid_and_the_same_in_every_version(read: Read, unit: str) -> None:
    ids = [[cell.id for cell in book.cells] for book in versions(read, unit)]
    assert all(each == ids[0] for each in ids)
    assert len(ids[0]) == len(set(ids[0]))
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", each) for each in ids[0])


@UNITS
def test_grading_metadata_has_exactly_the_keys_of_nbgrader(
    read: Read, unit: str, course: Course
) -> None:
    for book in versions(read, unit):
        graded = [
            cell for cell in book.cells if "nbgrader" in cell.metadata and role(cell) != "answer"
        ]
        for cell in graded:
            expected = NBGRADER | ({"points"} if role(cell) == "examples" else set())
            assert set(cell.metadata.nbgrader) == expected
            collapsed = {"jupyter"} if cell.id in {"compare", "pictures", "ready"} else set()
            assert set(cell.metadata) == {"nbgrader", "convalida"} | collapsed
            assert cell.metadata.nbgrader.schema_version == 3
            assert not cell.metadata.nbgrader.task
            assert cell.metadata.nbgrader.solution is (role(cell) == "solution")
            assert cell.metadata.nbgrader.locked is (role(cell) != "solution")
            assert cell.metadata.nbgrader.grade is (role(cell) == "examples")
        functions = course.units[unit].functions
        ids = [
            cell.metadata.nbgrader.grade_id
            for cell in graded
            if role(cell) not in ("picture", "ready")
        ]
        assert ids == [
            "setup",
            "compare",
            *(["pictures"] if course.units[unit].draws else []),
            *(each for f in functions for each in (f, f"{f}_examples")),
        ]
        points = [c.metadata.nbgrader.points for c in graded if role(c) == "examples"]
        assert points == [0 if each.bonus else each.points for each in functions.values()]


@UNITS
@pytest.mark.parametrize("version", VERSIONS)
def test_code_is_the_same_in_every_language(read: Read, unit: str, version: str) -> None:
    one, *others = (code_cells(read(language, version, unit)) for language in LANGUAGES)
    for other in others:
        for a, b in zip(one, other, strict=True):
            assert a.metadata == b.metadata
            assert without_words(a.source) == without_words(b.source)


@UNITS
def test_docstrings_are_in_the_language_of_the_notebook(read: Read, unit: str) -> None:
    one, *others = (code_cells(read(language, "release", unit)) for language in LANGUAGES)
    for other in others:
        for a, b in zip(one, other, strict=True):
            if role(a) == "solution":
                mine, theirs = (ast.get_docstring(ast.parse(c.source).body[0]) for c in (a, b))
                assert mine
                assert theirs
                assert mine != theirs


@UNITS
def test_solutions_are_marked_in_the_source_and_gone_from_the_release(
    read: Read, unit: str
) -> None:
    for language in LANGUAGES:
        for cell in read(language, "source", unit).cells:
            marks = cell.source.count("### BEGIN SOLUTION")
            assert marks == cell.source.count("### END SOLUTION")
            assert (marks > 0) is (role(cell) == "solution")
        for version in ("release", "solved"):
            for cell in read(language, version, unit).cells:
                assert "SOLUTION" not in cell.source
        for cell in read(language, "release", unit).cells:
            assert ("raise NotImplementedError" in cell.source) is (
                role(cell) in {"solution", "introduction"}
            )
        solved = read(language, "solved", unit)
        assert not any("raise NotImplementedError" in cell.source for cell in code_cells(solved))


@UNITS
def test_a_release_imports_nothing_of_ours(read: Read, unit: str) -> None:
    for book in versions(read, unit):
        for cell in code_cells(book):
            imported = set()
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    imported |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    assert node.level == 0
                    imported.add((node.module or "").partition(".")[0])
            assert imported <= FREE_FOR_ALL


@UNITS
def test_pictures_are_attached_and_described_in_each_language(read: Read, unit: str) -> None:
    described: list[dict[str, str]] = []
    attached: list[dict[str, str]] = []
    for language in LANGUAGES:
        texts, images = {}, {}
        for cell in read(language, "release", unit).cells:
            shown = {target: text for text, target in PICTURE.findall(cell.source)}
            assert set(shown) == {f"attachment:{name}" for name in cell.get("attachments", {})}
            for name, bundle in cell.get("attachments", {}).items():
                image = base64.b64decode(bundle["image/png"], validate=True)
                assert image.startswith(b"\x89PNG\r\n\x1a\n")
                images[name] = bundle["image/png"]
                texts[name] = shown[f"attachment:{name}"]
        assert texts, "a unit has at least one picture"
        assert all(len(text.split()) >= 4 for text in texts.values())
        described.append(texts)
        attached.append(images)
    assert all(images == attached[0] for images in attached), "pictures hold no words"
    for texts in described[1:]:
        assert all(texts[name] != described[0][name] for name in texts)


@UNITS
def test_an_exercise_ends_with_its_picture_and_a_text_above_it(
    read: Read, unit: str, course: Course
) -> None:
    drawn = {f"{each.name}-picture": each for each in course.units[unit].exercises if each.picture}
    for book in versions(read, unit):
        pairs = {below.id: (above, below) for above, below in pairwise(book.cells)}
        assert drawn.keys() == {cell.id for cell in code_cells(book) if role(cell) == "picture"} - {
            "picture"
        }
        for name, exercise in drawn.items():
            above, below = pairs[name]
            assert (above.cell_type, role(above)) == ("markdown", "picture")
            assert below.source == exercise.picture
            assert "points" not in below.metadata.nbgrader


@UNITS
def test_no_template_is_left_in_a_notebook(read: Read, unit: str) -> None:
    for book in versions(read, unit):
        for cell in book.cells:
            left = re.search(r"<<|<%|%>|<#|%%%|\(picture:", cell.source)
            assert left is None, f"{cell.id}: {cell.source[left.start() :][:80]}"


@UNITS
def test_every_exercise_has_its_three_hints_folded(read: Read, unit: str, course: Course) -> None:
    for language in LANGUAGES:
        book = read(language, "release", unit)
        hints = [cell.source for cell in book.cells if role(cell) == "hints"]
        assert len(hints) == len(course.units[unit].exercises)
        for source in hints:
            assert source.count("<details><summary>") == source.count("</details>") == 3
