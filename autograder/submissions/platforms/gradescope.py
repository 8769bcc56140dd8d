"""Gradescope's export: `submission_{id}/` folders, and a list of who they are of beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import yaml

from autograder.submissions.models import Person
from autograder.submissions.tree import Node, Owner

METADATA = "submission_metadata.yml"
_SUBMITTERS = ":submitters"
_SUBMISSION = re.compile(r"submission_\d+")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain data only; what Ruby marks as an object of its own is left out."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def is_export(folder: Node) -> bool:
    """Whether a folder holds the list, and beside it nothing but what it lists."""
    names = folder.children.keys() - {METADATA}
    return METADATA in folder.children and all(map(_SUBMISSION.fullmatch, names))


def gradescope(folder: Node, metadata: bytes) -> dict[Node, Owner]:
    """The owners of the folders that `metadata`, the text of submission_metadata.yml, lists.

    Raises ValueError if it is not YAML, or lists nothing of what is there.
    """
    try:
        listed = yaml.load(_bare(metadata), Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    if not isinstance(listed, dict):
        raise ValueError(type(listed).__name__)
    owners = {}
    for name, node in folder.children.items():
        entry = listed.get(node.stem, listed.get(name))
        if isinstance(entry, dict) and (people := _people(entry)):
            owners[node] = Owner(people, exact=True, when=_when(entry), when_from="platform")
    if not owners and any(node.is_folder for node in folder.children.values()):
        raise ValueError("it names no folder that is here")
    return owners


def _bare(metadata: bytes) -> bytes:
    """The list without results and history, which are a hundred times as long."""
    kept = []
    keep = True
    for line in metadata.splitlines(keepends=True):
        if not line.startswith(b" "):
            keep = True
        elif line.startswith(b"  :"):
            keep = line.startswith((b"  :submitters:", b"  :created_at:"))
        if keep:
            kept.append(line)
    return b"".join(kept)


def _people(entry: Mapping[Any, Any]) -> tuple[Person, ...]:
    raw = entry.get(_SUBMITTERS)
    each = [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []
    facts = [(_text(one, ":name"), _text(one, ":sid"), _text(one, ":email")) for one in each]
    names = [name or email or sid for name, sid, email in facts]
    group = ", ".join(filter(None, names)) if len(names) > 1 else None
    return tuple(
        Person(name, sid, email, group)
        for name, (_, sid, email) in zip(names, facts, strict=True)
        if name
    )


def _text(one: Mapping[Any, Any], key: str) -> str | None:
    value = one.get(key)
    return str(value) if isinstance(value, str | int) and str(value) else None


def _when(entry: Mapping[Any, Any]) -> float | None:
    value = entry.get(":created_at")
    if not isinstance(value, datetime):
        return None
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
