"""The pictures of every unit: one palette that survives grey, nothing clipped, the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import combinations, pairwise

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text
from PIL import Image, ImageSequence

from course import catalog, drawing
from course.cells import PICTURE
from course.drawing import COLOURS, FAINT, INK, PAPER, png

COURSE = catalog.load()

READABLE = 4.5
"""Contrast that WCAG asks of text."""

TOLD_APART = 1.2
"""Contrast of two greys side by side: a step of lightness of 8 in 100."""


def shown(unit: str) -> list[str]:
    """The pictures that the texts of a unit show."""
    folders = [COURSE.units[unit].folder, *(e.folder for e in COURSE.units[unit].exercises)]
    texts = [path.read_text(encoding="utf-8") for f in folders for path in f.glob("*.md")]
    return sorted({name for text in texts for _, name in PICTURE.findall(text)})


def drawing_of(unit: str, name: str) -> Callable[[], Figure | list[Figure]]:
    draw: Callable[[], Figure | list[Figure]] = getattr(
        import_module(f"course.units.{unit}.pictures"), name
    )
    return draw


@cache
def usual(unit: str, name: str) -> bytes:
    return png(drawing_of(unit, name))


EVERY_PICTURE = pytest.mark.parametrize(
    ("unit", "name"), [(unit, name) for unit in COURSE.units for name in shown(unit)]
)


def grey(colour: str) -> float:
    """Relative luminance: what is left of a colour when it is printed without."""
    channels = np.asarray(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((grey(one), grey(other)))
    return (high + 0.05) / (low + 0.05)


FILLS = [colour.fill for colour in COLOURS]
LINES = [colour.line for colour in COLOURS]


@pytest.mark.parametrize("colours", [FILLS, LINES, [PAPER, FILLS[1]], [FAINT, INK]])
def test_colours_side_by_side_are_told_apart_without_colour(colours: list[str]) -> None:
    greys = sorted(colours, key=grey)
    assert all(contrast(one, next_one) >= TOLD_APART for one, next_one in pairwise(greys))


@pytest.mark.parametrize("fill", [PAPER, *FILLS])
def test_numbers_are_read_on_every_fill(fill: str) -> None:
    assert contrast(INK, fill) >= READABLE


@pytest.mark.parametrize("line", [INK, FAINT, *LINES])
def test_lines_and_their_names_are_read_on_paper(line: str) -> None:
    assert contrast(line, PAPER) >= READABLE


@pytest.mark.parametrize("colour", COLOURS)
def test_a_window_is_seen_around_its_own_fill(colour: drawing.Colour) -> None:
    assert contrast(colour.line, colour.fill) >= 3


@pytest.mark.parametrize("unit", COURSE.units)
def test_a_unit_draws_with_the_palette_and_the_shapes_of_the_course(unit: str) -> None:
    source = (COURSE.units[unit].folder / "pictures.py").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{6}|matplotlib\.patches|cmap", source)


@pytest.mark.parametrize("unit", COURSE.units)
def test_a_picture_is_the_same_whatever_style_the_machine_prefers(unit: str) -> None:
    name = shown(unit)[0]
    with matplotlib.rc_context({"figure.facecolor": "black", "font.size": 20, "savefig.dpi": 50}):
        assert png(drawing_of(unit, name)) == usual(unit, name)


@EVERY_PICTURE
def test_a_picture_has_its_own_paper_on_a_dark_page(unit: str, name: str) -> None:
    pixels = imread(io.BytesIO(usual(unit, name)))
    assert pixels[..., 3].min() == 1
    corners = pixels[[0, 0, -1, -1], [0, -1, 0, -1], :3]
    np.testing.assert_array_equal(corners, np.broadcast_to(to_rgb(PAPER), corners.shape))


def texts_of(axes: Axes) -> Iterator[Text]:
    """All but the numbers of the ticks, which matplotlib finds a place for."""
    yield from (*axes.texts, axes.title, axes.xaxis.label, axes.yaxis.label)
    if legend := axes.get_legend():
        yield from legend.get_texts()


@EVERY_PICTURE
def test_no_text_is_clipped_or_lies_on_another(unit: str, name: str) -> None:
    drawn = drawing_of(unit, name)()
    for figure in [drawn] if isinstance(drawn, Figure) else drawn:
        assert_no_text_is_clipped_or_lies_on_another(figure)


def assert_no_text_is_clipped_or_lies_on_another(figure: Figure) -> None:
    figure.draw_without_rendering()
    texts = [text for axes in figure.axes for text in texts_of(axes) if text.get_text()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    assert boxes
    for words, box in boxes:
        assert box.x0 >= 0 <= box.y0, words
        assert box.x1 <= figure.bbox.x1, words
        assert box.y1 <= figure.bbox.y1, words
    for (one, its), (other, theirs) in combinations(boxes, 2):
        assert not its.overlaps(theirs), (one, other)


FILMS = [(unit, name) for unit in COURSE.units for name in shown(unit) if name.endswith("_moving")]


@pytest.mark.parametrize(("unit", "name"), FILMS)
def test_a_film_moves_over_and_over_and_its_frames_are_shown_at_rest_too(
    unit: str, name: str
) -> None:
    assert name.removesuffix("_moving") in shown(unit), "for paper, and for who wants no movement"
    film = Image.open(io.BytesIO(usual(unit, name)))
    frames = [frame.convert("RGB").tobytes() for frame in ImageSequence.Iterator(film)]
    assert film.info["loop"] == 0
    assert len(set(frames)) == len(frames) == len(drawing_of(unit, name)())  # type: ignore[arg-type]
    assert film.info["duration"] >= 1000, "time to read a frame"


def test_there_are_films() -> None:
    assert len(FILMS) >= 3
