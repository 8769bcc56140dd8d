"""Hidden checks of dilate2d and rot180."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

SMALL = {
    "dilate2d": st.fixed_dictionaries(
        {"x": small.images(height=3, width=3), "stride": small.pairs(1, 3)}
    ),
    "rot180": st.fixed_dictionaries({"w": small.images(height=3, width=3)}),
}


@pytest.mark.parametrize("strides", [(1, (3, 3)), (2,), (4,)])
def test_dilate_same_on_both_axes(submission, reference, rng, strides):
    for stride in strides:
        x = inputs.normal(rng, 2, 3, 4, 5)
        assert_close(submission.dilate2d(x, stride), reference.dilate2d(x, stride))


@pytest.mark.parametrize("stride", [(1, 2), (3, 1), (2, 5)])
def test_dilate_by_axis(submission, reference, rng, stride):
    x = inputs.normal(rng, 3, 2, 5, 4)
    assert_close(submission.dilate2d(x, stride=stride), reference.dilate2d(x, stride=stride))


@pytest.mark.parametrize("shapes", [[(1, 1, 1, 1), (2, 3, 1, 4)], [(3, 2, 5, 1)]])
def test_dilate_thin_maps(submission, reference, rng, shapes):
    for shape in shapes:
        x = -abs(inputs.normal(rng, *shape))
        assert_close(submission.dilate2d(x, (3, 2)), reference.dilate2d(x, (3, 2)))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_dilate_memory_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (1, 4, 3, 2)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        assert_close(submission.dilate2d(x, (2, 3)), reference.dilate2d(x, (2, 3)), kinds="iuf")


def test_dilate_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 5, 4)
    expected = reference.dilate2d(x, (2, 3))
    assert_keeps_arguments(submission.dilate2d, expected, x, (2, 3))


@pytest.mark.parametrize("shape", [(1, 3, 2, 2), (4, 2, 3, 3), (2, 5, 4, 4)])
def test_rotate_square_kernels(submission, reference, rng, shape):
    w = inputs.normal(rng, *shape)
    assert_close(submission.rot180(w), reference.rot180(w))


@pytest.mark.parametrize("shape", [(4, 3, 2, 5), (2, 3, 5, 4), (3, 3, 3, 2)])
def test_rotate_rectangular_kernels(submission, reference, rng, shape):
    w = inputs.normal(rng, *shape)
    assert_close(submission.rot180(w), reference.rot180(w))


@pytest.mark.parametrize("shapes", [[(3, 2, 1, 1), (2, 3, 1, 4)], [(3, 1, 3, 1)]])
def test_rotate_thin_kernels(submission, reference, rng, shapes):
    for shape in shapes:
        w = -abs(inputs.normal(rng, *shape))
        assert_close(submission.rot180(w), reference.rot180(w))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_rotate_memory_layouts(submission, reference, rng, layout):
    for shape in [(4, 2, 3, 5), (1, 3, 2, 2)]:
        w = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        assert_close(submission.rot180(w), reference.rot180(w), kinds="iuf")


def test_rotate_keeps_arguments(submission, reference, rng):
    w = inputs.normal(rng, 4, 3, 2, 5)
    expected = reference.rot180(w)
    assert_keeps_arguments(submission.rot180, expected, w)
