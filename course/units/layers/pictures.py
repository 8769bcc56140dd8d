"""Pictures of the unit `layers`: numbers and symbols only, the same in every language."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

INK, GREY = "#22262b", "#9aa5b1"
BLUE, SKY = "#2f6fb5", "#dbe8ff"
ORANGE, PEACH = "#d9622b", "#ffe3d3"
GREEN, MINT = "#2f855a", "#d9f2e3"
Point = tuple[float, float]
Rows = list[list[int]]

X = [[1, 0, 2, 1], [0, 1, 0, 2], [2, 1, 1, 0], [1, 0, 2, 1]]
FORWARD: list[Rows] = [X, [[2, 0, 4], [1, 2, 0], [2, 3, 2]], [[2, 4], [3, 3]], [[3]]]
BACKWARD: list[Rows] = [
    [[1, 0, 1, 0], [0, 1, 0, 1], [0, 2, 0, 0], [0, 0, 2, 0]],
    [[1, 0, 1], [0, 0, 0], [0, 2, 0]],
    [[1, 1], [1, 1]],
    [[4]],
]


def chain() -> Figure:
    """Three layers: maps go to the right, gradients to the left, and each keeps what it needs."""
    figure, axes = _sheet(24.2, 11.2)
    centres = [2.3, 10.3, 17.2, 23.2]
    for k, (centre, rows) in enumerate(zip(centres, FORWARD, strict=True)):
        _table(axes, centre, 2.5, rows, SKY)
        _name(axes, centre, 0.1, "$x$" if k == 0 else f"$y_{k}$", BLUE)
    for k, (centre, rows) in enumerate(zip(centres, BACKWARD, strict=True)):
        _table(axes, centre, 8.7, rows, PEACH)
        _name(axes, centre, 11.1, "$dx$" if k == 0 else f"$dy_{k}$", ORANGE)
    _layer(axes, (6.5, 5.6), r"$\ast\,w$", X, 0.55)
    _layer(axes, (14.0, 5.6), r"$\max$", [[0, 2], [7, 7]], 0.8)
    _layer(axes, (20.3, 5.6), r"$\frac{1}{4}\Sigma$", [[1, 1, 2, 2]], 0.6)
    for left, right, middle in [(4.6, 8.5, 6.5), (12.1, 15.9, 14.0), (18.5, 22.4, 20.3)]:
        _arrow(axes, (left, 2.5), (right, 2.5), BLUE)
        _arrow(axes, (right, 8.7), (left, 8.7), ORANGE)
        _arrow(axes, (middle, 2.6), (middle, 3.7), GREEN)
        _arrow(axes, (middle, 7.5), (middle, 8.6), GREEN)
    return figure


def graph() -> Figure:
    """One operation of the graph: values go down to y, gradients come back to each input."""
    figure, axes = _sheet(14.0, 7.2)
    centres = {"x": 1.2, "w": 3.6, "b": 6.0}
    for name, y in zip(centres, (1.0, 3.6, 6.2), strict=True):
        _circle(axes, (1.4, y), f"${name}$")
        _arrow(axes, (2.2, y - 0.12), (5.4, 3.6 + (y - 3.6) * 0.42 - 0.12), BLUE)
        _arrow(axes, (5.4, 3.6 + (y - 3.6) * 0.42 + 0.22), (2.2, y + 0.22), ORANGE)
        _name(axes, 3.9, 3.6 + (y - 3.6) * 0.72 + 0.62, f"$d{name}$", ORANGE, 13)
    _box(axes, (5.6, 2.0), 3.4, 3.2, "white", INK)
    _name(axes, 7.3, 2.7, r"$\ast$", INK, 22)
    _box(axes, (6.2, 3.5), 2.2, 1.2, MINT, GREEN)
    _name(axes, 7.3, 4.1, "$x,\\;w$", INK, 15)
    _circle(axes, (12.6, 3.6), "$y$")
    _arrow(axes, (9.2, 3.35), (11.7, 3.35), BLUE)
    _arrow(axes, (11.7, 3.85), (9.2, 3.85), ORANGE)
    _name(axes, 10.45, 4.4, "$dy$", ORANGE, 13)
    return figure


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """Axes whose unit is a cell, y downwards."""
    figure = Figure(figsize=(7.4, 7.4 * height / width), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height + 0.3, -0.6)
    axes.set_axis_off()
    return figure, axes


def _table(
    axes: Axes, x: float, y: float, rows: Rows, colour: str, side: float = 1.0, size: float = 13
) -> None:
    """Numbers in squares around a centre; zeros are faint."""
    left, top = x - side * len(rows[0]) / 2, y - side * len(rows) / 2
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            corner = (left + side * j, top + side * i)
            axes.add_patch(Rectangle(corner, side, side, facecolor=colour, edgecolor="white", lw=2))
            _name(axes, corner[0] + side / 2, corner[1] + side / 2, str(value), INK, size)


def _layer(axes: Axes, centre: Point, symbol: str, kept: Rows, side: float) -> None:
    """A layer with the symbol of what it does and, inside, what it keeps."""
    x, y = centre
    _box(axes, (x - 1.65, y - 1.75), 3.3, 3.5, "white", INK)
    _name(axes, x, y - 1.1, symbol, INK, 15)
    _table(axes, x, y + 0.45, kept, MINT, side, 13 * min(1.0, side + 0.15))


def _box(axes: Axes, corner: Point, w: float, h: float, colour: str, edge: str) -> None:
    axes.add_patch(
        FancyBboxPatch(
            corner, w, h, boxstyle="round,pad=0,rounding_size=0.25",
            facecolor=colour, edgecolor=edge, linewidth=1.6,
        )
    )  # fmt: skip


def _circle(axes: Axes, centre: Point, symbol: str) -> None:
    x, y = centre
    _box(axes, (x - 0.65, y - 0.65), 1.3, 1.3, SKY, BLUE)
    _name(axes, x, y, symbol, INK, 17)


def _arrow(axes: Axes, start: Point, end: Point, colour: str) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=15, linewidth=1.8,
            color=colour, shrinkA=0, shrinkB=0,
        )
    )  # fmt: skip


def _name(axes: Axes, x: float, y: float, text: str, colour: str = INK, size: float = 16) -> None:
    axes.text(x, y, text, ha="center", va="center", fontsize=size, color=colour)
