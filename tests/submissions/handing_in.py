"""A class on disk from a list of paths, and who `find` says handed in what."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from autograder.results import Message
from autograder.submissions import Found, HandIns, Submission, find, list_members, read
from autograder.submissions.choosing import HandIn, choose_hand_ins
from autograder.submissions.roots import ListArchive
from autograder.submissions.summary import Summary, answered
from autograder.submissions.units import Units
from autograder.submissions.words import unit_in

UNITS = ("padding", "pooling", "convolution", "convolution_backward")
NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": "def pad2d(x): return x"}]})


def hand_in(folder: Path, paths: Iterable[str]) -> Path:
    """Writes a notebook at each path; `class.zip!ana/padding.ipynb` is in an archive.

    A path that ends in `/` is an empty folder; ` = text` after a path is what the file holds.
    """
    archives: dict[str, list[str]] = {}
    for line in paths:
        where, equals, text = line.partition(" = ")
        path, bang, inner = where.partition("!")
        if bang:
            archives.setdefault(path, []).append(inner + equals + text)
            continue
        target = folder / path
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text or NOTEBOOK, encoding="utf-8")
    for path, inner_paths in archives.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(zipped(inner_paths))
    return folder


def zipped(paths: Iterable[str]) -> bytes:
    """An archive with a notebook at each path, archives in it with `inner.zip!x.ipynb`."""
    nested: dict[str, list[str]] = {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for line in paths:
            where, equals, text = line.partition(" = ")
            path, bang, inner = where.partition("!")
            if bang:
                nested.setdefault(path, []).append(inner + equals + text)
            else:
                archive.writestr(path, text or NOTEBOOK)
        for path, inner_paths in nested.items():
            archive.writestr(path, zipped(inner_paths))
    return buffer.getvalue()


def look(*paths: Path, list_archive: ListArchive = list_members, **options: Any) -> HandIns:
    return find(paths, list_archive=list_archive, units=UNITS, **options)


def find_all(paths: Sequence[Path]) -> tuple[list[Found], list[Message]]:
    """The files and the messages, with the units of the fixture `units`."""
    hand_ins = find(paths, list_archive=list_members, units=UNITS)
    return list(hand_ins.found), list(hand_ins.messages)


def downloaded(folder: Path) -> Path:
    """What somebody would name: the folder, or the only thing in it."""
    first, *others = folder.iterdir()
    return folder if others else first


def told(hand_ins: HandIns) -> list[str]:
    """`student: unit` for each notebook, with what came instead of one; sorted."""
    lines = set()
    for one in hand_ins.found:
        unit = unit_in(one.hints, UNITS) or "?"
        instead = one.instead.args.get("reason", one.instead.id) if one.instead else ""
        lines.add(f"{one.student}: {(instead and f'no notebook, {instead}') or unit}")
    return sorted(lines)


def read_one(found: Found, units: Units) -> Submission:
    """The first submission of a file."""
    return read(found, units)[0]


def settled(found: Sequence[Found], units: Units) -> tuple[list[HandIn], list[Message]]:
    """Which of several files count, as they are read."""
    return choose_hand_ins(
        HandIn(
            one,
            Summary(
                submission.unit,
                submission.status,
                None,
                submission.sha256,
                answered(submission, units[submission.unit].functions) if submission.unit else 0,
                messages=submission.messages,
            ),
        )
        for one in found
        for submission in read(one, units)
    )


def read_all(paths: Sequence[Path], units: Units) -> tuple[list[Submission], list[Message]]:
    """The notebooks, and what needs a person: of what holds them, or in place of a notebook."""
    found, messages = find_all(paths)
    notebooks = [read_one(one, units) for one in found if one.what == "notebook"]
    instead = [one.instead for one in found if one.what != "notebook" and one.instead]
    return notebooks, [*messages, *instead]


def people(paths: Sequence[Path], units: Units) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Who handed in a notebook of which unit, and the ids of what needs a person."""
    submissions, messages = read_all(paths, units)
    return [(one.student, one.unit) for one in submissions], [message.id for message in messages]
