"""From the rounds to the figures: medians, of what one submission more costs."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

Round = Mapping[str, Any]

GRADERS = (
    *("convalida released", "convalida 2 jobs", "convalida bare"),
    *("nbgrader released", "nbgrader bare", "otter released", "otter bare"),
)


def summary(rounds: Sequence[Round]) -> Mapping[str, Any]:
    """{"graders": …, "ratios": …, "kinds": …}."""
    graders = {name: _grader(rounds, name) for name in GRADERS if name in rounds[0]}

    ratios = {
        f"{grader} {book}": _ratio(rounds, f"{grader} {book}", f"convalida {book}", "cpu")
        for book in ("released", "bare")
        for grader in ("nbgrader", "otter")
        if f"{grader} {book}" in rounds[0]
    }
    ratios["two jobs"] = _ratio(rounds, "convalida released", "convalida 2 jobs", "seconds")
    ratios["floor"] = statistics.median(
        _more(r, "convalida released", "cpu") / r["floor"]["all"] for r in rounds
    )
    kinds = {
        kind: {
            "cpu": statistics.median(_of_a_kind(r, kind) for r in rounds),
            "floor": statistics.median(float(r["floor"][kind]) for r in rounds),
        }
        for kind in ("right", "wrong")
    }
    explanation = statistics.median(_of_a_kind(r, "wrong") - _of_a_kind(r, "right") for r in rounds)
    return {
        "graders": graders,
        "floor": statistics.median(float(r["floor"]["all"]) for r in rounds),
        "ratios": ratios,
        "kinds": kinds,
        "explanation": explanation,
    }


def _grader(rounds: Sequence[Round], name: str) -> Mapping[str, float]:
    first = f"{name}, one"
    found = {
        "cpu": statistics.median(_more(r, name, "cpu") for r in rounds),
        "rate": statistics.median(1 / _more(r, name, "seconds") for r in rounds),
        "peak": statistics.median(r[name]["peak"] for r in rounds),
    }
    if first in rounds[0]:
        found["one_seconds"] = statistics.median(r[first]["seconds"] for r in rounds)
        found["one_cpu"] = statistics.median(r[first]["cpu"] for r in rounds)
    return found


def _ratio(rounds: Sequence[Round], other: str, one: str, what: str) -> float:
    return statistics.median(_more(r, other, what) / _more(r, one, what) for r in rounds)


def _more(one_round: Round, name: str, what: str) -> float:
    """What one submission more takes: without a start, where a grader starts once for all."""
    run, first = one_round[name], one_round.get(f"{name}, one")
    if first is None:
        return float(run[what] / run["students"])
    return float((run[what] - first[what]) / (run["students"] - first["students"]))


def _of_a_kind(one_round: Round, kind: str) -> float:
    run, first = one_round[f"{kind} kind"], one_round["convalida released, one"]
    return float((run["cpu"] - first["cpu"]) / (run["students"] - 1))
