"""matplotlib's part: what was drawn, as plain data; imports nothing that is not there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import Malformed

TEXTS = ("title", "xlabel", "ylabel", "xscale", "yscale")
PARTS = (*TEXTS, "legend", "lines", "points", "bars", "images")


@dataclass(frozen=True, eq=False)
class Plot:
    """A Figure, or one Axes: for each Axes what PARTS name."""

    axes: tuple[Mapping[str, Any], ...]


def is_plot(value: object) -> bool:
    """Without importing matplotlib: no figure exists before somebody has."""
    figures, axes = map(sys.modules.get, ("matplotlib.figure", "matplotlib.axes"))
    if figures is None or axes is None:
        return False
    return isinstance(value, figures.Figure | axes.Axes)


def plot_of(value: Any) -> Plot:
    return Plot(tuple(map(_drawn, value.axes if _is_figure(value) else [value])))


def read_plot(axes: Any) -> Plot:
    """From an untrusted value that was decoded; raises Malformed."""
    if type(axes) is not list or not all(type(each) is dict for each in axes):
        raise Malformed("plot")
    for each in axes:
        if tuple(each) != PARTS or not all(type(each[name]) is str for name in TEXTS):
            raise Malformed("axes")
        if not all(type(each[name]) is list for name in PARTS[len(TEXTS) :]):
            raise Malformed("artists")
    return Plot(tuple(axes))


def _is_figure(value: Any) -> bool:
    return isinstance(value, sys.modules["matplotlib.figure"].Figure)


def _drawn(axes: Any) -> dict[str, Any]:
    legend = axes.get_legend()
    bars = [bar for bar in axes.containers if hasattr(bar, "patches")]
    return {
        "title": _text(axes.get_title()),
        "xlabel": _text(axes.get_xlabel()),
        "ylabel": _text(axes.get_ylabel()),
        "xscale": _text(axes.get_xscale()),
        "yscale": _text(axes.get_yscale()),
        "legend": [_text(each.get_text()) for each in legend.get_texts()] if legend else [],
        "lines": [
            {"x": _numbers(line.get_xdata()), "y": _numbers(line.get_ydata())}
            for line in axes.lines
        ],
        "points": [
            _numbers(each.get_offsets()) for each in axes.collections if len(each.get_offsets())
        ],
        "bars": [
            {
                "x": _numbers([bar.get_x() + bar.get_width() / 2 for bar in each.patches]),
                "height": _numbers([bar.get_height() for bar in each.patches]),
            }
            for each in bars
        ],
        "images": [_numbers(image.get_array()) for image in axes.images],
    }


def _numbers(values: Any) -> np.ndarray:
    filled: np.ndarray = np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)
    return filled


def _text(text: Any) -> str:
    return str.__str__(text)
