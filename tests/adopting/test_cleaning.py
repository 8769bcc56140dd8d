"""Code is shown without what tells whose it is, and goes on doing what it did."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from autograder.adopting.cleaning import anonymous, tells
from autograder.adopting.composing import displayed_code
from autograder.adopting.groups import words_of
from autograder.results import Record

from .conftest import LOWEST

WORDS = words_of(
    Record(
        *("ana-maria-lópez", "pooling", "es", "graded", "full", "1", "00", 0.0, 2.0),
        id="20231234",
        email="alopez@uni.es",
        group="tarde",
    )
)


def test_the_words_are_parts_of_names_addresses_and_numbers() -> None:
    assert {"ana", "maria", "lopez", "alopez", "uni", "20231234", "tarde"} == WORDS


@pytest.mark.parametrize(
    "name", ["Ana", "pool_ana", "anaPool", "POOL_ANA", "LÓPEZ2", "milopezpool", "x20231234"]
)
def test_a_name_that_tells(name: str) -> None:
    assert tells(name, WORDS)


@pytest.mark.parametrize("name", ["banana", "canal", "analytic", "pool", "x", "universe", "é"])
def test_a_name_that_tells_nothing(name: str) -> None:
    assert not tells(name, WORDS)


@pytest.mark.parametrize(
    "text",
    ["hecho por mí", "ana", "a@uni.org", "/home/x", "~/x", "C:\\x", "https://x.org", "López"],
)
def test_a_text_that_might_tell_is_hidden(text: str) -> None:
    assert displayed_code(f"y = {text!r}", "f", WORDS) == "y = '…'"


@pytest.mark.parametrize("text", ["edge", "nchw,fchw->nf", "ij, jk -> ik", "constant", "float64"])
def test_a_text_that_numpy_needs_stays(text: str) -> None:
    assert displayed_code(f"y = {text!r}", "f", WORDS) == f"y = {text!r}"


def test_no_word_of_a_student_is_left() -> None:
    code = displayed_code(LOWEST, "max_pool2d", WORDS)
    assert not any(word in code.casefold() for word in WORDS | {"lópez"})
    assert "def max_pool2d(x: np.ndarray, kernel, stride=None, padding=0):" in code


SOURCE = """
class Ana:
    def __init__(self, lopez=1):
        self.de_ana = lopez

    def suma_ana(self, x):
        return x + self.de_ana


def f(x, k=2):
    global ANA
    ANA = 3

    def por_ana(tarde):
        return tarde * ANA

    return por_ana(tarde=Ana(lopez=k).suma_ana(x)) + np.max([0, 1])
"""


def test_other_names_do_the_same() -> None:
    tree = anonymous(ast.parse(SOURCE), "f", WORDS | {"max"})
    before: dict[str, object] = {"np": np}
    after: dict[str, object] = {"np": np}
    exec(SOURCE, before)
    exec(ast.unparse(tree), after)
    assert before["f"](5) == after["f"](5) == 22  # type: ignore[operator]
    assert not any(word in ast.unparse(tree).casefold() for word in WORDS)
