"""From a found notebook to its submission: who, which unit, which definitions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

from autograder.results import Message
from autograder.submissions.archives import read_member
from autograder.submissions.contents import Contents, contents
from autograder.submissions.folders import read_bytes
from autograder.submissions.models import Found, Submission, Unreadable
from autograder.submissions.names import natural, safe_student, shown, split_stem, unit_in
from autograder.submissions.raw import MAX_FILE_BYTES, Notebook, parse

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")

Units = Mapping[str, Sequence[str]]


def read(
    found: Found,
    units: Units,
    unit: str | None = None,
    setups: Mapping[str, str] = MappingProxyType({}),
) -> Submission:
    """Read one notebook; `units` maps a unit to the names it asks for, `setups` to its set-up.

    Never raises for what the file holds: `status` and `messages` say what is wrong with it.
    """
    student, hint = whose(found, units)
    try:
        data = _bytes(found)
        digest = hashlib.sha256(data).hexdigest()
        try:
            notebook = parse(data)
        except Unreadable as error:
            raise Unreadable(error.message, digest) from error
    except Unreadable as error:
        return Submission(
            student=student,
            origin=found.origin,
            sha256=error.sha256,
            unit=unit if unit in units else hint,
            language=None,
            status="unreadable",
            messages=(*found.notes, error.message),
            modified=found.modified,
            lms_id=found.lms_id,
        )
    held = contents(notebook)
    named = _own_metadata(notebook).get("unit")
    chosen, messages = _choose(unit, named, held, hint, units)
    required = frozenset(units[chosen]) if chosen else frozenset[str]()
    status, emptiness = _status(held, required)
    slices = held.slices(units[chosen] if chosen else (), setups.get(chosen or "", ""))
    return Submission(
        student=student,
        origin=found.origin,
        sha256=digest,
        unit=chosen,
        language=_language(notebook),
        status=status,
        chunks=slices.chunks,
        broken=held.broken,
        leftovers=slices.leftovers,
        messages=(
            *found.notes,
            *notebook.messages,
            *_kernel(notebook),
            *messages,
            *held.not_run(required),
            *emptiness,
        ),
        modified=found.modified,
        lms_id=found.lms_id,
        unmet=slices.unmet,
    )


def settle(submissions: Iterable[Submission]) -> tuple[list[Submission], list[Message]]:
    """One submission for each student and unit, the newest; its messages name the others.

    Those without a unit all stay: nobody can say what they would replace.
    """
    groups: dict[tuple[str, str | None, str], list[Submission]] = {}
    for one in submissions:
        key = (one.student, one.unit, "" if one.unit else one.origin)
        groups.setdefault(key, []).append(one)
    kept: list[Submission] = []
    messages: list[Message] = []
    for group in groups.values():
        *others, newest = sorted(group, key=lambda one: (one.modified, natural(one.origin)))
        if others:
            args = {
                "student": newest.student,
                "unit": newest.unit,
                "kept": newest.origin,
                "ignored": [other.origin for other in others],
            }
            message = Message("newest_of_several", args)
            messages.append(message)
            newest = replace(newest, messages=(*newest.messages, message))
        kept.append(newest)
    return kept, messages


def whose(found: Found, units: Units) -> tuple[str, str | None]:
    """The student, and the unit as far as names and folders tell it."""
    if found.owned:
        return found.student, unit_in((found.unit_hint, found.stem), units)
    student, unit = split_stem(found.stem, units)
    if not student:
        student = found.folder or found.stem
    return safe_student(student), unit or unit_in((found.unit_hint,), units)


def _bytes(found: Found) -> bytes:
    if found.inside:
        return read_member(found.path, found.inside, MAX_FILE_BYTES)
    return read_bytes(found.path, MAX_FILE_BYTES)


def _choose(
    asked: str | None, named: object, held: Contents, hint: str | None, units: Units
) -> tuple[str | None, list[Message]]:
    """What was asked for, else the metadata, else the names it defines, else its own name."""
    known = named if isinstance(named, str) and named in units else None
    if asked in units:
        differs = known is not None and known != asked
        args = {"unit": known, "asked": asked}
        return asked, [Message("other_unit", args)] if differs else []
    if asked is None and known:
        return known, []
    if asked is None:
        have = held.named
        counts = {unit: len(have.intersection(names)) for unit, names in units.items()}
        most = max(counts.values(), default=0)
        best = [unit for unit, count in counts.items() if count == most]
        if most and hint not in best:
            return best[0], []
        if hint:
            return hint, []
    name = asked or (named if isinstance(named, str) else "")
    return None, [Message("unknown_unit", {"unit": shown(name)})]


def _status(
    held: Contents, required: frozenset[str]
) -> tuple[Literal["readable", "empty"], list[Message]]:
    if not held.has_code:
        return "empty", [Message("no_code")]
    if required and required.isdisjoint(held.named):
        return "empty", [Message("no_required_names", {"names": sorted(required)})]
    return "readable", []


def _kernel(notebook: Notebook) -> list[Message]:
    """A note when the notebook says that it is not written in Python."""
    spec = _mapping(notebook.metadata.get("kernelspec"))
    info = _mapping(notebook.metadata.get("language_info"))
    language = spec.get("language") or info.get("name")
    if not isinstance(language, str) or "python" in language.lower():
        return []
    return [Message("other_kernel", {"language": shown(language)})]


def _own_metadata(notebook: Notebook) -> Mapping[str, Any]:
    return _mapping(notebook.metadata.get("convalida"))


def _language(notebook: Notebook) -> str | None:
    language = _own_metadata(notebook).get("language")
    valid = isinstance(language, str) and _LANGUAGE.fullmatch(language)
    return language if valid else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
