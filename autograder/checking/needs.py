"""What a function needed of its notebook and did not get.

All of it is known before a hidden input is: from the notebook's text, and from what was loaded
before any call.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache

from autograder.checking.failures import StudentError
from autograder.checking.running import Run
from autograder.results import Message
from autograder.sandbox import Died, Raised
from autograder.sandbox.packages import visible
from autograder.submissions import BrokenCell, Chunk, Submission
from course.catalog import Unit

NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")
NO_MODULE = re.compile(r"No module named '(\w+)")

TORCH = frozenset(("torch", "F"))
"""What a notebook's own set-up imports for its examples, and answers have in some units alone."""

Failed = Mapping[Chunk, Raised | Died]
"""Chunks of a function that could not be loaded, and why."""


def explain_missing(
    function: str,
    runs: Sequence[Run],
    submission: Submission,
    failed: Failed,
    unit: Unit,
) -> list[Message]:
    if any(is_unfinished(run.failure) for run in runs):
        return [Message("not_implemented", {"function": function})]
    for cell in submission.broken:
        if function in cell.mentions:
            return [unread(cell, function)]
    for chunk, why in failed.items():
        if function in chunk.defines:
            first = stopped_or_raised("definition_failed", chunk, why, unit)
            return [first, *_causes(why, function, submission, failed, unit)]
    return [Message("missing", {"function": function})]


def explain_needs(
    function: str,
    runs: Sequence[Run],
    submission: Submission,
    failed: Failed,
    unit: Unit,
) -> list[Message]:
    """What the function needs of the notebook and does not get.

    Of hidden calls, only whether one could not import a module plays a part in it.
    """
    unmet = submission.unmet.get(function, ())
    messages = [
        unread(cell, name)
        for cell in submission.broken
        for name in [n for n in cell.mentions if n in unmet][:1]
    ]
    for chunk, why in [(c, why) for c, why in failed.items() if function not in c.defines][:1]:
        own = {c.cell for c in submission.chunks if function in c.defines}
        messages.append(
            stopped_or_raised("cell_raised", chunk, why, unit)
            if chunk.cell in own
            else stopped_or_raised("needed_cell_raised", chunk, why, unit, function)
        )
    errors = [run.failure.raised for run in runs if isinstance(run.failure, StudentError)]
    if any("ImportError" in error.bases for error in errors):
        imported = {m for c in submission.chunks if function in c.needed_by for m in c.imports}
        away = sorted(name for name in imported if not _is_there(name, unit))
        messages += [_not_available(name, unit) for name in away]
    if TORCH.intersection(unmet) and not _is_there("torch", unit):
        messages.append(_not_available("torch", unit))
    return list({str(message): message for message in messages}.values())


def _causes(
    why: Raised | Died,
    function: str,
    submission: Submission,
    failed: Failed,
    unit: Unit,
) -> list[Message]:
    """Why a name is not there that a definition asks for."""
    match = NOT_DEFINED.match(why.text) if isinstance(why, Raised) else None
    if match is None:
        return []
    name = match.group(1)
    cells = [unread(cell, name) for cell in submission.broken if name in cell.mentions]
    return cells or [
        stopped_or_raised("needed_cell_raised", chunk, cause, unit, function)
        for chunk, cause in failed.items()
        if name in chunk.defines
    ]


def unread(cell: BrokenCell, name: str) -> Message:
    """Why the cell that was to define `name` is not read."""
    args = {"function": name, "cell": cell.cell}
    place = {**args, "line": cell.line, "text": cell.message}
    match cell.reason:
        case "syntax":
            return Message("syntax_error", place)
        case "newer":
            ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
            return Message("newer_python", {**place, "theirs": cell.written_for, "ours": ours})
        case "invisible":
            return Message("invisible_character", {**place, "column": cell.column})
    return Message("cell_not_read", {**args, "reason": cell.reason})


@cache
def _there(packages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(visible(frozenset(packages))) | sys.stdlib_module_names | {"IPython"}


def _is_there(module: str, unit: Unit) -> bool:
    return module in _there((*unit.packages, "matplotlib"))


def _not_available(module: str, unit: Unit) -> Message:
    return Message("module_missing", {"module": module, "available": unit.promised})


def stopped_or_raised(
    raised: str, chunk: Chunk, why: Raised | Died, unit: Unit, function: str = ""
) -> Message:
    if isinstance(why, Died):
        return Message("definition_stopped", {"cell": chunk.cell, "reason": why.reason})
    absent = NO_MODULE.match(why.text) if "ModuleNotFoundError" in why.bases else None
    if absent and not _is_there(absent.group(1), unit):
        return _not_available(absent.group(1), unit)
    args = {"cell": chunk.cell, "type": why.type, "text": why.text}
    return Message(raised, {**args, "function": function} if function else args)


def is_unfinished(failure: object) -> bool:
    return isinstance(failure, StudentError) and "NotImplementedError" in failure.raised.bases
