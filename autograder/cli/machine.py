"""`convalida doctor`: the machine that grades."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.options import NEEDS_A_PERSON, t, with_course
from autograder.console import clean
from course.catalog import Course

NOT_ISOLATED = 3
SIGNS = {"well": "✓", "optional": "○", "mend": "✗", "unsafe": "✗"}


@click.command(help=t("help_doctor"))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("results"), help=t("help_results")
)
@with_course
def doctor(course: Course, out: Path) -> None:
    from autograder.doctor import examine

    states = set()
    for finding in examine(course, out):
        click.echo(f"{SIGNS[finding.state]} {clean(t(finding.message))}")
        states.add(finding.state)
    if "unsafe" in states:
        sys.exit(NOT_ISOLATED)
    sys.exit(NEEDS_A_PERSON if "mend" in states else 0)
