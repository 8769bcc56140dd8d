"""A stand-in for a prerequisite is no oracle for the exercise itself."""

from __future__ import annotations

import json
import subprocess
import sys

from course import catalog


def test_no_prerequisite_answers_what_builds_on_it() -> None:
    """Who fails a prerequisite on purpose gets its reference: it must not be the next answer."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.forwarding"],
        cwd=catalog.INSTALLED,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found
    assert {pair: right for pair, right in found.items() if right} == {}
