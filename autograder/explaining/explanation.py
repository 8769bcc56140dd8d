"""What happened to a function: one word for it, and the messages for the student."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.failures import (
    ChangedInput,
    CheckFailure,
    Missing,
    Stopped,
    StudentError,
    builtin_type,
)
from autograder.checking.headers import asked_header
from autograder.checking.needs import (
    NOT_DEFINED,
    explain_missing,
    explain_needs,
    is_unfinished,
    stopped_or_raised,
)
from autograder.checking.running import Run
from autograder.checking.student import Student
from autograder.explaining.counterexample import FailedExample
from autograder.explaining.observations import parameters_of
from autograder.results import ExerciseResult, Message, Verdict
from autograder.submissions import Submission
from course.catalog import Function, Unit

TELLING_LINES = 2000
"""Lines of a notebook beyond which the line of a hidden error would tell too much of its input."""


def verdict_of(runs: Sequence[Run]) -> Verdict:
    """One word for what happened to a function."""
    failures = [run.failure for run in runs if run.failure]
    if not failures:
        return "passed"
    for failure in failures:
        if isinstance(failure, Stopped):
            return failure.died.reason
    if all(isinstance(f, Missing) or is_unfinished(f) for f in failures):
        return "missing"
    errors = [f for f in failures if isinstance(f, StudentError)]
    if len(errors) == len(failures):
        out_of_memory = all("MemoryError" in error.raised.bases for error in errors)
        return "memory" if out_of_memory else "error"
    return "failed"


def explain(
    key: AnswerKey,
    function: Function,
    runs: Sequence[Run],
    verdict: Verdict,
    submission: Submission,
    student: Student,
    example: FailedExample | None,
) -> list[Message]:
    """The messages for the student, in the order in which they are read."""
    if verdict == "passed":
        return [Message("float32_answer")] if any(run.in_float32 for run in runs) else []
    failed = student.failed.get(function.name, {})
    if verdict == "missing":
        return explain_missing(function.name, runs, submission, failed, key.unit)
    messages = explain_needs(function.name, runs, submission, failed, key.unit)
    if any(_is_type_error(run.failure) for run in runs):
        asked = key.unit.sources.get(function.name, "")
        header = asked_header(function.name, asked, submission.chunks)
        messages += [Message("keep_header", {"header": header})] if header else []
    places = _places(runs, submission, example)
    for check in function.checks:
        first = next((r.failure for r in runs if r.check == check.name and r.failure), None)
        if first is None:
            continue
        message = first.message
        if isinstance(first, StudentError) and _place(first) not in places:
            message = Message("raised_nowhere", {"type": builtin_type(first.raised)})
        if isinstance(first, ChangedInput):
            message = Message(
                "changed_input", {"arguments": _changed(first, key.solutions.functions)}
            )
        messages.append(Message(message.id, {**message.args, "check": check.name}))
    return messages + _explain_names(function.name, runs, submission, example)


def _changed(failure: ChangedInput, solutions: Mapping[str, Callable[..., Any]]) -> str:
    """The arguments by the names of the course's own signature; a call knows some by place."""
    names = dict(enumerate(parameters_of(failure.function, solutions)))
    known = [names.get(int(name), name) if name.isdecimal() else name for name in failure.arguments]
    return ", ".join(known)


def _places(
    runs: Sequence[Run], submission: Submission, example: FailedExample | None
) -> set[tuple[object, object] | None]:
    """The lines of errors that a student is told: a line is chosen by the code that raises.

    A function that chose another one for each check would carry hidden inputs out. Only the line
    that a public input leads to, and one more in a notebook of human size, are told.
    """
    places: set[tuple[object, object] | None] = {None}
    if example is not None:
        places.add(_place(example.failure))
    if sum(chunk.source.count("\n") + 1 for chunk in submission.chunks) <= TELLING_LINES:
        found = (_place(run.failure) for run in runs if run.failure)
        places.add(next((place for place in found if place not in places), None))
    return places


def _place(failure: CheckFailure) -> tuple[object, object] | None:
    if not isinstance(failure, StudentError):
        return None
    return failure.raised.filename, failure.raised.line


def _is_type_error(failure: CheckFailure | None) -> bool:
    return isinstance(failure, StudentError) and "TypeError" in failure.raised.bases


def raised_in_cells(
    unit: Unit, submission: Submission, student: Student, rows: Sequence[ExerciseResult]
) -> list[Message]:
    """What else went wrong in the cells that define functions of the unit, one message for each."""
    told = {message.args.get("cell") for row in rows for message in row.messages}
    cells = {c.cell for c in submission.chunks if not unit.functions.keys().isdisjoint(c.defines)}
    messages = []
    failed = {chunk: why for each in student.failed.values() for chunk, why in each.items()}
    for chunk, why in failed.items():
        if chunk.cell in cells - told:
            told.add(chunk.cell)
            messages.append(stopped_or_raised("cell_raised", chunk, why, unit))
    return messages


def _explain_names(
    function: str, runs: Sequence[Run], submission: Submission, example: FailedExample | None
) -> list[Message]:
    """Does the function lean on a variable of the notebook that does not exist while grading?

    One name is told, the one that a public input leads to if there is one: a function that chose
    among many would carry hidden inputs out.
    """
    unmet = set(submission.unmet.get(function, ()))
    failures = [*([example.failure] if example else []), *(run.failure for run in runs)]
    for failure in failures:
        if isinstance(failure, StudentError) and "NameError" in failure.raised.bases:
            match = NOT_DEFINED.match(failure.raised.text)
            if match and match.group(1) in unmet.intersection(submission.leftovers):
                return [Message("notebook_variable", {"name": match.group(1)})]
    return []
