"""Pictures of this unit: numbers and symbols only, the same in every language."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

INK = "#1f2933"
PALE = "#cbd2d9"
BLUE = "#2f6fde"
SKY = "#dbe8ff"
ORANGE = "#e8590c"
SAND = "#fff3bf"
LINE = 0.9
Shade = Callable[[int, int], str]
Label = Callable[[int, int], str]


def shrinking() -> Figure:
    """A 3 x 3 kernel on a 5 x 5 image: 3 x 3 places without padding, 5 x 5 with it."""
    figure, axes = _canvas(7.2, 2.7, columns=25.4, rows=9)
    first = (0, 0)
    _grid(axes, 0.2, 1.2, 5, 5, shade=lambda i, j: SKY)
    _frame(axes, 0.2, 1.2, 3, 3)
    _arrow(axes, 5.6, 3.7)
    _grid(axes, 7.2, 2.2, 3, 3, shade=lambda i, j: ORANGE if (i, j) == first else SAND)

    image = {(i, j) for i in range(1, 6) for j in range(1, 6)}
    _grid(
        axes, 11.4, 0.2, 7, 7,
        shade=lambda i, j: SKY if (i, j) in image else "white",
        label=lambda i, j: "" if (i, j) in image else "0",
        size=9,
    )  # fmt: skip
    _frame(axes, 11.4, 0.2, 3, 3)
    _arrow(axes, 18.6, 3.7)
    _grid(axes, 20.2, 1.2, 5, 5, shade=lambda i, j: ORANGE if (i, j) == first else SAND)
    for x, side in ((2.7, 5), (8.7, 3), (14.9, 7), (22.7, 5)):
        axes.text(x, 8.2, f"${side} \\times {side}$", ha="center", va="center", fontsize=12)
    return figure


def border() -> Figure:
    """An image on a larger sheet; the four sides of the border have their symbols."""
    (top, bottom), (left, right) = (1, 2), (3, 1)
    h, w = 3, 4
    figure, axes = _canvas(6.4, 5, columns=10.6, rows=8.2)
    x0, y0 = 1.4, 1.4
    rows, columns = range(top, top + h), range(left, left + w)
    image = {(i, j): str((i - top) * w + j - left + 1) for i in rows for j in columns}
    _grid(
        axes, x0, y0, top + h + bottom, left + w + right,
        shade=lambda i, j: SKY if (i, j) in image else "white",
        label=lambda i, j: image.get((i, j), "$v$"),
    )  # fmt: skip
    _frame(axes, x0 + left, y0 + top, h, w, colour=BLUE)
    down, along = y0, x0
    for name, size in (("p_t", top), ("H", h), ("p_b", bottom)):
        _span(axes, (x0 - 0.35, down), (x0 - 0.35, down + size), f"${name}$", (-0.5, 0))
        down += size
    for name, size in (("p_l", left), ("W", w), ("p_r", right)):
        _span(axes, (along, y0 - 0.35), (along + size, y0 - 0.35), f"${name}$", (0, -0.45))
        along += size
    return figure


def crop() -> Figure:
    """A gradient of the padded image; the part over the image is what goes back."""
    dy = [[5, -1, 2, 7], [3, 4, -6, 8], [1, 0, 9, -2]]
    figure, axes = _canvas(6.4, 2.6, columns=9.4, rows=3.8)
    inside = {(1, 1), (1, 2), (2, 1), (2, 2)}
    _grid(
        axes, 0.2, 0.4, 3, 4,
        shade=lambda i, j: SKY if (i, j) in inside else "white",
        label=lambda i, j: f"${dy[i][j]}$",
        ink=lambda i, j: INK if (i, j) in inside else "#9aa5b1",
    )  # fmt: skip
    _frame(axes, 1.2, 1.4, 2, 2)
    _arrow(axes, 4.6, 1.9)
    _grid(axes, 6.8, 1.4, 2, 2, shade=lambda i, j: SKY, label=lambda i, j: f"${dy[i + 1][j + 1]}$")
    _frame(axes, 6.8, 1.4, 2, 2)
    return figure


def windows() -> Figure:
    """Windows of 3 cells, 2 apart, over 6 cells and over 5."""
    figure, axes = _canvas(6.2, 4.3, columns=10.6, rows=7.4)
    _row_of_windows(axes, 0.3, n=6, before=0, after=1)
    _row_of_windows(axes, 4.1, n=5, before=1, after=1)
    return figure


def _row_of_windows(axes: Axes, y: float, n: int, before: int, after: int) -> None:
    k, s, x = 3, 2, 3.2
    axes.text(0.2, y + 0.5, f"$n={n}$", va="center", fontsize=13, color=INK)
    axes.text(0.2, y + 1.7, f"$P={before + after}$", va="center", fontsize=13, color=INK)
    for i in range(before + n + after):
        is_image = before <= i < before + n
        axes.add_patch(
            Rectangle(
                (x - before + i, y), 1, 1,
                facecolor=SKY if is_image else "white",
                edgecolor=INK,
                linestyle="-" if is_image else (0, (3, 3)),
                linewidth=LINE,
            )
        )  # fmt: skip
        text = str(i - before + 1) if is_image else "0"
        axes.text(x - before + i + 0.5, y + 0.5, text, ha="center", va="center", color=INK)
    for window, start in enumerate(range(0, before + n + after - k + 1, s)):
        level = y + 1.35 + 0.55 * window
        axes.add_patch(
            Rectangle(
                (x - before + start + 0.06, level), k - 0.12, 0.36,
                facecolor=SAND, edgecolor=ORANGE, linewidth=1.5,
            )
        )  # fmt: skip


def _canvas(width: float, height: float, columns: float, rows: float) -> tuple[Figure, Axes]:
    """Axes measured in cells, with row 0 at the top."""
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    axes.set_aspect("equal")
    axes.axis("off")
    return figure, axes


def _grid(
    axes: Axes,
    x: float,
    y: float,
    rows: int,
    columns: int,
    shade: Shade,
    label: Label = lambda i, j: "",
    ink: Shade = lambda i, j: INK,
    size: float = 13,
) -> None:
    for i in range(rows):
        for j in range(columns):
            axes.add_patch(
                Rectangle((x + j, y + i), 1, 1, facecolor=shade(i, j), edgecolor=INK, lw=LINE)
            )
            axes.text(
                x + j + 0.5, y + i + 0.5, label(i, j),
                ha="center", va="center", fontsize=size, color=ink(i, j),
            )  # fmt: skip


def _frame(axes: Axes, x: float, y: float, rows: int, columns: int, colour: str = ORANGE) -> None:
    axes.add_patch(
        Rectangle((x, y), columns, rows, facecolor="none", edgecolor=colour, lw=3, zorder=3)
    )


def _arrow(axes: Axes, x: float, y: float) -> None:
    axes.add_patch(
        FancyArrowPatch((x, y), (x + 1.1, y), arrowstyle="-|>", mutation_scale=18, color=INK)
    )


def _span(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    text: str,
    offset: tuple[float, float],
) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="<->", mutation_scale=10, shrinkA=1, shrinkB=1, color=INK
        )
    )
    x, y = (start[0] + end[0]) / 2 + offset[0], (start[1] + end[1]) / 2 + offset[1]
    axes.text(x, y, text, ha="center", va="center", fontsize=14, color=INK)
