"""Nothing is given but NumPy."""

import numpy as np  # noqa: F401
