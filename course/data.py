"""The data files of a unit: its folder `data`, which lies beside the notebook under that name."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager, chdir, nullcontext
from pathlib import Path
from typing import Any

from course.files import CatalogError
from course.model import Unit


def copy_data(unit: Unit, folder: Path) -> None:
    """Writes the files of a unit beside its notebook in `folder`. Raises CatalogError."""
    for name, source in unit.data.items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            raise CatalogError(source, "cannot_be_read", {"cause": str(error)}) from None


def beside_data(unit: Unit) -> AbstractContextManager[Any]:
    """While the course's own code runs, `data/<file>` is a file of the unit, as in its notebook.

    It changes the folder of the whole process: only where nothing else is at work.
    """
    return chdir(unit.folder) if unit.data else nullcontext()
