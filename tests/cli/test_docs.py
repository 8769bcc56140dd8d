"""Every command that the pages and the README show is one: its options and arguments are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from autograder.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TWINS = {
    "instructors.md": "docentes.md",
    "operators.md": "operadores.md",
    "marks.md": "notas.md",
    "gradebooks.md": "libros-de-notas.md",
}
COMMAND = re.compile(r"^(?:\d\. )?`?(convalida [a-z][^`#\n]*)", re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    return [(page.name, line.strip()) for page in PAGES for line in shown(page)]


def shown(page: Path) -> list[str]:
    """Lines that begin with the command, in blocks and in lists, and leave nothing open."""
    text = page.read_text(encoding="utf-8")
    return [line for line in COMMAND.findall(text) if "…" not in line]


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_that_is_shown_is_understood(page: str, line: str) -> None:
    _, name, *arguments = shlex.split(line)
    command = main.commands[name]
    try:
        command.make_context(name, arguments)
    except click.exceptions.Exit:
        assert "--help" in arguments


def test_the_new_pages_show_commands() -> None:
    found = commands()
    for page in ("marks.md", "notas.md", "gradebooks.md", "libros-de-notas.md"):
        assert [line for name, line in found if name == page]


@pytest.mark.parametrize("page", TWINS)
def test_both_languages_show_the_same_commands(page: str) -> None:
    def names(name: str) -> list[str]:
        return [line.split()[1] for line in shown(ROOT / "docs" / name)]

    assert names(page) == names(TWINS[page])
