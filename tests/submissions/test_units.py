"""What a notebook defines decides its unit; metadata and file names are hints."""

from __future__ import annotations

import pytest

from autograder.submissions.units import Asked, units_in
from course.catalog import Course
from tests.submissions.fixtures import ReadCells
from tests.submissions.slices import GOOD

UNITS = {
    "tools": Asked(("size", "gradient", "agree")),
    "padding": Asked(("pad", "pad_backward", "same")),
    "pooling": Asked(("pool", "pool_backward", "mean", "mean_backward")),
    "layers": Asked(
        ("Conv", "Pool", "Mean", "autograd"),
        frozenset({"pool", "pool_backward", "mean", "mean_backward", "conv"}),
    ),
}
POOLING, LAYERS = UNITS["pooling"].functions, UNITS["layers"].functions


@pytest.mark.parametrize(
    ("defined", "hints", "units"),
    [
        (("pad",), (), ["padding"]),
        (("pad", "same"), ("tools",), ["padding"]),
        (("size", "gradient", "agree", "pad"), ("padding",), ["tools"]),
        (("size", "gradient", "agree", "pad", "same"), ("padding",), ["tools", "padding"]),
        ((*UNITS["tools"].functions, *UNITS["padding"].functions), ("padding",),
         ["padding", "tools"]),
        ((*LAYERS, *POOLING, "conv"), (), ["layers"]),
        ((*LAYERS, *POOLING, "pad", "same"), (), ["layers", "padding"]),
        (POOLING, ("layers",), ["pooling"]),
        (("helper",), ("padding", "tools"), ["padding"]),
        ((), (None, "tools"), ["tools"]),
        ((), (7, "elsewhere", ["tools"]), []),
        (("size", "pad"), (), []),
        (("size", "pad"), ("elsewhere", "padding"), ["padding"]),
    ],
)  # fmt: skip
def test_the_unit_is_what_is_defined(
    defined: tuple[str, ...], hints: tuple[object, ...], units: list[str]
) -> None:
    assert units_in(defined, hints, UNITS) == units


@pytest.mark.parametrize(
    ("defined", "units"),
    [(("pad",), ["padding"]), (("pad", *POOLING), ["padding"]), ((), ["padding"]), (POOLING, [])],
)
def test_a_unit_that_is_asked_for_is_there_or_not(
    defined: tuple[str, ...], units: list[str]
) -> None:
    assert units_in(defined, ("pooling",), UNITS, only="padding") == units


def test_every_unit_of_the_course_is_recognised_without_metadata(course: Course) -> None:
    units = {name: Asked(tuple(unit.functions), unit.given) for name, unit in course.units.items()}
    for name, asked in units.items():
        assert units_in(asked.functions, (), units) == [name]
        assert units_in({*asked.functions, *asked.given}, (), units) == [name]


def test_the_unit_is_what_is_defined_and_the_metadata_a_hint(read_cells: ReadCells) -> None:
    own = {"convalida": {"unit": "padding", "language": "es"}}
    submission = read_cells(GOOD, unit=None, **own)
    assert (submission.unit, submission.language) == ("pooling", "es")
    pad = "def pad2d(x): return x"
    assert read_cells(GOOD, pad, unit=None, **own).unit == "padding"
    assert read_cells(GOOD, pad, unit="pooling", **own).unit == "pooling"
    assert read_cells("x = 1", unit=None, **own).unit == "padding"
    unknown = read_cells("x = 1", unit=None, convalida={"unit": "extra"})
    assert unknown.unit is None
    assert "unknown_unit" in [message.id for message in unknown.messages]
