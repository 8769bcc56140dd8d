"""`convalida verify`: the course checks itself."""

from autograder.verify.course import Report, accept_reviews, verify_course, verify_exercise

__all__ = ["Report", "accept_reviews", "verify_course", "verify_exercise"]
