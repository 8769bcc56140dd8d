"""Was each text read again since its sibling in another language changed?

The first line of every `<language>.md` names the state of each sibling that it was last reviewed
against: `<# reviewed against es 1f0c7a2e #>`. Changing one language without the other is then
found in both directions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from course.model import Course
from course.problems import Problem, at
from course.texts import Message

LINE = re.compile(r"\A<# reviewed against (.*?) #>\n")


def review_problems(course: Course, folder: Path) -> list[Problem]:
    """One for each text of `folder` whose sibling changed since its last review."""
    problems = []
    for path in _texts(course, folder):
        reviewed = _reviewed(path)
        for sibling in _texts(course, folder):
            if sibling != path and reviewed.get(sibling.stem) != _state(sibling):
                problems.append(
                    Problem(at(path), Message("not_reviewed", {"sibling": sibling.name}))
                )
    return problems


def accept(course: Course, folder: Path) -> None:
    """Records that the texts of `folder` say the same as they stand."""
    texts = list(_texts(course, folder))
    states = {path.stem: _state(path) for path in texts}
    for path in texts:
        others = ", ".join(f"{name} {states[name]}" for name in states if name != path.stem)
        body = LINE.sub("", path.read_text(encoding="utf-8"))
        path.write_text(f"<# reviewed against {others} #>\n{body}", encoding="utf-8")


def _texts(course: Course, folder: Path) -> Iterator[Path]:
    paths = (folder / f"{language}.md" for language in course.languages)
    return (path for path in paths if path.is_file())


def _reviewed(path: Path) -> dict[str, str]:
    match = LINE.match(path.read_text(encoding="utf-8"))
    pairs = match[1].split(", ") if match else []
    return dict(pair.split(" ", 1) for pair in pairs if " " in pair)


def _state(path: Path) -> str:
    body = LINE.sub("", path.read_text(encoding="utf-8"))
    return hashlib.sha256(body.encode()).hexdigest()[:8]
