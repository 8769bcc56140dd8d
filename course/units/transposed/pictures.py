"""Pictures of the unit `transposed`."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

COLOURS = ("#d1495b", "#edae49", "#2a9d8f", "#3d6cb9")
IMAGE = np.array([[1, 2], [3, 4]])
KERNEL = np.array([[1, 0], [2, 1]])


def stamps() -> Figure:
    """Each pixel of x prints the kernel, scaled, on its own corner of the output; then they add."""
    figure = Figure(figsize=(7.2, 3.1))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-0.2, 15.8), ylim=(7.3, 0.35), aspect="equal")
    axes.axis("off")
    _grid(axes, 0.3, 0.9, IMAGE, [[COLOURS[0], COLOURS[1]], [COLOURS[2], COLOURS[3]]])
    _symbol(axes, 2.95, 1.9, r"$\ast^\top$")
    _grid(axes, 3.6, 0.9, KERNEL, [["#8d99ae"] * 2] * 2)
    _symbol(axes, 6.25, 1.9, "$=$")
    total = np.zeros((3, 3), dtype=int)
    for position, (i, j) in enumerate(np.ndindex(2, 2)):
        stamp = np.zeros((3, 3), dtype=int)
        stamp[i : i + 2, j : j + 2] = IMAGE[i, j] * KERNEL
        total += stamp
        left = 0.3 + 4 * position
        _sheet(axes, left, 4.1, stamp, (i, j), COLOURS[position])
        if position < 3:
            _symbol(axes, left + 3.5, 5.6, "$+$")
    _grid(axes, 6.9, 0.4, total, [["#ffffff"] * 3] * 3)
    _symbol(axes, 10.55, 1.9, "$=$")
    _symbol(axes, 12.4, 1.9, r"$\sum_{i,j}\, x_{i,j}\; w$")
    return figure


def overlaps() -> Figure:
    """How many stamps fall on each output pixel: kernel 3 and kernel 4, both at stride 2."""
    figure = Figure(figsize=(7.2, 3.3))
    for position, kernel in enumerate((3, 4)):
        axes = figure.add_axes((0.03 + 0.5 * position, 0.02, 0.44, 0.84))
        size = 2 * 3 + kernel
        counts = np.zeros((size, size), dtype=int)
        for i, j in np.ndindex(4, 4):
            counts[2 * i : 2 * i + kernel, 2 * j : 2 * j + kernel] += 1
        axes.imshow(counts, cmap="YlGnBu", vmin=0, vmax=6)
        for i, j in np.ndindex(size, size):
            colour = "white" if counts[i, j] > 3 else "#222222"
            axes.text(j, i, counts[i, j], ha="center", va="center", color=colour)
        axes.set_title(f"$k={kernel},\\; s=2$", fontsize=13)
        axes.axis("off")
    return figure


def _grid(axes, left, top, values, colours):
    for i, j in np.ndindex(values.shape):
        axes.add_patch(
            Rectangle((left + j, top + i), 1, 1, facecolor=colours[i][j], edgecolor="#333333")
        )
        dark = colours[i][j] != "#ffffff"
        axes.text(
            left + j + 0.5,
            top + i + 0.5,
            values[i, j],
            ha="center",
            va="center",
            fontsize=15,
            color="white" if dark else "#222222",
        )


def _sheet(axes, left, top, stamp, corner, colour):
    """A 3 x 3 sheet of empty cells where one stamp is printed."""
    for i, j in np.ndindex(3, 3):
        printed = 0 <= i - corner[0] < 2 and 0 <= j - corner[1] < 2
        axes.add_patch(
            Rectangle(
                (left + j, top + i),
                1,
                1,
                facecolor=colour if printed else "#ffffff",
                edgecolor="#bbbbbb",
            )
        )
        if printed:
            axes.text(
                left + j + 0.5,
                top + i + 0.5,
                stamp[i, j],
                ha="center",
                va="center",
                fontsize=15,
                color="white",
            )


def _symbol(axes, x, y, text):
    axes.text(x, y, text, ha="center", va="center", fontsize=18, color="#222222")
