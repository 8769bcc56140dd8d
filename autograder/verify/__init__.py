"""`convalida verify`: the course checks itself."""

from autograder.verify.course import Report, verify_course

__all__ = ["Report", "verify_course"]
