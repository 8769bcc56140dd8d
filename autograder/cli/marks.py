"""`convalida mark` and `convalida compare`: what people give, and whose mark changes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.options import NEEDS_A_PERSON, names_of_units, t, with_course
from autograder.cli.people import echo_changes, now, somebody
from autograder.console import echo, print_changes
from autograder.submissions import NotFound
from course.catalog import Course
from course.texts import Message


@click.command(help=t("help_mark"), context_settings={"ignore_unknown_options": True})
@click.argument("student")
@click.argument("unit", shell_complete=names_of_units)
@click.argument("exercise")
@click.argument("points")
@click.option("--because", metavar="TEXT", required=True, help=t("help_because"))
@click.option("--bonus", is_flag=True, help=t("help_bonus"))
@click.option("--who", metavar="NAME", default=somebody, help=t("help_who"))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("results"), help=t("help_results")
)
@with_course
def mark(
    course: Course,
    student: str,
    unit: str,
    exercise: str,
    points: str,
    because: str,
    bonus: bool,
    who: str,
    out: Path,
) -> None:
    from autograder.regrade import mark_by_hand
    from autograder.results.adjustments import adjustment_of_words
    from autograder.results.changes import FILE

    cells = {
        "student": student,
        "unit": unit,
        "exercise": exercise,
        "delta" if points[:1] in "+-" else "points": points,
        "bonus": "yes" if bonus else "",
        "reason": because,
        "who": who,
        "when": now(),
    }
    taken = mark_by_hand(course, out, adjustment_of_words(cells))
    if taken.changes:
        print_changes(taken.changes)
    else:
        echo(t("mark_changes_nothing"))
    echo_changes(taken.changes, (), out)
    if taken.waiting:
        echo(t("mark_leaves_waiting", count=len(taken.waiting), table=out / FILE))
    for note in taken.notes:
        echo(f"{note.place}: {t(note.message.id, **note.message.args)}".removeprefix(": "))
    sys.exit(NEEDS_A_PERSON if taken.waiting or taken.notes else 0)


@click.command(help=t("help_compare"))
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--csv", "table", type=click.Path(path_type=Path), help=t("help_csv"))
@with_course
def compare(course: Course, old: Path, new: Path, table: Path | None) -> None:
    from autograder.results.changes import text_of
    from autograder.results.compare import compare as compare_records
    from autograder.results.folder import records_in, write_whole

    for path in (old, new):
        if not any(records_in(path)):
            raise NotFound(Message("no_records", {"path": str(path)}))
    changes = compare_records(records_in(old), records_in(new))
    both = [change for change in changes if None not in (change.before, change.after)]
    if table:
        write_whole(table, text_of(changes).encode())
    if both:
        print_changes(both)
    down = sum(change.difference < 0 for change in both)
    added = sum(change.before is None for change in changes)
    gone = sum(change.after is None for change in changes)
    echo(t("compared", count=len(both), down=down, added=added, gone=gone))
