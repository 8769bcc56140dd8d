"""Given to the students of this unit."""

import numpy as np

from solutions.given.convolution import conv_output_size, pad2d
from solutions.sizes import pair, sides

Pad = int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]]
Size = int | tuple[int, int]
