"""The odd notebooks, each alone in front of each grader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.graders import Scores, convalida, nbgrader, otter
from benchmarks.odd import odd_notebooks
from benchmarks.rounds import Setting
from benchmarks.submissions import bare, write

CELL_SECONDS = 5
"""nbgrader's limit for a cell, here: its own would be 30."""


def odd(setting: Setting, say: Callable[[str], None]) -> Mapping[str, Mapping[str, float | None]]:
    """Points by notebook and grader; None where a grader gave no score."""
    unit = setting.unit
    source = bare(setting.course, unit, "source")
    course = nbgrader.make_course(
        setting.scratch / "odd", unit, source, setting.checks, CELL_SECONDS
    )
    release = nbgrader.release_of(course, unit)
    found = {}
    for one in odd_notebooks(setting.answers[0]):
        submitted = write([one], unit, release, setting.scratch / "odd-in" / one.student)
        row = {
            "convalida": convalida.grade(submitted, unit.name, setting.fresh()).scores,
            "nbgrader": nbgrader.grade(course, [one], unit, setting.fresh()).scores,
        }
        if setting.otter:
            row["otter"] = otter.grade(
                *(setting.otter, setting.autograder, submitted, unit),
                setting.fresh(),
                setting.sizes.otter_seconds,
            ).scores
        found[one.student] = {name: _points(scores[one.student]) for name, scores in row.items()}
        say(f"{one.student}: {found[one.student]}")
    return found


def _points(scores: Scores) -> float | None:
    return round(sum(scores.values()), 2) if scores else None
