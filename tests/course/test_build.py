"""Building is repeatable, and whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from course import catalog
from course.files import CatalogError
from course.notebooks import build

EXERCISE = "exercises/padding/pad2d"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_building_twice_gives_the_same_bytes(
    small_course: Path, small_built: Path, tmp_path: Path, convalida: Callable[..., Any]
) -> None:
    out = tmp_path / "out"
    shutil.copytree(small_built, out)
    (out / "en" / "release" / "padding" / "padding.ipynb").write_text("stale")
    done = convalida("build", "--course", small_course, "--out", out, PYTHONHASHSEED="7")
    assert len(done.stdout.splitlines()) == 6
    assert contents(out) == contents(small_built)


def test_only_what_was_asked_for_is_built(mini: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = build(catalog.load(mini), out, languages=["es"], units=["padding"])
    assert {path.relative_to(out).as_posix() for path in made} == {
        f"es/{version}/padding/padding.ipynb" for version in ("source", "release", "solved")
    }
    assert all(path.is_file() for path in made)
    assert not (out / "en").exists()


def test_what_others_put_beside_a_notebook_is_kept_out_of_it(mini: Path, tmp_path: Path) -> None:
    """A folder of a unit holds what `build` made; everything else in `out` is left alone."""
    out = tmp_path / "out"
    course = catalog.load(mini)
    build(course, out)
    submitted = out / "en" / "submitted" / "ana" / "padding" / "padding.ipynb"
    submitted.parent.mkdir(parents=True)
    submitted.write_text("hers")
    (out / "en" / "source" / "other").mkdir()
    (out / "en" / "source" / "other" / "other.ipynb").write_text("theirs")
    build(course, out)
    assert submitted.read_text() == "hers"
    assert (out / "en" / "source" / "other" / "other.ipynb").read_text() == "theirs"


def remove_block(root: Path, file: str, block: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    start = text.index(f"<% block {block} %>")
    end = text.index("<% endblock %>", start) + len("<% endblock %>")
    (root / file).write_text(text[:start] + text[end:], encoding="utf-8")


def rewrite(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


# fmt: off
BROKEN: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a language is missing": (
        lambda root: (root / EXERCISE / "es.md").unlink(), [f"{EXERCISE}/es.md"]),
    "a language of the unit is missing": (
        lambda root: (root / "course/units/padding/es.md").unlink(), ["units/padding/es.md"]),
    **{
        f"the block {block} is missing": (
            partial(remove_block, file=f"{EXERCISE}/es.md", block=block),
            [f"{EXERCISE}/es.md", block])
        for block in ("title", "statement", "docstring_pad2d", "hint_concept", "hint_line")
    },
    **{
        f"the block {block} of the unit is missing": (
            partial(remove_block, file="course/units/padding/es.md", block=block),
            ["units/padding/es.md", block])
        for block in ("title", "introduction", "closing")
    },
    "a text is no template": (
        lambda root: rewrite(root, f"{EXERCISE}/es.md", "<% block title %>", "<% title %>"),
        [f"{EXERCISE}/es.md", "title"]),
    "a picture is not drawn": (
        lambda root: rewrite(root, f"{EXERCISE}/es.md", "(picture:", "(picture:other_"),
        ["pictures.py", "other_"]),
    "there are no pictures": (
        lambda root: (root / "course/units/padding/pictures.py").unlink(), ["pictures.py"]),
    "no example of a function": (
        lambda root: rewrite(root, f"{EXERCISE}/examples.py", "# %% pad2d", "# %% pad3d"),
        [f"{EXERCISE}/examples.py", "# %% pad2d"]),
    "no marker": (
        lambda root: rewrite(root, "solutions/padding.py", "    ### BEGIN SOLUTION\n", ""),
        ["solutions/padding.py", "pad2d", "### BEGIN SOLUTION"]),
    "no solution": (
        lambda root: rewrite(root, "solutions/padding.py", "def pad2d(", "def pad3d("),
        ["solutions/padding.py", "pad2d"]),
    "a solution with a syntax error": (
        lambda root: rewrite(root, "solutions/padding.py", "def pad2d(", "def pad2d(("),
        ["solutions/padding.py", "SyntaxError"]),
    "a set-up with a syntax error": (
        lambda root: (root / "course/units/padding/setup.py").write_text("def ("),
        ["units/padding/setup.py", "SyntaxError"]),
    "a set-up that imports what is not there": (
        lambda root: (root / "course/units/padding/setup.py").write_text(
            "from solutions.sizes import triple\n"), ["units/padding/setup.py", "triple"]),
    "a stub that is already solved": (
        lambda root: rewrite(
            root, "solutions/padding.py", "    ### BEGIN SOLUTION\n    n, c, h, w = x.shape\n",
            "    n, c, h, w = x.shape\n    return x\n    ### BEGIN SOLUTION\n"),
        ["solutions/padding.py", "pad2d", "already solved"]),
    "a sentence asks for what nobody has": (
        lambda root: rewrite(root, "course/locale/es.po", "{call} no devolvió", "{etiqueta}"),
        ["locale/es.po", "etiqueta"]),
}
# fmt: on


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_course_builds_nothing_and_keeps_what_was_built(
    mini: Path, small_built: Path, tmp_path: Path, case: str
) -> None:
    out = tmp_path / "out"
    shutil.copytree(small_built, out)
    before = contents(out)
    edit, words = BROKEN[case]
    edit(mini)
    with pytest.raises(CatalogError) as raised:
        build(catalog.load(mini), out)
    said = str(raised.value)
    assert said.startswith(str(mini))
    assert "\n" not in said
    assert all(word in said for word in words), said
    assert contents(out) == before
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
