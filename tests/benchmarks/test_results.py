"""From rounds to figures, and from figures to the pages of the docs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from benchmarks.graders import Graded
from benchmarks.measure import Cost
from benchmarks.page import PAGES, RESULTS, filled
from benchmarks.rounds import Disagreement, agree
from benchmarks.summary import summary
from benchmarks.words import EN, ES


def run(students: int, cpu: float) -> dict[str, float]:
    return {"students": students, "seconds": 2 * cpu, "cpu": cpu, "peak": 1000}


def a_round(ours: float, theirs: float) -> dict[str, Any]:
    """A start of 3 s and `ours` a submission; nbgrader starts in 2 s."""
    one = {f"convalida {book}, one": run(1, 3 + ours) for book in ("released", "bare")}
    many = {f"convalida {book}": run(11, 3 + 11 * ours) for book in ("released", "bare")}
    return {
        **one,
        **many,
        "convalida 2 jobs, one": run(1, 3 + ours),
        "convalida 2 jobs": run(11, 3 + 6 * ours),
        "nbgrader released, one": run(1, 2 + theirs),
        "nbgrader released": run(3, 2 + 3 * theirs),
        "right kind": run(11, 3 + 11 * ours),
        "wrong kind": run(11, 3 + ours + 10 * 3 * ours),
        "floor": {"all": ours / 4, "right": ours / 4, "wrong": ours / 8},
    }


def test_figures_are_medians_of_what_one_submission_more_takes() -> None:
    found = summary([a_round(0.1, 2.0), a_round(0.2, 8.0), a_round(0.3, 3.0)])
    assert found["graders"]["convalida released"]["cpu"] == pytest.approx(0.2)
    assert found["graders"]["convalida released"]["rate"] == pytest.approx(1 / 0.4)
    assert found["graders"]["nbgrader released"]["cpu"] == pytest.approx(3.0)
    assert found["ratios"]["nbgrader released"] == pytest.approx(20)  # of 20, 40 and 10
    assert found["ratios"]["two jobs"] == pytest.approx(2)
    assert found["ratios"]["floor"] == pytest.approx(4)
    assert found["explanation"] == pytest.approx(0.4)


def graded(points: float) -> Graded:
    return Graded(Cost(1, 1, 1, 0, ""), {"ana": {"pad2d": points}})


def test_other_points_for_the_same_answer_end_the_benchmark() -> None:
    agree("nbgrader", graded(1.004), graded(1.0))
    with pytest.raises(Disagreement, match=r"nbgrader: ana, pad2d: 1.02, not 1"):
        agree("nbgrader", graded(1.02), graded(1.0))
    with pytest.raises(Disagreement, match="None"):
        agree("otter", Graded(Cost(1, 1, 1, 0, ""), {"ana": {}}), graded(1.0))


def test_both_languages_say_the_same() -> None:
    assert EN.keys() == ES.keys()
    for name in EN:
        assert set(re.findall(r"{\w+}", EN[name])) == set(re.findall(r"{\w+}", ES[name])), name


@pytest.mark.parametrize("language", PAGES)
def test_a_page_shows_the_figures_of_the_results(language: str) -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    page = PAGES[language].read_text(encoding="utf-8")
    assert page == filled(page, results, language), "run: python -m benchmarks.page"
