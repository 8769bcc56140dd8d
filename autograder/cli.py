"""The command `convalida`. Each command here calls the one function that does the work."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # for the workers, which fork from this process
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from autograder.console import meter, say, show_plan, show_table, speak
from autograder.engines.tasks import Isolation, Settings
from course import catalog
from course.catalog import Course
from course.problems import ProblemError

NEEDS_A_PERSON = 1
WRONG_USAGE = 2

t = speak()

UNIT = click.option("--unit", "units", multiple=True, metavar="U", help=t("help_unit"))
ISOLATION = click.option(
    "--isolation", type=click.Choice(["full", "none"]), default="full", help=t("help_isolation")
)
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help=t("help_jobs")
)
LANGUAGES = click.option(
    "--language", "languages", multiple=True, metavar="en|es", help=t("help_language")
)


def _with_course(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --course, and says in one line what is wrong with a course or with the usage."""

    @click.option(
        "--course",
        "root",
        type=click.Path(path_type=Path),
        default=catalog.INSTALLED,
        metavar="DIR",
        help=t("help_course"),
    )
    @wraps(command)
    def wrapped(root: Path, **options: Any) -> None:
        try:
            _carry_out(command, root, options)
        except KeyboardInterrupt:
            say(t("interrupted"))
            sys.exit(NEEDS_A_PERSON)
        except OSError as error:
            say(t("cannot_write", cause=str(error)))
            sys.exit(NEEDS_A_PERSON)

    return wrapped


def _carry_out(command: Callable[..., Any], root: Path, options: dict[str, Any]) -> None:
    try:
        if not root.is_dir():
            say(t("path_not_found", path=root))
            sys.exit(WRONG_USAGE)
        course = catalog.load(root)
        for unit in options.get("units") or ():
            _known(unit, course.units, "unknown_unit_asked")
        for language in options.get("languages") or ():
            _known(language, course.languages, "unknown_language_asked")
        command(course=course, **options)
    except ProblemError as error:
        say(error.problem.said(t))
        sys.exit(error.exit_code)


def _known(name: str, names: Any, message: str) -> None:
    if name not in names:
        say(t(message, name=name, known=", ".join(names)))
        sys.exit(WRONG_USAGE)


@click.group(help=t("help_convalida"))
@click.version_option(package_name="convalida")
def main() -> None:
    """Entry point."""


@main.command(help=t("help_build"))
@UNIT
@LANGUAGES
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), help=t("help_out"))
@_with_course
def build(course: Course, units: tuple[str, ...], languages: tuple[str, ...], out: Path) -> None:
    from course.notebooks import build as build_notebooks

    for path in build_notebooks(course, out, languages, units):
        click.echo(path)


@main.command(help=t("help_grade"))
@click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--unit", metavar="U", help=t("help_one_unit"))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("results"), help=t("help_results")
)
@JOBS
@click.option("--engine", default="local", metavar="local", help=t("help_engine"))
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help=t("help_roster"))
@click.option("--student-from", metavar="PATTERN", help=t("help_student_from"))
@click.option("--dry-run", is_flag=True, help=t("help_dry_run"))
@click.option("--language", metavar="L", help=t("help_page_language"))
@ISOLATION
@click.option("--seed", type=click.IntRange(min=0), default=0, help=t("help_seed"))
@click.option("--force", is_flag=True, help=t("help_force"))
@click.option("--table", is_flag=True, help=t("help_table"))
@_with_course
def grade(
    course: Course,
    submissions: tuple[Path, ...],
    unit: str | None,
    out: Path,
    jobs: int,
    engine: str,
    roster: Path | None,
    student_from: str | None,
    dry_run: bool,
    language: str | None,
    isolation: Isolation,
    seed: int,
    force: bool,
    table: bool,
) -> None:
    from autograder.grade import grade_class, plan_class
    from autograder.planning import Asked

    for name, known, message in (
        (unit, course.units, "unknown_unit_asked"),
        (language, course.languages, "unknown_language_asked"),
        (engine, ["local"], "unknown_engine_asked"),
    ):
        if name is not None:
            _known(name, known, message)
    asked = Asked(submissions, unit, student_from, roster)
    if dry_run:
        planned = plan_class(course, asked, out, jobs=jobs)
        show_plan(planned)
        sys.exit(NEEDS_A_PERSON if planned.messages else 0)
    if isolation == "none":
        say(t("isolation_off"))
    settings = Settings(isolation, seed, language)
    with meter() as progress:
        outcome = grade_class(
            course, asked, out, settings=settings, jobs=jobs, force=force, progress=progress
        )
    _summarise(course, outcome, out, all_rows=table)
    sys.exit(NEEDS_A_PERSON if outcome.troubles else 0)


@main.command(help=t("help_verify"))
@UNIT
@click.option("--accept", is_flag=True, help=t("help_accept"))
@_with_course
def verify(course: Course, units: tuple[str, ...], accept: bool) -> None:
    from autograder.verify import accept_reviews, verify_course

    if accept:
        accept_reviews(course, units or tuple(course.units))
    report = verify_course(course, units or tuple(course.units))
    columns = ["exercise", "cases", "mistakes", "apart", "guess", "languages", "points"]
    show_table(
        t("table_verify"), [t(f"column_{name}") for name in columns], [r.cells for r in report.rows]
    )
    for problem in report.problems:
        say(problem.said(t))
    sys.exit(NEEDS_A_PERSON if report.problems else 0)


@main.command(help=t("help_explain"))
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--language", metavar="en|es", help=t("help_explain_language"))
@click.option("--hints", is_flag=True, help=t("help_hints"))
@_with_course
def explain(course: Course, record: Path, language: str | None, hints: bool) -> None:
    from autograder.feedback.terminal import explain as write
    from autograder.feedback.terminal import read_record

    if language is not None:
        _known(language, course.languages, "unknown_language_asked")
    write(read_record(record), course, language, hints=hints)


@main.command(help=t("help_demo"))
@click.option("--students", type=click.IntRange(min=1), default=24, help=t("help_students"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"), help=t("help_out"))
@JOBS
@ISOLATION
@_with_course
def demo(course: Course, students: int, out: Path, jobs: int, isolation: Isolation) -> None:
    from autograder.demo import make_class
    from autograder.grade import grade_class
    from autograder.planning import Asked
    from course.notebooks import build as build_notebooks

    build_notebooks(course, out / "build")
    make_class(course, out / "build", out / "submitted", students)
    with meter() as progress:
        outcome = grade_class(
            course,
            Asked([out / "submitted"]),
            out / "results",
            settings=Settings(isolation),
            jobs=jobs,
            force=True,
            progress=progress,
        )
    _summarise(course, outcome, out / "results", all_rows=True)
    say(t("demo_where", build=out / "build", submitted=out / "submitted", results=out / "results"))


def _summarise(course: Course, outcome: Any, results: Path, *, all_rows: bool) -> None:
    """What of the class a person wants to know; what needs one comes last."""
    from autograder.results.folder import ResultsFolder
    from autograder.summary import summarise

    records = ResultsFolder(results, course).records()
    found = summarise(records, outcome.graded, outcome.needs_a_person, t, all_rows=all_rows)
    columns = ["student", "unit", "status", "score", "to_look_at"]
    if found.rows:
        title = t("table_scores") if all_rows else t("table_needs_a_person")
        show_table(title, [t(f"column_{name}") for name in columns], found.rows)
    columns = ["unit", "handed_in", "graded", "mean", "median", "points"]
    show_table(t("table_class"), [t(f"column_{name}") for name in columns], found.units())
    for times, graded, function, mistake in found.commonest():
        args = {"count": times, "graded": graded, "function": function, "mistake": mistake}
        click.echo(t("common_mistake", **args))
    if outcome.already_graded:
        say(t("already_graded", count=outcome.already_graded))
    if found.left_out:
        say(t("rows_left_out", count=found.left_out))
    say(t("where_results", table=results / "scores.csv", folder=results))
    for trouble in outcome.troubles:
        sentence = t(trouble.message.id, **trouble.message.args)
        say(f"{trouble.origin}: {sentence}" if trouble.origin else sentence)
