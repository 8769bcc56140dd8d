"""`convalida grade` and `convalida demo`: a class, from what was handed in to its scores."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from autograder.cli.options import (
    ISOLATION,
    JOBS,
    NBGRADER,
    NEEDS_A_PERSON,
    ONE_UNIT,
    known,
    t,
    with_course,
)
from autograder.cli.people import agreement, echo_changes, now, somebody
from autograder.console import echo, meter, print_plan, print_table
from autograder.engines.tasks import Isolation, Settings
from autograder.submissions import WrongUsage
from course.catalog import Course
from course.texts import Message

ENGINES = ("local", "dask://HOST:PORT")
CLUSTER = re.compile(r"dask://[^/\s]+:\d+")


@click.command(help=t("help_grade"))
@click.argument("submissions", nargs=-1, type=click.Path(path_type=Path))
@ONE_UNIT
@click.option("--out", type=click.Path(path_type=Path), help=t("help_results"))
@JOBS
@click.option("--engine", default="local", metavar="local|dask://HOST:PORT", help=t("help_engine"))
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help=t("help_roster"))
@click.option("--student-from", metavar="PATTERN", help=t("help_student_from"))
@click.option("--dry-run", is_flag=True, help=t("help_dry_run"))
@click.option("--language", metavar="L", help=t("help_page_language"))
@ISOLATION
@click.option("--seed", type=click.IntRange(min=0), default=0, help=t("help_seed"))
@click.option("--force", is_flag=True, help=t("help_force"))
@click.option("--table", is_flag=True, help=t("help_table"))
@NBGRADER
@click.option("--void", multiple=True, metavar="UNIT/EXERCISE/CHECK", help=t("help_void"))
@click.option("--because", metavar="TEXT", default="", help=t("help_because"))
@click.option("--yes", is_flag=True, help=t("help_yes"))
@click.option("--report/--no-report", default=True, help=t("help_with_report"))
@with_course
def grade(
    course: Course,
    submissions: tuple[Path, ...],
    unit: str | None,
    out: Path | None,
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
    nbgrader: Path | None,
    void: tuple[str, ...],
    because: str,
    yes: bool,
    report: bool,
) -> None:
    from autograder.grade import grade_class, plan_class
    from autograder.planning import Asked
    from autograder.results.voids import void_of

    for name, names, message in (
        (unit, course.units, "unknown_unit_asked"),
        (language, course.languages, "unknown_language_asked"),
        (None if CLUSTER.fullmatch(engine) else engine, ENGINES, "unknown_engine_asked"),
    ):
        if name is not None:
            known(name, names, message)
    directory = known_already = None
    if nbgrader is not None:
        from autograder.exports.nbgrader.collected import collected
        from autograder.exports.nbgrader.directory import Directory
        from autograder.exports.nbgrader.export import check, export

        directory = Directory.read(nbgrader)
        check(directory, course.units[unit] if unit else None)
        if not submissions and roster is None and student_from is None:
            known_already = collected(directory, course, unit)
        submissions = submissions or (directory.all_submitted,)
    if not submissions:
        raise click.UsageError(t("submissions_wanted"))
    out = out or (directory.results if directory else Path("results"))
    if void and not because.strip():
        raise WrongUsage(Message("because_missing"))
    voids = [void_of(path, because, course, somebody(), now()) for path in void]
    asked = Asked(submissions, unit, student_from, roster, known_already)
    if dry_run:
        planned = plan_class(course, asked, out, jobs=jobs)
        print_plan(planned)
        sys.exit(NEEDS_A_PERSON if planned.messages else 0)
    if isolation == "none":
        echo(t("isolation_off"))
    settings = Settings(isolation, seed, language)
    with meter() as progress:
        outcome = grade_class(
            course,
            asked,
            out,
            settings=settings,
            jobs=jobs,
            force=force,
            progress=progress,
            voids=voids,
            consent=agreement(yes, progress.stop),
            cluster=engine.removeprefix("dask://") if engine != "local" else None,
        )
    if directory is not None:
        exported = export(
            course,
            directory,
            out,
            about=outcome.graded.__contains__,
            found=outcome.found,
            jobs=jobs,
        )
        echo(t("nbgrader_written", count=exported.count, gradebook=directory.database_place))
        outcome.troubles += exported.troubles
    _summarise(course, outcome, out, all_rows=table, report=report)
    sys.exit(NEEDS_A_PERSON if outcome.troubles or outcome.waiting else 0)


@click.command(help=t("help_demo"))
@click.option("--students", type=click.IntRange(min=1), default=24, help=t("help_students"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"), help=t("help_out"))
@JOBS
@ISOLATION
@with_course
def demo(course: Course, students: int, out: Path, jobs: int, isolation: Isolation) -> None:
    from autograder.demo import make_class
    from autograder.grade import grade_class
    from autograder.planning import Asked
    from autograder.regrade import everything
    from course.notebooks import build as build_notebooks

    for problem in build_notebooks(course, out / "build").problems:
        echo(problem.text(t))
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
            consent=everything,
        )
    _summarise(course, outcome, out / "results", all_rows=True)
    echo(t("demo_where", build=out / "build", submitted=out / "submitted", results=out / "results"))


def _report(course: Course, results: Path) -> None:
    """The team's page, by a process of its own: what it loads is nothing for this one."""
    from autograder.report.freshness import FILE, is_fresh

    if is_fresh(course, results, t.language):
        echo(t("report_where", path=results / FILE))
        return
    command = [sys.executable, "-P", "-m", "autograder", "report", str(results)]
    command += ["--course", str(course.root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    well = done.returncode == 0
    echo(t("report_where", path=done.stdout.strip()) if well else done.stderr)


def _summarise(
    course: Course, outcome: Any, results: Path, *, all_rows: bool, report: bool = True
) -> None:
    """What of the class a person wants to know; what needs one comes last."""
    from autograder.results.folder import ResultsFolder
    from autograder.summary import summarise

    records = ResultsFolder(results, course).records()
    found = summarise(records, outcome.graded, outcome.needs_a_person, t, all_rows=all_rows)
    columns = ["student", "unit", "status", "score", "to_look_at"]
    if found.rows:
        title = t("table_scores") if all_rows else t("table_needs_a_person")
        print_table(title, [t(f"column_{name}") for name in columns], found.rows)
    columns = ["unit", "handed_in", "graded", "mean", "median", "points"]
    print_table(t("table_class"), [t(f"column_{name}") for name in columns], found.units())
    for times, graded, function, mistake in found.commonest():
        args = {"count": times, "graded": graded, "function": function, "mistake": mistake}
        click.echo(t("common_mistake", **args))
    for times, graded, function in found.largest_unnamed():
        args = {"count": times, "graded": graded, "function": function, "results": results}
        click.echo(t("unnamed_group", **args))
    if outcome.already_graded:
        echo(t("already_graded", count=outcome.already_graded))
    if found.left_out:
        echo(t("rows_left_out", count=found.left_out))
    echo(t("where_results", table=results / "scores.csv", folder=results))
    if report:
        _report(course, results)
    echo_changes(outcome.changes, outcome.waiting, results)
    for trouble in outcome.troubles:
        echo(trouble.text(t))
