"""Given to the students of this unit."""

from collections.abc import Sequence

import numpy as np

from solutions.sizes import pair

Params = dict[str, np.ndarray]
Size = int | tuple[int, int]
