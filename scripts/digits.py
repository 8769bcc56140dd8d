"""Writes the digits of the unit `network`, where scikit-learn is installed.

They are the test set of *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak
(UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, CC BY 4.0), 1797 images of
8 x 8 pixels from 0 to 16, in the order of scikit-learn's copy.
"""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

TARGET = Path(__file__).parent.parent / "course" / "units" / "network" / "data" / "digits.npz"

if __name__ == "__main__":
    digits = load_digits()
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TARGET,
        images=digits.images[:, None].astype(np.uint8),
        labels=digits.target.astype(np.uint8),
    )
