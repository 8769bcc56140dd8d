"""Pictures of the unit `normalisation`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    COLOURS,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    array,
    arrow,
    box,
    canvas,
    charts,
    text,
    window,
)


def running() -> Figure:
    """Statistics of batches of eight, and what two values of rho make of them."""
    batches = 2 + 1.5 * np.random.default_rng(5).standard_normal((60, 8))
    figure, panels = charts(2, 2.8)
    found = (batches.mean(axis=1), 0.0, r"$\mu$"), (batches.var(axis=1, ddof=1), 1.0, r"$\sigma^2$")
    for axes, (values, start, name) in zip(panels, found, strict=True):
        axes.plot(values, ".", color=FAINT, markersize=4)
        for rho, colour, style in ((0.1, GREEN, "-"), (0.5, ORANGE, "--")):
            kept = [start]
            for value in values:
                kept.append((1 - rho) * kept[-1] + rho * value)
            axes.plot(kept, style, color=colour.line, lw=1.8, label=rf"$\rho = {rho}$")
        axes.set_title(name, color=INK, fontsize=14)
    panels[0].legend(frameon=False)
    return figure
