"""Submissions that are alike beyond what the exercise asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.report.similar import fingerprints, similar
from autograder.results import Record
from course.model import Course
from tests.feedback.records import record

LOOPS = """
def {f}({x}, kernel, stride=None):
    height, width = kernel
    out = np.zeros(({x}.shape[0] // 2, {x}.shape[1] // 3))
    for {i} in range(out.shape[0]):
        for {j} in range(out.shape[1]):
            if {x}[2 * {i}, 3 * {j}] > 0.125:
                out[{i}, {j}] = np.hypot({x}[2 * {i}, 3 * {j}], 7.5) ** 3
            else:
                out[{i}, {j}] = abs({x}[2 * {i}, 3 * {j}] - 1.75) * 4 + {i}
    return out.clip(-3, 11).astype(float)
"""
OTHER = """
def max_pool2d(x, kernel, stride=None):
    views = np.lib.stride_tricks.sliding_window_view(x, pair(kernel), axis=(2, 3))
    flat = views.reshape(*views.shape[:4], -1)
    best = flat.argmax(axis=-1)
    rows, columns = np.divmod(best, pair(kernel)[1])
    return np.take_along_axis(flat, best[..., None], -1)[..., 0], rows * x.shape[3] + columns
"""
NAMES = {"f": "max_pool2d", "x": "x", "i": "i", "j": "j"}


def wrote(course: Course, student: str, source: str) -> Record:
    made = record(course, "pooling")
    first, *others = made.exercises
    return replace(made, student=student, exercises=(replace(first, source=source), *others))


def test_other_names_and_another_layout_are_no_difference() -> None:
    renamed = LOOPS.format(f="max_pool2d", x="imagen", i="fila", j="columna")
    spaced = renamed.replace(" = ", "=").replace("\n    height", "  # mine\n\n    height")
    assert fingerprints(LOOPS.format(**NAMES)).keys() == fingerprints(spaced).keys()
    alike = fingerprints(LOOPS.format(**NAMES)).keys() & fingerprints(OTHER).keys()
    assert len(alike) <= 1  # the header
    assert fingerprints("def f(:\n  '''") == {}


def test_two_who_share_what_few_wrote_are_a_pair_side_by_side(course: Course) -> None:
    copied = LOOPS.format(f="max_pool2d", x="imagen", i="fila", j="columna")
    more = f"{copied}\n\n{OTHER}"
    records = [
        wrote(course, "ana", LOOPS.format(**NAMES)),
        wrote(course, "zoe", more),
        wrote(course, "bo", OTHER.replace("argmax", "argmin").replace("divmod", "remainder")),
    ]
    (first, *_) = similar(records, course)
    assert (first.unit, first.students) == ("pooling", ("ana", "zoe"))
    assert first.share == pytest.approx(100.0)
    ours, theirs = first.lines
    assert all(shared for text, shared in ours if text.strip())
    assert not all(shared for text, shared in theirs if text.strip())


def test_what_many_wrote_is_what_the_exercise_asks_for(course: Course) -> None:
    records = [wrote(course, f"s{n}", LOOPS.format(**NAMES)) for n in range(6)]
    assert similar(records, course) == []


def test_what_everybody_was_given_tells_nothing(course: Course) -> None:
    given = course.units["pooling"].sources["max_pool2d"]
    assert similar([wrote(course, name, given) for name in ("ana", "zoe")], course) == []
