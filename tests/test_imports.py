"""Which rooms know which: arrows of imports point one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("autograder", "course", "solutions", "exercises", "convalida", "tests")


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """Each file below a folder, with each module of ours that it imports."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        file = path.relative_to(ROOT)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                package = file.parts[: len(file.parts) - node.level] if node.level else ()
                module = ".".join(filter(None, (*package, node.module)))
                names = [f"{module}.{alias.name}" for alias in node.names]
            for name in names:
                if name.partition(".")[0] in OURS:
                    yield file.as_posix(), name


@pytest.mark.parametrize(
    ("folder", "known"),
    [
        ("solutions", ("solutions",)),
        ("autograder/sandbox", ("autograder.sandbox",)),
        ("course", ("course", "solutions")),
        ("exercises", ("autograder.checking", "autograder.sandbox", "solutions")),
        ("autograder", ("autograder", "convalida", "course")),
    ],
)
def test_a_room_knows_these_and_no_others(folder: str, known: tuple[str, ...]) -> None:
    """A unit's set-up imports from `solutions`; the rest of `course` does not."""
    allowed = tuple(f"{name}." for name in known)
    found = list(imported(folder))
    assert found
    assert [(path, name) for path, name in found if not f"{name}.".startswith(allowed)] == []


def test_nothing_imports_the_command() -> None:
    found = {
        path
        for room in ("autograder", "course", "exercises", "solutions")
        for path, name in imported(room)
        if name.startswith("autograder.cli") and not path.startswith("autograder/cli/")
    }
    assert found == set()
