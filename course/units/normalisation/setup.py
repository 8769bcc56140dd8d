"""Given to the students of this unit."""

import numpy as np

Three = tuple[np.ndarray, np.ndarray, np.ndarray]
