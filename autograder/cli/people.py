"""Who decides, when, and what they are asked before a mark is replaced."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import click

from autograder.cli.options import t
from autograder.console import echo, print_changes
from autograder.regrade import Consent, handed_in_anew
from autograder.results.adjustments import YES
from autograder.results.changes import FILE
from autograder.results.compare import Change
from autograder.results.folder import PREVIOUS
from autograder.submissions.words import plain


def somebody() -> str:
    """Who runs the command, as the system calls them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def now() -> str:
    """The time here, with its zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def agreement(yes: bool, before: Callable[[], None]) -> Consent:
    """Shows what changes and asks; without a terminal, only a new hand-in replaces a record."""

    def consent(changes: Sequence[Change]) -> Sequence[Change]:
        before()
        print_changes(changes)
        if yes:
            return changes
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return handed_in_anew(changes)
        question = t("replace_them", count=len(changes))
        answer = click.prompt(question, default="", show_default=False, err=True)
        return changes if plain(answer.strip()) in YES else []

    return consent


def echo_changes(changes: Sequence[Change], waiting: Sequence[Change], results: Path) -> None:
    """What was replaced, whose mark went down, and what waits."""
    if changes:
        down = [change for change in changes if change.difference < 0]
        echo(t("replaced", count=len(changes), down=len(down), folder=results / PREVIOUS))
    if waiting:
        echo(t("changes_wait", count=len(waiting), table=results / FILE))
