"""GitHub Classroom: `{slug}-submissions/{slug}-{login}/…`."""

from __future__ import annotations

from collections.abc import Collection

from autograder.submissions.models import Person
from autograder.submissions.tree import Node, Owner

_SUFFIX = "-submissions"


def classroom(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    if not folder.name.endswith(_SUFFIX):
        return {}
    slug = folder.name.removesuffix(_SUFFIX) + "-"
    return {
        node: Owner((Person(node.stem.removeprefix(slug)),), exact=True)
        for node in folder.children.values()
        if node.name.startswith(slug) and node.name != slug
    }
