"""Given to the students of this unit."""

import numpy as np

from solutions.sizes import pair, sides

Pad = int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]]
Size = int | tuple[int, int]
