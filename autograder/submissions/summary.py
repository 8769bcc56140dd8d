"""What reading a notebook tells before it is graded, as it comes out of the reader's process."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, get_args

from autograder.results import Message, few
from autograder.submissions.models import Chunk, ReadStatus, Submission


@dataclass(frozen=True, slots=True)
class Summary:
    """`answered` counts the functions of the unit that it defines and that do something.

    `libraries` are those of its imports that are slow to load; `definitions` has a mark of all
    that it defines for each function of the unit.
    """

    unit: str | None
    status: ReadStatus
    language: str | None
    sha256: str
    answered: int = 0
    libraries: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Summary:
        """Raises ValueError if the bytes are not a summary."""
        try:
            raw: Mapping[str, Any] = json.loads(data, object_pairs_hook=_shared)
            messages = tuple(Message(**message) for message in raw["messages"])
            libraries = tuple(raw["libraries"])
            made = cls(**{**raw, "messages": messages, "libraries": libraries})
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a summary: {error}") from error
        marks = made.definitions
        texts = (made.sha256, made.unit or "", made.language or "", *libraries, *marks)
        texts += tuple(marks.values())
        if not all(isinstance(text, str) for text in texts) or type(made.answered) is not int:
            raise ValueError("not a summary")
        if made.status not in get_args(ReadStatus):
            raise ValueError("not a status")
        return made


def _shared(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A thousand summaries have the same names, each held once."""
    return {sys.intern(name): value for name, value in pairs}


def summary_of(
    submission: Submission, functions: Collection[str], libraries: Iterable[str]
) -> Summary:
    """Of a notebook of a unit that asks for `functions`; none for a notebook of no unit."""
    return Summary(
        unit=submission.unit,
        status=submission.status,
        language=submission.language,
        sha256=submission.sha256,
        answered=answered(submission, functions),
        libraries=tuple(sorted(libraries)),
        messages=few(submission.messages),
        definitions=definitions_of(submission, functions),
    )


def answered(submission: Submission, functions: Collection[str]) -> int:
    """How many of `functions` it defines otherwise than as a release does."""
    done = {
        name
        for chunk in submission.chunks
        for name in chunk.defines
        if name in functions and not _is_untouched(chunk)
    }
    return len(done)


def definitions_of(submission: Submission, functions: Collection[str]) -> Mapping[str, str]:
    """For each function a mark of all of a submission that its row in a record depends on."""
    lines = sum(chunk.source.count("\n") + 1 for chunk in submission.chunks)
    shared = [lines, submission.leftovers, [asdict(cell) for cell in submission.broken]]
    marks = {}
    for function in functions:
        chunks = [c for c in submission.chunks if function in c.needed_by]
        own = [[c.source, c.cell, c.line, c.defines] for c in chunks]
        parts = [shared, function, own, submission.unmet.get(function, ())]
        marks[function] = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
    return marks


def _is_untouched(chunk: Chunk) -> bool:
    """Does every function in it raise NotImplementedError, or do nothing?"""
    tree = ast.parse(chunk.source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return bool(functions) and all(map(_does_nothing, functions))


def _does_nothing(function: ast.FunctionDef) -> bool:
    last = function.body[-1]
    if isinstance(last, ast.Raise):
        names = (node.id for node in ast.walk(last) if isinstance(node, ast.Name))
        return "NotImplementedError" in names
    return isinstance(last, ast.Pass) or (
        isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant)
    )
