"""The figures of a run, in the pages of the docs: tables between marks, and a picture.

python -m benchmarks.page [benchmarks/results.json]
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.measure import ROOT
from benchmarks.tables import tables
from benchmarks.words import WORDS

PAGES = {"en": ROOT / "docs" / "benchmark.md", "es": ROOT / "docs" / "benchmark.es.md"}
RESULTS = ROOT / "benchmarks" / "results.json"
BLOCK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

MARKERS = {"released": ("o", "0.1"), "bare": ("s", "1")}
"""Told apart by shape and by black or white; each bears its figure."""


def filled(page: str, results: Mapping[str, Any], language: str) -> str:
    """The page with the tables of `results` between its marks."""
    made = tables(results, WORDS[language])
    return BLOCK.sub(lambda match: f"{match[1]}{made[match[2]]}\n{match[3]}", page)


def picture(results: Mapping[str, Any], language: str) -> Figure:
    """What one submission more costs each grader, beside the floor."""
    words, found = WORDS[language], results["graders"]
    graders = [name for name in ("convalida", "nbgrader", "otter") if f"{name} bare" in found]
    figure = Figure(figsize=(7.5, 2.6), layout="constrained")
    axes = figure.subplots()
    floor = 1000 * results["floor"]
    axes.plot(floor, 0, "d", color="0.1")
    axes.annotate(f"{floor:.0f}", (floor, 0), (0, 8), textcoords="offset points", ha="center")
    for book, (marker, inside) in MARKERS.items():
        costs = [1000 * found[f"{name} {book}"]["cpu"] for name in graders]
        places = list(range(1, len(graders) + 1))
        label = words[book]
        axes.plot(costs, places, marker, mfc=inside, mec="0.1", ms=8, ls="none", label=label)
        for cost, place in zip(costs, places, strict=True):
            up = -17 if book == "bare" else 8
            text = f"{cost:.0f}"
            axes.annotate(text, (cost, place), (0, up), textcoords="offset points", ha="center")
    axes.set(xscale="log", xlim=(floor / 2, 20000), xlabel=words["picture"])
    axes.set_yticks(range(len(graders) + 1), [words["least"], *graders])
    axes.set_ylim(len(graders) + 0.6, -0.6)
    axes.grid(axis="x", color="0.85")
    axes.legend(loc="upper right", frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def main(path: Path) -> None:
    results = json.loads(path.read_text(encoding="utf-8"))
    for language, page in PAGES.items():
        page.write_text(filled(page.read_text(encoding="utf-8"), results, language), "utf-8")
        with mpl.rc_context({"svg.hashsalt": "benchmark", "svg.fonttype": "none"}):
            file = page.with_name("screenshots") / f"benchmark-{language}.svg"
            picture(results, language).savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RESULTS)
