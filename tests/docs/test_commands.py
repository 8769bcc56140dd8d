"""Every command that the pages and the README show is one: its options and arguments are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from autograder.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    *(p for p in sorted(DOCS.rglob("*.md")) if p.parent.name != "reference"),
]
TWINS = [p for p in PAGES if p.with_suffix(".es.md").exists()]
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


def test_pages_show_commands() -> None:
    found = {name for name, _ in commands()}
    assert {"marks.md", "marks.es.md", "gradebooks.md", "ta.md", "ta.es.md"} <= found


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_both_languages_show_the_same_commands(page: Path) -> None:
    def names(path: Path) -> list[str]:
        return [line.split()[1] for line in shown(path)]

    assert names(page) == names(page.with_suffix(".es.md"))


def test_whatever_a_user_reads_is_there_in_both_languages() -> None:
    """What is English alone is the evidence and what maintainers read."""
    english = {"security.md", "release.md"}
    pages = {p.name for p in PAGES if not p.name.endswith(".es.md") and p.name != "README.md"}
    assert pages - {p.name for p in TWINS} == english
