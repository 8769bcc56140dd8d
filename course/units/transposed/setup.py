"""Given to the students of this unit."""

import numpy as np

from solutions.sizes import pair

Size = int | tuple[int, int]
