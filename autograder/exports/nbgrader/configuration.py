"""Two lines of `nbgrader_config.py`: nbgrader's own autograding is then done by us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = "autograder.exports.nbgrader.formgrader"


def configure(c: Any, course: str | Path = "") -> None:
    """Notebooks of our units are graded by us, all others by nbgrader as before.

    `c` is what `get_config()` gives; `course` is the folder of a course of your own.
    """
    c.Autograde.sanitize_preprocessors = [
        f"{HERE}.SanitizeOurs",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{HERE}.GradeOurs",
        f"{HERE}.ExecuteOthers",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        f"{HERE}.SaveOthersAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.GenerateFeedback.exporter_class = f"{HERE}.StudentPageExporter"
    if course:
        c.OurPreprocessor.course = c.StudentPageExporter.course = str(course)
