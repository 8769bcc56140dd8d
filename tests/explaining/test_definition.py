"""What a record keeps of an answer without a name: the code, and nothing written beside it."""

from __future__ import annotations

import pytest

from autograder.explaining.definition import LONGEST, MOST_READ, definition
from autograder.submissions import Chunk


def chunk(source: str, *defines: str, needed_by: str = "f") -> Chunk:
    return Chunk(source, 1, 1, defines, (), frozenset({needed_by}))


def test_comments_and_docstrings_are_left_out() -> None:
    source = '''def f(x):  # mine
    """By me."""
    "so it was"
    class A:
        """Mine too."""
    return x  # done'''
    kept = "def f(x):\n\n    class A:\n        pass\n    return x"
    assert definition("f", [chunk(source, "f")], ()) == kept


def test_what_it_needs_comes_along_and_no_other_answer() -> None:
    chunks = [
        chunk("K = 3", "K"),
        chunk("def g(x):\n    return x", "g"),
        chunk("def h(x):\n    return x", "h", needed_by="g"),
        chunk("def f(x):\n    return g(x) + K", "f"),
    ]
    assert definition("f", chunks, ["g"]) == "K = 3\n\ndef f(x):\n    return g(x) + K"


@pytest.mark.parametrize(
    "source",
    [
        f"def f(x):\n    return {'1 + ' * LONGEST}1",
        f"def f(x):\n    return 1  #{'-' * MOST_READ}",
        f"def f(x):\n    return {'(' * 150}x{' + 1)' * 150}" + " + x" * 2000,
    ],
)
def test_what_is_too_long_is_not_kept(source: str) -> None:
    assert definition("f", [chunk(source, "f")], ()) == ""


def test_a_character_that_no_file_can_hold_does_no_harm() -> None:
    text = definition("f", [chunk("def f(x):\n    return '\\ud800'", "f")], ())
    assert text.encode() == b"def f(x):\n    return '\\ud800'"
