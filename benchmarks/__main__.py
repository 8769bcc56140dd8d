"""convalida, nbgrader, Otter and the floor: the same class with the same hidden cases.

python -m benchmarks [--quick] [--otter PROGRAM] [--ten-thousand] [--out results.json]

Processor time is that of all processes. The graders take turns, and figures are medians over the
rounds; another score for the same answer ends the benchmark.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import classes, parts, trial
from benchmarks.rounds import Setting, Sizes, one_round
from benchmarks.summary import summary
from benchmarks.tables import printed
from course import catalog

UNIT = "pooling"
FULL = Sizes(ours=31, kind=16, theirs=4, rounds=3, otter_seconds=60)
QUICK = Sizes(ours=10, kind=4, theirs=2, rounds=1, otter_seconds=20)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes, rough figures")
    parser.add_argument("--otter", type=Path, help="the program, in its own environment")
    parser.add_argument("--ten-thousand", action="store_true", help="a class of 10,000 too")
    parser.add_argument("--out", type=Path, help="default: benchmarks/results.json, or quick.json")
    asked = parser.parse_args()
    out = asked.out or Path("benchmarks") / ("quick.json" if asked.quick else "results.json")
    otter = asked.otter.absolute() if asked.otter and asked.otter.is_file() else None
    if otter is None:
        say("otter-grader is not installed: it is left out (`make bench` installs it)")
    counts = [100] if asked.quick else [100, 1000]
    counts += [10_000] if asked.ten_thousand else []
    course = catalog.load()
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(
            course, course.units[UNIT], otter, Path(folder), QUICK if asked.quick else FULL
        )
        results: dict[str, Any] = {}
        for stage in stages(setting, counts, quick=asked.quick):
            results |= stage
            out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(printed(results, "en"))
    say(f"figures: {out}; `python -m benchmarks.page` puts results.json into the docs")


def stages(setting: Setting, counts: list[int], *, quick: bool) -> Iterator[Mapping[str, Any]]:
    """Results as they come: what is measured is kept if a later stage fails."""
    setting.prepare()
    rounds = [one_round(setting, number, say) for number in range(setting.sizes.rounds)]
    found = summary(rounds)
    unit = {
        "name": setting.unit.name,
        "points": setting.unit.max_score,
        "checks": len(setting.checks),
        "cases": sum(len(check.cases) for check in setting.checks),
        "calls": sum(len(asked) for check in setting.checks for _, _, asked in check.cases),
    }
    yield {"machine": _machine(setting.otter), "quick": quick, "unit": unit, **found}
    yield {"rounds": rounds}
    yield {"odd": trial.odd(setting, say)}
    yield {"parts": parts.measured(3 if quick else 9, 20 if quick else 100)}
    yield {"growth": classes.grown(setting, found["graders"])}
    yield {"cluster": classes.clustered(setting, setting.sizes.rounds)}
    yield {"sizes": classes.sizes(setting, counts, say)}


def _machine(otter: Path | None) -> Mapping[str, Any]:
    names = ("nbgrader", "numpy", "torch", "ipykernel")
    versions = {name: importlib.metadata.version(name) for name in names}
    if otter:
        asked = [str(otter.parent / "python"), "-c", "import otter; print(otter.__version__)"]
        said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
        versions["otter-grader"] = said.strip()
    kernel = platform.release().partition("-")[0]
    return {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {kernel} {platform.machine()}",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "versions": versions,
    }


if __name__ == "__main__":
    main()
