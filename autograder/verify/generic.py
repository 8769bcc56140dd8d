"""Answers that know nothing of the question: what one of them earns, a check pays for nothing.

Constants, arguments given back, counters of calls, refusals, and answers of the right shape whose
values are wrong.
"""

from __future__ import annotations

import copy
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.sandbox.inside.plots import is_plot
from autograder.sandbox.inside.tables import is_table

Answer = Callable[..., Any]
Fill = Callable[[Sequence[Any], Sequence[Any]], Sequence[Any]]
"""(arguments, parts of the right answer) -> as many wrong parts."""

CONSTANTS: Sequence[Any] = (
    *(None, True, False, 0, 1, -1, 0.0, 1.0, float("nan"), "", (), [], {}, np.array(0.0)),
)
ERRORS = (ValueError, TypeError, RuntimeError)
CYCLES = [c for n in (2, 3) for c in itertools.product((True, False), repeat=n) if len({*c}) > 1]


def generic_answers(reference: Callable[..., Any]) -> Mapping[str, Answer]:
    """Answers to the calls that `reference` answers, as Python would say what they do.

    A counter begins anew. Of a class, every public method answers so, and the constructor is right.
    """
    if not isinstance(reference, type):
        return _answers(reference, _positions(reference))
    methods = inspect.getmembers(reference, inspect.isfunction)
    public = {name: method for name, method in methods if not name.startswith("_")}
    positions = max((_positions(method)[1:] for method in public.values()), key=len)
    by_method = {name: _answers(method, positions) for name, method in public.items()}
    return {
        what: type(reference.__name__, (reference,), {n: by_method[n][what] for n in public})
        for what in _answers(reference, positions)
    }


def _positions(function: Answer) -> range:
    return range(len(inspect.signature(function).parameters))


def _answers(reference: Answer, positions: Sequence[int]) -> dict[str, Answer]:
    given = {f"args[{n}]": _argument(reference, i) for n, i in enumerate(positions)}
    shaped = {what: _shaped(reference, fill) for what, fill in FILLS.items()}
    for n, i in enumerate(positions):
        shaped[f"resize(args[{n}], right.shape)"] = _shaped(reference, _values_of(i))
    answers = {f"return {value!r}": _constant(value) for value in CONSTANTS}
    answers |= {f"raise {error.__name__}": _raising(error) for error in ERRORS}
    answers |= {f"next(count({n}))": _counting(n) for n in (0, 1)}
    answers |= {f"next(cycle({cycle}))": _in_turn(*map(_constant, cycle)) for cycle in CYCLES}
    answers |= shaped
    for what, answer in given.items():
        answers[what] = answer
        answers[f"copy({what})"] = _then(answer, copy.deepcopy)
        answers[f"zeros_like({what})"] = _then(answer, lambda like: _filled(like, 0))
        answers[f"ones_like({what})"] = _then(answer, lambda like: _filled(like, 1))
    for what, answer in {**given, ZEROS: shaped[ZEROS]}.items():
        answers[f"next(cycle((ValueError, {what})))"] = _in_turn(_raising(ValueError), answer)
        answers[f"next(cycle(({what}, ValueError)))"] = _in_turn(answer, _raising(ValueError))
    return answers


def _constant(value: Any) -> Answer:
    return lambda *args, **kwargs: copy.copy(value)


def _raising(error: type[Exception]) -> Answer:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise error

    return refuse


def _counting(start: int) -> Answer:
    calls = itertools.count(start)
    return lambda *args, **kwargs: next(calls)


def _in_turn(*answers: Answer) -> Answer:
    turns = itertools.cycle(answers)
    return lambda *args, **kwargs: next(turns)(*args, **kwargs)


def _then(answer: Answer, made: Callable[[Any], Any]) -> Answer:
    return lambda *args, **kwargs: made(answer(*args, **kwargs))


def _argument(reference: Answer, position: int) -> Answer:
    return lambda *args, **kwargs: _bound(reference, args, kwargs)[position]


def _bound(reference: Answer, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[Any]:
    bound = inspect.signature(reference).bind(*args, **kwargs)
    bound.apply_defaults()
    return list(bound.arguments.values())


def _shaped(reference: Answer, fill: Fill) -> Answer:
    """The right answer with other values in all its parts; where it raises, so does this."""

    def shaped(*args: Any, **kwargs: Any) -> Any:
        arguments = _bound(reference, args, kwargs)
        right = reference(*args, **kwargs)
        if not _has_shape(right):
            return None
        return _rebuilt(right, iter(fill(arguments, list(_parts(right)))))

    return shaped


def _has_shape(value: Any) -> bool:
    """Is there a form to be right beside the values? Lists, sets, texts and keys are values."""
    if isinstance(value, tuple):
        return all(map(_has_shape, value))
    if isinstance(value, list | dict):
        return all(map(_is_array, _parts(value)))
    return not (isinstance(value, str | set | frozenset) or is_table(value) or is_plot(value))


def _parts(value: Any) -> Iterator[Any]:
    """The arrays, tensors and numbers of an answer, one after another."""
    if isinstance(value, tuple | list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _parts(each)
    else:
        yield value


def _rebuilt(value: Any, parts: Iterator[Any]) -> Any:
    if isinstance(value, dict):
        return {name: _rebuilt(each, parts) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_rebuilt(each, parts) for each in value)
    return next(parts)


def _is_array(value: Any) -> bool:
    """An array, or a tensor: this does not import PyTorch."""
    return hasattr(value, "reshape") and not isinstance(value, np.generic)


def _filled(like: Any, number: int) -> Any:
    if isinstance(like, np.ndarray):
        return np.full_like(like, number)
    return like * 0 + number if _is_array(like) else type(like)(number)


def _all(number: int) -> Fill:
    return lambda arguments, parts: [_filled(part, number) for part in parts]


def _in_order(order: Callable[[np.ndarray], np.ndarray]) -> Fill:
    """The right numbers, each array's in another order, and the lone ones among themselves.

    A single number has no other order: 1 is added to it.
    """

    def moved(row: Any) -> Any:
        values = row.detach().numpy() if hasattr(row, "detach") else row
        return row[order(values)] if len(row) > 1 else row + 1

    def fill(arguments: Sequence[Any], parts: Sequence[Any]) -> Sequence[Any]:
        lone = [part for part in parts if not _is_array(part)]
        others = iter(moved(np.array(lone)) if lone else ())
        return [
            moved(part.reshape(-1)).reshape(part.shape)
            if _is_array(part)
            else type(part)(next(others))
            for part in parts
        ]

    return fill


def _values_of(position: int) -> Fill:
    """The values of an argument, over and over.

    They start from the second: in their own order they are right where a function reshapes.
    """

    def fill(arguments: Sequence[Any], parts: Sequence[Any]) -> Sequence[Any]:
        value = arguments[position]
        row = (value if _is_array(value) else np.asarray(value)).reshape(-1)
        filled = []
        for part in parts:
            shape = part.shape if _is_array(part) else ()
            where = np.arange(1, 1 + int(np.prod(shape))) % len(row)
            values = row[where].reshape(shape)
            filled.append(values if _is_array(part) else type(part)(values))
        return filled

    return fill


def _same_shapes(arguments: Sequence[Any], parts: Sequence[Any]) -> Sequence[Any]:
    """In the place of each array, the first of its shape among the arguments, if there is one."""
    arrays = [each for each in _parts(list(arguments)) if _is_array(each)]
    return [
        next((a for a in arrays if _is_array(part) and a.shape == part.shape), _filled(part, 0))
        for part in parts
    ]


ZEROS = "zeros_like(right)"

FILLS: Mapping[str, Fill] = {
    ZEROS: _all(0),
    "ones_like(right)": _all(1),
    "next(a for a in args if a.shape == right.shape)": _same_shapes,
    "right[::-1]": _in_order(lambda values: np.arange(len(values))[::-1].copy()),
    "roll(right, 1)": _in_order(lambda values: np.roll(np.arange(len(values)), 1)),
    "sort(right)": _in_order(np.argsort),
}
