"""`convalida check`: for a student, before handing in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.options import NEEDS_A_PERSON, ONE_UNIT, known, t, with_course
from autograder.console import clean
from autograder.sentences import sentences
from autograder.submissions import NotFound
from course.catalog import Course
from course.texts import Message


@click.command(help=t("help_check"))
@click.argument("notebook", type=click.Path(path_type=Path))
@ONE_UNIT
@click.option("--language", metavar="en|es", help=t("help_notebook_language"))
@with_course
def check(course: Course, notebook: Path, unit: str | None, language: str | None) -> None:
    from autograder.rehearsal import rehearse

    if not notebook.is_file():
        raise NotFound(Message("path_not_found", {"path": str(notebook)}))
    if unit is not None:
        known(unit, course.units, "unknown_unit_asked")
    if language is not None:
        known(language, course.languages, "unknown_language_asked")
    made = rehearse(notebook, course, unit)
    say = sentences(language or made.language, course)
    if not made.todo:
        click.echo(say("check_ready", path=notebook))
        return
    click.echo(say("check_todo", count=len(made.todo)))
    for message in made.todo:
        click.echo(f"- {clean(say(message))}")
    sys.exit(NEEDS_A_PERSON)
