"""Arguments and answers of functions of this process, in the form that a child would see."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checking.authors.inputs import fresh, holds_same_bytes
from autograder.sandbox import Source, Table, Tensor
from autograder.sandbox.inside.plots import is_plot, plot_of
from autograder.sandbox.inside.tables import build, is_table, table_of
from autograder.sandbox.inside.tensors import from_array, is_tensor, to_array


def own(value: Any) -> Any:
    """A private copy of an argument, in the form in which a function takes it."""
    if isinstance(value, Source):
        namespace: dict[str, Any] = {"np": np}  # as it is in a child
        exec(value.code, namespace)  # a check's own code
        return namespace[value.name]
    if isinstance(value, Tensor):
        return from_array(fresh(value.array), value.requires_grad)
    if isinstance(value, Table):
        return build(value)
    return fresh(value)


def as_received(value: Any) -> Any:
    """An answer as it would come out of a child: tensors become Tensor."""
    if is_tensor(value):
        return Tensor(to_array(value))
    if is_table(value):
        return table_of(value)
    if is_plot(value):
        return plot_of(value)
    if isinstance(value, tuple | list):
        return type(value)(as_received(each) for each in value)
    if isinstance(value, dict):
        return {key: as_received(each) for key, each in value.items()}
    return value


def is_unchanged(before: Any, now: Any) -> bool:
    """Does an argument still hold what was sent?"""
    if isinstance(before, Tensor):
        return holds_same_bytes(before.array, to_array(now))
    if isinstance(before, Table):
        return holds_same_bytes(build(before), now)
    return holds_same_bytes(before, now)
