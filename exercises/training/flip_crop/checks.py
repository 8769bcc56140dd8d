"""Hidden checks of flip and crop."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_keeps_arguments,
    assert_own_memory,
    assert_refuses,
    inputs,
    small,
)


@st.composite
def _flip_small(draw):
    x = draw(small.images(2, 2, 2, 3))
    mask = draw(st.lists(st.booleans(), min_size=len(x), max_size=len(x)))
    return {"x": x, "mask": np.array(mask)}


@st.composite
def _crop_small(draw):
    x = draw(small.images(2, 1, 4, 4, 2))
    size = draw(small.pairs(1, 2))
    places = st.tuples(st.integers(-1, 2), st.integers(-1, 2))
    offsets = draw(st.lists(places, min_size=len(x), max_size=len(x)))
    return {"x": x, "offsets": np.array(offsets), "size": size}


SMALL = {"flip": _flip_small(), "crop": _crop_small()}


def _flip(submission, reference, x, mask):
    answer = submission.flip.answer(x, mask)
    assert_close(answer.value, reference.flip(x, mask), terms=0)
    return answer


def _crop(submission, reference, x, offsets, size):
    answer = submission.crop.answer(x, offsets, size)
    assert_close(answer.value, reference.crop(x, offsets, size), terms=0)
    return answer


def _mask(rng, n):
    """Some are True and some are not."""
    return rng.permutation(np.arange(n) % 3 == 0)


def _offsets(rng, shape, size):
    """Any corner at which a window fits; the first and the last are among them."""
    room = np.array(shape[2:]) - size
    offsets = rng.integers(0, room + 1, (shape[0], 2))
    offsets[0], offsets[-1] = 0, room
    return rng.permutation(offsets)


@pytest.mark.parametrize("shape", [(5, 3, 4, 6), (6, 1, 3, 2), (4, 2, 5, 5), (9, 4, 1, 7)])
def test_some_images(submission, reference, rng, shape):
    for _ in range(2):
        x = inputs.shuffled(rng, *shape, gap=0.75)
        _flip(submission, reference, x, _mask(rng, shape[0]))


@pytest.mark.parametrize("what", ["none", "all", "some", "one"])
def test_new_array(submission, reference, rng, what):
    x = inputs.shuffled(rng, 1 if what == "one" else 4, 2, 3, 5)
    mask = {"none": np.zeros(4, bool), "all": np.ones(4, bool), "one": np.ones(1, bool)}
    assert_own_memory(_flip(submission, reference, x, mask.get(what, _mask(rng, 4))))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for shape in ((4, 3, 2, 5), (3, 1, 4, 3)):
        for draw in (inputs.integers, inputs.normal):
            x = inputs.LAYOUTS[layout](draw(rng, *shape))
            _flip(submission, reference, x, _mask(rng, shape[0]))


def test_flip_keeps_arguments(submission, reference, rng):
    x, mask = inputs.normal(rng, 4, 3, 2, 5), _mask(rng, 4)
    assert_keeps_arguments(submission.flip, reference.flip(x, mask), x, mask)


@pytest.mark.parametrize("shape", [(6, 3, 7, 5), (4, 1, 4, 9), (5, 2, 6, 6)])
def test_own_window_each(submission, reference, rng, shape):
    for size in ((3, 2), (2, 4), (3, 3)):
        x = inputs.shuffled(rng, *shape, gap=0.75)
        _crop(submission, reference, x, _offsets(rng, shape, size), size)


@pytest.mark.parametrize("size", [1, 3, 4, (2, 2), (4, 5), (1, 5), (4, 1), (3, 4)])
def test_sizes(submission, reference, rng, size):
    x = inputs.shuffled(rng, 4, 2, 4, 5)
    _crop(submission, reference, x, _offsets(rng, x.shape, size), size)


@pytest.mark.parametrize("place", [(-1, 0), (0, -2), (3, 1), (0, 3), (9, 0), (-6, -5)])
def test_refuses(submission, reference, rng, place):
    x = inputs.shuffled(rng, 3, 2, 6, 5)
    fine = np.array([[2, 2], [0, 0], [1, 2]])
    bad = rng.permutation(np.array([place, (2, 2), (1, 0)]))
    asked = [
        lambda: _crop(submission, reference, x, fine, (4, 3)),
        lambda: assert_refuses(submission.crop, x, bad, (4, 3)),
    ]
    for i in rng.permutation(2):
        asked[i]()


@pytest.mark.parametrize("batch", [1, 3])
def test_crop_new_array(submission, reference, rng, batch):
    x = inputs.shuffled(rng, batch, 2, 5, 6)
    for offsets in (np.zeros((batch, 2), int), np.full((batch, 2), 1)):
        for size in (3, (4, 5)):
            assert_own_memory(_crop(submission, reference, x, offsets, size))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_crop_layouts(submission, reference, rng, layout):
    for shape, size in (((3, 2, 5, 4), (2, 3)), ((4, 1, 3, 6), 2)):
        for draw in (inputs.integers, inputs.normal):
            x = inputs.LAYOUTS[layout](draw(rng, *shape))
            offsets = inputs.LAYOUTS[layout](_offsets(rng, shape, size))
            _crop(submission, reference, x, offsets, size=size)


def test_crop_keeps_arguments(submission, reference, rng):
    x, size = inputs.normal(rng, 3, 2, 5, 6), (2, 4)
    offsets = _offsets(rng, x.shape, size)
    expected = reference.crop(x, offsets, size)
    assert_keeps_arguments(submission.crop, expected, x, offsets, size)
