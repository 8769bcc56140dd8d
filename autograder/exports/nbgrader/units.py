"""Units of ours in somebody's nbgrader course; nothing that is there already changes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.exports.nbgrader.directory import Directory, NbgraderProblem
from autograder.results.folder import write_whole
from course.model import Course
from course.notebooks import Built, build


def add_units(course: Course, directory: Directory, language: str, units: Sequence[str]) -> Built:
    """Writes `source/<unit>/<unit>.ipynb` and data, all or none.

    Raises CatalogError, NbgraderProblem.
    """
    with tempfile.TemporaryDirectory() as scratch:
        built = build(course, Path(scratch), [language], units)
        made = {}
        for unit in units or course.units:
            folder = Path(scratch, language, "source", unit)
            for path in [
                folder / f"{unit}.ipynb",
                *(folder / name for name in course.units[unit].data),
            ]:
                made[directory.source(unit) / path.relative_to(folder)] = path.read_bytes()
            for there in sorted(directory.source(unit).rglob("*")):
                if _is_in_the_way(there, made):
                    raise NbgraderProblem(there, "nbgrader_source_there", {"unit": unit})
    for target, data in made.items():
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, data)
            target.chmod(0o664 if directory.layout.groupshared else 0o644)
    return replace(built, paths=list(made))


def _is_in_the_way(there: Path, made: Mapping[Path, bytes]) -> bool:
    """Another notebook, or a file of ours as it is not."""
    if there in made:
        return there.read_bytes() != made[there]
    return there.suffix == ".ipynb"
