"""Hidden checks of pad2d."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_keeps_arguments,
    assert_own_memory,
    inputs,
    small,
)

SMALL = {
    "pad2d": st.one_of(
        st.fixed_dictionaries(
            {"x": small.images(), "pad": small.sides(2), "value": st.sampled_from([0.0, 5.0])}
        ),
        st.fixed_dictionaries(
            {
                "x": small.images(1, 1, 2, 2).map(lambda x: x.astype(np.int64)),
                "pad": st.just(1),
                "value": st.just(2.5),
            }
        ),
    )
}


@pytest.mark.parametrize("pads", [(0, 2), (1,), (7,)], ids=lambda pads: "-".join(map(str, pads)))
def test_same_on_every_side(submission, reference, rng, pads):
    x = inputs.normal(rng, 2, 3, 4, 5)
    for pad in pads:
        answer = submission.pad2d.answer(x, pad)
        assert_close(answer.value, reference.pad2d(x, pad))
        assert_own_memory(answer)


@pytest.mark.parametrize("pad", [(2, 2), (3, 0), (0, 2), (6, 7)])
def test_by_axis(submission, reference, rng, pad):
    x = inputs.normal(rng, 3, 2, 5, 4)
    assert_close(submission.pad2d(x, pad), reference.pad2d(x, pad))


@pytest.mark.parametrize(
    "pad", [((1, 2), (3, 4)), ((0, 1), (2, 0)), ((2, 0), (0, 0)), ((0, 0), (0, 1))]
)
def test_by_side(submission, reference, rng, pad):
    x = inputs.normal(rng, 1, 4, 3, 2)
    assert_close(submission.pad2d(x, pad=pad), reference.pad2d(x, pad=pad))


@pytest.mark.parametrize("value", [-np.inf, 2.5, -1.0])
@pytest.mark.parametrize("kind", ["floats", "integers"])
def test_border_value(submission, reference, rng, kind, value):
    draw = {"floats": inputs.normal, "integers": inputs.integers}[kind]
    x = draw(rng, 2, 1, 3, 4)
    pad = ((1, 0), (2, 1))
    kinds = "iuf" if float(value).is_integer() else "f"
    assert_close(submission.pad2d(x, pad, value), reference.pad2d(x, pad, value), kinds=kinds)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (1, 1, 2, 6)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        assert_close(submission.pad2d(x, (1, 2)), reference.pad2d(x, (1, 2)), kinds="iuf")


def test_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 3, 2, 4, 5)
    expected = reference.pad2d(x, 1)
    assert_keeps_arguments(submission.pad2d, expected, x, 1)
