"""Pictures of the unit `convolution_backward`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    COLOURS,
    GREEN,
    ORANGE,
    PAPER,
    Point,
    array,
    arrow,
    canvas,
    film,
    span,
    strip,
    text,
    window,
)

KERNEL = np.array([[1, 2], [3, 4]])
DY = np.array([[1, 2], [0, -1]])
DX = np.array([[1, 4, 4], [3, 9, 6], [0, -3, -4]])


def there_and_back() -> Figure:
    """Image and kernel make the output; the incoming gradient makes their gradients."""
    figure, axes = canvas(13.4, 8.2)
    x, y = np.array([[1, 2, 0], [0, 1, 3], [2, 1, 1]]), np.array([[9, 17], [12, 14]])
    dw = np.array([[4, -1], [1, 6]])
    places = ((0.6, 0, BLUE), (5.2, 0.5, ORANGE), (10.8, 0.5, GREEN))
    for top, names, arrays in (
        (0.9, ("x", "w", "y"), (x, KERNEL, y)),
        (5, ("dx", "dw", "dy"), (DX, dw, DY)),
    ):
        for (left, down, colour), name, values in zip(places, names, arrays, strict=True):
            array(axes, (left, top + down), values, colour.fill)
            text(axes, (left + values.shape[1] / 2, top + down - 0.45), f"${name}$")
    text(axes, (4.4, 2.4), "⋆", size=28)
    arrow(axes, (7.9, 2.4), (10.1, 2.4))
    arrow(axes, (10.1, 6.5), (7.9, 6.5))
    return figure


def spread_out() -> Figure:
    """A 2×3 map, and the same map with strides 2 and 3."""
    figure, axes = canvas(14.2, 4.6)
    values = np.array([[1, 2, 3], [4, 5, 6]])
    spread = np.zeros((3, 7), dtype=int)
    spread[::2, ::3] = values
    array(axes, (0.4, 1.8), values, BLUE.fill)
    arrow(axes, (3.9, 2.8), (5.4, 2.8))
    array(axes, (5.9, 1.3), spread, np.where(spread, BLUE.fill, PAPER), faint=spread == 0)
    for x in (6.4, 9.4):
        span(axes, (x, 0.95), (x + 3, 0.95), "$3$", (0, -0.45))
    span(axes, (13.3, 1.8), (13.3, 3.8), "$2$", (0.45, 0))
    return figure


def stamps() -> Figure:
    """dx as the sum of four scaled copies of the kernel."""
    figure, axes = canvas(19.6, 8.2)
    text(axes, (5.4, 1.5), "$dy$")
    array(axes, (6.2, 0.5), DY, np.reshape([colour.fill for colour in COLOURS], (2, 2)))
    text(axes, (11.2, 1.5), "$w$")
    array(axes, (11.8, 0.5), KERNEL)
    for position, ((i, j), colour) in enumerate(zip(np.ndindex(2, 2), COLOURS, strict=True)):
        left = 0.3 + 4 * position
        printed = np.zeros((3, 3), dtype=bool)
        printed[i : i + 2, j : j + 2] = True
        stamp = np.zeros((3, 3), dtype=int)
        stamp[printed] = (DY[i, j] * KERNEL).ravel()
        text(axes, (left + 1.5, 4), rf"${DY[i, j]} \cdot w$")
        array(axes, (left, 4.7), stamp, np.where(printed, colour.fill, PAPER), faint=~printed)
        window(axes, (left + j, 4.7 + i), (2, 2), colour)
        text(axes, (left + 3.5, 6.2), "$+$" if position < 3 else "$=$")
    text(axes, (17.8, 4), "$dx$")
    array(axes, (16.3, 4.7), DX)
    return figure


def turned_kernel() -> Figure:
    """The gradient with a ring of zeros, under the turned kernel at one position."""
    figure, axes = canvas(14.4, 5)
    padded = np.pad(DY, 1)
    inside = np.pad(np.ones((2, 2), dtype=bool), 1)
    fills = np.where(inside, GREEN.fill, PAPER)
    array(axes, (0.4, 0.4), padded, fills, faint=~inside)
    window(axes, (1.4, 1.4), (2, 2))
    text(axes, (5.3, 2.4), "⋆", size=28)
    array(axes, (6.2, 1.4), np.rot90(KERNEL, 2), ORANGE.fill)
    text(axes, (7.2, 3.95), "$w$, $180°$")
    text(axes, (9.2, 2.4), "$=$", size=20)
    array(axes, (10.2, 0.9), DX, BLUE.fill)
    window(axes, (11.2, 1.9), (1, 1))
    text(axes, (11.4, 4.5), r"$4 \cdot 1 + 3 \cdot 2 + 2 \cdot 0 - 1 \cdot 1 = 9$", size=12)
    return figure


def _column(axes: Axes, corner: Point, step: int) -> None:
    """A column goes back to its window, and is added to what lies there."""
    x, y = corner
    cols = np.arange(1, 17).reshape(4, 4).T
    sums, taken = np.zeros((3, 3), dtype=int), np.zeros((4, 4), dtype=bool)
    for each in range(step + 1):
        i, j = divmod(each, 2)
        sums[i : i + 2, j : j + 2] += cols[:, each].reshape(2, 2)
    taken[:, step] = True
    array(axes, (x + 0.5, y + 0.5), cols, np.where(taken, ORANGE.fill, PAPER), size=10)
    window(axes, (x + 0.5 + step, y + 0.5), (4, 1))
    arrow(axes, (x + 4.8, y + 2.5), (x + 5.7, y + 2.5))
    array(axes, (x + 6, y + 1), sums, np.where(sums, GREEN.fill, PAPER), faint=sums == 0, size=10)
    window(axes, (x + 6 + j, y + 1 + i), (2, 2))


def columns_add_up() -> Figure:
    """Four columns, one after another, added to an image of 3 x 3."""
    return strip(_column, 4, (5, 9.5), columns=2)


def columns_add_up_moving() -> list[Figure]:
    return film(_column, 4, (5, 9.5))
