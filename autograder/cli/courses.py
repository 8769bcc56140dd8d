"""`convalida build` and `convalida verify`: a course, before anybody hands in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.options import JOBS, LANGUAGES, NEEDS_A_PERSON, UNIT, known, t, with_course
from autograder.console import meter, say, show_table
from course.catalog import Course


@click.command(help=t("help_build"))
@UNIT
@LANGUAGES
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), help=t("help_out"))
@with_course
def build(course: Course, units: tuple[str, ...], languages: tuple[str, ...], out: Path) -> None:
    from course.notebooks import build as build_notebooks

    for path in build_notebooks(course, out, languages, units):
        click.echo(path)


@click.command(help=t("help_verify"))
@UNIT
@click.option("--exercise", metavar="E", help=t("help_exercise"))
@click.option("--accept", is_flag=True, help=t("help_accept"))
@JOBS
@with_course
def verify(
    course: Course, units: tuple[str, ...], exercise: str | None, accept: bool, jobs: int
) -> None:
    from autograder.verify import accept_reviews, verify_course, verify_exercise

    chosen = units or tuple(course.units)
    exercises = {e.name: e for name in chosen for e in course.units[name].exercises}
    if exercise is not None:
        known(exercise, exercises, "unknown_exercise_asked")
    if accept:
        accept_reviews(course, (exercises[exercise].unit,) if exercise else chosen)
    with meter() as progress:
        if exercise is not None:
            report = verify_exercise(course, exercises[exercise], jobs=jobs, progress=progress)
        else:
            report = verify_course(course, chosen, jobs=jobs, progress=progress)
    columns = ["exercise", "cases", "mistakes", "apart", "named", "guess", "languages", "points"]
    show_table(
        t("table_verify"), [t(f"column_{name}") for name in columns], [r.cells for r in report.rows]
    )
    for problem in report.problems:
        say(problem.said(t))
    sys.exit(NEEDS_A_PERSON if report.problems else 0)
