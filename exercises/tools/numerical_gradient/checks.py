"""Hidden checks of numerical_gradient.

Most steps, inputs and functions here are such that no sum is ever rounded. The functions use
operators and indices alone: they take tensors as well as arrays.
"""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small
from autograder.sandbox import Source

HALF_FLOAT32 = 2**25
"""`terms` for which a float64 may be off by half a unit in the last place of a float32."""

FUNCTIONS = st.sampled_from(
    [
        Source("def cube(x):\n    return x**3", "cube"),
        Source("def product(x):\n    return x * x[::-1]", "product"),
        Source("def itself(x):\n    return x", "itself"),
    ]
)


def _steps(h, *shape):
    x = small.arrays(*shape)
    x = st.one_of(x, x.map(lambda x: x.astype(np.int64)))
    return st.fixed_dictionaries(
        {"f": FUNCTIONS, "x": x, "dy": small.arrays(*shape), "h": st.just(h)}
    )


SMALL = {"numerical_gradient": st.one_of(_steps(0.5, 2), _steps(0.5, 2, 2), _steps(0.1, 3))}
"""Steps of 1/2 are exact; those of 1/10 are not, and leave an input that is moved changed."""


def square(x):
    return x * x


def cube(x):
    return x * x * x


def polynomial(x):
    return x * x * x - 2 * x * x + 3


def steep(x):
    """At 0 the central difference is the square of the step, times 3e10: the step shows."""
    return 3e10 * x * x * x


def neighbours(x):
    return x[..., 1:] * x[..., :-1] + x[..., 1:]


def totals(x):
    return (x * x).sum(1) * x[:, 0]


def three_rows(x):
    return x * x * x[[1, 2, 0]]


def quarters(rng, *shape):
    """Multiples of 1/4 from -2 to 2: cubes of them and of eighths are exact."""
    return inputs.integers(rng, *shape, low=-8, high=8) / 4


def widened(dx):
    """A float32 answer as float64: the tolerance for float32 would be far too large here."""
    is_float32 = isinstance(dx, np.ndarray) and dx.dtype == np.float32
    return dx.astype(np.float64) if is_float32 else dx


@pytest.mark.parametrize("h", [0.125, 0.5])
@pytest.mark.parametrize(
    ("f", "shape"), [(square, (5,)), (cube, (2, 3)), (polynomial, (1, 2, 3, 2))]
)
def test_one_cell_one_value(submission, reference, rng, f, shape, h):
    x, dy = quarters(rng, *shape), inputs.shuffled(rng, *shape)
    assert_close(
        submission.numerical_gradient(f, x, dy, h), reference.numerical_gradient(f, x, dy, h)
    )


@pytest.mark.parametrize(
    ("f", "x_shape", "dy_shape"),
    [
        (neighbours, (6,), (5,)),
        (neighbours, (2, 3, 4), (2, 3, 3)),
        (totals, (4, 3), (4,)),
        (three_rows, (3, 2), (3, 2)),
    ],
)
def test_cells_that_mix(submission, reference, rng, f, x_shape, dy_shape):
    x, dy = quarters(rng, *x_shape), inputs.shuffled(rng, *dy_shape)
    assert_close(
        submission.numerical_gradient(f, x, dy, h=0.25),
        reference.numerical_gradient(f, x, dy, h=0.25),
    )


@pytest.mark.parametrize(
    ("f", "x_shape", "dy_shape", "scale"),
    [
        (cube, (2, 5), (2, 5), 1.0),
        (neighbours, (3, 4), (3, 3), 1.0),
        (polynomial, (1, 3, 2), (1, 3, 2), 1.0),
        (steep, (4,), (4,), 0.0),
    ],
)
def test_default_step(submission, reference, rng, f, x_shape, dy_shape, scale):
    x, dy = scale * inputs.normal(rng, *x_shape), inputs.normal(rng, *dy_shape)
    assert_close(
        widened(submission.numerical_gradient(f, x, dy)),
        reference.numerical_gradient(f, x, dy),
        terms=HALF_FLOAT32,
    )


@pytest.mark.parametrize("dtype", ["int64", "int8", "float32"])
def test_integers_and_float32(submission, reference, rng, dtype):
    x = inputs.integers(rng, 2, 4, low=-4, high=4).astype(dtype)
    dy = inputs.shuffled(rng, 2, 3)
    assert_close(
        widened(submission.numerical_gradient(neighbours, x, dy)),
        reference.numerical_gradient(neighbours, x, dy),
        terms=HALF_FLOAT32,
    )


@pytest.mark.parametrize(
    "views",
    [[("x.reshape(-1)", (12,))], [("x", (3, 4)), ("x.T", (4, 3))], [("x[1:, ::2]", (2, 2))]],
)
def test_views(submission, reference, rng, views):
    for view, dy_shape in views:
        f = Source(f"def f(x):\n    return {view}", "f")
        x, dy = quarters(rng, 3, 4), inputs.shuffled(rng, *dy_shape)
        assert_close(
            submission.numerical_gradient(f, x, dy, 0.5),
            reference.numerical_gradient(f, x, dy, 0.5),
        )


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for f, shape in [(three_rows, (3, 4)), (square, (2, 1, 3))]:
        x = inputs.LAYOUTS[layout](quarters(rng, *shape))
        dy = inputs.LAYOUTS[layout](inputs.shuffled(rng, *shape))
        assert_close(
            submission.numerical_gradient(f, x, dy, h=0.25),
            reference.numerical_gradient(f, x, dy, h=0.25),
        )


def test_keeps_arguments(submission, reference, rng):
    x, dy = inputs.normal(rng, 2, 3), inputs.normal(rng, 2, 3)
    expected = reference.numerical_gradient(cube, x, dy)
    assert_keeps_arguments(submission.numerical_gradient, expected, cube, x, dy, terms=HALF_FLOAT32)
