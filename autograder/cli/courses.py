"""`convalida build` and `convalida verify`: a course, before anybody hands in."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import (
    JOBS,
    LANGUAGES,
    NBGRADER,
    UNIT,
    finish,
    known,
    t,
    with_course,
)
from autograder.console import meter, print_table
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
    print_table(
        t("table_verify"), [t(f"column_{name}") for name in columns], [r.cells for r in report.rows]
    )
    for unit, limits in report.limits.items():
        words = ", ".join(f"{name} {value:g}" for name, value in limits.items())
        click.echo(t("limits_of_unit", unit=unit, limits=words))
    finish(report.problems)
