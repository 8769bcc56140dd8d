"""Writes the training set of the unit `training`: 1200 images of ten symbols, from a seed.

python scripts/symbols.py; how they are drawn, and under which licence, is said in
`solutions/symbols.py`, from which the checks draw held-out images with seeds of their own.
"""

from __future__ import annotations

import numpy as np

from course import catalog
from course.modules import use_course

SEED, EACH = 2012, 120

if __name__ == "__main__":
    course = catalog.load()
    use_course(course.root)
    from solutions.symbols import images

    x, labels = images(SEED, EACH)
    path = course.units["training"].folder / "data" / "symbols.npz"
    np.savez_compressed(path, x=x, labels=labels)
    print(path, path.stat().st_size, "bytes")
