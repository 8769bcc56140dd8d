"""`convalida explain`, `report` and `adopt`: what was graded, for people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from autograder.cli.options import NEEDS_A_PERSON, finish, known, t, with_course
from autograder.console import echo
from autograder.submissions import WrongUsage
from course.catalog import Course
from course.texts import Message

if TYPE_CHECKING:
    from autograder.adopting.groups import Group

MOST_GROUPS = 5
"""That are shown at once."""


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


@click.command(help=t("help_report"))
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=t("help_report_out"))
@with_course
def report(course: Course, results: Path, out: Path | None) -> None:
    from autograder.report.writing import write_report

    click.echo(write_report(course, results, out, t.language))


@click.command(help=t("help_adopt"))
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--group", "number", type=int, metavar="N", help=t("help_group"))
@click.option("--name", metavar="NAME", help=t("help_name"))
@click.option("--least", type=click.IntRange(min=1), default=2, help=t("help_least"))
@click.option("--yes", is_flag=True, help=t("help_yes"))
@with_course
def adopt(
    course: Course, results: Path, number: int | None, name: str | None, least: int, yes: bool
) -> None:
    from autograder.adopting.groups import unnamed
    from autograder.adopting.showing import print_group, print_rest
    from autograder.results.folder import ResultsFolder

    if not results.is_dir():
        _refuse("path_not_found", path=results)
    if name is not None and number is None:
        _refuse("adopt_needs_group")
    found = unnamed(ResultsFolder(results, course).records(), course, least)
    if not found.records:
        _refuse("adopt_no_records", folder=results)
    if found.others:
        echo(t("adopt_other_version", count=found.others, total=found.records))
    if number is not None and not 1 <= number <= len(found.groups):
        _refuse("adopt_group_gone", number=number, count=len(found.groups))
    if not found.groups:
        click.echo(t("adopt_none", count=found.alone))
        return
    chosen = [number] if number else range(1, min(MOST_GROUPS, len(found.groups)) + 1)
    for each in chosen:
        print_group(found.groups[each - 1], each, course, found.words, t)
    if number is None:
        print_rest(found, len(chosen), results, t)
    elif name is not None:
        _adopt(course, found.groups[number - 1], name, found.words, yes)


def _adopt(course: Course, group: Group, name: str, words: set[str], yes: bool) -> None:
    """Writes a mistake into the course, if whoever runs the command has read it and agrees."""
    from autograder.adopting.adopt import propose, write
    from autograder.adopting.showing import print_proposal

    proposal = propose(course, group, name, words)
    print_proposal(proposal, t)
    if not yes and not sys.stdin.isatty():
        _refuse("adopt_needs_yes")
    if not yes and not click.confirm(t("adopt_confirm"), err=True):
        echo(t("adopt_not_written"))
        sys.exit(NEEDS_A_PERSON)
    write(proposal.files)
    for path in proposal.files:
        click.echo(path)
    echo(
        t(
            "adopt_written",
            name=name,
            exercise=course.units[group.unit].exercise_of(group.function).name,
        )
    )


def _refuse(message: str, **args: object) -> NoReturn:
    raise WrongUsage(Message(message, args))
