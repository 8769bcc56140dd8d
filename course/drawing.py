"""How the course draws an array, a window, an arrow, a chart; and the one palette for all of them.

A picture is measured in cells, with y pointing down, and holds numbers and symbols only: it is the
same in every language. What is drawn later lies above. The paper stays white on a dark page. Fills
and lines each go from light to dark in steps that are left when colour is gone.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle
from numpy.typing import ArrayLike
from PIL import Image

Point = tuple[float, float]
Shape = tuple[float, float]
Step = Callable[[Axes, Point, int], None]
"""Draws one step of a film, with its upper left corner at a point."""


@dataclass(frozen=True)
class Colour:
    """A fill that numbers are read on, and a line that is seen on paper and around every fill."""

    fill: str
    line: str


PAPER, INK, FAINT = "#ffffff", "#16212a", "#68737f"
BLUE = Colour("#e0f0fe", "#003d5a")
ORANGE = Colour("#fbcfa6", "#ae6500")
GREEN = Colour("#99cdac", "#016f41")
VIOLET = Colour("#b7a3d0", "#5e3595")
COLOURS = (BLUE, ORANGE, GREEN, VIOLET)
"""Blue goes in, orange is a window or the kernel on it, green comes out; for things of one kind,
the first, second, third and fourth."""

WIDEST, CELL = 7.0, 0.5
"""Inches: a whole picture, and a cell where there is room for it."""

FRAME = 1.2
"""Seconds for which a frame of a film is seen; the last one, twice as long."""


def png(draw: Callable[[], Figure | Sequence[Figure]]) -> bytes:
    """A picture as PNG, 2 pixels to a point: the same bytes whatever style the machine prefers.

    Several figures are frames of a PNG that moves, over and over; the first is what is seen where
    nothing moves.
    """
    with style.context("default"):
        drawn = draw()
        if isinstance(drawn, Figure):
            return _png(drawn).getvalue()
        first, *others = [Image.open(_png(figure)) for figure in drawn]
    film = io.BytesIO()
    seconds = [FRAME] * len(others) + [2 * FRAME]
    first.save(
        film, "png", save_all=True, append_images=others, loop=0,
        duration=[1000 * each for each in seconds],
    )  # fmt: skip
    return film.getvalue()


def _png(figure: Figure) -> io.BytesIO:
    image = io.BytesIO()
    figure.savefig(image, format="png", dpi=144, metadata={"Software": None})
    return image


def film(draw: Step, steps: int, shape: Shape) -> list[Figure]:
    """The steps one after another; each needs so many rows and columns."""
    figures = []
    for step in range(steps):
        figure, axes = canvas(shape[1], shape[0])
        draw(axes, (0, 0), step)
        figures.append(figure)
    return figures


def strip(draw: Step, steps: int, shape: Shape, columns: int) -> Figure:
    """The same steps side by side: for paper, and for who wants nothing to move."""
    rows, columns_of_cells = shape
    figure, axes = canvas(columns_of_cells * columns, rows * math.ceil(steps / columns))
    for step in range(steps):
        draw(axes, (columns_of_cells * (step % columns), rows * (step // columns)), step)
    return figure


def canvas(columns: float, rows: float, cell: float = CELL) -> tuple[Figure, Axes]:
    """Paper for shapes, so many cells wide and high."""
    cell = min(cell, WIDEST / columns)
    figure = Figure(figsize=(columns * cell, rows * cell))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    axes.axis("off")
    return figure, axes


def charts(count: int, height: float) -> tuple[Figure, list[Axes]]:
    """Axes side by side for curves or bars, so many inches high."""
    figure = Figure(figsize=(WIDEST, height), layout="constrained")
    panels = [figure.add_subplot(1, count, place + 1) for place in range(count)]
    for axes in panels:
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["bottom", "left"]].set_color(INK)
        axes.tick_params(which="both", colors=INK)
    return figure, panels


def text(axes: Axes, place: Point, words: str, colour: str = INK, size: float = 14) -> None:
    axes.text(*place, words, ha="center", va="center", color=colour, fontsize=size, zorder=1)


def array(
    axes: Axes,
    corner: Point,
    values: ArrayLike,
    fill: ArrayLike = PAPER,
    *,
    faint: ArrayLike = False,
    sums: Mapping[tuple[int, int], str] | None = None,
    side: float = 1,
    size: float = 13,
) -> None:
    """Numbers in cells, with the sums that gave them in small; fills and faints: of all or each."""
    values = np.asarray(values)
    fills, faints = np.broadcast_to(fill, values.shape), np.broadcast_to(faint, values.shape)
    for i, j in np.ndindex(values.shape):
        x, y = corner[0] + side * j, corner[1] + side * i
        _cells(axes, (x, y), (side, side), str(fills[i, j]), FAINT, 0.8)
        middle, ink = x + side / 2, FAINT if faints[i, j] else INK
        number, total = str(values[i, j]).replace("-", "−"), (sums or {}).get((i, j), "")
        text(axes, (middle, y + side * (0.38 if total else 0.52)), number, ink, size)
        text(axes, (middle, y + side * 0.8), total, ink, 7.5)


def sheet(
    axes: Axes, corner: Point, shape: tuple[int, int], fill: ArrayLike, side: float = 1
) -> None:
    """Cells whose numbers do not matter."""
    array(axes, corner, np.full(shape, ""), fill, side=side)
    _cells(axes, corner, (side * shape[0], side * shape[1]), "none", INK, 1.2)


def stack(
    axes: Axes,
    corner: Point,
    shape: tuple[int, int],
    fills: Sequence[str],
    shift: float,
    side: float = 1,
) -> None:
    """Sheets one behind another, as the channels of an image are; the first lies in front."""
    for depth, fill in reversed(list(enumerate(fills))):
        sheet(axes, (corner[0] + shift * depth, corner[1] - shift * depth), shape, fill, side)


def window(
    axes: Axes, corner: Point, shape: Shape, colour: Colour = ORANGE, inset: float = 0
) -> None:
    """A frame around cells; with an inset, a second one on the same cells is seen too."""
    place = (corner[0] + inset, corner[1] + inset)
    inside = (shape[0] - 2 * inset, shape[1] - 2 * inset)
    _cells(axes, place, inside, "none", colour.line, 2.6)


def box(axes: Axes, corner: Point, shape: Shape, fill: str = PAPER, line: str = INK) -> None:
    """Something that computes or keeps; its corners are round."""
    axes.add_patch(
        FancyBboxPatch(
            corner, shape[1], shape[0], boxstyle="round,pad=0,rounding_size=0.25",
            facecolor=fill, edgecolor=line, linewidth=1.6,
        )
    )  # fmt: skip


def arrow(
    axes: Axes,
    start: Point,
    end: Point,
    colour: str = INK,
    *,
    heads: Literal["-|>", "<->"] = "-|>",
    bend: float = 0,
    width: float = 1.6,
) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle=heads, connectionstyle=f"arc3,rad={bend}", color=colour,
            linewidth=width, mutation_scale=10 * width, shrinkA=0, shrinkB=0, zorder=1,
        )
    )  # fmt: skip


def span(axes: Axes, start: Point, end: Point, words: str, aside: Point) -> None:
    """How far it is from `start` to `end`, written `aside` of the middle."""
    arrow(axes, start, end, heads="<->", width=1.1)
    text(axes, ((start[0] + end[0]) / 2 + aside[0], (start[1] + end[1]) / 2 + aside[1]), words)


def padded_row(axes: Axes, corner: Point, n: int, before: int = 0, after: int = 0) -> None:
    """The cells 1 … n of an image from `corner` on, and the zeros around them, dashed."""
    for i in range(-before, n + after):
        x, y, zero = corner[0] + i, corner[1], not 0 <= i < n
        _cells(axes, (x, y), (1, 1), PAPER if zero else BLUE.fill, INK, 0.9, dashed=zero)
        text(axes, (x + 0.5, y + 0.52), "0" if zero else str(i + 1), size=11)


def row_of_weights(axes: Axes, corner: Point, kernel: int, dilation: int = 1) -> None:
    """The cells of a row that one window reads, marked below it."""
    x, y = corner
    end = x + dilation * (kernel - 1) + 0.5
    axes.hlines(y + 0.2, x + 0.5, end, color=ORANGE.line, lw=1.2, zorder=1)
    for weight in range(kernel):
        place = (x + weight * dilation + 0.08, y)
        _cells(axes, place, (0.4, 0.84), ORANGE.fill, ORANGE.line, 1.5)


def _cells(
    axes: Axes,
    corner: Point,
    shape: Shape,
    fill: str,
    line: str,
    width: float,
    *,
    dashed: bool = False,
) -> None:
    """A rectangle of rows and columns."""
    axes.add_patch(
        Rectangle(
            corner, shape[1], shape[0], facecolor=fill, edgecolor=line, linewidth=width,
            linestyle=(0, (3, 3)) if dashed else "-", zorder=1,
        )
    )  # fmt: skip
