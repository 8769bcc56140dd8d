"""A class of hostile and honest students, graded by the command in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.results import Record
from course import catalog

from .cases.model import Hostile
from .notebooks import write_honest, write_hostile

LIMITS = """
[limits]
call_seconds = 1.0
load_seconds = 1.0
submission_seconds = 5.0
memory_mebibytes = 128
"""
TABLE = """
[[units]]
name = "padding"
exercises = ["pad2d", "pad2d_backward", "same_padding"]
[[units]]
name = "trial"
exercises = ["numbers"]
"""
PARTS = ("course/locale", "course/templates", "course/units/padding", "exercises/padding")
SHARED = ("/tmp", "/dev/shm", "/var/tmp", "/run", "/dev/mqueue")
LEFT = ("left", "left0", "seen", "sitecustomize.py")
TRIAL = Path(__file__).parent / "trial"
HONEST = "{:03d}_honest"


@dataclass(frozen=True)
class Who:
    """Who runs the command, with which interpreter, and where that finds its modules."""

    number: int | None = None
    python: tuple[str, ...] = (sys.executable,)
    paths: tuple[str, ...] = (str(catalog.INSTALLED),)


@dataclass(frozen=True)
class Run:
    """What a run of the command left."""

    code: int
    stdout: str
    stderr: str
    records: Mapping[str, Record]
    pages: Mapping[str, str]
    files: frozenset[str]


@dataclass(frozen=True)
class Result:
    """What one hostile notebook got, and the honest ones graded before and after it."""

    record: Record | None
    page: str
    neighbours: tuple[Record | None, Record | None]


@dataclass(frozen=True)
class Graded:
    """A class after grading."""

    runs: tuple[Run, ...]
    results: Mapping[str, Result]


def course_with_short_limits(root: Path) -> Path:
    """Unit padding of the installed course and the trial unit; limits of a second or so."""
    ignore = shutil.ignore_patterns("__pycache__")
    for part in (*PARTS, "solutions"):
        shutil.copytree(catalog.INSTALLED / part, root / part, ignore=ignore)
    shutil.copytree(TRIAL, root, ignore=ignore, dirs_exist_ok=True)
    text = f'languages = ["en", "es"]\n{LIMITS}{TABLE}'
    (root / "course" / "course.toml").write_text(text, encoding="utf-8")
    return root


def write_class(folder: Path, cases: Sequence[Hostile]) -> None:
    """An honest student before, between and after the hostile ones, in the order of names."""
    for unit in {case.unit for case in cases}:
        write_honest(folder, HONEST.format(0), unit)
    for number, case in enumerate(cases, 1):
        write_hostile(folder, f"{number:03d}_bad_{case.name}", case)
        write_honest(folder, HONEST.format(number), case.unit)


def start(
    course: Path, submitted: Path, out: Path, *options: str, as_: Who | None = None, **more: str
) -> subprocess.Popen[str]:
    """`convalida grade` in a process group of its own; `more` goes into the environment."""
    who = as_ or Who()
    command = [*who.python, "-m", "autograder", "grade", str(submitted)]
    return subprocess.Popen(
        [*command, "--out", str(out), "--course", str(course), *options],
        cwd=course,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(who.paths),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
            "TMPDIR": str(temporary(out, who)),
            **more,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        user=who.number,
        group=who.number,
        extra_groups=None if who.number is None else [],
    )


def finish(process: subprocess.Popen[str], out: Path) -> Run:
    """What the command said and left."""
    stdout, stderr = process.communicate()
    paths = sorted(out.glob("*/*.json"))
    names = {path: f"{path.parent.name}/{path.stem}" for path in paths}
    records = {names[path]: Record.from_json(path.read_bytes()) for path in paths}
    pages = {names[path]: path.with_suffix(".html").read_text("utf-8") for path in paths}
    return Run(
        process.returncode,
        stdout,
        stderr,
        records,
        pages,
        files_below(out),
    )


def grade(
    root: Path, cases: Sequence[Hostile], parts: int, *options: str, as_: Who | None = None
) -> Graded:
    """Grades a class in `parts` processes at the same time, each with one worker."""
    course = course_with_short_limits(root / "here")
    shares = [sorted(cases, key=lambda case: case.unit)[part::parts] for part in range(parts)]
    running = []
    for part, share in enumerate(shares):
        submitted, out = root / f"submitted{part}" / "submitted", root / f"results{part}"
        write_class(submitted, share)
        process = start(course, submitted, out, "--jobs", "1", *options, as_=as_)
        running.append((process, out))
    runs = tuple(finish(process, out) for process, out in running)
    results = {
        case.name: _result(run, number, case)
        for run, share in zip(runs, shares, strict=True)
        for number, case in enumerate(share, 1)
    }
    return Graded(runs, results)


def _result(run: Run, number: int, case: Hostile) -> Result:
    name = f"{case.unit}/{number:03d}_bad_{case.name}"
    honest = f"{case.unit}/{HONEST.format(number)}"
    before = [key for key in sorted(run.records) if key < name and key.startswith(case.unit)]
    return Result(
        run.records.get(name),
        run.pages.get(name, ""),
        (run.records.get(before[-1]) if before else None, run.records.get(honest)),
    )


def files_below(*folders: Path) -> frozenset[str]:
    """The names of all files below some folders."""
    found: set[str] = set()
    for folder in folders:
        for where, _, files in os.walk(folder):
            found.update(os.path.join(where, name) for name in files)
    return frozenset(found)


def temporary(out: Path, who: Who) -> Path:
    """The folder for temporary files of the run that writes to `out`."""
    folder = out.with_name(f"{out.name}_temporary")
    folder.mkdir(exist_ok=True)
    if who.number is not None:
        os.chown(folder, who.number, who.number)
    return folder


def left_over(root: Path) -> frozenset[str]:
    """Files below `root` that are no part of a course, a class or its results, or have our names.

    And what hostile notebooks would leave in the folders where anybody may write.
    """
    expected = ("submitted", "results", "here", "course")
    inside = {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if not path.is_dir()
        and (path.relative_to(root).parts[0].rstrip("0123456789") not in expected)
    }
    shared = {str(p) for top in SHARED for name in LEFT if (p := Path(top, name)).exists()}
    return frozenset(inside | shared)
