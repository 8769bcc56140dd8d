"""The files of each person that may be work, and what came where there is no notebook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from autograder.results import Message
from autograder.submissions.kinds import MAYBE, WORK, Kind, what
from autograder.submissions.models import Found, Person, TimeFrom
from autograder.submissions.names import natural, safe_student, shortened
from autograder.submissions.people import Called, Claim
from autograder.submissions.platforms.nbgrader import collected_at
from autograder.submissions.platforms.sakai import is_platforms_own
from autograder.submissions.tree import Node
from autograder.submissions.words import attempt_in, unit_in

MAX_NAMES = 5
MAX_NOTEBOOKS = 40
_LATE = re.compile(
    r"(?:late|tarde|tardía|con retraso|retrasad[oa]|verspätet|en retard)(?: submission)? - ", re.I
)


@dataclass(frozen=True)
class _File:
    """A file of somebody's, with what its place says."""

    node: Node
    claim: Claim
    person: Person
    kind: Kind
    unit: str | None
    hints: tuple[str, ...]
    below: tuple[str, ...]


def files_of(called: Called, units: Collection[str], messages: list[Message]) -> list[Found]:
    """What to read of each person, and what to say where nothing is a notebook."""
    files: dict[str, list[_File]] = defaultdict(list)
    for claim, person in called.items():
        for node in claim.node.files():
            files[person.name].append(_file(node, claim, person, units))
    found: list[Found] = []
    for name in sorted(files):
        found += _of_one(safe_student(name), files[name], messages)
    return found


def _file(node: Node, claim: Claim, person: Person, units: Collection[str]) -> _File:
    owner = claim.owner
    above = list(node.above())
    below = above[: above.index(claim.node)] if claim.node in above else []
    own = (below[-1].name,) if owner.nbgrader and below else ()
    hints = (*own, owner.unit, owner.file, node.stem, *(one.stem for one in above))
    kind: Kind = node.kind
    if owner.typed and not node.is_notebook:
        kind = owner.typed
    elif owner.exact and is_platforms_own(node.name):
        kind = "typed" if node.name.endswith("_submissionText.html") else "nothing"
    told = tuple(dict.fromkeys(filter(None, hints)))
    inside = (node.stem, *(one.stem for one in below))
    return _File(node, claim, person, kind, unit_in(told, units), told, inside)


def _of_one(student: str, files: Sequence[_File], messages: list[Message]) -> list[Found]:
    """The notebooks of one person; for what none of them covers, what came instead."""
    notebooks = [f for f in files if f.kind == "notebook" and not _problem(f)]
    notebooks.sort(key=lambda file: (file.node.depth, natural(_origin(file))))
    if len(notebooks) > MAX_NOTEBOOKS:
        args = {"student": student, "count": len(notebooks), "limit": MAX_NOTEBOOKS}
        messages.append(Message("too_many_notebooks", args))
    found = [_found(student, file, None) for file in notebooks[:MAX_NOTEBOOKS]]
    covered = {file.unit for file in notebooks}
    lacking: dict[str | None, list[_File]] = defaultdict(list)
    for file in files:
        if file in notebooks:
            continue
        if file.node.is_notebook and notebooks and not _problem(file):
            found.append(_found(student, file, _no_notebook(student, [file])))
        elif not notebooks or (file.unit not in covered and None not in covered and _is_work(file)):
            lacking[file.unit if notebooks else None].append(file)
        elif problem := _problem(file):
            messages.append(problem)
    for unit, others in lacking.items():
        if unit is None and notebooks:
            messages += [problem for file in others if (problem := _problem(file))]
            continue
        found += _instead(student, others)
    return found


def _is_work(file: _File) -> bool:
    return file.kind in WORK and file.kind != "nothing"


def _instead(student: str, files: Sequence[_File]) -> list[Found]:
    """Files that may be notebooks all the same, the likeliest first; or one that is none."""
    telling = [file for file in files if file.kind != "nothing"] or list(files)
    telling.sort(key=lambda f: (not f.node.is_notebook, f.kind not in WORK, f.node.depth))
    message = _no_notebook(student, telling)
    maybe = [file for file in telling if file.kind in MAYBE and not _problem(file)]
    maybe = [file for file in maybe if file.kind != "python"] or maybe
    return [_found(student, file, message) for file in maybe[:MAX_NAMES] or telling[:1]]


def _no_notebook(student: str, files: Sequence[_File]) -> Message:
    first = files[0]
    if problem := _problem(first):
        return problem
    if first.kind == "nothing":
        return Message("handed_in_nothing", {"student": student})
    names = [_origin(file) for file in files]
    args = {
        "student": student,
        "files": [*names[:MAX_NAMES], *(["…"] if names[MAX_NAMES:] else [])],
    }
    archive = next((file for file in files if file.kind == "archive"), None)
    if archive:
        return Message("not_unpacked", {"student": student, "path": _origin(archive)})
    return Message("no_notebook", {**args, "reason": first.kind})


def _found(student: str, file: _File, instead: Message | None) -> Found:
    entry, owner = file.node.entry, file.claim.owner
    assert entry is not None
    late = owner.late or (owner.exact and bool(_LATE.match(file.node.name)))
    time_from: TimeFrom = "archive" if entry.inside else "file"
    when = owner.when
    if when is not None:
        time_from = owner.when_from
    elif owner.nbgrader and not entry.inside:
        when = collected_at(entry.path.parent)
        time_from = "file" if when is None else "platform"
    received, received_from = entry.received, entry.received_from
    if when is not None or received is None:
        received, received_from = entry.modified if when is None else when, time_from
    titled = owner.nbgrader and file.hints[0] == file.node.stem
    return Found(
        student=student,
        path=entry.path,
        origin=entry.origin,
        inside=entry.inside,
        what="notebook" if instead is None else "other" if _problem(file) else what(file.kind),
        instead=instead,
        hints=file.hints,
        notes=(Message("marked_late", {}),) if late else (),
        name=shortened(file.person.name),
        id=file.person.id,
        platform_id=file.claim.person.id,
        email=file.person.email,
        group=file.person.group,
        late=late,
        attempt=max(owner.attempt, attempt_in(file.below)),
        modified=entry.modified if when is None else when,
        time_from=time_from,
        received=received,
        received_from=received_from,
        titled=titled,
    )


def _problem(file: _File) -> Message | None:
    return file.node.entry.problem if file.node.entry else None


def _origin(file: _File) -> str:
    return file.node.entry.origin if file.node.entry else ""
