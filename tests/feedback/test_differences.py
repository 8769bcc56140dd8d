"""What of an answer is wrong, and how it is written."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.feedback.differences import is_right, marked, parts_of
from autograder.feedback.values import Array, Error, number, python_text, read

from .records import plain


def array(*values: float, dtype: str = "float64") -> Any:
    return read(plain(np.array(values, dtype=dtype)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1, [2, 3]], "(1, (2, 3))"),
        ([1], "(1,)"),
        ([], "()"),
        ({"list": [1, 2.5]}, "[1, 2.5]"),
        ({"dict": {"w": None, "b": True}}, "{'w': None, 'b': True}"),
        ("nan", "nan"),
        ("text", "'text'"),
        ({"raised": "KeyError", "text": "'w'\nand more"}, "KeyError: 'w' and more"),
        ({"raised": "ValueError", "text": ""}, "ValueError"),
        ({"dtype": "int64", "shape": [2], "values": [1, 2]}, "array([1, 2], dtype=int64)"),
    ],
)
def test_values_are_written_as_python_prints_them(value: Any, text: str) -> None:
    assert python_text(read(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((2.0, "2"), (-0.0, "0"), (1 / 3, "0.3333"), (1e-9, "1e-09"), (1e100, "1e+100")),
        *((3, "3"), (True, "True"), (float("nan"), "nan"), ("abcdefghijklmnop", "abcdefghijk…")),
    ],
)
def test_a_cell_is_as_short_as_it_can_be(value: Any, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    "value",
    [
        {"dtype": "float64", "shape": [2, 2], "values": [1.0]},
        {"dtype": "float64", "shape": [-1], "values": [1.0]},
        {"dtype": "int8", "shape": [1], "values": [10**30]},
        {"dtype": "float64", "shape": "x", "values": []},
        {"neither": 1},
    ],
)
def test_what_no_record_holds_is_only_a_mark(value: Any) -> None:
    assert read(value) == "…"


def test_nesting_comes_to_an_end() -> None:
    value: Any = 1
    for _ in range(500):
        value = [value]
    assert "…" in python_text(read(value))


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        (1.0, 1.0 + 1e-15, True),
        (1.0, 1, False),
        (True, 1, False),
        (1, 1.5, False),
        (None, None, True),
        (None, 0, False),
        ((1, 2), [1, 2], True),
        ((1, 2), (1, 2, 3), False),
        ({"w": 1}, {"w": 1}, True),
        ({"w": 1}, {"v": 1}, False),
        (array(1.0), array(1.0, dtype="float32"), True),
        (array(1.0), array(1, dtype="int64"), False),
        (array(1.0), array(1.0, 1.0), False),
        (array(np.nan), array(np.nan), True),
        (array(1.0), Error("ValueError", ""), False),
        (array(1.0), Array("float64", (1,), None), False),
    ],
)
def test_right_is_what_the_grader_takes_for_right(expected: Any, got: Any, right: bool) -> None:
    assert is_right(expected, got) is right


def test_which_number_of_a_tuple_is_wrong() -> None:
    pieces = list(marked(((1, 1), (1, 2)), ((0, 1), (0, 2))))
    assert "".join(text for text, _ in pieces) == "((1, 1), (1, 2))"
    assert [text for text, is_wrong in pieces if is_wrong] == ["1", "1"]
    assert [i for i, (_, is_wrong) in enumerate(pieces) if is_wrong] == [2, 8]


def test_each_part_of_an_answer_is_told_by_its_place() -> None:
    expected = (1.0, {"w": array(1.0, 2.0), "b": array(0.0)})
    got = (1.0, {"w": array(1.0, 3.0), "b": array(0.0)})
    parts = list(parts_of(expected, got))
    assert [(p.label, p.right) for p in parts] == [
        ("[0]", True),
        ("[1]['w']", False),
        ("[1]['b']", True),
    ]
    assert parts[1].wrong == ((1,),)


def test_what_a_layer_answered_is_told_by_its_method() -> None:
    answer = {"forward(x)": array(1.0), "grads": {"w": array(1.0)}}
    assert [p.label for p in parts_of(answer, answer)] == ["forward(x)", "grads['w']"]


def test_parts_that_do_not_fit_are_compared_whole() -> None:
    (part,) = parts_of((array(1.0), array(2.0)), array(1.0))
    assert (part.label, part.right, part.wrong) == ("", False, ())


@pytest.mark.parametrize(("got", "digits"), [(1.5, 4), (1.00001, 8), (1.0000000001, 17)])
def test_as_many_digits_as_tell_wrong_from_right(got: float, digits: int) -> None:
    (part,) = parts_of(array(1.0), array(got))
    assert part.digits == digits
    assert number(got, digits) != "1"
