"""Gradescope: the zip of an autograder that grades one unit on Gradescope's machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from autograder.exports.archives import write_zip
from autograder.exports.models import Given, Written
from autograder.results import Message
from autograder.submissions.models import WrongUsage
from course.catalog import INSTALLED

KINDS = {".py", ".toml", ".md", ".po", ".ini", ".jinja", ".html", ".css", ".json", ".typed"}
SCRIPTS = ("setup.sh", "run_autograder")

SETUP = """#!/usr/bin/env bash
set -e
apt-get update
apt-get install -y bubblewrap libseccomp2
for python in python3.13 python3.12 python3.11; do
    apt-get install -y "$python" "$python-venv" && break
done
"$python" -m venv /autograder/venv
/autograder/venv/bin/pip install --extra-index-url https://download.pytorch.org/whl/cpu \\
    --requirement /autograder/source/requirements.txt
"""

RUN = """#!/usr/bin/env bash
root=$(cd "$(dirname "$0")" && pwd)
export PYTHONPATH="$root/source/code"
exec "$root/venv/bin/python" -m autograder.exports.on_gradescope "$root"
"""


def write(given: Given) -> Written:
    """`gradescope-<unit>.zip`; the course's own checks and solutions are in it."""
    if len(given.units) != 1:
        raise WrongUsage(Message("export_one_unit", {"units": list(given.course.units)}))
    (unit,) = given.units
    settings = {"unit": unit, "isolation": given.isolation}
    files = {
        "setup.sh": SETUP.encode(),
        "run_autograder": RUN.encode(),
        "requirements.txt": "".join(f"{line}\n" for line in pinned("convalida")).encode(),
        "settings.json": json.dumps(settings).encode(),
        **_tree(INSTALLED, "code", ("autograder", "course")),
        **_tree(given.course.root, "course", ("course", "exercises", "solutions")),
    }
    path = given.out / f"gradescope-{unit}.zip"
    write_zip(path, files, executable=SCRIPTS)
    return Written([path])


def pinned(distribution: str) -> list[str]:
    """Everything that a distribution needs here, each with the version that is here."""
    found: dict[str, str] = {}
    waiting = [distribution]
    while waiting:
        name = waiting.pop()
        for text in requires(name) or ():
            need = Requirement(text)
            if need.name in found or (need.marker and not need.marker.evaluate({"extra": ""})):
                continue
            try:
                found[need.name] = version(need.name).partition("+")[0]
            except PackageNotFoundError:
                continue
            waiting.append(need.name)
    return [f"{name}=={found[name]}" for name in sorted(found, key=str.lower)]


def _tree(root: Path, to: str, folders: tuple[str, ...]) -> Mapping[str, bytes]:
    return {
        f"{to}/{path.relative_to(root).as_posix()}": path.read_bytes()
        for folder in folders
        for path in _files(root / folder)
    }


def _files(folder: Path) -> Iterator[Path]:
    """What belongs to a package, and the data of units: nothing that somebody left lying about."""
    for path in sorted(folder.rglob("*")):
        belongs = path.suffix in KINDS or (path.parent.name == "data" and path.name[0] not in "._")
        if belongs and path.is_file() and "__pycache__" not in path.parts:
            yield path
