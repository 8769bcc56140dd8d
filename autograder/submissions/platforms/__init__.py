"""Who hands in what, in the names that learning platforms write.

A platform is a function from a folder of many people's work to the owners of what lies in it. It
looks at one level only: what is inside somebody's folder or archive names nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from autograder.submissions.platforms import blackboard, canvas, github, nbgrader, others, sakai
from autograder.submissions.platforms.moodle import moodle
from autograder.submissions.tree import Node, Owner

Platform = Callable[[Node, Collection[str]], Mapping[Node, Owner]]

PLATFORMS: tuple[Platform, ...] = (
    nbgrader.exchange,
    nbgrader.submitted,
    moodle,
    blackboard.blackboard,
    others.brightspace,
    sakai.sakai,
    canvas.canvas,
    others.okpy,
    others.ilias,
    github.classroom,
)


def named_by_platforms(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """The owners of what lies in `folder`, as the first platform that knows each name says."""
    owners: dict[Node, Owner] = {}
    for platform in PLATFORMS:
        for node, owner in platform(folder, units).items():
            owners.setdefault(node, owner)
    return owners
