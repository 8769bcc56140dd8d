"""Penalties for handing in late, of the plugin that the course's configuration names."""

from __future__ import annotations

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties

from autograder.exports.nbgrader.directory import Directory

PLUGINS = ("AssignLatePenalties", "LateSubmissionPlugin")


def assign_penalty(directory: Directory, gradebook: Gradebook, work: SubmittedNotebook) -> None:
    """As `nbgrader autograde` does; where the course has no plugin a penalty stays as it is."""
    if not any(name in directory.config for name in PLUGINS):
        return
    preprocessor = AssignLatePenalties(config=directory.config)
    preprocessor.init_plugin()
    gradebook.db.flush()
    gradebook.db.refresh(work, ["score"])
    student, late = work.student.id, work.assignment.total_seconds_late
    penalty = None
    if late > 0:
        penalty = preprocessor.plugin_inst.late_submission_penalty(student, work.score, late)
    if penalty is not None:
        penalty = min(max(penalty, 0.0), work.score)
    work.late_submission_penalty = penalty
