"""nbgrader: a course directory of its own, its gradebook, its formgrader.

`configure` is for `nbgrader_config.py`: with it, `nbgrader autograde` and formgrader grade with us.
"""

from autograder.exports.nbgrader.configuration import configure

__all__ = ["configure"]
