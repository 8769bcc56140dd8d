"""Pictures of the unit `convolution`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    VIOLET,
    Point,
    array,
    arrow,
    canvas,
    film,
    sheet,
    stack,
    strip,
    text,
    window,
)


def channels_to_maps() -> Figure:
    """Three channels, two filters of three kernels each, two feature maps."""
    figure, axes = canvas(20, 9.4)
    channels = [BLUE.fill, ORANGE.fill, VIOLET.fill]
    stack(axes, (0.6, 3.1), (4, 5), channels, 0.55)
    window(axes, (1.6, 4.1), (2, 2))
    text(axes, (3.1, 8.5), r"$C_{in} \times H \times W$")
    text(axes, (7.5, 4.6), "⋆", size=28)
    for o in range(2):
        top = 1.5 + 3.9 * o
        text(axes, (8.8, top + 1), f"$w_{o}$")
        stack(axes, (9.5, top), (2, 2), channels, 0.4)
        arrow(axes, (12.6, top + 0.9), (14.1, top + 0.9))
        sheet(axes, (14.6, top - 0.6), (3, 4), GREEN.fill)
        text(axes, (19.2, top + 0.9), f"$y_{o}$")
    window(axes, (15.6, 1.9), (1, 1))
    text(axes, (10.6, 8.5), r"$C_{out} \times C_{in} \times k_h \times k_w$")
    text(axes, (16.7, 8.5), r"$C_{out} \times H_{out} \times W_{out}$")
    return figure


def window_on_image() -> Figure:
    """A 2×2 kernel on a 3×4 map, and the 2×3 map that results, one cell explained."""
    figure, axes = canvas(14.4, 4.9)
    image = np.array([[1, 2, 0, 1], [3, 1, 2, 0], [0, 1, 1, 2]])
    kernel = np.array([[1, 0], [-1, 2]])
    result = np.array([[0, 5, -2], [5, 2, 5]])
    under = np.zeros(image.shape, dtype=bool)
    under[:2, 1:3] = True
    array(axes, (0.6, 0.4), image, np.where(under, ORANGE.fill, BLUE.fill))
    window(axes, (1.6, 0.4), (2, 2))
    text(axes, (5.6, 1.9), "⋆", size=28)
    array(axes, (6.6, 0.9), kernel, ORANGE.fill)
    text(axes, (9.7, 1.9), "$=$", size=20)
    array(axes, (10.8, 0.9), result, GREEN.fill)
    window(axes, (11.8, 0.9), (1, 1))
    text(axes, (7.2, 4.3), r"$1 \cdot 2 + 0 \cdot 0 - 1 \cdot 1 + 2 \cdot 2 = 5$")
    return figure


def window_in_memory() -> Figure:
    """The window (7, 8; 11, 12) of a 3×4 map, and its cells in the strip of memory."""
    figure, axes = canvas(14, 7.4)
    image = np.arange(1, 13).reshape(3, 4)
    fills = np.where(np.isin(image, [7, 8, 11, 12]), ORANGE.fill, BLUE.fill)
    array(axes, (5, 0.3), image, fills)
    window(axes, (7, 1.3), (2, 2))
    array(axes, (1, 5.2), image.reshape(1, 12), fills.reshape(1, 12))
    axes.vlines([1, 5, 9, 13], 4.95, 6.45, color=INK, linewidth=1.6)
    for cell in (1, 7, 8, 11, 12):
        text(axes, (cell + 0.5, 6.85), str(8 * (cell - 1)), size=12)
    for start, end, name, bend, height in ((7, 11, "+32", -0.32, 4.05), (11, 12, "+8", -0.75, 4.3)):
        arrow(axes, (start + 0.5, 5.1), (end + 0.5, 5.1), ORANGE.line, bend=bend)
        text(axes, ((start + end + 1) / 2, height), name, ORANGE.line, 13)
    return figure


def im2col_columns() -> Figure:
    """Two windows of a 3×4 map, and the columns 2 and 3 of the matrix that they become."""
    figure, axes = canvas(15.4, 6.1)
    image = np.arange(1, 13).reshape(3, 4)
    cols = np.lib.stride_tricks.sliding_window_view(image, (2, 2)).reshape(6, 4).T
    fills = np.full(image.shape, BLUE.fill)
    fills[:2, 2:], fills[1:, :2] = ORANGE.fill, GREEN.fill
    array(axes, (0.4, 1.6), image, fills)
    window(axes, (2.4, 1.6), (2, 2))
    window(axes, (0.4, 2.6), (2, 2), GREEN)
    arrow(axes, (5, 3.1), (6.6, 3.1))
    array(axes, (9, 1.1), cols, [BLUE.fill] * 2 + [ORANGE.fill, GREEN.fill] + [BLUE.fill] * 2)
    window(axes, (11, 1.1), (4, 1), inset=0.03)
    window(axes, (12, 1.1), (4, 1), GREEN, inset=0.03)
    for row, (u, v) in enumerate(np.ndindex(2, 2)):
        text(axes, (8.3, 1.62 + row), f"${u}, {v}$", size=11)
    for column, (i, j) in enumerate(np.ndindex(2, 3)):
        text(axes, (9.5 + column, 0.7), f"${i}, {j}$", size=11)
    text(axes, (8.1, 0.7), r"$u, v \;\backslash\; i, j$", size=9)
    text(axes, (12, 5.6), r"$C k_h k_w \times L = 4 \times 6$")
    return figure


def dilated_kernel() -> Figure:
    """A 2×3 kernel spread by (3, 2), and a 2×2 kernel spread by 2 on a 5×6 image."""
    figure, axes = canvas(19, 6.4)
    kernel = np.arange(1, 7).reshape(2, 3)
    spread = np.zeros((4, 5), dtype=int)
    spread[::3, ::2] = kernel
    array(axes, (0.4, 1.7), kernel, ORANGE.fill)
    arrow(axes, (3.8, 2.7), (5.1, 2.7))
    array(axes, (5.5, 0.7), spread, np.where(spread, ORANGE.fill, PAPER), faint=spread == 0)
    text(axes, (8, 5.8), r"$d_h = 3, \; d_w = 2$")
    sheet(axes, (12.6, 0.2), (5, 6), BLUE.fill)
    for u, v in np.ndindex(2, 2):
        name = f"$w_{{{u}{v}}}$"
        array(axes, (14.6 + 2 * v, 1.2 + 2 * u), [[name]], ORANGE.fill, size=11)
    window(axes, (14.6, 1.2), (3, 3))
    text(axes, (15.6, 5.8), r"$d = 2$")
    return figure


def groups_of_channels() -> Figure:
    """Six channels, four filters and four maps in two groups."""
    figure, axes = canvas(20, 12.8)
    for group, colour in enumerate((BLUE, VIOLET)):
        top = 0.3 + 5.9 * group
        text(axes, (1, top + 2.6), f"$g = {group}$")
        stack(axes, (2.2, top + 1.7), (3, 4), [colour.fill] * 3, 0.6)
        text(axes, (8.4, top + 2.6), "⋆", size=28)
        for o in (0, 1):
            y = top + 0.6 + 2.8 * o
            text(axes, (9.8, y + 1), f"$w_{2 * group + o}$")
            stack(axes, (10.6, y), (2, 2), [colour.fill] * 3, 0.3)
            arrow(axes, (13.6, y + 0.9), (15, y + 0.9))
            sheet(axes, (15.4, y - 0.1), (2, 3), colour.fill)
            text(axes, (19.2, y + 0.9), f"$y_{2 * group + o}$")
    text(axes, (4.8, 12.2), r"$C_{in} = 6$")
    text(axes, (11.4, 12.2), r"$C_{out} \times C_{in}/G = 4 \times 3$")
    text(axes, (16.9, 12.2), r"$C_{out} = 4$")
    return figure


def _window(axes: Axes, corner: Point, step: int) -> None:
    """The window of `window_on_image` at one of its six places; the cells found so far."""
    x, y = corner
    i, j = divmod(step, 3)
    image = np.array([[1, 2, 0, 1], [3, 1, 2, 0], [0, 1, 1, 2]])
    result = np.array([["0", "5", "-2"], ["5", "2", "5"]])
    under = np.zeros(image.shape, dtype=bool)
    under[i : i + 2, j : j + 2] = True
    array(axes, (x + 0.4, y + 0.5), image, np.where(under, ORANGE.fill, BLUE.fill), size=10)
    window(axes, (x + 0.4 + j, y + 0.5 + i), (2, 2))
    arrow(axes, (x + 4.7, y + 2), (x + 5.5, y + 2))
    found = np.arange(6).reshape(2, 3) <= step
    fills = np.where(found, GREEN.fill, PAPER)
    array(axes, (x + 5.8, y + 1), np.where(found, result, ""), fills, size=10)
    window(axes, (x + 5.8 + j, y + 1 + i), (1, 1))


def window_slides() -> Figure:
    """Six places of a window, and the result that grows by a cell each time."""
    return strip(_window, 6, (4, 9.2), columns=3)


def window_slides_moving() -> list[Figure]:
    return film(_window, 6, (4, 9.2))
