"""Is this answer the expected one? Type, then shape, then dtype, then values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np

from autograder.checking.authors.members import (
    check_keys,
    check_set,
    check_text,
    wrong_type,
)
from autograder.checking.authors.plots import check_plot, plot_from
from autograder.checking.authors.tables import check_table, table_from
from autograder.checking.failures import ChangedInput, Mismatch, NotRefused
from autograder.checking.proxy import FunctionProxy
from autograder.results import Message
from autograder.sandbox import Answer, Raised, Tensor

ROUNDINGS = 16
"""Half-units in the last place allowed for each term added, on the largest value of the answer."""

FLOATS = (np.float32, np.float64)
"""float16 is too coarse to tell a right answer from a wrong one."""


_compares = ContextVar("compares", default=True)


def is_comparing() -> bool:
    """Do assertions look at anything?"""
    return _compares.get()


@contextmanager
def comparing_nothing() -> Iterator[None]:
    """Every assertion of this module holds inside: what a check asks is seen to its end."""
    token = _compares.set(False)
    try:
        yield
    finally:
        _compares.reset(token)


def assert_close(actual: Any, expected: Any, *, terms: int = 1, kinds: str | None = None) -> None:
    """Raises Mismatch unless `actual` is `expected` up to rounding.

    `terms` is how many products or sums make up one number of the answer; the tolerance follows
    from it and from the dtype of the answer (a right answer in float32 is right). `kinds` lists
    the dtype kinds accepted (letters of `numpy.dtype.kind`); by default that of `expected`.
    """
    if not _compares.get():
        return
    if isinstance(expected, tuple | list):
        _check_sequence(actual, expected, terms, kinds)
    elif isinstance(expected, Mapping):
        _check_mapping(actual, expected, terms, kinds)
    elif (table := table_from(expected)) is not None:
        check_table(actual, table, lambda a, b: assert_close(a, b, terms=terms, kinds=kinds))
    elif (plot := plot_from(expected)) is not None:
        check_plot(actual, plot, lambda a, b: assert_close(a, b, terms=terms, kinds=kinds))
    elif isinstance(expected, str):
        check_text(actual, expected)
    elif isinstance(expected, set | frozenset):
        check_set(actual, expected)
    elif isinstance(expected, Tensor):
        if not isinstance(actual, Tensor):
            raise wrong_type("torch.Tensor", actual)
        assert_close(actual.array, expected.array, terms=terms, kinds=kinds)
    elif isinstance(expected, np.ndarray):
        if not isinstance(actual, np.ndarray):
            raise wrong_type("numpy.ndarray", actual)
        _check_array(actual, expected, terms, kinds)
    elif expected is None:
        if actual is not None:
            raise wrong_type("None", actual)
    else:
        _check_scalar(actual, expected, terms, kinds)


def assert_equal(actual: Any, expected: Any) -> None:
    """Raises Mismatch unless `actual` is `expected`: texts, numbers, lists, dicts, sets, nested.

    Numbers are compared exactly. A tuple may stand for a list; a set, a dict and a text may not.
    """
    if not _compares.get():
        return
    if isinstance(expected, Mapping):
        check_keys(actual, expected)
    try:
        assert_close(actual, expected, terms=0)
    except Mismatch as mismatch:
        if mismatch.message.id == "wrong_values" and not isinstance(expected, np.ndarray):
            raise Mismatch(Message("wrong_value"), str(mismatch)) from None
        raise


def assert_at_least(number: float, least: float) -> None:
    """Raises Mismatch unless a number that a check worked out, such as an accuracy, is so large.

    The page says what was asked and not what it was: that could carry hidden inputs out.
    """
    if _compares.get() and not number >= least:
        message = Message("too_low", {"least": f"{least:g}"})
        raise Mismatch(message, f"{number} where {least} or more was asked")


def assert_view(answer: Answer) -> None:
    """Raises Mismatch unless every array of the answer lies in the memory of an argument."""
    if _compares.get() and not all(facts.shares_memory for facts in answer.arrays):
        raise Mismatch(Message("not_a_view"), "a copy where a view was expected")


def assert_own_memory(answer: Answer) -> None:
    """Raises Mismatch if an array of the answer lies in the memory of an argument."""
    if _compares.get() and any(facts.shares_memory for facts in answer.arrays):
        raise Mismatch(Message("not_a_copy"), "a view on an argument where a copy was expected")


def assert_read_only(answer: Answer) -> None:
    """Raises Mismatch if an array of the answer can be written to."""
    if _compares.get() and any(facts.writeable for facts in answer.arrays):
        raise Mismatch(Message("writeable_view"), "the view can be written to")


def assert_keeps_arguments(
    function: FunctionProxy, expected: Any, *args: Any, terms: int = 1, **kwargs: Any
) -> None:
    """Raises Mismatch unless the call gives `expected`, ChangedInput if it changes an argument."""
    answer = function.answer(*args, **kwargs)
    assert_close(answer.value, expected, terms=terms)
    if answer.changed:
        raise ChangedInput(function.name, answer.changed)


def assert_refuses(function: FunctionProxy, *args: Any, **kwargs: Any) -> None:
    """Raises NotRefused unless the call raises ValueError."""
    _assert_raises("ValueError", function, args, kwargs)


def assert_raises(
    error: type[Exception], function: FunctionProxy, *args: Any, **kwargs: Any
) -> None:
    """Raises NotRefused unless the call raises `error`, a built-in exception."""
    _assert_raises(error.__name__, function, args, kwargs)


def _assert_raises(
    error: str, function: FunctionProxy, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    outcome = function.outcome(*args, **kwargs)
    if not _compares.get():
        return
    if isinstance(outcome, Raised):
        if error not in outcome.bases:
            if outcome.type == "NotImplementedError":
                function.judge(outcome)  # not written yet, whatever it should refuse
            raise NotRefused(
                Message("wrong_error", {"expected": error}),
                f"{function.name} raised {outcome.type}, not {error}",
            )
        return
    function.judge(outcome)
    raise NotRefused(
        Message("not_refused", {"expected": error}), f"{function.name} did not raise {error}"
    )


def _check_sequence(actual: Any, expected: Any, terms: int, kinds: str | None) -> None:
    if not isinstance(actual, tuple | list):
        raise wrong_type(type(expected).__name__, actual)
    if len(actual) != len(expected):
        raise Mismatch(
            Message("wrong_length", {"expected": len(expected)}),
            f"{len(actual)} values where {len(expected)} were expected",
        )
    for a, e in zip(actual, expected, strict=True):
        assert_close(a, e, terms=terms, kinds=kinds)


def _check_mapping(actual: Any, expected: Mapping[str, Any], terms: int, kinds: str | None) -> None:
    if not isinstance(actual, dict):
        raise wrong_type("dict", actual)
    if actual.keys() != expected.keys():
        raise Mismatch(
            Message("wrong_keys", {"expected": ", ".join(map(str, expected))}),
            f"keys {list(actual)} where {list(expected)} were expected",
        )
    for key, value in expected.items():
        assert_close(actual[key], value, terms=terms, kinds=kinds)


def _check_scalar(actual: Any, expected: Any, terms: int, kinds: str | None) -> None:
    if isinstance(actual, np.ndarray) and actual.ndim:
        raise Mismatch(Message("wrong_shape", {"expected": "()"}), f"shape {actual.shape}, not ()")
    if not isinstance(actual, bool | int | float | complex | np.generic | np.ndarray):
        raise wrong_type(type(expected).__name__, actual)
    _check_array(_as_array(actual), np.asarray(expected), terms, kinds)


def _as_array(number: Any) -> np.ndarray[Any, Any]:
    """As float32 if it is a Python float that came from one, such as `tensor.item()`."""
    with np.errstate(over="ignore"):
        if type(number) is float and float(np.float32(number)) == number:
            return np.asarray(number, dtype=np.float32)
    return np.asarray(number)


def _check_array(
    actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], terms: int, kinds: str | None
) -> None:
    if actual.shape != expected.shape:
        raise Mismatch(
            Message("wrong_shape", {"expected": str(expected.shape)}),
            f"shape {actual.shape} where {expected.shape} was expected",
        )
    accepted = kinds or {"u": "iu", "i": "iu"}.get(expected.dtype.kind, expected.dtype.kind)
    too_coarse = actual.dtype.kind == "f" and actual.dtype not in FLOATS
    if actual.dtype.kind not in accepted or too_coarse:
        raise Mismatch(
            Message("wrong_dtype", {"expected": expected.dtype.name}),
            f"dtype {actual.dtype} where {expected.dtype} was expected",
        )
    right = is_close(actual, expected, terms)
    if not right.all():
        where = tuple(int(i) for i in np.argwhere(~right)[0])
        raise Mismatch(
            Message("wrong_values"),
            f"{np.count_nonzero(~right)} of {right.size} values differ; at {where} "
            f"{actual[where]} where {expected[where]} was expected",
        )


def is_close(
    actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], terms: int
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    if actual.dtype.kind in "biu":
        return np.asarray(actual == expected)
    finite = np.isfinite(expected)
    largest = float(np.max(np.abs(expected), where=finite, initial=1.0))
    tolerance = ROUNDINGS * terms * float(np.finfo(actual.dtype).eps) * largest
    with np.errstate(all="ignore"):
        near = np.abs(actual - expected) <= tolerance
    return np.asarray(
        np.where(finite, near, (actual == expected) | (np.isnan(actual) & np.isnan(expected)))
    )
