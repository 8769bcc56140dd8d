"""Pictures of the unit `pooling`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    FAINT,
    GREEN,
    ORANGE,
    PAPER,
    Point,
    array,
    arrow,
    canvas,
    film,
    strip,
    text,
    window,
)

DY = np.array([[1, 2, 3], [4, 5, 6]])


def overlapping_windows() -> Figure:
    """A map of 3 x 4, two of the windows on it, and their maxima."""
    figure, axes = canvas(10.8, 4.1)
    array(axes, (0.3, 0.9), [[1, 3, 2, 0], [5, 4, 6, 1], [2, 0, 6, 7]])
    fills = [[PAPER, BLUE.fill, PAPER], [PAPER, PAPER, ORANGE.fill]]
    array(axes, (7.5, 1.4), [[5, 6, 6], [5, 6, 7]], fills)
    text(axes, (2.3, 0.4), "$x$")
    text(axes, (9, 0.9), "$y$")
    window(axes, (1.3, 0.9), (2, 2), BLUE, inset=0.04)
    window(axes, (2.3, 1.9), (2, 2), ORANGE, inset=0.12)
    window(axes, (8.5, 1.4), (1, 1), BLUE)
    window(axes, (9.5, 2.4), (1, 1), ORANGE)
    arrow(axes, (4.9, 2.4), (6.9, 2.4))
    text(axes, (5.9, 2), r"$\max$")
    return figure


def gradient_of_the_maximum() -> Figure:
    """Where several windows chose the same cell, their gradients are added."""
    figure, axes = canvas(10.8, 4.1)
    dx = np.array([[0, 0, 0, 0], [5, 0, 10, 0], [0, 0, 0, 6]])
    fills = {0: PAPER, 5: BLUE.fill, 10: ORANGE.fill, 6: GREEN.fill}
    won = [[5, 10, 10], [5, 10, 6]]
    array(axes, (0.3, 1.4), DY, np.vectorize(fills.get)(won))
    sums = {(1, 0): "1+4", (1, 2): "2+3+5"}
    array(axes, (6.5, 0.9), dx, np.vectorize(fills.get)(dx), faint=dx == 0, sums=sums)
    text(axes, (1.8, 0.9), "$dy$")
    text(axes, (8.5, 0.4), "$dx$")
    arrow(axes, (3.9, 2.4), (5.9, 2.4))
    text(axes, (4.9, 2), "$+$")
    return figure


def gradient_of_the_mean() -> Figure:
    """Every window hands a quarter of its gradient to each of its cells."""
    figure, axes = canvas(10.8, 4.1, cell=0.64)
    fills = np.full(DY.shape, PAPER)
    fills[0, 0], fills[1, 2] = BLUE.fill, ORANGE.fill
    array(axes, (0.3, 1.4), DY, fills)
    dx = [[1, 3, 5, 3], [5, 12, 16, 9], [4, 9, 11, 6]]
    sums = {
        (0, 1): "1+2",
        (0, 2): "2+3",
        (1, 0): "1+4",
        (1, 1): "1+2+4+5",
        (1, 2): "2+3+5+6",
        (1, 3): "3+6",
        (2, 1): "4+5",
        (2, 2): "5+6",
    }
    reached = np.full((3, 4), PAPER)
    reached[:2, :2], reached[1:, 2:] = BLUE.fill, ORANGE.fill
    array(axes, (6.5, 0.9), dx, reached, sums=sums)
    window(axes, (6.5, 0.9), (2, 2), BLUE)
    window(axes, (8.5, 1.9), (2, 2), ORANGE)
    text(axes, (1.8, 0.9), "$dy/4$")
    text(axes, (8.5, 0.4), "$dx$")
    arrow(axes, (3.9, 2.4), (5.9, 2.4))
    text(axes, (4.9, 2), "$+$")
    return figure


def adaptive_windows() -> Figure:
    """Five columns shared out among three windows."""
    figure, axes = canvas(5.8, 5.6)
    array(axes, (0.4, 1.9), [[6, 2, 4, 9, 5]])
    array(axes, (1.4, 4.2), [[4, 5, 7]], [[BLUE.fill, ORANGE.fill, GREEN.fill]])
    for edge in range(6):
        text(axes, (0.4 + edge, 1.55), f"${edge}$", FAINT, 12)
    spans = ((0, 2, BLUE, 0.8), (1, 4, ORANGE, 0.3), (3, 5, GREEN, 0.8))
    for position, (start, end, colour, level) in enumerate(spans):
        left, right = 0.48 + start, 0.32 + end
        heights = [level + 0.3, level, level, level + 0.3]
        axes.plot([left, left, right, right], heights, color=colour.line, linewidth=2.6)
        arrow(axes, ((left + right) / 2, 3.1), (1.9 + position, 4.1), colour.line)
    return figure


def _card(axes: Axes, corner: Point, step: int) -> None:
    """One number of the incoming gradient goes to the winner of its window."""
    x, y = corner[0], corner[1] + 0.3
    places = [4, 6, 6, 4, 6, 11]
    image = np.array([[1, 3, 2, 0], [5, 4, 6, 1], [2, 0, 6, 7]])
    i, j = divmod(step, 3)
    row, column = divmod(places[step], 4)
    sums = np.zeros(12, dtype=int)
    np.add.at(sums, places[: step + 1], DY.ravel()[: step + 1])
    array(axes, (x + 0.4, y + 0.6), image, size=10)
    window(axes, (x + 0.4 + j, y + 0.6 + i), (2, 2))
    window(axes, (x + 0.4 + column, y + 0.6 + row), (1, 1), GREEN, inset=0.08)
    sent = np.arange(6).reshape(2, 3) == step
    array(axes, (x + 5.4, y + 1.1), DY, np.where(sent, ORANGE.fill, PAPER), faint=~sent, size=10)
    dx = sums.reshape(3, 4)
    array(axes, (x + 9.4, y + 0.6), dx, np.where(dx, GREEN.fill, PAPER), faint=dx == 0, size=10)
    window(axes, (x + 9.4 + column, y + 0.6 + row), (1, 1), GREEN)
    text(axes, (x + 2.4, y + 0.25), "$x$", size=9)
    text(axes, (x + 6.9, y + 0.7), "$dy$", size=9)
    text(axes, (x + 11.4, y + 0.25), "$dx$", size=9)
    arrow(axes, (x + 8.5, y + 2.1), (x + 9.2, y + 2.1), width=1.1)


def cards() -> Figure:
    """Six numbers, one after another, to the winners of their windows."""
    return strip(_card, 6, (4.3, 14), columns=2)


def cards_moving() -> list[Figure]:
    return film(_card, 6, (4.3, 14))
