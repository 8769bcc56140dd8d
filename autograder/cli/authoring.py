"""`convalida new` and `convalida preview`: the files of who writes a course, and what they give."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from autograder.authoring.new import check_name, new_course, new_exercise, new_unit
from autograder.cli.options import COURSE, finish, in_one_line, known, t
from autograder.console import echo
from autograder.submissions import NotFound
from course import catalog
from course.texts import Message

DIR = click.option(
    "--course",
    "root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    metavar="DIR",
    help=t("help_new_in"),
)


@click.group(help=t("help_new"))
def new() -> None:
    """Its kinds are commands of their own."""


@new.command(help=t("help_new_course"))
@click.argument("name")
@click.option(
    "--course", "root", type=click.Path(path_type=Path), metavar="DIR", help=t("help_new_where")
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="L",
    default=("en", "es"),
    help=t("help_new_language"),
)
@in_one_line
def course(name: str, root: Path | None, languages: tuple[str, ...]) -> None:
    check_name(name)
    root = root or Path(name)
    _say(new_course(root, languages), ["new", "unit", "NAME", *_option(root)])


@new.command(help=t("help_new_unit"))
@click.argument("name")
@DIR
@in_one_line
def unit(name: str, root: Path) -> None:
    _say(new_unit(root, name), ["new", "exercise", "NAME", "--unit", name, *_option(root)])


@new.command(help=t("help_new_exercise"))
@click.argument("name")
@click.option("--unit", metavar="U", help=t("help_new_exercise_unit"))
@DIR
@in_one_line
def exercise(name: str, unit: str | None, root: Path) -> None:
    _say(new_exercise(root, unit, name), ["verify", "--exercise", name, *_option(root)])


@click.command(help=t("help_preview"))
@click.argument("unit")
@click.option("--language", metavar="en|es", help=t("help_preview_language"))
@COURSE
@click.option("--once", is_flag=True, help=t("help_once"))
@click.option("--open/--no-open", "opens", default=True, help=t("help_open"))
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=t("help_preview_out"))
@in_one_line
def preview(
    unit: str, language: str | None, root: Path, once: bool, opens: bool, out: Path | None
) -> None:
    from autograder.authoring import preview as making

    if not root.is_dir():
        raise NotFound(Message("path_not_found", {"path": str(root)}))
    if once:
        course = catalog.load(root)
        known(unit, course.units, "unknown_unit_asked")
        language = language or course.languages[0]
        known(language, course.languages, "unknown_language_asked")
        folder = out or Path("preview")
        folder.mkdir(parents=True, exist_ok=True)
        problems = making.write_preview(course, course.units[unit], language, folder)
        click.echo(folder / "notebook.html")
        click.echo(folder / "student.html")
        finish(problems)
    with tempfile.TemporaryDirectory(prefix="convalida-") as scratch:
        folder = out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        making.write_frame(folder, unit, t)
        with making.served(folder) as address, suppress(KeyboardInterrupt):
            echo(t("preview_at", address=address))
            if opens:
                click.launch(address)
            making.keep_writing(root, folder, making.again(root, unit, language, folder), echo)


def _option(root: Path) -> Sequence[str]:
    return ("--course", str(root))


def _say(paths: Iterable[Path], following: Sequence[str]) -> None:
    for path in paths:
        click.echo(path)
    echo(t("new_next", command=shlex.join(["convalida", *following])))
