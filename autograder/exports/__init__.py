"""From a results folder to what a platform or a spreadsheet takes: one module for each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from autograder.exports.models import Given, Written

TARGETS = ("canvas", "moodle", "gradescope", "excel", "parquet", "json")


def export(to: str, given: Given) -> Written:
    """Writes the files of one target; raises WrongUsage for what it cannot do without."""
    module = import_module(f"autograder.exports.{'json_file' if to == 'json' else to}")
    write: Callable[[Given], Written] = module.write
    return write(given)


__all__ = ["TARGETS", "Given", "Written", "export"]
