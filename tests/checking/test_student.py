"""A student's child holds what the function under check needs, and tells nothing of its calls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.checking.student import Student
from autograder.sandbox import Answer, Limits, Raised, Zygote
from autograder.submissions import Chunk

LIMITS = Limits(call_seconds=1.0, load_seconds=1.0, submission_seconds=20.0)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(limits=LIMITS) as made:
        yield made


def chunk(cell: int, source: str, defines: str, *needed_by: str) -> Chunk:
    return Chunk(source, cell, 1, (defines,), (), frozenset(needed_by))


def student(zygote: Zygote, *chunks: Chunk) -> Student:
    return Student(zygote, "", chunks, LIMITS)


def value(outcome: object) -> object:
    assert isinstance(outcome, Answer), outcome
    return outcome.value


def test_each_function_is_checked_with_its_own_names(zygote: Zygote) -> None:
    one = student(
        zygote,
        chunk(1, "A = 1", "A", "f"),
        chunk(2, "def f(): return A", "f", "f"),
        chunk(3, "A = 2", "A", "g"),
        chunk(4, "def g(): return A", "g", "g"),
    )
    for function, expected in {"f": 1, "g": 2}.items():
        one.check(function)
        assert value(one.call(function, (), {})) == expected
    one.close()


def test_another_function_is_loaded_when_it_is_called(zygote: Zygote) -> None:
    one = student(
        zygote, chunk(1, "def f(): return 1", "f", "f"), chunk(2, "def g(): return 2", "g", "g")
    )
    one.check("f")
    assert value(one.call("g", (), {})) == 2
    assert value(one.call("f", (), {})) == 1
    one.close()


def test_what_is_loaded_after_a_call_is_not_told(zygote: Zygote) -> None:
    """It could carry out what the call has seen."""
    one = student(
        zygote,
        chunk(1, "import builtins", "builtins", "f", "g"),
        chunk(2, "def f(x): builtins.seen = x", "f", "f"),
        chunk(3, "if hasattr(builtins, 'seen'): raise ValueError(builtins.seen)", "B", "g"),
        chunk(4, "if hasattr(builtins, 'seen'): builtins.exit_now()", "C", "g"),
        chunk(5, "def g(): return 1", "g", "g"),
    )
    one.check("f")
    one.call("f", ("secret",), {})
    assert value(one.call("g", (), {})) == 1
    assert "secret" not in repr(one.failed)
    one.check("g")
    assert value(one.call("g", (), {})) == 1
    assert one.failed == {"f": {}, "g": {}}
    one.close()


def test_what_could_not_be_loaded_is_told_by_function(zygote: Zygote) -> None:
    endless = chunk(1, "while True: pass", "A", "f")
    wrong = chunk(2, "B = 1 / 0", "B", "f")
    one = student(zygote, endless, wrong, chunk(3, "def f(): return 1", "f", "f", "g"))
    one.check("f")
    assert value(one.call("f", (), {})) == 1
    assert set(one.failed["f"]) == {endless, wrong}
    assert isinstance(one.failed["f"][wrong], Raised)
    one.close()
