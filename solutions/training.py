"""Reference solutions of the unit `training`."""

import numpy as np


def he_init(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    ### BEGIN SOLUTION
    if len(shape) < 2:
        raise ValueError(f"weights have two sizes or more, not {shape}")
    fan_in = np.prod(shape[1:])
    return rng.normal(0, np.sqrt(2 / fan_in), shape)
    ### END SOLUTION
