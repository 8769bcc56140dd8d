"""Groups of wrong answers, for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Collection

import click

from autograder.adopting.adopt import NotAdopted, Proposal, code_of
from autograder.adopting.groups import Group, Unnamed
from autograder.console import ESCAPES, clean
from autograder.feedback.terminal import print_example
from course.model import Course
from course.texts import Translation

MOST_NAMES = 12


def print_group(
    group: Group, number: int, course: Course, words: Collection[str], t: Translation
) -> None:
    """Which function, how many, who, the checks, what is said, the smallest example, the code."""
    count = len(group.members)
    _put(
        0,
        t("adopt_group", number=number, function=group.function, unit=group.unit, count=count),
        bold=True,
    )
    who = ", ".join(group.students[:MOST_NAMES])
    left = count - MOST_NAMES
    _put(
        2, t("adopt_who_and", students=who, left=left) if left > 0 else t("adopt_who", students=who)
    )
    _put(2, t("adopt_fails", checks=group.checks))
    for message in group.diagnoses:
        _put(2, t(message.id, **message.args))
    language = t.language if t.language in course.languages else course.languages[0]
    if group.shown.row.counterexample:
        _put(2, t("smallest_input"), bold=True)
        print_example(group.shown.record, group.function, course, language)
    try:
        code = code_of(group, course, words)
    except NotAdopted as error:
        _put(2, error.problem.text(t))
    else:
        _put(2, t("adopt_code") if code else t("adopt_no_code"), bold=bool(code))
        print_code(code or "")
    click.echo()


def print_rest(found: Unnamed, shown: int, results: object, t: Translation) -> None:
    """What there is beside the groups that were shown, and what to do."""
    if left := len(found.groups) - shown:
        click.echo(t("adopt_more", count=left))
    if found.alone:
        click.echo(t("adopt_alone", count=found.alone))
    click.echo(t("adopt_how", results=results))


def print_proposal(proposal: Proposal, t: Translation) -> None:
    """The code as it would be written, and what it means to write it."""
    click.echo(t("adopt_added"))
    print_code(proposal.added)
    click.secho(t("adopt_runs_outside"), bold=True)


def print_code(code: str) -> None:
    click.echo(textwrap.indent(ESCAPES.sub("", code), "    "), nl=bool(code))


def _put(indent: int, text: str, *, bold: bool = False) -> None:
    click.secho(" " * indent + clean(text), bold=bold)
