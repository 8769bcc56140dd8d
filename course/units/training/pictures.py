"""Pictures of the unit `training`."""

import numpy as np
from matplotlib.figure import Figure

from course.drawing import BLUE, GREEN, INK, ORANGE, charts

LAYERS, WIDTH = 20, 256


def signal() -> Figure:
    """The spread of what leaves each of twenty layers, for three spreads of the weights."""
    figure, (axes,) = charts(1, 2.9)
    for factor, name, colour, dashes in (
        (1.0, r"\frac{1}{n}", BLUE, "--"),
        (2.0, r"\frac{2}{n}", GREEN, "-"),
        (4.0, r"\frac{4}{n}", ORANGE, ":"),
    ):
        axes.semilogy(
            range(LAYERS + 1), _spreads(factor), color=colour.line, ls=dashes, lw=2,
            label=rf"$\sigma^2 = {name}$",
        )  # fmt: skip
    axes.set_xticks(range(0, LAYERS + 1, 5))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="upper left", labelcolor=INK)
    return figure


def _spreads(factor: float) -> list[float]:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((64, WIDTH))
    spreads = [float(x.std())]
    for _ in range(LAYERS):
        w = rng.normal(0, np.sqrt(factor / WIDTH), (WIDTH, WIDTH))
        x = np.maximum(x @ w.T, 0)
        spreads.append(float(x.std()))
    return spreads
