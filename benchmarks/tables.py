"""The figures as tables, in the language asked for: on the terminal and in the docs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.words import WORDS

Results = Mapping[str, Any]


def printed(results: Results, language: str) -> str:
    """All tables, one below the other."""
    made = tables(results, WORDS[language])
    return "\n\n".join(made.values())


def tables(results: Results, words: Mapping[str, str]) -> Mapping[str, str]:
    """Markdown by name."""
    return {
        "machine": _machine(results, words),
        "graders": _graders(results, words),
        "convalida": _convalida(results, words),
        "spent": _spent(results, words),
        "sizes": _sizes(results, words),
        "odd": _odd(results, words),
        "growth": _growth(results, words),
    }


def _machine(results: Results, words: Mapping[str, str]) -> str:
    machine, unit = results["machine"], results["unit"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    rounds = results["rounds"]
    facts = {
        **{name: machine[name] for name in ("date", "processors", "system", "python")},
        **unit,
        "versions": versions,
        "points": f"{unit['points']:g}",
        "rounds": len(rounds),
        "students": rounds[0]["convalida released"]["students"],
        "theirs": rounds[0]["nbgrader released"]["students"],
    }
    return words["machine"].format(**facts)


def _graders(results: Results, words: Mapping[str, str]) -> str:
    ratios = results["ratios"]
    rows = [[words["floor"], "", _digits(1000 * results["floor"]), "", ""]]
    for name, found in results["graders"].items():
        grader, _, book = name.partition(" ")
        label = f"{grader}, {words[book]}"
        times = f"{ratios[name]:.0f} ×" if name in ratios else "1 ×"
        memory = f"{found['peak'] / 2**20:.0f}"
        row = [label, _digits(found["rate"]), _digits(1000 * found["cpu"]), memory]
        rows.append([*row, "" if book == "2 jobs" else times])
    heads = ("grader", "rate", "cpu", "peak", "times")
    return _table([words[name] for name in heads], rows)


def _convalida(results: Results, words: Mapping[str, str]) -> str:
    parts, kinds, ratios = results["parts"], results["kinds"], results["ratios"]
    one = results["graders"]["convalida released"]
    rows = [
        ("help", f"{parts['help']['seconds']:.2f} s"),
        ("one", f"{one['one_seconds']:.2f} s ({one['one_cpu']:.2f} s CPU)"),
        ("key", f"{results['growth']['tasks']['prepare']:.2f} s"),
        *(("fork", f"{name}: {ms:.1f} ms") for name, ms in parts["forks"].items()),
        ("call", f"{parts['call']:.2f} ms"),
        ("right", f"{1000 * kinds['right']['cpu']:.0f} ms CPU"),
        ("wrong", f"{1000 * kinds['wrong']['cpu']:.0f} ms CPU"),
        ("explanation", f"{1000 * results['explanation']:.0f} ms CPU"),
        ("above", f"{kinds['right']['cpu'] / kinds['right']['floor']:.1f} ×"),
        ("two", f"{ratios['two jobs']:.2f} ×"),
        ("cluster", f"{results['cluster']['ratio']:.2f} ×"),
    ]
    return _table([words["what"], words["figure"]], [[words[name], value] for name, value in rows])


def _spent(results: Results, words: Mapping[str, str]) -> str:
    """By who spends it; what the floor needs is a part of what confined processes spend."""
    spent = results["growth"]["tasks"]["cpu"] | {"main": results["growth"]["tasks"]["alone"]}
    rows = [[words[f"spent_{who}"], f"{1000 * seconds:.0f}"] for who, seconds in spent.items()]
    return _table([words["who"], words["cpu"]], rows)


def _sizes(results: Results, words: Mapping[str, str]) -> str:
    rows = [
        [
            f"{row['students']:,}",
            f"{row['seconds']:.0f} s",
            f"{row['cpu']:.0f} s",
            f"{row['peak'] / 2**20:.0f}",
            f"{row['again_seconds']:.1f} s",
        ]
        for row in results["sizes"]
    ]
    heads = ("submissions", "seconds", "cpu_seconds", "peak", "again")
    return _table([words[name] for name in heads], rows)


def _odd(results: Results, words: Mapping[str, str]) -> str:
    graders = list(next(iter(results["odd"].values())))
    rows = [
        [words[name], *(_points(row[grader], words) for grader in graders)]
        for name, row in results["odd"].items()
    ]
    return _table([words["notebook"], *graders], rows)


def _growth(results: Results, words: Mapping[str, str]) -> str:
    grown = results["growth"]
    rows = [
        [str(row["workers"]), f"{row['seconds'] / 60:.0f}", _digits(row["rate"]), _share(row)]
        for row in grown["rows"]
    ]
    foretold = ("workers", "minutes", "rate", "busy")
    simulated = _table([words[name] for name in foretold], rows)
    here = [
        [str(row["workers"]), _digits(row["measured"]), _digits(row["simulated"])]
        for row in grown["here"]
    ]
    compared = ("workers", "measured", "simulated")
    return f"{simulated}\n\n{_table([words[name] for name in compared], here)}"


def _share(row: Mapping[str, float]) -> str:
    return f"{100 * row['busy']:.0f} %"


def _points(points: float | None, words: Mapping[str, str]) -> str:
    return words["no_score"] if points is None else f"{points:g}"


def _digits(number: float) -> str:
    """Three of them that tell something."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
