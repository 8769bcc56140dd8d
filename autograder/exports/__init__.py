"""From a results folder to what a platform or a spreadsheet takes: one module for each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from autograder.exports.models import Given, Written

AUTOGRADER = "gradescope-autograder"
TARGETS = ("canvas", "moodle", "gradescope", AUTOGRADER, "nbgrader", "excel", "parquet", "json")
MODULES = {AUTOGRADER: "gradescope_autograder", "json": "json_file", "nbgrader": "nbgrader.export"}


def export(to: str, given: Given) -> Written:
    """Writes the files of one target; raises WrongUsage for what it cannot do without."""
    module = import_module(f"autograder.exports.{MODULES.get(to, to)}")
    write: Callable[[Given], Written] = module.write
    return write(given)


__all__ = ["AUTOGRADER", "TARGETS", "Given", "Written", "export"]
