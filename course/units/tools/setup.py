"""Given to the students of this unit."""

from collections.abc import Callable

import numpy as np

from solutions.sizes import pair

Size = int | tuple[int, int]
