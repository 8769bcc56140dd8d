"""Pictures of this unit: numbers and symbols only, the same in every language."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

INK = "#1f2933"
GREY = "#9aa5b1"
BLUE = "#2f6fde"
SKY = "#dbe8ff"
ORANGE = "#e8590c"
SAND = "#fff3bf"
FORWARD = r"$\frac{f(x+h)-f(x)}{h}$"
CENTRAL = r"$\frac{f(x+h)-f(x-h)}{2h}$"


def windows() -> Figure:
    """Windows of 3 weights, 2 apart: over 8 cells with padding 1, and over 7 with dilation 2."""
    figure = Figure(figsize=(6.6, 4.4), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xlim(0, 12.2)
    axes.set_ylim(7.9, 0)
    axes.set_aspect("equal")
    axes.axis("off")
    _row(axes, 0.2, n=8, padding=1, dilation=1, outputs=4)
    _row(axes, 5, n=7, padding=0, dilation=2, outputs=2)
    return figure


def secants() -> Figure:
    """The tangent of a curve, and the lines whose slopes stand in for its slope."""
    figure = Figure(figsize=(6.6, 3.8), layout="constrained")
    axes = figure.add_subplot()
    x, h = 1.0, 0.6
    grid = np.linspace(0.1, 1.9, 200)
    axes.plot(grid, _curve(grid), color=INK, lw=2.5)
    slope = 3 * x**2 - 1
    axes.plot(grid, _curve(x) + slope * (grid - x), color=BLUE, lw=2, label="$f'(x)$")
    _secant(axes, x - h, x + h, ORANGE, CENTRAL)
    _secant(axes, x, x + h, GREY, FORWARD)
    for at, name in ((x - h, "$x-h$"), (x, "$x$"), (x + h, "$x+h$")):
        axes.vlines(at, -1.2, _curve(at), color=GREY, lw=1, ls=":")
        axes.text(at, -1.35, name, ha="center", va="top", fontsize=13, color=INK)
        axes.plot(at, _curve(at), "o", color=INK, ms=7, zorder=4)
    axes.set_xlim(0.05, 1.95)
    axes.set_ylim(-1.75, 3.6)
    axes.axis("off")
    axes.legend(loc="upper left", fontsize=15, frameon=False, labelspacing=0.8)
    return figure


def errors() -> Figure:
    """How far both quotients are from the derivative of sin at 1, for every size of the step."""
    figure = Figure(figsize=(6.6, 3.8), layout="constrained")
    axes = figure.add_subplot()
    h = np.logspace(-13, -0.5, 126)
    ahead, here, behind = np.sin(1 + h), np.sin(1.0), np.sin(1 - h)
    for quotient, colour, name in (
        ((ahead - here) / h, GREY, FORWARD),
        ((ahead - behind) / (2 * h), ORANGE, CENTRAL),
    ):
        axes.loglog(h, np.abs(quotient - np.cos(1.0)), color=colour, lw=1.8, label=name)
    axes.axvline(1e-5, color=BLUE, lw=1.5, ls="--")
    axes.text(1.4e-5, 2e-1, "$10^{-5}$", color=BLUE, fontsize=12, va="center")
    axes.set_xlabel("$h$", fontsize=13)
    axes.set_ylim(1e-13, 1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize=15, frameon=False, loc="lower left", labelspacing=0.8)
    return figure


def _curve(x: float | np.ndarray) -> float | np.ndarray:
    return x**3 - x


def _secant(axes: Axes, start: float, end: float, colour: str, name: str) -> None:
    slope = (_curve(end) - _curve(start)) / (end - start)
    edges = np.array([start - 0.25, end + 0.15])
    axes.plot(edges, _curve(start) + slope * (edges - start), color=colour, lw=2, label=name)


def _row(axes: Axes, y: float, n: int, padding: int, dilation: int, outputs: int) -> None:
    k, s, x = 3, 2, 2
    seen = (outputs - 1) * s + dilation * (k - 1) + 1
    axes.text(0.2, y + 0.5, f"$n={n}$", va="center", fontsize=12, color=INK)
    for i in range(n + 2 * padding):
        is_image = padding <= i < padding + n
        axes.add_patch(
            Rectangle(
                (x + i, y), 1, 1,
                facecolor=SKY if is_image else "white",
                edgecolor=INK,
                ls="-" if is_image else (0, (3, 3)),
                lw=0.9,
            )
        )  # fmt: skip
        text = str(i - padding + 1) if is_image else "0"
        colour = INK if i < seen else GREY
        axes.text(x + i + 0.5, y + 0.5, text, ha="center", va="center", color=colour)
    for window in range(outputs):
        level = y + 1.3 + 0.62 * window
        start = x + window * s
        axes.text(0.75, level + 0.2, f"${window + 1}$", ha="center", va="center", color=ORANGE)
        axes.hlines(level + 0.2, start + 0.5, start + dilation * (k - 1) + 0.5, color=ORANGE, lw=1)
        for weight in range(k):
            axes.add_patch(
                Rectangle(
                    (start + weight * dilation + 0.08, level), 0.84, 0.4,
                    facecolor=SAND, edgecolor=ORANGE, lw=1.5, zorder=3,
                )
            )  # fmt: skip
