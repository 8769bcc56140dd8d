"""Is the team's page still what the records and the course would make of it?"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from autograder.engines.shipping import versions
from autograder.feedback import freshness
from autograder.results.folder import record_paths
from course.model import Course

FILE = "report.html"


def is_fresh(course: Course, results: Path, first: str) -> bool:
    """Of the page in its place, which opens in the language `first`."""
    return freshness.is_fresh(results / FILE, mark_of(course, results, first))


def mark_of(course: Course, results: Path, first: str) -> str:
    """Changes with anything that the page shows."""
    digest = hashlib.sha256(json.dumps([first, dict(versions(course))]).encode())
    for path in record_paths(results):
        digest.update(f"{path.parent.name}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
