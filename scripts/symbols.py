"""Writes the training set of the unit `training`: 1200 images of ten symbols, from a seed.

python scripts/symbols.py; how they are drawn, and under which licence, is in the project's checks,
which draw the held-out images from seeds of their own.
"""

from __future__ import annotations

import numpy as np

from course import catalog

SEED, EACH = 2012, 120

if __name__ == "__main__":
    unit = catalog.load().units["training"]
    x, labels = unit.exercise_of("train").module("checks").images(SEED, EACH)
    path = unit.folder / "data" / "symbols.npz"
    np.savez_compressed(path, x=x, labels=labels)
    print(path, path.stat().st_size, "bytes")
