"""Arrays as pictures: small, marked by more than colour, with a table that says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from autograder.feedback.example import example_of
from autograder.feedback.page import student_page
from autograder.feedback.svg import WIDEST, Matrix, draw
from autograder.results import Record
from autograder.sentences import sentences
from course import catalog

from .records import example, record

COURSE = catalog.load()
SVG_BYTES = 30_000
X = np.arange(16.0).reshape(1, 1, 4, 4)
SMALL = {"x": X, "kernel": 2, "stride": None, "padding": 0, "count_include_pad": True}
MEAN = np.array([[[[2.5, 4.5], [10.5, 12.5]]]])
WRONG = np.array([[[[2.5, 4.5], [42.0, 12.5]]]])


def page_of(expected: Any, got: Any, arguments: dict[str, Any] = SMALL) -> str:
    made = record(
        COURSE, "pooling", avg_pool2d={"counterexample": example(arguments, expected, got)}
    )
    return english(made)


def english(made: Record) -> str:
    """The part of the page in English."""
    return student_page(made, COURSE).html.split('<div class="language" id="es"')[0]


def pictures(page: str) -> Sequence[ElementTree.Element]:
    found = re.findall(r'<div class="picture".*?>(<svg.*?</svg>)', page, re.DOTALL)
    return [ElementTree.fromstring(each) for each in found]


def classes(picture: ElementTree.Element, tag: str = "rect") -> list[str]:
    return [each.get("class", "") for each in picture.iter(tag)]


def tables(page: str) -> list[list[list[str]]]:
    made = []
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        made.append([re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows])
    return made


def test_input_expected_and_got_are_drawn_and_the_wrong_cell_is_marked() -> None:
    x, expected, got = pictures(page_of(MEAN, WRONG))
    assert [text.text for text in expected.iter("text")] == ["[0, 0]", "2.5", "4.5", "10.5", "12.5"]
    assert classes(x) == ["seen"] * 4
    assert classes(expected) == ["wanted"]
    assert classes(got) == ["wrong"]
    assert [path.get("class") for path in got.iter("path")][1:] == ["corner"]
    marked = [text.text for text in got.iter("text") if text.get("class") == "wrong"]
    assert marked == ["42"]


def test_how_the_wrong_cell_comes_about_is_written_out() -> None:
    page = page_of(MEAN, WRONG)
    assert "[0, 0, 1, 0]" in page
    assert "(8 + 9 + 12 + 13) / 4 = 10.5" in page


def test_who_cannot_see_a_picture_has_a_table_of_it() -> None:
    x, expected, got = tables(page_of(MEAN, WRONG))
    assert x[1] == ["[0, 0, 1]", "4", "5", "6", "7"]
    assert expected == [["[0, 0, 0]", "2.5", "4.5"], ["[0, 0, 1]", "10.5", "12.5"]]
    assert got == [["[0, 0, 0]", "2.5", "4.5"], ["[0, 0, 1]", "42 (wrong)", "12.5"]]


def test_a_window_in_the_padding_is_drawn_with_it() -> None:
    arguments = {**SMALL, "x": X[:, :, :2, :2] + 1, "stride": 2, "padding": 1}
    expected = np.array([[[[0.25, 0.5], [1.25, 1.5]]]])
    x, *_ = pictures(page_of(expected, expected * 4, arguments))
    assert classes(x).count("border") == 12
    assert classes(x).count("seen") == 4
    assert len([text for text in x.iter("text") if text.get("class") == "border"]) == 12


def test_several_images_and_channels_are_grids_with_their_index() -> None:
    made = np.arange(24.0).reshape(2, 3, 2, 2)
    _, _, got = pictures(page_of(made, made + 1))
    labels = [text.text for text in got.iter("text") if text.get("class") == "at"]
    assert labels == ["[0, 0]", "[0, 1]", "[0, 2]", "[1, 0]", "[1, 1]", "[1, 2]"]


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (np.zeros((1, 1, 3, 3)), "shape (1, 1, 3, 3)"),
        (np.zeros((1, 1, 2, 2), dtype="int64"), "int64"),
        (np.zeros((1, 1, 0, 2)), "an empty array"),
        (np.zeros((1, 1, 20, 20)), "too many numbers"),
        (None, "None"),
    ],
)
def test_what_is_not_like_the_expected_array_is_said(got: Any, said: str) -> None:
    figure = page_of(MEAN, got).rsplit("<figure>", 1)[1]
    assert f"<mark>{said}" in figure or said in figure


def test_parts_that_were_not_asked_for_are_each_drawn() -> None:
    page = page_of(MEAN, (MEAN, X))
    captions = re.findall(r"<figcaption><strong>(.*?)</strong>", page)
    assert captions == ["x", "expected", "yours[0]", "yours[1]"]
    captions = re.findall(r"<figcaption><strong>(.*?)</strong>", page_of((MEAN, X), None))
    assert captions == ["x", "expected[0]", "expected[1]", "yours"]


def test_another_size_of_float_is_told_and_not_marked() -> None:
    page = page_of(MEAN, WRONG.astype("float32"))
    assert '<span class="note">shape (1, 1, 2, 2) · float32' in page


def test_a_wrong_shape_is_marked() -> None:
    assert "<mark>shape (1, 1, 3, 3)" in page_of(MEAN, np.zeros((1, 1, 3, 3)))
    assert "<mark>shape" not in page_of(MEAN, WRONG)


def test_only_the_wrong_part_of_a_tuple_is_shown() -> None:
    index = np.array([[[[5, 7], [13, 15]]]])
    page = page_of((MEAN, index), (MEAN, index + 1))
    assert "<code>result[0]</code> is right" in page
    assert "<code>result[1]</code> is wrong" in page
    assert len(pictures(page)) == 3


def test_numbers_are_written_and_the_wrong_one_is_marked() -> None:
    page = page_of(((0, 1), (0, 1)), ((0, 1), (2, 1)))
    assert re.search(r"\(\(0, 1\), \(<mark>2<span[^>]*> \(wrong\)</span></mark>, 1\)\)", page)


def test_the_answer_may_be_right_where_only_the_input_changed() -> None:
    say = sentences("en")
    assert say("answer_right_here") in page_of(MEAN, MEAN)


@pytest.mark.parametrize("shape", [(144,), (12, 12), (2, 72), (1, 1, 12, 12), (16, 9, 1, 1)])
def test_no_picture_is_large_or_wider_than_it_says(shape: tuple[int, ...]) -> None:
    wanted = np.full(shape, -1.25e-7)
    for picture in re.findall(r"<svg.*?</svg>", page_of(wanted, wanted * 3), re.DOTALL):
        assert len(picture.encode()) < SVG_BYTES


def test_grids_flow_into_rows_as_wide_as_a_phone() -> None:
    grids = [Matrix(f"[0, {i}]", [["1", "2", "3"]] * 2) for i in range(9)]
    picture = ElementTree.fromstring(draw(grids))
    assert 0 < int(picture.get("width", "0")) <= WIDEST
    assert len({each.get("transform", "").split()[1] for each in picture.iter("g")}) == 3


def test_what_a_cell_holds_is_escaped() -> None:
    made = np.array([["<script>", "a&b"]])
    page = page_of(MEAN, made)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_arguments_are_opened_if_they_hold_arrays_and_named_if_not() -> None:
    t = sentences("en")
    found = example({"f": {"code": "def f(x):\n    return x"}, "lr": 0.5, "size": (2, 3)}, 1.0, 2.0)
    found.arguments["params"] = {"dict": {"w": found.arguments["size"], "b": X_PLAIN}}  # type: ignore[index]
    shown = example_of(found, t)
    texts = {value.name: "".join(text for text, _ in value.pieces) for value in shown.arguments}
    assert texts["f"] == "def f(x):\n    return x"
    assert (texts["lr"], texts["size"]) == ("0.5", "(2, 3)")
    assert texts["params['w']"] == "(2, 3)"
    assert next(v for v in shown.arguments if v.name == "params['b']").matrices


X_PLAIN = {"dtype": "float64", "shape": [2], "values": [1.0, 2.0]}
