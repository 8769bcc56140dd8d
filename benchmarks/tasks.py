"""What a worker takes for each task of a class, and the main process for what it does alone.

python -m benchmarks.tasks SUBMITTED UNIT ANSWER
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from autograder.engines.tasks import Grade, Read, Settings
from autograder.engines.worker import Worker
from autograder.grade import grade_class
from autograder.planning import Asked
from autograder.submissions import Found
from autograder.submissions.summary import Summary
from benchmarks.measure import cost
from course import catalog
from course.catalog import Course


class Silent:
    """No progress is shown."""

    def start(self, total: int) -> None: ...

    def advance(self) -> None: ...


def measure(submitted: Path, unit: str, scratch: Path) -> Mapping[str, Any]:
    """{"read": [...], "grade": [...], "alone": …, "prepare": …, "cpu": {…}}, in seconds."""
    answer = scratch / "tasks.json"
    command = [sys.executable, "-m", "benchmarks.tasks", str(submitted), unit, str(answer)]
    cost(command)
    found: Mapping[str, Any] = json.loads(answer.read_text())
    return found


def in_a_worker(course: Course, notebooks: Sequence[Path], unit: str) -> dict[str, Any]:
    """Every task, one after the other, on the clock: a worker waits for its children.

    `cpu` is the processor time of one submission by who spends it: the forks that read and those
    that grade, the confined processes that run students' code, the worker itself.
    """
    worker = Worker(course, Settings())
    start = time.perf_counter()
    worker.prepare(unit)
    times: dict[str, Any] = {"prepare": time.perf_counter() - start, "read": [], "grade": []}
    spent = {"read": 0.0, "grade": 0.0, "confined": 0.0}
    before = time.process_time()
    for path in notebooks:
        found = Found(path.parent.parent.name, path)
        start, forks = time.perf_counter(), _of_forks()
        (text,) = worker.perform(Read(found)).parts
        times["read"].append(time.perf_counter() - start)
        spent["read"] += _of_forks() - forks
        summary = Summary.from_json(text)
        assert summary.status == "readable"
        task = Grade(found, unit, "readable", summary.sha256, "en", summary.libraries)
        zygote = worker.zygotes.of(course.units[unit], frozenset(summary.libraries))
        start, forks, inside = time.perf_counter(), _of_forks(), _below(zygote.pid)
        worker.perform(task)
        times["grade"].append(time.perf_counter() - start)
        spent["grade"] += _of_forks() - forks
        spent["confined"] += _below(zygote.pid) - inside
    spent["worker"] = time.process_time() - before
    worker.close()
    times["cpu"] = {who: seconds / len(notebooks) for who, seconds in spent.items()}
    return times


def _of_forks() -> float:
    """Of all children of this process that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _below(pid: int) -> float:
    """Of a process, of all below it, and of those of them that have ended."""
    process = psutil.Process(pid)
    return sum(sum(one.cpu_times()[:4]) for one in (process, *process.children(recursive=True)))


def alone(course: Course, submitted: Path, scratch: Path) -> float:
    """Processor time of the main process for one submission more."""
    first = min(submitted.iterdir())
    shutil.copytree(first, scratch / "one" / first.name)
    spent = []
    for place, asked in enumerate((scratch / "one", submitted)):
        before = resource.getrusage(resource.RUSAGE_SELF)
        results = scratch / f"results{place}"
        grade_class(course, Asked([asked]), results, settings=Settings(), progress=Silent())
        after = resource.getrusage(resource.RUSAGE_SELF)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return (spent[1] - spent[0]) / (len(list(submitted.iterdir())) - 1)


if __name__ == "__main__":
    submitted, unit = Path(sys.argv[1]), sys.argv[2]
    course = catalog.load()
    notebooks = sorted(submitted.glob(f"*/{unit}/{unit}.ipynb"))
    with tempfile.TemporaryDirectory() as scratch:
        serial = alone(course, submitted, Path(scratch))
    answer = {**in_a_worker(course, notebooks, unit), "alone": serial}
    Path(sys.argv[3]).write_text(json.dumps(answer))
