"""Pictures of the unit `network`."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

INK, LINE, PAPER = "#222222", "#33415c", "#e8eef7"
GAP, MIDDLE = 2.55, 7.7
STEPS = ("#d1495b", "#edae49", "#3d6cb9")


def lenet() -> Figure:
    """The maps of lenet_step on digits of 8 x 8: convolution, pooling, twice, then two layers."""
    figure = Figure(figsize=(7.4, 2.7))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 37), ylim=(0.6, 14.1), aspect="equal")
    axes.axis("off")
    left = 1.0
    for (maps, size), colour in zip(
        [(1, 8), (8, 8), (8, 4), (16, 4), (16, 2)], (None, *STEPS[:2], *STEPS[:2]), strict=True
    ):
        _arrow(axes, left, colour)
        width = _stack(axes, left, maps, size)
        _label(axes, left + width / 2, rf"${maps}\times{size}\times{size}$")
        left += width + GAP
    for length, colour in ((64, "#8d99ae"), (64, STEPS[2]), (10, STEPS[2])):
        _arrow(axes, left, colour)
        height = 10 * length**0.5 / 8
        axes.add_patch(
            Rectangle((left, MIDDLE - height / 2), 0.8, height, facecolor=PAPER, edgecolor=LINE)
        )
        _label(axes, left + 0.4, f"${length}$")
        left += 0.8 + GAP
    return figure


def losses() -> Figure:
    """The loss of one logit for the targets 0, 1/2 and 1, and its slope, the sigmoid minus y."""
    figure = Figure(figsize=(7.2, 2.8), layout="constrained")
    left, right = figure.subplots(1, 2)
    z = np.linspace(-6, 6, 301)
    for y, name, colour in zip((0, 0.5, 1), ("0", r"\frac{1}{2}", "1"), STEPS, strict=True):
        left.plot(z, np.logaddexp(0, z) - y * z, color=colour, label=f"$y={name}$")
        right.plot(z, 1 / (1 + np.exp(-z)) - y, color=colour)
    left.set_title(r"$\ell(z, y)$", fontsize=12)
    right.set_title(r"$\partial\ell/\partial z = \sigma(z) - y$", fontsize=12)
    left.legend(frameon=False)
    for axes in (left, right):
        axes.set_xlabel("$z$")
        axes.grid(color="#dddddd")
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def _stack(axes, left, maps, size):
    """Up to five squares behind one another; returns their width."""
    side = 0.5 + 0.28 * size
    shown = min(maps, 2 + maps // 5)
    shift = 0.34
    width, height = side + shift * (shown - 1), side + shift * (shown - 1)
    for k in reversed(range(shown)):
        corner = (left + shift * k, MIDDLE - height / 2 + shift * k)
        axes.add_patch(Rectangle(corner, side, side, facecolor=PAPER, edgecolor=LINE))
    x, y = left, MIDDLE - height / 2
    for cut in np.arange(1, size) * side / size:
        axes.plot([x + cut] * 2, [y, y + side], color=LINE, linewidth=0.35)
        axes.plot([x, x + side], [y + cut] * 2, color=LINE, linewidth=0.35)
    return width


def _label(axes, x, text):
    axes.text(x, 1.4, text, ha="center", va="center", fontsize=11, color=INK)


def _arrow(axes, left, colour):
    """An arrow across the gap before `left`."""
    if colour:
        axes.annotate(
            "",
            (left - 0.3, MIDDLE),
            (left - GAP + 0.3, MIDDLE),
            arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2.4},
        )
