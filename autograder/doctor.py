"""`convalida doctor`: is everything here that grading needs, and how is what is missing mended?"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from autograder.results import Message
from course.model import Course

PINS = Path(__file__).resolve().parents[1] / "constraints.txt"
"""The versions that scores were measured with; beside a clone, not in an installed package."""
COUNTING = ("numpy", "torch", "pytest", "hypothesis", "msgpack", "nbformat", "nbgrader")
"""Libraries whose version may change a score, or what nbgrader's gradebook takes."""
EXTRAS = {"distributed": "dask", "openpyxl": "excel", "pyarrow": "parquet"}
FREE_BYTES = 2**30
OLDEST_PYTHON = (3, 11)

State = Literal["well", "optional", "mend", "unsafe"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `unsafe` means that nothing can be graded."""

    state: State
    message: Message


def examine(course: Course, folder: Path) -> Iterator[Finding]:
    """Of this machine, for grading `course` with results in `folder`."""
    yield _python()
    yield _isolation()
    yield from _versions()
    yield from _packages(course)
    yield _font()
    yield _kernel()
    yield _disk(folder)
    yield from _extras()


def _python() -> Finding:
    args = {"python": platform.python_version(), "system": platform.platform(terse=True)}
    state: State = "well" if sys.version_info >= OLDEST_PYTHON else "mend"
    return Finding(state, Message("doctor_python", args))


def _isolation() -> Finding:
    """The whole recipe, as before each grading."""
    from autograder.sandbox import IsolationUnavailable, probe

    try:
        probe("full")
    except IsolationUnavailable as error:
        args = {"reason": error.reason, "detail": error.detail}
        return Finding("unsafe", Message("no_isolation", args))
    return Finding("well", Message("doctor_isolation"))


def _versions() -> Iterator[Finding]:
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", _text(PINS), re.MULTILINE))
    for name in COUNTING:
        found = _version(name)
        if not found:
            yield Finding("mend", Message("doctor_missing", {"name": name, "install": name}))
        elif name in pins and found.partition("+")[0] != pins[name]:
            args = {"name": name, "found": found, "pinned": pins[name]}
            yield Finding("optional", Message("doctor_other_version", args))
        else:
            yield Finding("well", Message("doctor_version", {"name": name, "found": found}))


def _packages(course: Course) -> Iterator[Finding]:
    """Libraries that the units of the course promise."""
    from importlib.util import find_spec

    for unit in course.units.values():
        for name in unit.packages:
            if name not in COUNTING and find_spec(name) is None:
                args = {"unit": unit.name, "name": name}
                yield Finding("mend", Message("doctor_promised", args))


def _font() -> Finding:
    from matplotlib.font_manager import findfont

    try:
        findfont("DejaVu Sans", fallback_to_default=False)
    except ValueError:
        return Finding("mend", Message("doctor_font"))
    return Finding("well", Message("doctor_font_found"))


def _kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager

    if "python3" in KernelSpecManager().find_kernel_specs():
        return Finding("well", Message("doctor_kernel"))
    return Finding("optional", Message("check_no_kernel"))


def _disk(folder: Path) -> Finding:
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    free = shutil.disk_usage(there).free
    args = {"folder": str(there), "free": f"{free / 2**30:.1f}"}
    if not os.access(there, os.W_OK):
        return Finding("mend", Message("doctor_not_writeable", args))
    return Finding("well" if free >= FREE_BYTES else "mend", Message("doctor_disk", args))


def _extras() -> Iterator[Finding]:
    for name, extra in EXTRAS.items():
        found = _version(name)
        if found:
            yield Finding("well", Message("doctor_version", {"name": name, "found": found}))
        else:
            args = {"name": name, "install": f'"convalida[{extra}]"'}
            yield Finding("optional", Message("doctor_missing", args))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
