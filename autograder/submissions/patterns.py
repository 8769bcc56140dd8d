"""`--student-from`: a pattern that says where a path names the student."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from autograder.results import Message
from autograder.submissions.kinds import stem
from autograder.submissions.models import Entry, Person, WrongUsage
from autograder.submissions.names import shortened
from autograder.submissions.tree import Owner

FIELDS = ("student", "id", "unit")
_PIECE = re.compile(r"\*\*/?|\*|\?|\{[^{}]*\}|[^*?{}]+|[{}]")


@dataclass(frozen=True)
class Pattern:
    """`{student}/{unit}/**`: `*` stays within a level, `**` takes any number of levels."""

    expressions: tuple[re.Pattern[str], ...]

    def owner(self, entry: Entry) -> Owner | None:
        """Who the path of a file names; what an archive that was handed in holds names nobody."""
        end = len(entry.parts) if entry.handed_in is None else entry.handed_in + 1
        *folders, last = entry.parts[:end]
        path = "/".join([*folders, stem(last)])
        forms = [path, f"{path}/"] if entry.handed_in is not None else [path]
        for expression in self.expressions:
            for match in filter(None, map(expression.fullmatch, forms)):
                found = {name: part for name, part in match.groupdict().items() if part}
                person = Person(found.get("student") or found["id"], found.get("id"))
                return Owner((person,), exact=True, unit=found.get("unit", ""))
        return None


def student_pattern(text: str, units: Collection[str]) -> Pattern:
    """The pattern that `text` writes; raises WrongUsage if it names no student, or other fields."""
    pieces = _PIECE.findall(stem(text) if text.endswith(".ipynb") else text)
    fields = [piece[1:-1] for piece in pieces if piece.startswith("{")]
    wrong = [f for f in fields if f not in FIELDS or fields.count(f) > 1]
    if wrong or not {"student", "id"} & set(fields) or "}" in pieces:
        args = {"pattern": shortened(text), "one": "{student}", "other": "{id}"}
        raise WrongUsage(Message("bad_student_from", args))
    known = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    forms = ([known] if known and "unit" in fields else []) + ["[^/]+"]
    return Pattern(tuple(re.compile(_translated(pieces, unit), re.DOTALL) for unit in forms))


def _translated(pieces: Sequence[str], unit: str) -> str:
    """The outermost level that matches is taken, so that nothing deeper names anybody."""
    known = {
        "**/": r"(?:[^/]+/)*?",
        "**": r".*",
        "*": r"[^/]*",
        "?": r"[^/]",
        "{student}": r"(?P<student>[^/]+)",
        "{id}": r"(?P<id>[^/]+)",
        "{unit}": rf"(?P<unit>{unit})",
    }
    return "".join(known.get(piece, re.escape(piece)) for piece in pieces)
