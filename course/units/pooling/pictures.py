"""Pictures of the unit `pooling`: numbers and symbols, no words."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

BLUE, ORANGE, GREEN, GREY = "#2f6fb5", "#d9822b", "#3a8f5c", "#9aa0a6"
INK = "#22262b"


def overlapping_windows() -> Figure:
    """A map of 3 x 4, two of the windows on it, and their maxima."""
    figure, axes = _sheet(10.6, 4.1)
    _grid(axes, 0.1, 0, [[1, 3, 2, 0], [5, 4, 6, 1], [2, 0, 6, 7]])
    _grid(axes, 7.3, 0.5, [[5, 6, 6], [5, 6, 7]])
    _name(axes, 2.1, -0.4, "$x$")
    _name(axes, 8.8, 0.1, "$y$")
    _window(axes, 1.1, 0, BLUE)
    _window(axes, 2.1, 1, ORANGE, inset=0.12)
    _fill(axes, 8.3, 0.5, BLUE)
    _fill(axes, 9.3, 1.5, ORANGE)
    _arrow(axes, (4.8, 1.5), (6.6, 1.5), INK)
    _name(axes, 5.7, 1.1, r"$\max$")
    return figure


def gradient_of_the_maximum() -> Figure:
    """Where several windows chose the same cell, their gradients are added."""
    figure, axes = _sheet(10.6, 4.1)
    _grid(axes, 0.1, 0.5, [[1, 2, 3], [4, 5, 6]])
    sums = {(1, 0): "1+4", (1, 2): "2+3+5"}
    _grid(axes, 6.3, 0, [[0, 0, 0, 0], [5, 0, 10, 0], [0, 0, 0, 6]], sums, faint=0)
    _name(axes, 1.6, 0.1, "$dy$")
    _name(axes, 8.3, -0.4, "$dx$")
    for column, row, colour in [(0, 0, BLUE), (0, 1, BLUE), (2, 1, GREEN)]:
        _fill(axes, 0.1 + column, 0.5 + row, colour)
    for column, row in [(1, 0), (2, 0), (1, 1)]:
        _fill(axes, 0.1 + column, 0.5 + row, ORANGE)
    for column, row, colour in [(0, 1, BLUE), (2, 1, ORANGE), (3, 2, GREEN)]:
        _fill(axes, 6.3 + column, row, colour)
    _arrow(axes, (3.8, 1.5), (5.6, 1.5), INK)
    _name(axes, 4.7, 1.1, "$+$")
    return figure


def gradient_of_the_mean() -> Figure:
    """Every window hands a quarter of its gradient to each of its cells."""
    figure, axes = _sheet(10.6, 4.1)
    _grid(axes, 0.1, 0.5, [[1, 2, 3], [4, 5, 6]])
    dx = [[1, 3, 5, 3], [5, 12, 16, 9], [4, 9, 11, 6]]
    sums = {
        (0, 1): "1+2",
        (0, 2): "2+3",
        (1, 0): "1+4",
        (1, 3): "3+6",
        (2, 1): "4+5",
        (2, 2): "5+6",
    }
    sums |= {(1, 1): "1+2+4+5", (1, 2): "2+3+5+6"}
    _grid(axes, 6.3, 0, dx, sums)
    _name(axes, 1.6, 0.1, "$dy/4$")
    _name(axes, 8.3, -0.4, "$dx$")
    _fill(axes, 0.1, 0.5, BLUE)
    _fill(axes, 2.1, 1.5, ORANGE)
    _window(axes, 6.3, 0, BLUE)
    _window(axes, 8.3, 1, ORANGE)
    _arrow(axes, (3.8, 1.5), (5.6, 1.5), INK)
    _name(axes, 4.7, 1.1, "$+$")
    return figure


def adaptive_windows() -> Figure:
    """Five columns shared out among three windows."""
    figure, axes = _sheet(6.2, 5.2)
    _grid(axes, 0.6, 1.0, [[6, 2, 4, 9, 5]])
    _grid(axes, 1.6, 3.1, [[4, 5, 7]])
    for column in range(6):
        _name(axes, 0.6 + column, 0.72, f"${column}$", GREY, size=12)
    for position, (start, end, colour) in enumerate([(0, 2, BLUE), (1, 4, ORANGE), (3, 5, GREEN)]):
        level = -0.35 if colour == ORANGE else 0.15
        left, right = 0.67 + start, 0.53 + end
        ends = [level + 0.25, level, level, level + 0.25]
        axes.plot([left, left, right, right], ends, color=colour, linewidth=2.6)
        _fill(axes, 1.6 + position, 3.1, colour)
        _arrow(axes, ((left + right) / 2, 2.15), (2.1 + position, 3.0), colour)
    return figure


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """Axes whose unit is a cell, y downwards."""
    figure = Figure(figsize=(width * 0.68, height * 0.68), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height - 0.85, -0.85)
    axes.set_axis_off()
    return figure, axes


def _grid(
    axes: Axes,
    left: float,
    top: float,
    values: list[list[int]],
    sums: Mapping[tuple[int, int], str] | None = None,
    faint: int | None = None,
) -> None:
    """A table of numbers, each above the sum that gave it; those equal to `faint` are grey."""
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            x, y = left + j, top + i
            axes.add_patch(Rectangle((x, y), 1, 1, facecolor="white", edgecolor=GREY, zorder=1))
            colour = GREY if value == faint else INK
            total = (sums or {}).get((i, j), "")
            _name(axes, x + 0.5, y + (0.4 if total else 0.5), str(value), colour)
            _name(axes, x + 0.5, y + 0.78, total, colour, size=8)


def _window(axes: Axes, left: float, top: float, colour: str, inset: float = 0.05) -> None:
    corner, side = (left + inset, top + inset), 2 - 2 * inset
    axes.add_patch(Rectangle(corner, side, side, facecolor=colour, alpha=0.16, zorder=3))
    axes.add_patch(
        Rectangle(corner, side, side, fill=False, edgecolor=colour, linewidth=2.6, zorder=3)
    )


def _fill(axes: Axes, left: float, top: float, colour: str) -> None:
    axes.add_patch(Rectangle((left, top), 1, 1, facecolor=colour, alpha=0.3, zorder=2))


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=18,
            linewidth=1.8,
            color=colour,
            shrinkA=0,
            shrinkB=0,
        )
    )


def _name(axes: Axes, x: float, y: float, text: str, colour: str = INK, size: float = 15) -> None:
    axes.text(x, y, text, ha="center", va="center", fontsize=size, color=colour, zorder=4)
