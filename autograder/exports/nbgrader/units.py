"""Units of ours in somebody's nbgrader course; nothing that is there already changes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.exports.nbgrader.directory import Directory, NbgraderProblem
from autograder.results.folder import write_whole
from course.model import Course
from course.notebooks import Built, build


def add_units(course: Course, directory: Directory, language: str, units: Sequence[str]) -> Built:
    """Writes `source/<unit>/<unit>.ipynb`, all or none; raises CatalogError, NbgraderProblem."""
    with tempfile.TemporaryDirectory() as scratch:
        built = build(course, Path(scratch), [language], units)
        made = {}
        for unit in units or course.units:
            path = Path(scratch, language, "source", unit, f"{unit}.ipynb")
            made[directory.source(unit) / path.name] = path.read_bytes()
    for target, data in made.items():
        for there in sorted(target.parent.glob("*.ipynb")):
            if there != target or there.read_bytes() != data:
                raise NbgraderProblem(there, "nbgrader_source_there", {"unit": target.stem})
    for target, data in made.items():
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, data)
            target.chmod(0o664 if directory.layout.groupshared else 0o644)
    return replace(built, paths=list(made))
