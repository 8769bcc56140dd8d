"""Given to the students of this unit."""

import numpy as np
