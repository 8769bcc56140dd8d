"""`convalida explain`: what was graded, for people."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import finish, known, t, with_course
from course.catalog import Course


@click.command(help=t("help_explain"))
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--language", metavar="en|es", help=t("help_explain_language"))
@click.option("--hints", is_flag=True, help=t("help_hints"))
@with_course
def explain(course: Course, record: Path, language: str | None, hints: bool) -> None:
    from autograder.feedback.terminal import explain as write
    from autograder.feedback.terminal import read_record

    if language is not None:
        known(language, course.languages, "unknown_language_asked")
    finish(write(read_record(record), course, language, hints=hints))
