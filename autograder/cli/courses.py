"""`convalida build` and `convalida verify`: a course, before anybody hands in."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import (
    LANGUAGES,
    NBGRADER,
    UNIT,
    finish,
    t,
    with_course,
)
from autograder.console import show_table
from autograder.submissions import WrongUsage
from course.catalog import Course
from course.texts import Message


@click.command(help=t("help_build"))
@UNIT
@LANGUAGES
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), help=t("help_out"))
@NBGRADER
@with_course
def build(
    course: Course,
    units: tuple[str, ...],
    languages: tuple[str, ...],
    out: Path,
    nbgrader: Path | None,
) -> None:
    from course.notebooks import build as build_notebooks

    if nbgrader is not None:
        from autograder.exports.nbgrader.directory import Directory
        from autograder.exports.nbgrader.units import add_units

        if len(languages) > 1:
            raise WrongUsage(Message("nbgrader_one_language", {"names": list(languages)}))
        language = (languages or course.languages)[0]
        built = add_units(course, Directory.read(nbgrader), language, units)
    else:
        built = build_notebooks(course, out, languages, units)
    for path in built.paths:
        click.echo(path)
    finish(built.problems)


@click.command(help=t("help_verify"))
@UNIT
@click.option("--accept", is_flag=True, help=t("help_accept"))
@with_course
def verify(course: Course, units: tuple[str, ...], accept: bool) -> None:
    from autograder.verify import accept_reviews, verify_course

    if accept:
        accept_reviews(course, units or tuple(course.units))
    report = verify_course(course, units or tuple(course.units))
    columns = ["exercise", "cases", "mistakes", "apart", "guess", "languages", "points"]
    show_table(
        t("table_verify"), [t(f"column_{name}") for name in columns], [r.cells for r in report.rows]
    )
    finish(report.problems)
