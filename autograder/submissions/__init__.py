"""From folders, archives and damaged files to the definitions that a student handed in."""

from autograder.submissions.finding import find
from autograder.submissions.models import BrokenCell, Chunk, Found, NotFound, Submission
from autograder.submissions.reading import read

__all__ = ["BrokenCell", "Chunk", "Found", "NotFound", "Submission", "find", "read"]
