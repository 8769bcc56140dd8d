"""What a shell is offered after Tab: units of the course that the line names."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete, get_completion_class

from autograder.cli import main
from course import catalog

ROOT = Path(__file__).resolve().parents[2]


def offered(arguments: list[str], begun: str = "") -> list[str]:
    shell = ShellComplete(main, {}, "convalida", "_CONVALIDA_COMPLETE")
    return [item.value for item in shell.get_completions(arguments, begun)]


@pytest.mark.parametrize(
    "line", [["grade", "--unit"], ["build", "--unit"], ["mark", "ana"]], ids=lambda line: line[0]
)
def test_units_are_offered(line: list[str]) -> None:
    units = list(catalog.load().units)
    assert offered(line) == units
    assert offered(line, "pool") == [unit for unit in units if unit.startswith("pool")]


def test_units_are_those_of_the_course_named(small_course: Path) -> None:
    units = offered(["grade", "--course", str(small_course), "--unit"])
    assert units == list(catalog.load(small_course).units)
    assert units != list(catalog.load().units)


def test_a_course_that_is_not_there_offers_nothing(tmp_path: Path) -> None:
    assert offered(["grade", "--course", str(tmp_path / "no"), "--unit"]) == []


@pytest.mark.parametrize("page", ["operators.md", "operators.es.md"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_of_a_shell_is_in_the_docs_and_answers(page: str, shell: str) -> None:
    variable = f"_CONVALIDA_COMPLETE={shell}_source convalida"
    assert variable in (ROOT / "docs" / page).read_text(encoding="utf-8")
    completer = get_completion_class(shell)
    assert completer is not None
    assert "convalida" in completer(main, {}, "convalida", "_CONVALIDA_COMPLETE").source()
