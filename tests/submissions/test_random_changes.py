"""Notebooks changed at random: read, or refused, but never with an exception."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.submissions.fixtures import ReadBytes, ReadCells
from tests.submissions.slices import GOOD

VALID = json.dumps(
    {
        "nbformat": 4,
        "metadata": {"convalida": {"unit": "pooling", "language": "es"}},
        "cells": [
            {"cell_type": "markdown", "source": "def avg_pool2d", "metadata": {}},
            {"cell_type": "code", "source": ["%matplotlib inline\n", "x = !ls"], "outputs": []},
            {
                "cell_type": "code",
                "source": "try:\n import torch\nexcept ImportError: pass\n" + GOOD,
                "metadata": {"nbgrader": {"solution": True, "locked": False}},
                "outputs": [{"text": ["a"]}],
            },
        ],
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)
never_slow = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def spots(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(node, list):
        node = dict(enumerate(node))
    for key, child in node.items() if isinstance(node, dict) else ():
        yield from spots(child, (*path, key))


@never_slow
@given(data=st.data())
def test_a_notebook_with_one_part_retyped_is_still_read(
    read_bytes: ReadBytes, data: st.DataObject
) -> None:
    root = json.loads(VALID)
    *way, last = data.draw(st.sampled_from(list(spots(root))[1:]))
    holder = root
    for key in way:
        holder = holder[key]
    holder[last] = data.draw(JSON)
    submission = read_bytes(json.dumps(root).encode())
    untouched = way[:2] != ["cells", 2] and [*way, last][:2] not in (["cells", 2], ["cells"])
    if untouched and [*way, last] != ["cells"] and submission.unit == "pooling":
        assert "max_pool2d" in submission.chunks[-1].defines


@never_slow
@given(data=st.data())
def test_a_notebook_with_its_bytes_changed_never_raises(
    read_bytes: ReadBytes, data: st.DataObject
) -> None:
    raw = VALID.encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    middle = data.draw(st.binary(max_size=20) | st.just(raw[start:end] * 2))
    read_bytes(raw[:start] + middle + raw[end:])


@never_slow
@given(source=st.text(max_size=80) | st.text("%!?=xy ()\n:'\"\\#f{}@", max_size=60))
def test_any_text_as_a_cell(read_cells: ReadCells, source: str) -> None:
    submission = read_cells(source, GOOD)
    assert submission.chunks[-1].source == GOOD
    for chunk in submission.chunks:
        chunk.source.encode()
