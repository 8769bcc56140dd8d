"""Pictures of the unit `layers`."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    GREEN,
    VIOLET,
    Point,
    array,
    arrow,
    box,
    canvas,
    text,
)

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
    figure, axes = canvas(24.2, 12)
    centres = [2.3, 10.3, 17.2, 23.2]
    for k, (x, forward, backward) in enumerate(zip(centres, FORWARD, BACKWARD, strict=True)):
        _centred(axes, (x, 3.1), forward, BLUE.fill)
        text(axes, (x, 0.6), f"$y_{k}$" if k else "$x$", BLUE.line)
        _centred(axes, (x, 8.9), backward, VIOLET.fill)
        text(axes, (x, 11.4), f"$dy_{k}$" if k else "$dx$", VIOLET.line)
    for left, right, symbol, kept, side in (
        (4.6, 8.5, "⋆", X, 0.55),
        (12.1, 15.9, r"$\max$", [[0, 2], [7, 7]], 0.8),
        (18.5, 22.4, r"$\frac{1}{4}\Sigma$", [[1, 1, 2, 2]], 0.7),
    ):
        middle = (left + right) / 2
        arrow(axes, (left, 3.1), (right, 3.1), BLUE.line)
        arrow(axes, (right, 8.9), (left, 8.9), VIOLET.line)
        arrow(axes, (middle, 3.1), (middle, 4.2), GREEN.line)
        arrow(axes, (middle, 7.8), (middle, 8.9), GREEN.line)
        box(axes, (middle - 1.65, 4.25), (3.5, 3.3))
        text(axes, (middle, 4.8), symbol, size=24 if symbol == "⋆" else 14)
        _centred(axes, (middle, 6.5), kept, GREEN.fill, side)
    return figure


def graph() -> Figure:
    """One operation of the graph: values go down to y, gradients come back to each input."""
    figure, axes = canvas(14, 7.2)
    for name, y in zip("xwb", (1.0, 3.6, 6.2), strict=True):
        _value(axes, (1.4, y), f"${name}$")
        end = 3.6 + (y - 3.6) * 0.42
        arrow(axes, (2.2, y - 0.12), (5.4, end - 0.12), BLUE.line)
        arrow(axes, (5.4, end + 0.22), (2.2, y + 0.22), VIOLET.line)
        text(axes, (3.9, 3.6 + (y - 3.6) * 0.72 + 0.62), f"$d{name}$", VIOLET.line)
    box(axes, (5.6, 2), (3.2, 3.4))
    text(axes, (7.3, 2.7), "⋆", size=28)
    box(axes, (6.2, 3.5), (1.2, 2.2), GREEN.fill, GREEN.line)
    text(axes, (7.3, 4.1), "$x,\\;w$")
    _value(axes, (12.6, 3.6), "$y$")
    arrow(axes, (9.2, 3.35), (11.7, 3.35), BLUE.line)
    arrow(axes, (11.7, 3.85), (9.2, 3.85), VIOLET.line)
    text(axes, (10.45, 4.4), "$dy$", VIOLET.line)
    return figure


def _centred(axes: Axes, centre: Point, rows: Rows, fill: str, side: float = 1) -> None:
    corner = (centre[0] - side * len(rows[0]) / 2, centre[1] - side * len(rows) / 2)
    array(axes, corner, rows, fill, side=side, size=13 * side**0.5)


def _value(axes: Axes, centre: Point, symbol: str) -> None:
    box(axes, (centre[0] - 0.65, centre[1] - 0.65), (1.3, 1.3), BLUE.fill, BLUE.line)
    text(axes, centre, symbol, size=17)
