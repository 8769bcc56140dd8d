"""`convalida check`: what a student should know of a notebook before handing it in.

The notebook runs in a kernel of its own, on its owner's machine; no hidden check is asked.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder.checking.headers import asked_header
from autograder.checking.needs import unread
from autograder.results import Message
from autograder.submissions import Chunk, Found, Submission, WrongUsage, read
from autograder.submissions.language import Languages
from autograder.submissions.units import units_of
from course.model import Course, Unit

CELL_SECONDS = 180
NEAR = 0.7
"""How alike two names are if one may be the other, renamed."""
SHOWING = frozenset({"torch", "F"})
"""What a notebook imports for its examples alone."""
FIRST_LINE = 200
"""Characters of what a cell says when it stops."""


@dataclass
class Rehearsal:
    """What there is to do, in the notebook's order and language; nothing if it is ready."""

    language: str
    unit: Unit | None = None
    todo: list[Message] = field(default_factory=list)


def rehearse(path: Path, course: Course, unit: str | None = None) -> Rehearsal:
    """Raises WrongUsage if the file is no notebook of the course, or there is no kernel."""
    units, languages = units_of(course), Languages.of(course)
    found = Found("", path, str(path), hints=(path.stem,))
    submission, *more = read(found, units, unit, languages)
    if more:
        names = [each.unit or "" for each in (submission, *more)]
        raise WrongUsage(Message("check_several_units", {"path": str(path), "units": names}))
    language = submission.language or course.languages[0]
    made = Rehearsal(language, course.units.get(submission.unit or ""))
    made.todo += submission.messages
    if submission.status == "unreadable" or made.unit is None:
        return made
    made.todo += _definitions(submission, made.unit, _functions_in(path))
    made.todo += _variables(submission, made.unit)
    unread_cells = {cell.cell for cell in submission.broken}
    left_out = unread_cells | _challenges_in(path, made.unit)
    made.todo += [m for m in _run(path) if m.args.get("cell") not in left_out]
    return made


def _definitions(submission: Submission, unit: Unit, written: set[str]) -> Iterator[Message]:
    """Functions that are not there, or take other arguments; `written` are all there are."""
    defined = {name for chunk in submission.chunks for name in chunk.defines}
    for name in unit.asked:
        broken = [cell for cell in submission.broken if name in cell.mentions]
        if broken:
            yield unread(broken[0], name)
        elif name not in defined:
            near = get_close_matches(name, written - unit.functions.keys(), 1, NEAR)
            if near:
                yield Message("check_renamed", {"function": name, "near": near[0]})
            else:
                yield Message("missing", {"function": name})
        elif any(name in chunk.defines and _is_unwritten(chunk) for chunk in submission.chunks):
            yield Message("not_implemented", {"function": name})
        elif header := asked_header(name, unit.sources[name], submission.chunks):
            yield Message("check_header", {"function": name, "header": header})


def _functions_in(path: Path) -> set[str]:
    """What is defined in the cells that are Python."""
    found: set[str] = set()
    for cell in nbformat.read(path, as_version=4).cells:
        with suppress(SyntaxError, ValueError):
            found |= {
                node.name
                for node in ast.parse(cell.source if cell.cell_type == "code" else "").body
                if isinstance(node, ast.FunctionDef | ast.ClassDef)
            }
    return found


def _challenges_in(path: Path, unit: Unit) -> set[int]:
    """The cells of optional challenges, which nobody must have right."""
    ids = {name for each in unit.challenges for name in (each, f"{each}_examples")}
    cells = enumerate(nbformat.read(path, as_version=4).cells, 1)
    return {n for n, cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") in ids}


def _is_unwritten(chunk: Chunk) -> bool:
    """Does it still raise what stood in the place of the solution?"""
    raised = (node.exc for node in ast.walk(ast.parse(chunk.source)) if isinstance(node, ast.Raise))
    return any(exc is not None and ast.unparse(exc) == "NotImplementedError" for exc in raised)


def _variables(submission: Submission, unit: Unit) -> Iterator[Message]:
    """Functions that read what nothing defines, or what an experiment has left."""
    for name in unit.asked:
        if unmet := [
            each for each in submission.unmet.get(name, ()) if each not in {*SHOWING, name}
        ]:
            yield Message("check_unmet", {"function": name, "names": ", ".join(unmet)})
        own = [chunk for chunk in submission.chunks if name in chunk.needed_by]
        for chunk in own:
            if unit.functions.keys().isdisjoint(chunk.defines) and _is_a_variable(chunk):
                args = {"function": name, "name": ", ".join(chunk.defines), "cell": chunk.cell}
                yield Message("check_variable", args)


def _is_a_variable(chunk: Chunk) -> bool:
    """Something assigned that is not written as a constant, and is no function."""
    try:
        (node,) = ast.parse(chunk.source).body
    except (SyntaxError, ValueError):
        return False
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return False
    if isinstance(node.value, ast.Lambda):
        return False
    return not all(name[0].isupper() or name.startswith("_") for name in chunk.defines)


def _run(path: Path) -> list[Message]:
    """What stops when every cell runs once, in order, in a kernel that knows nothing."""
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    try:
        client.execute(stderr=subprocess.DEVNULL)  # the kernel's own remarks
    except CellTimeoutError:
        return [*_stopped(book), Message("check_timeout", {"cell": _last_run(book)})]
    except DeadKernelError:
        return [*_stopped(book), Message("check_died", {"cell": _last_run(book)})]
    except NoSuchKernel:
        raise WrongUsage(Message("check_no_kernel")) from None
    return list(_stopped(book))


def _stopped(book: NotebookNode) -> Iterator[Message]:
    """The cells that end with an error; that of a function which is not written is told already."""
    for number, cell in enumerate(book.cells, 1):
        for output in cell.get("outputs", ()):
            if output.output_type == "error" and output.ename != "NotImplementedError":
                first = next(iter(output.evalue.splitlines()), "")[:FIRST_LINE]
                if output.ename == "StdinNotImplementedError":
                    yield Message("check_input", {"cell": number})
                elif output.ename == "AssertionError":
                    yield Message("check_example", {"cell": number, "error": first})
                else:
                    said = f"{output.ename}: {first}".removesuffix(": ")
                    yield Message("check_stopped", {"cell": number, "error": said})


def _last_run(book: NotebookNode) -> int:
    counts = [n for n, cell in enumerate(book.cells, 1) if cell.get("execution_count")]
    return max(counts, default=1)
