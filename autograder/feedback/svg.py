"""Matrices as inline SVG: small, coloured by the page's style sheet, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

CHARACTER, HEIGHT, MARGIN = 8, 28, 14
"""Pixels: width of a character, height of a cell, and what a cell has beside its text."""

LABEL, GAP = 18, 14
WIDEST = 308
"""Pixels that a phone of 380 has for a picture; matrices flow into rows of it."""

Marks = Mapping[tuple[int, int], Sequence[str]]


@dataclass(frozen=True)
class Matrix:
    """Texts of cells, row by row, and words for how a cell is marked.

    `wrong`: not as expected; `wanted`: what was expected there; `seen`: in the window;
    `border`: padding, no cell of the image.
    """

    label: str
    texts: Sequence[Sequence[str]]
    marks: Marks = field(default_factory=dict)


def draw(matrices: Iterable[Matrix]) -> Markup:
    """One picture of them all, next to each other as far as a phone is wide.

    Hidden from screen readers: a table says the same.
    """
    x = y = tallest = widest = 0
    parts = []
    for matrix in matrices:
        cell = _cell_width(matrix)
        width = width_of(matrix)
        height = HEIGHT * len(matrix.texts) + (LABEL if matrix.label else 0) + 2
        if x and x + width > WIDEST:
            x, y, tallest = 0, y + tallest + GAP, 0
        parts.append(f'<g transform="translate({x + 1} {y + 1})">{_drawn(matrix, cell)}</g>')
        widest, tallest = max(widest, x + width), max(tallest, height)
        x += width + GAP
    size = f'width="{widest}" height="{y + tallest}" viewBox="0 0 {widest} {y + tallest}"'
    return Markup(f'<svg class="grid" {size} aria-hidden="true">{"".join(parts)}</svg>')


def width_of(matrix: Matrix) -> int:
    """Pixels."""
    return max(_cell_width(matrix) * len(matrix.texts[0]), CHARACTER * len(matrix.label)) + 2


def _cell_width(matrix: Matrix) -> int:
    longest = max((len(text) for row in matrix.texts for text in row), default=1)
    return max(CHARACTER * longest + MARGIN, HEIGHT)


def _drawn(matrix: Matrix, width: int) -> str:
    rows, columns = len(matrix.texts), len(matrix.texts[0])
    top = LABEL if matrix.label else 0
    lines = [f"M0 {top + HEIGHT * i}h{width * columns}" for i in range(rows + 1)]
    lines += [f"M{width * j} {top}v{HEIGHT * rows}" for j in range(columns + 1)]
    label = f'<text class="at" y="12">{escape(matrix.label)}</text>' if matrix.label else ""
    under, over = [], []
    for (i, j), names in sorted(matrix.marks.items()):
        place = (width * j, top + HEIGHT * i)
        under += [_mark(name, *place, width) for name in names if name in ("seen", "border")]
        over += [_mark(name, *place, width) for name in names if name in ("wrong", "wanted")]
    texts = [
        _text(text, width * j + width / 2, top + HEIGHT * i + 19, matrix.marks.get((i, j), ()))
        for i, row in enumerate(matrix.texts)
        for j, text in enumerate(row)
    ]
    return f'{label}{"".join(under)}<path d="{"".join(lines)}"/>{"".join(over + texts)}'


def _mark(name: str, x: int, y: int, width: int) -> str:
    box = (
        f'<rect class="{name}" x="{x + 2}" y="{y + 2}" width="{width - 4}" height="{HEIGHT - 4}"/>'
    )
    corner = f'<path class="corner" d="M{x + 2} {y + 2}h8l-8 8z"/>' if name == "wrong" else ""
    return box + corner


def _text(text: str, x: float, y: int, marks: Sequence[str]) -> str:
    kind = next((f' class="{name}"' for name in ("wrong", "border") if name in marks), "")
    return f'<text{kind} x="{x:g}" y="{y}">{escape(text)}</text>'
