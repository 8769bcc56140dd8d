"""Pictures of the unit `padding`."""

import numpy as np
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    GREEN,
    PAPER,
    VIOLET,
    array,
    arrow,
    canvas,
    padded_row,
    row_of_weights,
    sheet,
    span,
    text,
    window,
)


def shrinking() -> Figure:
    """A 3 x 3 kernel on a 5 x 5 image: 3 x 3 places without padding, 5 x 5 with it."""
    figure, axes = canvas(25.6, 8.8)
    array(axes, (11.4, 0.2), np.zeros((7, 7), dtype=int), size=9)
    for left, top, side, fill in (
        (0.2, 1.2, 5, BLUE.fill),
        (7.2, 2.2, 3, GREEN.fill),
        (12.4, 1.2, 5, BLUE.fill),
        (20.2, 1.2, 5, GREEN.fill),
    ):
        sheet(axes, (left, top), (side, side), fill)
    for left, top, side in ((0.2, 1.2, 3), (7.2, 2.2, 1), (11.4, 0.2, 3), (20.2, 1.2, 1)):
        window(axes, (left, top), (side, side))
    for left in (5.5, 18.7):
        arrow(axes, (left, 3.7), (left + 1.4, 3.7))
    for x, side in ((2.7, 5), (8.7, 3), (14.9, 7), (22.7, 5)):
        text(axes, (x, 8.1), f"${side} \\times {side}$")
    return figure


def border() -> Figure:
    """An image on a larger sheet; the four sides of the border have their symbols."""
    (top, bottom), (left, right) = (1, 2), (3, 1)
    h, w = 3, 4
    figure, axes = canvas(9.8, 7.7)
    x, y = 1.5, 1.4
    values = np.full((top + h + bottom, left + w + right), "$v$")
    fills = np.full(values.shape, PAPER)
    values[top : top + h, left : left + w] = np.arange(1, h * w + 1).reshape(h, w)
    fills[top : top + h, left : left + w] = BLUE.fill
    array(axes, (x, y), values, fills)
    window(axes, (x + left, y + top), (h, w), BLUE)
    down, along = y, x
    for name, size in (("p_t", top), ("H", h), ("p_b", bottom)):
        span(axes, (x - 0.35, down), (x - 0.35, down + size), f"${name}$", (-0.55, 0))
        down += size
    for name, size in (("p_l", left), ("W", w), ("p_r", right)):
        span(axes, (along, y - 0.35), (along + size, y - 0.35), f"${name}$", (0, -0.5))
        along += size
    return figure


def crop() -> Figure:
    """A gradient of the padded image; the part over the image is what goes back."""
    dy = np.array([[5, -1, 2, 7], [3, 4, -6, 8], [1, 0, 9, -2]])
    figure, axes = canvas(9.2, 3.4)
    inside = np.zeros(dy.shape, dtype=bool)
    inside[1:, 1:3] = True
    fills = np.where(inside, VIOLET.fill, PAPER)
    array(axes, (0.2, 0.2), dy, fills, faint=~inside)
    window(axes, (1.2, 1.2), (2, 2), VIOLET)
    arrow(axes, (4.7, 2.2), (6.3, 2.2))
    array(axes, (6.8, 1.2), dy[1:, 1:3], VIOLET.fill)
    window(axes, (6.8, 1.2), (2, 2), VIOLET)
    return figure


def windows() -> Figure:
    """Windows of 3 cells, 2 apart, over 6 cells and over 5."""
    figure, axes = canvas(10.6, 7)
    for y, n, before in ((0.2, 6, 0), (3.8, 5, 1)):
        text(axes, (1, y + 0.5), f"$n={n}$")
        text(axes, (1, y + 1.7), f"$P={before + 1}$")
        padded_row(axes, (3.4, y), n, before, after=1)
        for position in range(3):
            place = (3.4 - before + 2 * position, y + 1.3 + 0.55 * position)
            row_of_weights(axes, place, kernel=3)
    return figure
