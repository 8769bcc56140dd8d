"""Pictures of the unit `tools`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    canvas,
    charts,
    padded_row,
    row_of_weights,
    text,
)

FORWARD = r"$\frac{f(x+h)-f(x)}{h}$"
CENTRAL = r"$\frac{f(x+h)-f(x-h)}{2h}$"


def windows() -> Figure:
    """Windows of 3 weights, 2 apart: over 8 cells with padding 1, and over 7 with dilation 2."""
    figure, axes = canvas(12.4, 8)
    for y, n, padding, dilation, count in ((0.2, 8, 1, 1, 4), (5, 7, 0, 2, 2)):
        text(axes, (1, y + 0.5), f"$n={n}$")
        padded_row(axes, (2.2 + padding, y), n, padding, padding)
        for window in range(count):
            level = y + 1.3 + 0.6 * window
            text(axes, (1, level + 0.2), f"${window + 1}$", size=11)
            row_of_weights(axes, (2.2 + 2 * window, level), kernel=3, dilation=dilation)
    return figure


def secants() -> Figure:
    """The tangent of a curve, and the lines whose slopes stand in for its slope."""
    figure, (axes,) = charts(1, 3.8)
    x, h = 1.0, 0.6
    grid = np.linspace(0.1, 1.9, 200)
    axes.plot(grid, _curve(grid), color=INK, lw=2.5)
    slope = 3 * x**2 - 1
    axes.plot(grid, _curve(x) + slope * (grid - x), color=BLUE.line, lw=2, label="$f'(x)$")
    _secant(axes, x - h, x + h, ORANGE.line, "--", CENTRAL)
    _secant(axes, x, x + h, GREEN.line, ":", FORWARD)
    for at, name in ((x - h, "$x-h$"), (x, "$x$"), (x + h, "$x+h$")):
        axes.vlines(at, -1.2, _curve(at), color=FAINT, lw=1)
        axes.plot(at, _curve(at), "o", color=INK, ms=7, zorder=4)
        text(axes, (at, -1.5), name)
    axes.set(xlim=(0.05, 1.95), ylim=(-1.75, 3.6))
    axes.axis("off")
    axes.legend(loc="upper left", fontsize=15, frameon=False, labelspacing=0.8)
    return figure


def errors() -> Figure:
    """How far both quotients are from the derivative of sin at 1, for every size of the step."""
    figure, (axes,) = charts(1, 3.8)
    h = np.logspace(-13, -0.5, 126)
    ahead, here, behind = np.sin(1 + h), np.sin(1.0), np.sin(1 - h)
    for quotient, colour, dashes, name in (
        ((ahead - here) / h, GREEN.line, ":", FORWARD),
        ((ahead - behind) / (2 * h), ORANGE.line, "-", CENTRAL),
    ):
        error = np.abs(quotient - np.cos(1.0))
        axes.loglog(h, error, color=colour, ls=dashes, lw=1.8, label=name)
    axes.axvline(1e-5, color=BLUE.line, lw=1.5, ls="--")
    text(axes, (4e-5, 2e-1), "$10^{-5}$", BLUE.line, 12)
    axes.set_xlabel("$h$", fontsize=13, color=INK)
    axes.set_ylim(1e-13, 1)
    axes.legend(fontsize=15, frameon=False, loc="lower left", labelspacing=0.8)
    return figure


def _curve(x: float | np.ndarray) -> float | np.ndarray:
    return x**3 - x


def _secant(axes: Axes, start: float, end: float, colour: str, dashes: str, name: str) -> None:
    slope = (_curve(end) - _curve(start)) / (end - start)
    edges = np.array([start - 0.25, end + 0.15])
    line = _curve(start) + slope * (edges - start)
    axes.plot(edges, line, color=colour, ls=dashes, lw=2, label=name)
