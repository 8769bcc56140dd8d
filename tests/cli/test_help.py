"""`-h` says what `--help` says, for the whole and for each command."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.cli import main


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_h_is_help(command: list[str]) -> None:
    short = CliRunner().invoke(main, [*command, "-h"])
    long = CliRunner().invoke(main, [*command, "--help"])
    assert short.exit_code == 0
    assert "-h, --help" in short.stdout
    assert short.stdout == long.stdout
