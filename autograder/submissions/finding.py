"""From the paths that somebody names to the notebooks below them."""

from __future__ import annotations

import os
import stat
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.results import Message
from autograder.submissions.archives import walk_zip
from autograder.submissions.folders import cannot_open, not_regular, printable, walk
from autograder.submissions.layouts import Place, is_notebook, is_zip, place
from autograder.submissions.models import Entry, Found, NotFound
from autograder.submissions.names import natural, safe_student, without_copy_mark

MAX_FILES_SHOWN = 5
_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_LIKELY_WORK = (*_ARCHIVES, ".py", ".pdf", ".json", ".html", ".docx")

Placed = tuple[Entry, Place]


def find(paths: Sequence[Path]) -> tuple[list[Found], list[Message]]:
    """The notebooks below `paths`, in an order that does not depend on that of `paths`.

    The messages are what needs a person. Raises NotFound for a path that does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise NotFound("", "path_not_found", {"path": printable(path)})
    found: dict[tuple[Path, tuple[str, ...]], Found] = {}
    messages: list[Message] = []
    for path in sorted(set(paths), key=str):
        submissions = _below(path, messages)
        if not submissions:
            messages.append(Message("nothing_found", {"path": printable(path)}))
        for submission in submissions:
            found.setdefault((submission.path, submission.inside), submission)
    ordered = sorted(found.values(), key=lambda one: natural(one.origin))
    return ordered, messages


def _below(root: Path, messages: list[Message]) -> list[Found]:
    """The submissions below one path."""
    entries = _entries(root, messages)
    above = _above(root)
    placed = [(entry, place(entry, above)) for entry in entries]
    if any(where.nbgrader for _, where in placed):
        placed = [(entry, where) for entry, where in placed if where.nbgrader]
    placed = _named_by_archive(placed)
    _report_what_is_not_a_notebook(placed, messages)
    notebooks = [(entry, where) for entry, where in placed if is_notebook(entry)]
    numbers: dict[str, set[str]] = defaultdict(set)
    for _, where in notebooks:
        if where.lms_id:
            numbers[where.student].add(where.lms_id)
    shared = {student for student, ids in numbers.items() if len(ids) > 1}
    return [_found(*one) for one in _one_per_nbgrader_folder(_with_numbers(notebooks, shared))]


def _entries(root: Path, messages: list[Message]) -> list[Entry]:
    try:
        real = root.resolve()
        status = real.stat()
    except (OSError, RuntimeError) as error:
        failure = error if isinstance(error, OSError) else OSError(str(error))
        messages.append(cannot_open(root, failure))
        return []
    if stat.S_ISDIR(status.st_mode):
        submitted = real / "submitted"
        files = list(walk(submitted if os.path.isdir(submitted) else real, messages))
        zips = {file: replace(file, archive=Path(file.parts[-1]).stem) for file in files}
    elif stat.S_ISREG(status.st_mode):
        only = Entry((_as_notebook(root.name),), real, printable(root), status.st_mtime)
        files, zips = [only], {only: replace(only, parts=())}
    else:
        messages.append(not_regular(root, status.st_mode))
        return []
    entries: list[Entry] = []
    for file in files:
        entries.extend(walk_zip(zips[file], messages) if is_zip(file) else [file])
    return entries


def _as_notebook(name: str) -> str:
    """A file that somebody names is taken for a notebook unless it is an archive."""
    is_one = name.lower().endswith((".ipynb", ".zip", *_ARCHIVES))
    return name if is_one else f"{name}.ipynb"


def _above(root: Path) -> tuple[str, ...]:
    """The folders that lead to the files, from `submitted` on; empty if there is none."""
    if os.path.isdir(root / "submitted"):
        return ("submitted",)
    names = Path(os.path.abspath(root)).parts
    names = names if root.is_dir() else names[:-1]
    if "submitted" not in names:
        return ()
    return names[len(names) - 1 - names[::-1].index("submitted") :]


def _named_by_archive(placed: list[Placed]) -> list[Placed]:
    """A notebook alone in an archive among other files goes by the archive's name."""
    counts = Counter((entry.path, entry.inside[:-1]) for entry, _ in placed if is_notebook(entry))

    def named(entry: Entry, where: Place) -> Place:
        alone = counts[entry.path, entry.inside[:-1]] == 1
        if where.owned or not entry.archive or not alone:
            return where
        return Place(entry.archive, entry.archive, unit_hint=where.stem)

    return [(entry, named(entry, where)) for entry, where in placed]


def _report_what_is_not_a_notebook(placed: list[Placed], messages: list[Message]) -> None:
    files: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    have = set()
    for entry, where in placed:
        owner = (where.student, where.unit_hint if where.nbgrader else where.lms_id)
        if is_notebook(entry):
            have.add(owner)
        elif where.owned:
            files[owner].append(entry.origin)
        elif entry.parts[-1].lower().endswith(_LIKELY_WORK):
            messages.append(Message("ignored_file", {"path": entry.origin}))
    for owner, origins in files.items():
        if owner not in have:
            args = {"student": safe_student(owner[0]), "files": origins[:MAX_FILES_SHOWN]}
            messages.append(Message("no_notebook", args))


def _with_numbers(placed: list[Placed], shared: set[str]) -> Iterable[Placed]:
    """Two people of one name in a download are told apart by the download's numbers."""
    for entry, where in placed:
        if where.student in shared:
            where = replace(where, student=f"{where.student}_{where.lms_id}")
        yield entry, where


def _one_per_nbgrader_folder(placed: Iterable[Placed]) -> list[tuple[Entry, Place, list[str]]]:
    """`<unit>/<unit>.ipynb` if it is there, as nbgrader does, else the newest of the folder."""
    kept: list[tuple[Entry, Place, list[str]]] = []
    folders: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for entry, where in placed:
        if where.nbgrader:
            folders[where.student, where.unit_hint].append((entry, where))
        else:
            kept.append((entry, where, []))
    for several in folders.values():
        several.sort(
            key=lambda one: (
                one[1].stem == one[1].unit_hint,
                without_copy_mark(one[1].stem) == one[1].unit_hint,
                one[0].modified,
                natural(one[0].origin),
            )
        )
        *others, (entry, where) = several
        kept.append((entry, where, [other.origin for other, _ in others]))
    return kept


def _found(entry: Entry, where: Place, others: list[str]) -> Found:
    notes = []
    if others:
        args = {"kept": entry.origin, "ignored": others[:MAX_FILES_SHOWN], "count": len(others)}
        notes.append(Message("several_files", args))
    if where.late:
        notes.append(Message("marked_late", {}))
    return Found(
        student=safe_student(where.student),
        path=entry.path,
        origin=entry.origin,
        member="!".join(entry.inside) or None,
        unit_hint=where.unit_hint,
        notes=tuple(notes),
        inside=entry.inside,
        modified=entry.modified,
        stem=where.stem,
        folder=where.folder,
        owned=where.owned,
        lms_id=where.lms_id,
    )
