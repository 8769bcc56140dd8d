"""Options that commands share, and how each is carried out: one line for what goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder.console import echo, user_sentences
from autograder.submissions import NotFound, WrongUsage
from course import catalog
from course.problems import Problem, ProblemError
from course.texts import Message

NEEDS_A_PERSON = 1

t = user_sentences()


def names_of_units(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """For a shell that completes: the units of the course that is asked for."""
    try:
        course = catalog.load(context.params.get("root") or catalog.INSTALLED)
    except ProblemError:
        return []
    return [name for name in course.units if name.startswith(begun)]


UNIT = click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="U",
    help=t("help_unit"),
    shell_complete=names_of_units,
)
ONE_UNIT = click.option(
    "--unit", metavar="U", help=t("help_one_unit"), shell_complete=names_of_units
)
ISOLATION = click.option(
    "--isolation", type=click.Choice(["full", "none"]), default="full", help=t("help_isolation")
)
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help=t("help_jobs")
)
NBGRADER = click.option(
    "--nbgrader", type=click.Path(path_type=Path), metavar="COURSE_DIR", help=t("help_nbgrader")
)
COURSE = click.option(
    "--course",
    "root",
    type=click.Path(path_type=Path),
    default=catalog.INSTALLED,
    metavar="DIR",
    help=t("help_course"),
)
LANGUAGES = click.option(
    "--language", "languages", multiple=True, metavar="en|es", help=t("help_language")
)


def in_one_line(command: Callable[..., Any]) -> Callable[..., Any]:
    """Says in one line each what is wrong, and ends the command."""

    @wraps(command)
    def wrapped(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except ProblemError as error:
            for message in getattr(error, "because", ()):
                echo(t(message))
            for problem in (error.problem, *error.others):
                echo(problem.text(t))
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            echo(t("interrupted"))
            sys.exit(NEEDS_A_PERSON)
        except OSError as error:
            echo(t("cannot_write", cause=str(error)))
            sys.exit(NEEDS_A_PERSON)

    return wrapped


def with_course(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --course, and says in one line what is wrong with a course or with the usage."""

    @COURSE
    @wraps(command)
    @in_one_line
    def wrapped(root: Path, **options: Any) -> None:
        if not root.is_dir():
            raise NotFound(Message("path_not_found", {"path": str(root)}))
        course = catalog.load(root)
        for unit in options.get("units") or ():
            known(unit, course.units, "unknown_unit_asked")
        for language in options.get("languages") or ():
            known(language, course.languages, "unknown_language_asked")
        command(course=course, **options)

    return wrapped


def finish(problems: Iterable[Problem]) -> NoReturn:
    """Says what needs a person, and ends the command."""
    told = list(problems)
    for problem in told:
        echo(problem.text(t))
    sys.exit(NEEDS_A_PERSON if told else 0)


def known(name: str, names: Any, message: str) -> None:
    """Raises WrongUsage if nothing has this name."""
    if name not in names:
        raise WrongUsage(Message(message, {"name": name, "known": list(names)}))
