"""Hidden checks of sgd_step."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

SHAPES = {"w": (4, 3, 2, 5), "b": (4,), "fw": (1, 6)}


@st.composite
def _small(draw):
    size = draw(st.integers(1, 2))
    params, grads, velocity = ({"w": draw(small.arrays(size))} for _ in range(3))
    return {
        "params": params,
        "grads": grads,
        "velocity": velocity,
        "lr": draw(st.sampled_from([1.0, 0.5])),
        "momentum": draw(st.sampled_from([0.0, 0.5])),
    }


SMALL = {"sgd_step": _small()}


def _dictionary(rng, shapes=SHAPES, draw=inputs.normal):
    return {name: draw(rng, *shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("lr", [0.5, 0.01, 2.0])
def test_without_momentum(submission, reference, rng, lr):
    params, grads = _dictionary(rng), _dictionary(rng)
    for velocity in ({name: np.zeros_like(p) for name, p in params.items()}, _dictionary(rng)):
        expected = reference.sgd_step(params, grads, velocity, lr)
        assert_close(submission.sgd_step(params, grads, velocity, lr), expected, terms=2)


@pytest.mark.parametrize(("lr", "momentum"), [(0.1, 0.9), (0.5, 0.5), (0.01, 1.0)])
@pytest.mark.parametrize("shapes", [SHAPES, {"weights": (2, 3)}])
def test_several_steps(submission, reference, rng, shapes, lr, momentum):
    params = _dictionary(rng, shapes)
    velocity = {name: np.zeros(shape) for name, shape in shapes.items()}
    for _ in range(4):
        grads = _dictionary(rng, shapes)
        expected = reference.sgd_step(params, grads, velocity, lr, momentum)
        actual = submission.sgd_step(params, grads, velocity, lr, momentum)
        assert_close(actual, expected, terms=3)
        params, velocity = expected


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shapes in (SHAPES, {"a": (2, 3), "b": (3, 2)}):
        params, grads, velocity = (
            {
                name: inputs.LAYOUTS[layout](array)
                for name, array in _dictionary(rng, shapes, inputs.integers).items()
            }
            for _ in range(3)
        )
        expected = reference.sgd_step(params, grads, velocity, 0.25, 0.5)
        actual = submission.sgd_step(params, grads, velocity, 0.25, momentum=0.5)
        assert_close(actual, expected, terms=3)


def test_keeps_arguments(submission, reference, rng):
    params, grads, velocity = (_dictionary(rng) for _ in range(3))
    expected = reference.sgd_step(params, grads, velocity, 0.1, 0.5)
    assert_keeps_arguments(
        submission.sgd_step, expected, params, grads, velocity, 0.1, 0.5, terms=3
    )
