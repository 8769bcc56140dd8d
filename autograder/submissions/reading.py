"""From a found file to its submissions: which units, which definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from autograder.results import Message
from autograder.submissions.carrying import hold
from autograder.submissions.contents import Contents, contents
from autograder.submissions.ipynb import Notebook, parse
from autograder.submissions.language import Languages
from autograder.submissions.models import Found, Submission, Unreadable
from autograder.submissions.names import shortened
from autograder.submissions.units import Units, units_in
from autograder.submissions.words import unit_in

TEXT_READ = 20_000
"""Characters of a notebook's own words that its language is read from."""


def read(
    found: Found, units: Units, only: str | None = None, languages: Languages | None = None
) -> list[Submission]:
    """A submission for each unit that the file answers; with `only`, of that unit or none.

    Never raises for what the file holds: `status` and `messages` say what is wrong with it. A
    notebook of which nobody can tell the unit is one submission of no unit.
    """
    hint = unit_in(found.hints, units)
    try:
        held = hold(found)
        try:
            notebook = parse(held.data)
        except Unreadable as error:
            raise Unreadable(error.message, held.sha256) from error
    except Unreadable as error:
        return [_unreadable(found, error, only or hint)]
    found = replace(found, notes=(*found.notes, *held.notes))
    inside = contents(notebook)
    digest = held.sha256
    own = _mapping(notebook.metadata.get("convalida"))
    here = units_in(inside.named, (own.get("unit"), hint), units, only)
    if not here and only is None:
        return [_submission(found, notebook, inside, None, digest, units, languages)]
    return [_submission(found, notebook, inside, unit, digest, units, languages) for unit in here]


def _unreadable(found: Found, error: Unreadable, unit: str | None) -> Submission:
    """Of a file that only may have been a notebook, what came instead."""
    said = found.instead or error.message
    return Submission(
        student=found.student,
        origin=found.origin,
        sha256=error.sha256,
        unit=unit,
        language=None,
        status="no_notebook" if found.instead else "unreadable",
        messages=(*found.notes, said),
    )


def _submission(
    found: Found,
    notebook: Notebook,
    held: Contents,
    unit: str | None,
    digest: str,
    units: Units,
    languages: Languages | None,
) -> Submission:
    functions = units[unit].functions if unit else ()
    status, emptiness = _status(held, functions)
    slices = held.slices(functions, units[unit].setup if unit else "")
    unknown = [] if unit else [Message("unknown_unit", {"unit": _unit_said(notebook)})]
    return Submission(
        student=found.student,
        origin=found.origin,
        sha256=digest,
        unit=unit,
        language=_language(notebook, languages),
        status=status,
        chunks=slices.chunks,
        broken=held.broken,
        leftovers=slices.leftovers,
        messages=(
            *found.notes,
            *notebook.messages,
            *_kernel(notebook),
            *unknown,
            *held.not_run(functions),
            *emptiness,
        ),
        unmet=slices.unmet,
    )


def _status(
    held: Contents, functions: tuple[str, ...]
) -> tuple[Literal["readable", "empty"], list[Message]]:
    if not held.has_code:
        return "empty", [Message("no_code")]
    if functions and held.named.isdisjoint(functions):
        return "empty", [Message("no_required_names", {"names": sorted(functions)})]
    return "readable", []


def _kernel(notebook: Notebook) -> list[Message]:
    """A note when the notebook says that it is not written in Python."""
    spec = _mapping(notebook.metadata.get("kernelspec"))
    info = _mapping(notebook.metadata.get("language_info"))
    language = spec.get("language") or info.get("name")
    if not isinstance(language, str) or "python" in language.lower():
        return []
    return [Message("other_kernel", {"language": shortened(language)})]


def _unit_said(notebook: Notebook) -> str:
    unit = _mapping(notebook.metadata.get("convalida")).get("unit")
    return shortened(unit) if isinstance(unit, str) else ""


def _language(notebook: Notebook, languages: Languages | None) -> str | None:
    """What the metadata says, else what its words are, among the languages of the course."""
    said = _mapping(notebook.metadata.get("convalida")).get("language")
    if languages is None:
        return None
    if isinstance(said, str) and said in languages.words:
        return said
    words = [cell.source[:TEXT_READ] for cell in notebook.cells if cell.kind == "markdown"]
    comments = [
        line.partition("#")[2]
        for cell in notebook.cells
        if cell.kind == "code"
        for line in cell.source[:TEXT_READ].splitlines()
    ]
    return languages.guess(words) or languages.guess(comments)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
