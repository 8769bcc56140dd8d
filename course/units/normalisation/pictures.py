"""Pictures of the unit `normalisation`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from course.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    VIOLET,
    Point,
    array,
    arrow,
    box,
    canvas,
    charts,
    film,
    sheet,
    strip,
    text,
)

IMAGES, CHANNELS = 3, 4

ROW = np.array([1, 2, 3, 4])
HALVES = np.array([[1, 0, 1, 0], [1, 1, 0, 0], [0, 1, 1, 0], [1, 1, 0, 1]], dtype=bool)
MASKS = np.concatenate([HALVES, ~HALVES[[2, 0, 3, 1]]])
"""Eight masks in which each cell stays four times."""


def running() -> Figure:
    """Statistics of batches of eight, and what two values of rho make of them."""
    batches = 2 + 1.5 * np.random.default_rng(5).standard_normal((60, 8))
    figure, panels = charts(2, 2.8)
    found = (batches.mean(axis=1), 0.0, r"$\mu$"), (batches.var(axis=1, ddof=1), 1.0, r"$\sigma^2$")
    for axes, (values, start, name) in zip(panels, found, strict=True):
        axes.plot(range(1, 61), values, ".", color=FAINT, markersize=4)
        for rho, colour, style in ((0.1, GREEN, "-"), (0.5, ORANGE, "--")):
            kept = [start]
            for value in values:
                kept.append((1 - rho) * kept[-1] + rho * value)
            axes.plot(kept, style, color=colour.line, lw=1.8, label=rf"$\rho = {rho}$")
        axes.set_title(name, color=INK, fontsize=14)
    panels[0].legend(frameon=False)
    return figure


def three_roads() -> Figure:
    """How x reaches y: straight, by way of the mean, and by way of the variance."""
    figure, axes = canvas(18, 6.6)
    places = {
        "$x$": (0.4, 2.6, BLUE.fill),
        r"$\mu$": (4.4, 0.4, ORANGE.fill),
        r"$\sigma^2$": (4.4, 4.8, VIOLET.fill),
        r"$\hat{x}$": (9.4, 2.6, PAPER),
        "$y$": (15.6, 2.6, GREEN.fill),
    }
    for name, (x, y, fill) in places.items():
        box(axes, (x, y), (1.4, 2), fill)
        text(axes, (x + 1, y + 0.7), name, size=16)
    roads = [
        ((2.4, 3.3), (9.4, 3.3)),
        ((2.4, 2.9), (4.4, 1.1)),
        ((2.4, 3.7), (4.4, 5.5)),
        ((5.4, 1.8), (5.4, 4.8)),
        ((6.4, 1.1), (9.4, 2.9)),
        ((6.4, 5.5), (9.4, 3.7)),
        ((11.4, 3.3), (15.6, 3.3)),
    ]
    for start, end in roads:
        arrow(axes, start, end)
    text(axes, (13.4, 2.7), r"$\gamma\,\hat{x} + \beta$", size=13)
    return figure


def shared_means() -> Figure:
    """Images in rows, channels in columns: which maps share a mean with one of them."""
    figure, axes = canvas(25, 6)
    row, column = np.indices((IMAGES, CHANNELS))
    panels = {
        r"$\mu_c$": column == 1,
        r"$\mu_{n,g}$:  $G = 1$": row == 1,
        r"$\mu_{n,g}$:  $G = 2$": (row == 1) & (column < 2),
        r"$\mu_{n,g}$:  $G = 4$": (row == 1) & (column == 1),
    }
    for place, (name, shares) in enumerate(panels.items()):
        left, top = 1.4 + 6.1 * place, 1.6
        for i, j in np.ndindex(shares.shape):
            fill = ORANGE.fill if shares[i, j] else BLUE.fill
            sheet(axes, (left + 1.2 * j, top + 1.2 * i), (2, 2), fill, 0.5)
        text(axes, (left + 2.3, top - 0.7), "$c$")
        text(axes, (left - 0.6, top + 1.7), "$n$")
        text(axes, (left + 2.3, top + 4), name, size=13)
    return figure


def masks() -> Figure:
    """Eight masks with p = 1/2 for one row, and the mean of what came out so far."""
    return strip(_mask, len(MASKS), (6.4, 6), columns=4)


def masks_moving() -> list[Figure]:
    return film(_mask, len(MASKS), (6.4, 6))


def _mask(axes: Axes, corner: Point, step: int) -> None:
    """x, what its mask makes of it, and the mean of all rows of y up to this one."""
    x, y = corner
    dropped = 2 * ROW * MASKS
    fills = [GREEN.fill if stays else PAPER for stays in MASKS[step]]
    rows: dict[str, tuple[np.ndarray, ArrayLike]] = {
        "$x$": (ROW, BLUE.fill),
        "$y$": (dropped[step], fills),
        r"$\overline{y}$": (dropped[: step + 1].mean(axis=0).round(1), VIOLET.fill),
    }
    for place, (name, (values, fill)) in enumerate(rows.items()):
        top = y + 0.8 + 1.8 * place
        text(axes, (x + 0.7, top + 0.5), name)
        cells = [[f"{value:g}" for value in values]]
        array(axes, (x + 1.4, top), cells, fill, size=11)
        if place < 2:
            arrow(axes, (x + 3.4, top + 1.1), (x + 3.4, top + 1.7), width=1.1)
