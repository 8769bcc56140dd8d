"""`convalida build` and `convalida verify`: a course, before anybody hands in."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import LANGUAGES, UNIT, finish, t, with_course
from autograder.console import show_table
from course.catalog import Course


@click.command(help=t("help_build"))
@UNIT
@LANGUAGES
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), help=t("help_out"))
@with_course
def build(course: Course, units: tuple[str, ...], languages: tuple[str, ...], out: Path) -> None:
    from course.notebooks import build as build_notebooks

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
