"""convalida alone: classes of several sizes, from nothing and again; and one that is simulated."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from benchmarks import growth, tasks
from benchmarks.graders import convalida
from benchmarks.rounds import Setting
from benchmarks.submissions import make
from tests.engines.clusters import scheduler

JOBS = 2
STUDENTS = 100_000
WORKERS = (4, 16, 64)


def sizes(setting: Setting, counts: Sequence[int], say: Callable[[str], None]) -> list[Any]:
    """For each size: graded from nothing by two workers, then once more with nothing changed."""
    rows = []
    for count in counts:
        submitted = setting.write(
            f"size-{count}", make(setting.answers, setting.unit, count), "released"
        )
        results = setting.fresh() / "results"
        first = convalida.grade(submitted, setting.unit.name, results, JOBS).cost
        again = convalida.grade(submitted, setting.unit.name, results, JOBS).cost
        shutil.rmtree(submitted)
        say(f"{count} submissions: {first.seconds:.1f} s; again {again.seconds:.1f} s")
        rows.append(
            {
                "students": count,
                "seconds": first.seconds,
                "cpu": first.cpu,
                "peak": first.peak,
                "again_seconds": again.seconds,
                "again_cpu": again.cpu,
            }
        )
    return rows


def clustered(setting: Setting, rounds: int) -> Mapping[str, float]:
    """Submissions a second by two jobs here, and by two workers of a Dask cluster here."""
    found: dict[str, list[float]] = {"here": [], "cluster": []}
    with scheduler(setting.scratch) as cluster, cluster.working("one", "two"):
        for _ in range(rounds):
            found["here"].append(_rate(setting))
            found["cluster"].append(_rate(setting, "--engine", f"dask://{cluster.address}"))
    ratios = [there / here for here, there in zip(*found.values(), strict=True)]
    return {**{name: median(rates) for name, rates in found.items()}, "ratio": median(ratios)}


def _rate(setting: Setting, *options: str) -> float:
    """Without the start, which a class of one has too."""
    times = {}
    for name, count in (("released-1", 1), ("released-ours", setting.sizes.ours)):
        folder, unit = setting.handed_in(name), setting.unit.name
        graded = convalida.grade(folder, unit, setting.fresh(), JOBS, *options)
        times[count] = graded.cost.seconds
    (one, first), (many, whole) = times.items()
    return (many - one) / (whole - first)


def grown(setting: Setting, graders: Mapping[str, Mapping[str, float]]) -> Mapping[str, Any]:
    """Many submissions on many workers, and the same simulation for what was measured here."""
    handed_in = setting.handed_in("released-ours")
    found = tasks.measure(handed_in, setting.unit.name, setting.scratch)
    start = graders["convalida released"]["one_seconds"]
    times = growth.Times(found["read"], found["grade"], found["alone"], start)
    steady = growth.Times(found["read"], found["grade"], found["alone"], 0)
    measured = {1: "convalida released", 2: "convalida 2 jobs"}
    return {
        "students": STUDENTS,
        "tasks": found,
        "here": [
            {
                "workers": workers,
                "measured": graders[name]["rate"],
                "simulated": 1000 / growth.simulate(steady, workers, 1000).seconds,
            }
            for workers, name in measured.items()
        ],
        "rows": growth.table(times, WORKERS, STUDENTS),
    }
