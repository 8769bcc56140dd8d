"""Texts, sets and dictionaries that are not what they look like."""

from __future__ import annotations

from .answers import gives

COLLIDING = """
class Same(int):
    def __hash__(self): return 1
    def __eq__(self, other): return self is other
"""
LYING = """
class Liar:
    def __hash__(self): return hash(1.0)
    def __eq__(self, other): return True
class Text(str):
    def __eq__(self, other): return True
    def __str__(self): return "right"
    __hash__ = str.__hash__
class Set(set):
    def __iter__(self): return iter([1] * 10**6)
    def __eq__(self, other): return True
    def __len__(self): return 1
"""

FIGURE = """
import matplotlib
from matplotlib.figure import Figure
class Lie(Figure):
    def __eq__(self, other): return True
    __hash__ = Figure.__hash__
class Endless(Figure):
    @property
    def axes(self):
        while True:
            yield Figure().subplots()
def draw():
    figure = Figure()
    figure.subplots().plot([1, 2], [3, 4])
    return figure
def lie():
    axes = Lie().subplots()
    axes.get_title = lambda: {"title": [b"x"]}
    axes.get_legend = lambda: None
    return axes.figure
def many():
    figure = draw()
    figure.axes[0]._children *= 100_000
    return figure
def endless():
    return Endless()
"""

CASES = [
    gives("set_for_an_array", "a set and not an array", "{1, 2, 3}"),
    gives("set_of_liars", "a set whose objects equal everything", "{Liar()}", LYING),
    gives("lying_set", "a set that is endless and equals everything", "Set([1])", LYING),
    gives("lying_text", "a text that equals everything", "Text('x')", LYING),
    gives("large_set", "a set of a million numbers", "set(range(10**6))"),
    gives(
        "colliding_set",
        "a set of fifty thousand numbers that all hash alike",
        "set(map(Same, range(200))) | set(range(50_000))",
        COLLIDING,
    ),
    gives("deep_sets", "frozensets in one another", "nest()", """
def nest():
    found = frozenset()
    for _ in range(10_000):
        found = frozenset([found])
    return found
""", verdict="error"),
    gives("keys_of_arrays", "a dictionary whose keys are arrays' numbers", "{x.flat[0]: x, 1: x}"),
    gives("keys_of_liars", "a dictionary whose keys equal everything", "{Liar(): x}", LYING),
    gives("keys_like_ours", "a dictionary with the keys of our messages",
          "{'dtype': 'float64', 'shape': [1], 'values': [0], 'set': [], 'pairs': [[[], []]]}"),
    gives("surrogates", "a text that no encoding holds", "{'\\ud800'}"),
    gives("figure_for_an_array", "a figure and not an array", "draw()", FIGURE),
    gives("lying_figure", "a figure that equals everything, and whose texts lie", "lie()",
          FIGURE, verdict="error"),
    gives("figure_of_many_lines", "a figure of a hundred thousand lines", "many()", FIGURE,
          verdict="failed|timeout"),
    gives("endless_figure", "a figure whose list of axes never ends", "endless()", FIGURE,
          verdict="failed|timeout|memory|error"),
]  # fmt: skip
