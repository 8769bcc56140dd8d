"""Images of ten symbols, drawn: the training set, and images that nobody has seen.

`scripts/symbols.py` writes the training set from them. The outlines are those of DejaVu Sans, which
comes with matplotlib; its licence asks nothing of what is drawn with it.
"""

from functools import cache

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

Array = np.ndarray

SYMBOLS = "♠♥♦♣★☂♫☎✈⚓"
SIDE, LEVELS = 28, 16


def draw(rng: np.random.Generator, symbol: str) -> Array:
    """(28, 28), whole numbers below 16: turned, moved, large or small, more or less bright."""
    shape = _ink(symbol, rng.uniform(15, 22), rng.uniform(-25, 25), rng.uniform(-2.5, 2.5, 2))
    row, column = np.indices((SIDE, SIDE)) / SIDE - 0.5
    slope = rng.uniform(-0.25, 0.25, 2)
    ground = rng.uniform(0.1, 0.35) + slope[0] * row + slope[1] * column
    image = ground + (rng.uniform(0.75, 1.0) - ground) * shape
    angle = rng.uniform(0, np.pi)
    across = np.cos(angle) * row + np.sin(angle) * column - rng.uniform(-0.3, 0.3)
    image[np.abs(across) < 0.03] = rng.random()
    image += rng.normal(0, 0.1, image.shape)
    return np.clip(np.round(image * (LEVELS - 1)), 0, LEVELS - 1).astype(np.uint8)


@cache
def images(seed: int, each: int) -> tuple[Array, Array]:
    """So many of each symbol, mixed: (N, 28, 28) whole numbers below 16, and labels (N,)."""
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.repeat(np.arange(len(SYMBOLS)), each)).astype(np.uint8)
    return np.stack([draw(rng, SYMBOLS[label]) for label in labels]), labels


def training_set() -> tuple[Array, Array]:
    """As the notebook reads it."""
    with np.load("data/symbols.npz") as data:
        return data["x"][:, np.newaxis] / (LEVELS - 1), data["labels"].astype(int)


def held_out(rng: np.random.Generator) -> tuple[Array, Array]:
    """(500, 1, 28, 28) and (500,): fifty new images of each symbol."""
    x, labels = images(int(rng.integers(2**31)), 50)
    return x[:, np.newaxis] / (LEVELS - 1), labels.astype(int)


def _ink(symbol: str, size: float, degrees: float, shift: Array) -> Array:
    """How much of each pixel the symbol covers, 0 to 1; its larger side measures `size`."""
    path = TextPath((0, 0), symbol, size=100, prop=FontProperties(family="DejaVu Sans"))
    box = path.get_extents()
    place = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2)
    place.scale(size / max(box.width, box.height)).rotate_deg(degrees)
    place.translate(*(SIDE / 2 + shift))
    figure = Figure(figsize=(SIDE / 100, SIDE / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    figure.patches.append(PathPatch(path.transformed(place), facecolor="black", linewidth=0))
    canvas.draw()
    return 1 - np.asarray(canvas.buffer_rgba())[:, :, 0] / 255
