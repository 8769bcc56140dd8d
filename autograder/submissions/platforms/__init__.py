"""Who hands in what, in the names that learning platforms write.

A platform is a function from a folder of many people's work to the owners of what lies in it. It
looks at one level only: what is inside somebody's folder or archive names nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from autograder.submissions.platforms import blackboard, canvas, github, nbgrader, others, sakai
from autograder.submissions.platforms.moodle import moodle
from autograder.submissions.tree import Node, Owner

Platform = Callable[[Node, Collection[str]], Mapping[Node, Owner]]

_UNMISTAKABLE: tuple[Platform, ...] = (
    nbgrader.exchange,
    moodle,
    blackboard.blackboard,
    others.brightspace,
    sakai.sakai,
    canvas.canvas,
    others.okpy,
)
_ALL = (nbgrader.submitted, *_UNMISTAKABLE, others.ilias, github.classroom)


def named_by_platforms(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """The owners of what lies in `folder`, as the first platform that knows each name says."""
    return _named(_ALL, folder, units)


def is_somebodys(node: Node, units: Collection[str]) -> bool:
    """Whether a platform's form of a name says that all of a folder or archive is a person's."""
    return bool(_named(_UNMISTAKABLE, Node("", children={node.name: node}), units))


def _named(
    platforms: Sequence[Platform], folder: Node, units: Collection[str]
) -> dict[Node, Owner]:
    owners: dict[Node, Owner] = {}
    for platform in platforms:
        for node, owner in platform(folder, units).items():
            owners.setdefault(node, owner)
    return owners
