"""Wrong versions of he_init."""

import numpy as np

from autograder.checking import mistake_in
from solutions.training import he_init


def _normal(shape, rng, deviation):
    """With the deviation that `deviation(outputs, inputs, cells of a kernel)` says."""
    if len(shape) < 2:
        raise ValueError
    return rng.normal(0, deviation(shape[0], shape[1], np.prod(shape[2:])), shape)


@mistake_in("he_init")
def fan_out(shape, rng):
    return _normal(shape, rng, lambda out, into, cells: np.sqrt(2 / (out * cells)))


@mistake_in("he_init")
def kernel_cells_left_out(shape, rng):
    return _normal(shape, rng, lambda out, into, cells: np.sqrt(2 / into))


@mistake_in("he_init")
def all_weights_counted(shape, rng):
    return _normal(shape, rng, lambda out, into, cells: np.sqrt(2 / (out * into * cells)))


@mistake_in("he_init")
def variance_for_deviation(shape, rng):
    return _normal(shape, rng, lambda out, into, cells: 2 / (into * cells))


@mistake_in("he_init")
def one_in_place_of_two(shape, rng):
    return he_init(shape, rng) / np.sqrt(2)


@mistake_in("he_init")
def root_of_two_only(shape, rng):
    return _normal(shape, rng, lambda out, into, cells: np.sqrt(2) / (into * cells))


@mistake_in("he_init")
def uniform(shape, rng):
    if len(shape) < 2:
        raise ValueError
    limit = np.sqrt(6 / np.prod(shape[1:]))
    return rng.uniform(-limit, limit, shape)


@mistake_in("he_init")
def uniform_from_zero(shape, rng):
    if len(shape) < 2:
        raise ValueError
    return rng.random(shape) * np.sqrt(2 / np.prod(shape[1:]))


@mistake_in("he_init")
def own_generator(shape, rng):
    return he_init(shape, np.random.default_rng(0))


@mistake_in("he_init")
def one_size_accepted(shape, rng):
    return (2 / np.prod(shape[1:])) ** 0.5 * rng.standard_normal(shape)
