"""Wrong versions of build_small."""

import numpy as np

from autograder.checking import mistake_in
from solutions.training import build, build_small, he_init


def _network(channels1, channels2, rng):
    return {
        "c1w": he_init((channels1, 1, 5, 5), rng),
        "c1b": np.zeros(channels1),
        "c2w": he_init((channels2, channels1, 3, 3), rng),
        "c2b": np.zeros(channels2),
        "fw": he_init((10, channels2 * 16), rng),
        "fb": np.zeros(10),
        "mean": 0.0,
        "spread": 1.0,
    }


@mistake_in("build_small")
def as_large_as_the_first(rng):
    return build(rng)


@mistake_in("build_small")
def biases_not_counted(rng):
    return _network(13, 6, rng)


@mistake_in("build_small")
def linear_layer_not_counted(rng):
    return _network(10, 12, rng)


@mistake_in("build_small")
def seed_of_its_own(rng):
    return build_small(np.random.default_rng(5))


@mistake_in("build_small")
def weights_all_zero(rng):
    return {name: each * 0 for name, each in build_small(rng).items()}


@mistake_in("build_small")
def weights_of_spread_one(rng):
    params = build_small(rng)
    return {n: rng.normal(size=each.shape) if n[-1] == "w" else each for n, each in params.items()}
