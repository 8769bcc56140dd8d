"""Hidden checks of pad2d_backward."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small
from solutions.sizes import sides


def gradients(image, pad):
    """The shape of dy for an image of shape (N, C, H, W)."""
    n, c, h, w = image
    (top, bottom), (left, right) = sides(pad)
    return n, c, top + h + bottom, left + w + right


SMALL = {
    "pad2d_backward": small.sides(2).flatmap(
        lambda pad: st.fixed_dictionaries(
            {"dy": small.arrays(*gradients((1, 1, 2, 2), pad)), "pad": st.just(pad)}
        )
    )
}


@pytest.mark.parametrize("pads", [(0, 2), (1,), (7,)], ids=lambda pads: "-".join(map(str, pads)))
def test_same_on_every_side(submission, reference, rng, pads):
    for pad in pads:
        dy = inputs.normal(rng, *gradients((2, 3, 4, 5), pad))
        assert_close(submission.pad2d_backward(dy, pad), reference.pad2d_backward(dy, pad))


@pytest.mark.parametrize("pad", [(2, 2), (3, 0), (0, 2), (6, 7)])
def test_by_axis(submission, reference, rng, pad):
    dy = inputs.normal(rng, *gradients((3, 2, 5, 4), pad))
    assert_close(submission.pad2d_backward(dy, pad), reference.pad2d_backward(dy, pad))


@pytest.mark.parametrize(
    "pad",
    [((1, 2), (4, 3)), ((0, 1), (2, 0)), ((2, 0), (0, 0)), ((0, 0), (0, 1)), ((5, 1), (0, 7))],
)
def test_by_side(submission, reference, rng, pad):
    dy = inputs.normal(rng, *gradients((1, 4, 3, 2), pad))
    assert_close(submission.pad2d_backward(dy, pad=pad), reference.pad2d_backward(dy, pad=pad))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for image, pad in [((2, 3, 4, 5), (1, 2)), ((1, 1, 2, 6), ((0, 2), (1, 0)))]:
        dy = inputs.LAYOUTS[layout](inputs.integers(rng, *gradients(image, pad)))
        assert_close(
            submission.pad2d_backward(dy, pad), reference.pad2d_backward(dy, pad), kinds="iuf"
        )


def test_keeps_arguments(submission, reference, rng):
    dy = inputs.normal(rng, 3, 2, 6, 7)
    expected = reference.pad2d_backward(dy, 1)
    assert_keeps_arguments(submission.pad2d_backward, expected, dy, 1)
