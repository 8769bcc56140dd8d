"""Pictures of the unit `convolution`: numbers and symbols only, the same in every language."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

INK, GRID, PAPER = "#22313f", "#9fb0bf", "#ffffff"
BLUE, ORANGE, GREEN, ROSE = "#cfe3f6", "#fbdcb5", "#d3ecd0", "#f6cfd8"
VIOLET = "#d9d0ef"
STRONG = "#c2571a"


def channels_to_maps() -> Figure:
    """Three channels, two filters of three kernels each, two feature maps."""
    figure, axes = _canvas(20, 9.4)
    channels = [ROSE, GREEN, BLUE]
    for back in (2, 1, 0):
        _plate(axes, 0.8 + 0.55 * back, 3.1 - 0.55 * back, 5, 4, channels[back])
    _frame(axes, 1.8, 4.1, 2, 2)
    _text(axes, 3.2, 7.9, r"$C_{in} \times H \times W$")

    _text(axes, 8.2, 4.6, "⋆", 24)
    for row, colour in enumerate((ORANGE, VIOLET)):
        top = 1.5 + 3.9 * row
        for back in (2, 1, 0):
            _plate(axes, 9.6 + 0.4 * back, top - 0.4 * back, 2, 2, channels[back])
        axes.add_patch(Rectangle((9.6, top + 2.15), 2, 0.22, color=colour))
        _arrow(axes, (12.7, top + 0.9), (14.2, top + 0.9))
        _plate(axes, 14.8, top - 0.6, 4, 3, colour)
    _frame(axes, 15.8, 1.9, 1, 1)
    _text(axes, 10.9, 8.8, r"$C_{out} \times C_{in} \times k_h \times k_w$")
    _text(axes, 17, 8.8, r"$C_{out} \times H_{out} \times W_{out}$")
    return figure


def window_on_image() -> Figure:
    """A 2×2 kernel on a 3×4 map, and the 2×3 map that results, one cell explained."""
    figure, axes = _canvas(14.4, 5)
    image = np.array([[1, 2, 0, 1], [3, 1, 2, 0], [0, 1, 1, 2]])
    kernel = np.array([[1, 0], [-1, 2]])
    result = np.array([[0, 5, -2], [5, 2, 5]])
    under = np.zeros(image.shape, dtype=bool)
    under[:2, 1:3] = True
    _map(axes, 0.6, 0.6, image, np.where(under, ORANGE, BLUE))
    _frame(axes, 1.6, 0.6, 2, 2)
    _text(axes, 5.5, 2.1, "⋆", 24)
    _map(axes, 6.6, 1.1, kernel, np.full((2, 2), GREEN))
    _text(axes, 9.7, 2.1, "=", 20)
    _map(axes, 10.8, 1.1, result, np.where(np.arange(3) == [[1], [-1]], ORANGE, PAPER))
    _frame(axes, 11.8, 1.1, 1, 1)
    _text(axes, 7.2, 4.35, r"$1 \cdot 2 + 0 \cdot 0 - 1 \cdot 1 + 2 \cdot 2 = 5$", 15)
    return figure


def window_in_memory() -> Figure:
    """The window (7, 8; 11, 12) of a 3×4 map, and its cells in the strip of memory."""
    figure, axes = _canvas(14, 7.4)
    image = np.arange(1, 13).reshape(3, 4)
    inside = np.isin(image, [7, 8, 11, 12])
    colours = np.where(inside, ORANGE, BLUE)
    _map(axes, 5, 0.3, image, colours)
    _frame(axes, 7, 1.3, 2, 2)
    _map(axes, 1, 5.2, image.reshape(1, 12), colours.reshape(1, 12))
    for x in (1, 5, 9, 13):
        axes.plot([x, x], [4.95, 6.45], color=INK, linewidth=1.6)
    for x, number in ((7, "48"), (8, "56"), (11, "80"), (12, "88"), (1, "0")):
        _text(axes, x + 0.5, 6.75, number, 12)
    _jump(axes, 7.5, 11.5, "+32", -0.32, 4.1)
    _jump(axes, 11.5, 12.5, "+8", -0.75, 4.25)
    return figure


def im2col_columns() -> Figure:
    """Two windows of a 3×4 map, and the columns 2 and 3 of the matrix that they become."""
    figure, axes = _canvas(16, 6)
    image = np.arange(1, 13).reshape(3, 4)
    cols = np.lib.stride_tricks.sliding_window_view(image, (2, 2)).reshape(6, 4).T
    shades = {3: ORANGE, 4: ORANGE, 7: ORANGE, 8: ORANGE, 5: GREEN, 6: GREEN, 9: GREEN, 10: GREEN}
    _map(axes, 0.6, 1.7, image, np.vectorize(lambda n: shades.get(n, BLUE))(image))
    _frame(axes, 2.6, 1.7, 2, 2)
    _frame(axes, 0.6, 2.7, 2, 2)
    _arrow(axes, (5.2, 3.2), (6.8, 3.2))
    colours = np.broadcast_to([BLUE, BLUE, ORANGE, GREEN, BLUE, BLUE], cols.shape)
    _map(axes, 9, 1.2, cols, colours)
    _frame(axes, 11, 1.2, 1, 4)
    _frame(axes, 12, 1.2, 1, 4)
    for row, (u, v) in enumerate(np.ndindex(2, 2)):
        _text(axes, 8.3, 1.7 + row, f"${u}, {v}$", 11)
    for column, (i, j) in enumerate(np.ndindex(2, 3)):
        _text(axes, 9.5 + column, 0.85, f"${i}, {j}$", 11)
    _text(axes, 8.3, 0.85, r"$u, v \;\backslash\; i, j$", 9)
    _text(axes, 12, 5.65, r"$C k_h k_w \times L = 4 \times 6$")
    return figure


def dilated_kernel() -> Figure:
    """A 2×3 kernel spread by (3, 2), and a 2×2 kernel spread by 2 on a 5×6 image."""
    figure, axes = _canvas(19.4, 6.4)
    kernel = np.arange(1, 7).reshape(2, 3)
    spread = np.zeros((4, 5), dtype=int)
    spread[::3, ::2] = kernel
    _map(axes, 0.4, 1.7, kernel, np.full(kernel.shape, ORANGE))
    _arrow(axes, (3.8, 2.7), (5, 2.7))
    _map(axes, 5.5, 0.7, spread, np.where(spread > 0, ORANGE, PAPER))
    _text(axes, 8, 5.6, r"$d_h = 3, \; d_w = 2$")
    _plate(axes, 12.6, 0.2, 6, 5, BLUE)
    for u, v in np.ndindex(2, 2):
        corner = (14.6 + 2 * v, 1.2 + 2 * u)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=ORANGE, edgecolor=INK))
        _text(axes, corner[0] + 0.5, corner[1] + 0.5, f"$w_{{{u}{v}}}$", 12)
    _frame(axes, 14.6, 1.2, 3, 3)
    _text(axes, 15.6, 5.6, r"$d = 2$")
    return figure


def groups_of_channels() -> Figure:
    """Six channels, four filters and four maps in two groups."""
    figure, axes = _canvas(20, 12.6)
    for group, (shade, maps) in enumerate([(BLUE, ORANGE), (GREEN, VIOLET)]):
        top = 0.3 + 5.9 * group
        _text(axes, 0.9, top + 2.6, f"$g = {group}$", 14)
        for back in (2, 1, 0):
            _plate(axes, 2.1 + 0.6 * back, top + 1.7 - 0.6 * back, 4, 3, shade)
        _text(axes, 8.2, top + 2.6, "⋆", 24)
        for o in (0, 1):
            y = top + 0.6 + 2.8 * o
            _text(axes, 9.7, y + 1, f"$w_{2 * group + o}$", 14)
            for back in (2, 1, 0):
                _plate(axes, 10.4 + 0.3 * back, y - 0.3 * back, 2, 2, shade)
            _arrow(axes, (13.6, y + 0.9), (15, y + 0.9))
            _plate(axes, 15.4, y - 0.1, 3, 2, maps)
            _text(axes, 19.1, y + 1, f"$y_{2 * group + o}$", 14)
    _text(axes, 4.7, 12.1, r"$C_{in} = 6$")
    _text(axes, 11.2, 12.1, r"$C_{out} \times C_{in}/G = 4 \times 3$")
    _text(axes, 16.9, 12.1, r"$C_{out} = 4$")
    return figure


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure 7 inches wide whose unit is a cell, with y pointing down."""
    figure = Figure(figsize=(7, 7 * height / width), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    axes.axis("off")
    return figure, axes


def _text(axes: Axes, x: float, y: float, text: str, size: float = 13) -> None:
    axes.text(x, y, text, ha="center", va="center", color=INK, fontsize=size)


def _map(axes: Axes, left: float, top: float, values: np.ndarray, colours: np.ndarray) -> None:
    for (i, j), value in np.ndenumerate(values):
        corner = (left + j, top + i)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=colours[i, j], edgecolor=GRID))
        _text(axes, corner[0] + 0.5, corner[1] + 0.52, str(value).replace("-", "−"), 14)


def _plate(axes: Axes, left: float, top: float, width: int, height: int, colour: str) -> None:
    """A grid without numbers, on top of everything drawn before."""
    for i, j in np.ndindex(height, width):
        cell = Rectangle((left + j, top + i), 1, 1, facecolor=colour, edgecolor=GRID)
        axes.add_patch(cell)
    outline = Rectangle((left, top), width, height, fill=False, edgecolor=INK, linewidth=1.2)
    axes.add_patch(outline)


def _frame(axes: Axes, left: float, top: float, width: float, height: float) -> None:
    axes.add_patch(
        Rectangle((left, top), width, height, fill=False, edgecolor=STRONG, linewidth=2.6)
    )


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.add_patch(
        FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=16, color=INK, linewidth=1.4)
    )


def _jump(axes: Axes, start: float, end: float, label: str, bend: float, height: float) -> None:
    axes.add_patch(
        FancyArrowPatch(
            (start, 5.15),
            (end, 5.15),
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>",
            mutation_scale=12,
            color=STRONG,
            linewidth=1.5,
        )
    )
    axes.text((start + end) / 2, height, label, ha="center", va="center", color=STRONG, fontsize=13)
