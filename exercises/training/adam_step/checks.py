"""Hidden checks of adam_step."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

SHAPES = {"w": (4, 3, 2, 5), "b": (4,), "fw": (1, 6)}
TERMS = 64


@st.composite
def _small(draw):
    size, t = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    moments = [{}, {}] if t == 1 else [{"w": draw(small.arrays(size)) ** n} for n in (1, 2)]
    return {
        "params": {"w": draw(small.arrays(size))},
        "grads": {"w": draw(small.arrays(size))},
        "m": moments[0],
        "v": moments[1],
        "t": t,
        "lr": draw(st.sampled_from([1.0, 0.5])),
        "beta1": draw(st.sampled_from([0.5, 0.75])),
        "beta2": draw(st.sampled_from([0.5, 0.25])),
        "eps": draw(st.sampled_from([1.0, 0.5])),
    }


SMALL = {"adam_step": _small()}


def _dictionary(rng, shapes=SHAPES, draw=inputs.normal):
    return {name: draw(rng, *shape) for name, shape in shapes.items()}


def _squares(values):
    return {name: each**2 for name, each in values.items()}


@pytest.mark.parametrize("constants", [{}, {"beta1": 0.5, "beta2": 0.75, "eps": 0.25}])
@pytest.mark.parametrize("lr", [0.5, 0.01])
def test_first_step(submission, reference, rng, lr, constants):
    for shapes in (SHAPES, {"weights": (2, 3)}):
        params, grads = _dictionary(rng, shapes), _dictionary(rng, shapes)
        zeros = {name: np.zeros(shape) for name, shape in shapes.items()}
        for moments in ({}, zeros):
            arguments = (params, grads, moments, moments, 1, lr)
            expected = reference.adam_step(*arguments, **constants)
            assert_close(submission.adam_step(*arguments, **constants), expected, terms=TERMS)


@pytest.mark.parametrize(
    "constants", [{}, {"beta1": 0.0, "beta2": 0.5}, {"eps": 0.5}, {"beta1": 0.5, "eps": 1e-3}]
)
@pytest.mark.parametrize("first", [1, 7])
def test_several_steps(submission, reference, rng, first, constants):
    params = _dictionary(rng)
    m, v = ({}, {}) if first == 1 else (_dictionary(rng), _squares(_dictionary(rng)))
    for t in range(first, first + 4):
        grads = _dictionary(rng)
        expected = reference.adam_step(params, grads, m, v, t, 0.1, **constants)
        actual = submission.adam_step(params, grads, m, v, t, 0.1, **constants)
        assert_close(actual, expected, terms=TERMS)
        params, m, v = expected


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shapes in (SHAPES, {"a": (2, 3), "b": (3, 2)}):
        params, grads, m, v = (
            {
                name: inputs.LAYOUTS[layout](array)
                for name, array in _dictionary(rng, shapes, inputs.integers).items()
            }
            for _ in range(4)
        )
        arguments = (params, grads, m, _squares(v), 3, 0.25, 0.5, 0.75, 0.5)
        expected = reference.adam_step(*arguments)
        assert_close(submission.adam_step(*arguments), expected, terms=TERMS)


def test_keeps_arguments(submission, reference, rng):
    params, grads, m = (_dictionary(rng) for _ in range(3))
    arguments = (params, grads, m, _squares(_dictionary(rng)), 2, 0.1)
    expected = reference.adam_step(*arguments)
    assert_keeps_arguments(submission.adam_step, expected, *arguments, terms=TERMS)
