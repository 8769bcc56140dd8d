"""Pictures of the unit `response_norm`: numbers and symbols only."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

INK, GRID, PAPER, PALE, STRONG = "#22313f", "#9fb0bf", "#ffffff", "#cfe3f6", "#4d8fcc"
CHANNELS = 6


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure 7 inches wide whose unit is a cell, with y pointing down."""
    figure = Figure(figsize=(7, 7 * height / width), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    axes.axis("off")
    return figure, axes


def _windows(axes, left, top, size, rows, columns, title):
    """Row by row, which columns belong to the window; the diagonal is darker.

    The rows are the centres i when `rows` is "i", and the neighbours j otherwise.
    """
    before, after = size // 2, (size - 1) // 2
    if rows != "i":
        before, after = after, before
    for a in range(CHANNELS):
        for b in range(CHANNELS):
            inside = a - before <= b <= a + after
            colour = STRONG if a == b else PALE if inside else PAPER
            axes.add_patch(
                Rectangle((left + b, top + a), 1, 1, facecolor=colour, edgecolor=GRID, linewidth=1)
            )
        for x, y in ((left - 0.35, top + a + 0.52), (left + a + 0.5, top - 0.35)):
            axes.text(x, y, a, ha="center", va="center", color=INK, fontsize=11)
    axes.text(left - 1.05, top + 3, f"${rows}$", ha="center", va="center", color=INK, fontsize=14)
    axes.text(
        left + 3, top - 0.95, f"${columns}$", ha="center", va="center", color=INK, fontsize=14
    )
    axes.text(left + 3, top + 6.75, title, ha="center", va="center", color=INK, fontsize=13)


def before_and_after() -> Figure:
    """A column of channels, and what is left of it with a window of 5."""
    x = [0, 0, 3, 0, 0, 0, 0, 3, 3, 3, 3, 3, 0, 0]
    figure = Figure(figsize=(7, 2.6), dpi=100, layout="constrained")
    squares = [value**2 for value in x]
    sums = [sum(squares[max(0, i - 2) : i + 3]) for i in range(len(x))]
    y = [value / (1 + total / 9) for value, total in zip(x, sums, strict=True)]
    for axes, heights, name, colour in zip(
        figure.subplots(1, 2, sharey=True), (x, y), ("x_i", "y_i"), (PALE, STRONG), strict=True
    ):
        axes.bar(range(len(x)), heights, color=colour, edgecolor=INK, linewidth=0.8)
        axes.set_title(f"${name}$", color=INK, fontsize=14)
        axes.set_xlabel("$i$", color=INK, fontsize=13)
        axes.set_xticks(range(len(x)))
        axes.tick_params(colors=INK, labelsize=9)
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def windows() -> Figure:
    """Which channels j each channel i looks at, for an odd and an even size."""
    figure, axes = _canvas(18, 9)
    _windows(axes, 2, 1.5, 3, "i", "j", r"$s = 3$:  $i - 1 \leq j \leq i + 1$")
    _windows(axes, 11, 1.5, 4, "i", "j", r"$s = 4$:  $i - 2 \leq j \leq i + 1$")
    return figure


def mirrored_windows() -> Figure:
    """The window of channel i, and the channels i whose window holds channel j."""
    figure, axes = _canvas(18, 9)
    _windows(axes, 2, 1.5, 4, "i", "j", r"$s = 4$:  $i - 2 \leq j \leq i + 1$")
    _windows(axes, 11, 1.5, 4, "j", "i", r"$s = 4$:  $j - 1 \leq i \leq j + 2$")
    return figure
