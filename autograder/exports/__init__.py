"""From a results folder to what a platform or a spreadsheet takes: one module for each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from autograder.exports.models import Given, Written

AUTOGRADER = "gradescope-autograder"
TARGETS = ("canvas", "moodle", "gradescope", AUTOGRADER, "excel", "parquet", "json")


def export(to: str, given: Given) -> Written:
    """Writes the files of one target; raises WrongUsage for what it cannot do without."""
    name = "json_file" if to == "json" else to.replace("-", "_")
    module = import_module(f"autograder.exports.{name}")
    write: Callable[[Given], Written] = module.write
    return write(given)


__all__ = ["AUTOGRADER", "TARGETS", "Given", "Written", "export"]
