"""Penalties for handing in late: of the plugin that nbgrader's configuration names, else ours."""

from __future__ import annotations

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties

from autograder.exports.nbgrader.directory import Directory
from autograder.results import Lateness

PLUGINS = ("AssignLatePenalties", "LateSubmissionPlugin")


def assign_penalty(
    directory: Directory,
    gradebook: Gradebook,
    work: SubmittedNotebook,
    lateness: Lateness | None = None,
) -> None:
    """As `nbgrader autograde` does; without a plugin as deadlines.toml says.

    Where neither says anything a penalty stays as it is.
    """
    has_plugin = any(name in directory.config for name in PLUGINS)
    if not has_plugin and lateness is None:
        return
    gradebook.db.flush()
    gradebook.db.refresh(work, ["score"])
    student, late = work.student.id, work.assignment.total_seconds_late
    penalty = None
    if not has_plugin:
        penalty = lateness.points or None if lateness else None
    elif late > 0:
        preprocessor = AssignLatePenalties(config=directory.config)
        preprocessor.init_plugin()
        penalty = preprocessor.plugin_inst.late_submission_penalty(student, work.score, late)
    if penalty is not None:
        penalty = min(max(penalty, 0.0), work.score)
    work.late_submission_penalty = penalty
