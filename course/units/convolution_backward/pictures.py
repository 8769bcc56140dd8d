"""Pictures of the unit `convolution_backward`: numbers and symbols only."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

INK, GRID, PAPER = "#22313f", "#9fb0bf", "#ffffff"
BLUE, ORANGE, GREEN, ROSE = "#cfe3f6", "#fbdcb5", "#d3ecd0", "#f6cfd8"


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure 7 inches wide whose unit is a cell, with y pointing down."""
    figure = Figure(figsize=(7, 7 * height / width), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    axes.axis("off")
    return figure, axes


def _cell(axes, x, y, text, colour, ink=INK, size=14):
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=colour, edgecolor=GRID, linewidth=1))
    axes.text(x + 0.5, y + 0.52, text, ha="center", va="center", color=ink, fontsize=size)


def _number(value):
    return str(value).replace("-", "−")


def _map(axes, left, top, values, colours, size=14):
    """A grid of numbers; zeros on plain paper are pale."""
    for (i, j), value in np.ndenumerate(values):
        colour = colours if isinstance(colours, str) else colours[i][j]
        ink = GRID if value == 0 and colour == PAPER else INK
        _cell(axes, left + j, top + i, _number(value), colour, ink, size)


def _frame(axes, left, top, height, width, colour=INK):
    axes.add_patch(
        Rectangle((left, top), width, height, fill=False, edgecolor=colour, linewidth=2.2)
    )


def _sign(axes, x, y, text, size=18):
    axes.text(x, y, text, ha="center", va="center", color=INK, fontsize=size)


def there_and_back() -> Figure:
    """Image and kernel make the output; the incoming gradient makes their gradients."""
    figure, axes = _canvas(14, 8.3)
    image = np.array([[1, 2, 0], [0, 1, 3], [2, 1, 1]])
    kernel, incoming = np.array([[1, 2], [3, 4]]), np.array([[1, 2], [0, -1]])
    output, dx = np.array([[9, 17], [12, 14]]), np.array([[1, 4, 4], [3, 9, 6], [0, -3, -4]])
    dw = np.array([[4, -1], [1, 6]])
    forward, backward = ("x", "w", "y", image, kernel, output), ("dx", "dw", "dy", dx, dw, incoming)
    for top, (a, b, c, left, middle, right) in ((0.9, forward), (5, backward)):
        colours = [BLUE, ORANGE, GREEN]
        places = [(1, top, left, a), (5.6, top + 0.5, middle, b), (11, top + 0.5, right, c)]
        for colour, (x, y, values, name) in zip(colours, places, strict=True):
            _map(axes, x, y, values, colour)
            _sign(axes, x + values.shape[1] / 2, y - 0.4, f"${name}$", 15)
    for y, (start, end) in ((2.4, (8.2, 10.4)), (6.5, (10.4, 8.2))):
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 2, "mutation_scale": 20}
        axes.annotate("", (end, y), (start, y), arrowprops=arrow)
    return figure


def spread_out() -> Figure:
    """A 2×3 map, and the same map with strides 2 and 3."""
    figure, axes = _canvas(14, 4.2)
    values = np.array([[1, 2, 3], [4, 5, 6]])
    sheet = np.zeros((3, 7), dtype=int)
    sheet[::2, ::3] = values
    colours = [[BLUE if value else PAPER for value in row] for row in sheet]
    _map(axes, 0.5, 1.5, values, BLUE)
    _sign(axes, 4.75, 2.5, "→")
    _map(axes, 6, 1, sheet, colours)
    for x in (6, 9):
        axes.annotate("", (x, 0.6), (x + 3, 0.6), arrowprops={"arrowstyle": "<->", "color": INK})
        _sign(axes, x + 1.5, 0.3, "3", 12)
    axes.annotate("", (13.35, 1), (13.35, 3), arrowprops={"arrowstyle": "<->", "color": INK})
    _sign(axes, 13.65, 2, "2", 12)
    return figure


def stamps() -> Figure:
    """dx as the sum of four scaled copies of the kernel."""
    figure, axes = _canvas(18.2, 8.1)
    kernel = np.array([[1, 2], [3, 4]])
    incoming = np.array([[1, 2], [0, -1]])
    colours = [[BLUE, ORANGE], [GREEN, ROSE]]
    _sign(axes, 5.4, 1.6, r"$dy$")
    _map(axes, 6.1, 0.6, incoming, colours)
    _sign(axes, 10.5, 1.6, r"$w$")
    _map(axes, 11.1, 0.6, kernel, PAPER)
    total = np.zeros((3, 3), dtype=int)
    for number, (i, j) in enumerate(np.ndindex(2, 2)):
        stamp = np.zeros((3, 3), dtype=int)
        stamp[i : i + 2, j : j + 2] = incoming[i, j] * kernel
        total += stamp
        left = 0.3 + 3.65 * number
        inside = [
            [colours[i][j] if i <= a <= i + 1 and j <= b <= j + 1 else PAPER for b in range(3)]
            for a in range(3)
        ]
        _sign(axes, left + 1.5, 3.95, rf"${incoming[i, j]} \cdot w$", 13)
        _map(axes, left, 4.5, stamp, inside, 13)
        _frame(axes, left + j, 4.5 + i, 2, 2)
        _sign(axes, left + 3.33, 6, "+" if number < 3 else "=")
    _sign(axes, 16.4, 3.95, r"$dx$", 13)
    _map(axes, 14.9, 4.5, total, "#e9e4f5", 13)
    return figure


def turned_kernel() -> Figure:
    """The gradient with a ring of zeros, under the turned kernel at one position."""
    figure, axes = _canvas(15, 5.2)
    incoming = np.array([[1, 2], [0, -1]])
    sheet = np.pad(incoming, 1)
    colours = [[PAPER] * 4, [PAPER, BLUE, BLUE, PAPER], [PAPER, BLUE, BLUE, PAPER], [PAPER] * 4]
    _map(axes, 0.6, 0.6, sheet, colours)
    _frame(axes, 1.6, 1.6, 2, 2, "#c0392b")
    _sign(axes, 5.4, 2.6, "⋆", 26)
    _map(axes, 6.2, 1.6, np.array([[4, 3], [2, 1]]), ORANGE)
    _sign(axes, 7.2, 4.2, r"$w$, $180°$", 13)
    _sign(axes, 9.1, 2.6, "=")
    total = np.array([[1, 4, 4], [3, 9, 6], [0, -3, -4]])
    _map(axes, 10.2, 1.1, total, "#e9e4f5")
    _frame(axes, 11.2, 2.1, 1, 1, "#c0392b")
    _sign(axes, 11.7, 4.7, r"$4 \cdot 1 + 3 \cdot 2 + 2 \cdot 0 - 1 \cdot 1 = 9$", 12)
    return figure
