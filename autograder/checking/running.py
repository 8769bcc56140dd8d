"""Run one collected check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from autograder.checking.failures import CheckFailure
from autograder.checking.subject import Call

RAISED = pytest.StashKey[BaseException | None]()
"""Where the plugin keeps what an item raised."""

Fixtures = Mapping[str, Callable[[], Any]]
"""Our own fixtures for one item: name -> how to make it."""


@dataclass(frozen=True)
class Run:
    """One case of one check against one side."""

    case: str
    check: str
    function: str
    failure: CheckFailure | None
    log: tuple[Call, ...]


def raised_by(
    item: pytest.Function, following: pytest.Item | None, fixtures: Fixtures
) -> BaseException | None:
    """What a check raises.

    A check that needs parameters and our own fixtures only is called directly: pytest's protocol
    takes three times as long as most checks. Any other goes through the protocol.
    """
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    is_plain = item.cls is None and all(mark.name == "parametrize" for mark in item.iter_markers())
    wanted = set(item._fixtureinfo.initialnames)
    if not is_plain or not wanted <= {*parameters, *fixtures}:
        item.stash[RAISED] = None
        runtestprotocol(item, log=False, nextitem=following)
        return item.stash[RAISED]
    ours = {name: make() for name, make in fixtures.items() if name in wanted}
    try:
        item.obj(**parameters, **ours)
    except Exception as error:
        return error
    return None


def check_name(item: pytest.Function) -> str:
    return (item.originalname or item.name).removeprefix("test_")


def case_name(item: pytest.Item) -> str:
    """`<exercise>/<check>[<case>]`: the same for every run, place and option."""
    return f"{item.path.parent.name}/{item.name.removeprefix('test_')}"
