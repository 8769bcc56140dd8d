"""`convalida export`: a results folder in the form of a platform or a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.options import ISOLATION, NEEDS_A_PERSON, UNIT, t, with_course
from autograder.console import echo
from autograder.engines.tasks import Isolation
from autograder.exports import AUTOGRADER, TARGETS
from autograder.submissions import NotFound
from course.catalog import Course
from course.texts import Message


@click.command(help=t("help_export"))
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--to", type=click.Choice(TARGETS), required=True, help=t("help_to"))
@click.option(
    "--gradebook", type=click.Path(path_type=Path), metavar="PATH", help=t("help_gradebook")
)
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help=t("help_roster"))
@click.option("--assignment", metavar="TITLE", help=t("help_assignment"))
@UNIT
@ISOLATION
@click.option("--out", type=click.Path(path_type=Path), default=Path("exports"), help=t("help_out"))
@with_course
def export(
    course: Course,
    results: Path,
    to: str,
    gradebook: Path | None,
    roster: Path | None,
    assignment: str | None,
    units: tuple[str, ...],
    isolation: Isolation,
    out: Path,
) -> None:
    from autograder.exports import Given
    from autograder.exports import export as write
    from autograder.results.marks import Decided
    from autograder.submissions import read_roster

    people = read_roster(roster) if roster else None
    given = Given(course, results, out, units, gradebook, people, assignment, isolation)
    if to != AUTOGRADER and not given.by_unit:
        raise NotFound(Message("no_records", {"path": str(results)}))
    older = Decided.read(results, course).not_applied(given.records)
    done = write(to, given)
    for path in done.paths:
        click.echo(path)
    for note in done.notes:
        echo(t(note.id, **note.args))
    if older:
        echo(t("export_older", count=older, folder=results))
    sys.exit(NEEDS_A_PERSON if done.notes or older else 0)
