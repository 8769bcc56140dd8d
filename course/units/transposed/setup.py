"""Given to the students of this unit."""
# ruff: noqa: F401

import numpy as np

from solutions.sizes import pair

Size = int | tuple[int, int]
