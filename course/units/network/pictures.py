"""Pictures of the unit `network`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import BLUE, GREEN, INK, ORANGE, arrow, box, canvas, charts, stack, text

GAP, MIDDLE, SHIFT = 2.6, 5.6, 0.34


def lenet() -> Figure:
    """The maps of lenet_step on digits of 8 x 8: convolution, pooling, twice, then two layers."""
    figure, axes = canvas(38, 13.2)
    left = 0.9
    for maps, size, name in (
        (1, 8, ""), (8, 8, "⋆"), (8, 4, r"$\max$"), (16, 4, "⋆"), (16, 2, r"$\max$"),
    ):  # fmt: skip
        _step(axes, left, name)
        left += _maps(axes, left, maps, size) + GAP
    for length, name in ((64, ""), (64, "$wx$"), (10, "$wx$")):
        _step(axes, left, name)
        height = 10 * length**0.5 / 8
        box(axes, (left, MIDDLE - height / 2), (height, 0.8), BLUE.fill)
        text(axes, (left + 0.4, 12.2), f"${length}$", size=10)
        left += 0.8 + GAP
    return figure


def losses() -> Figure:
    """The loss of one logit for the targets 0, 1/2 and 1, and its slope, the sigmoid minus y."""
    figure, panels = charts(2, 2.8)
    left, right = panels
    z = np.linspace(-6, 6, 301)
    for y, name, colour, dashes in (
        (0, "0", BLUE, "-"), (0.5, r"\frac{1}{2}", ORANGE, "--"), (1, "1", GREEN, ":"),
    ):  # fmt: skip
        loss, slope = np.logaddexp(0, z) - y * z, 1 / (1 + np.exp(-z)) - y
        left.plot(z, loss, color=colour.line, ls=dashes, lw=1.8, label=f"$y={name}$")
        right.plot(z, slope, color=colour.line, ls=dashes, lw=1.8)
    left.set_title(r"$\ell(z, y)$", fontsize=12, color=INK)
    right.set_title(r"$\partial\ell/\partial z = \sigma(z) - y$", fontsize=12, color=INK)
    left.legend(frameon=False)
    for axes in panels:
        axes.set_xlabel("$z$", color=INK)
        axes.grid(alpha=0.3)
    return figure


def _maps(axes: Axes, left: float, maps: int, size: int) -> float:
    """Up to five of the maps behind one another; returns their width."""
    shown = min(maps, 2 + maps // 5)
    side = 0.5 + 0.28 * size
    width = side + SHIFT * (shown - 1)
    corner = (left, MIDDLE + width / 2 - side)
    stack(axes, corner, (size, size), [BLUE.fill] * shown, SHIFT, side / size)
    text(axes, (left + width / 2, 12.2), rf"${maps}\times{size}\times{size}$", size=10)
    return width


def _step(axes: Axes, left: float, name: str) -> None:
    """What happens in the gap before `left`."""
    if left > GAP:
        arrow(axes, (left - GAP + 0.3, MIDDLE), (left - 0.3, MIDDLE))
        text(axes, (left - GAP / 2, MIDDLE - 1.1), name, size=22 if name == "⋆" else 11)
