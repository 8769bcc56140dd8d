"""Calls that are known before anybody answers are asked in one trip, and judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.checking.ahead import Plan, in_turn, plan
from autograder.checking.authors.assertions import assert_close
from autograder.checking.functions import Functions
from autograder.checking.proxy import Proxy
from autograder.checking.student import Student
from autograder.sandbox import Answer, Died, Limits, Outcome, Zygote
from autograder.submissions import Chunk

LIMITS = Limits(call_seconds=1.0, load_seconds=1.0, submission_seconds=20.0)


class Layer:
    def forward(self, x: np.ndarray) -> np.ndarray:
        return 2 * x


RIGHT = Functions(
    {
        "f": lambda x, *more: 2 * x,
        "size": lambda n: (n, n + 1),
        "largest": lambda x: x.argmax(),
        "Layer": Layer,
    }
)


def planned(function: str, ask: Callable[[Proxy], object]) -> Plan:
    subject = Proxy(RIGHT)
    ask(subject)
    return plan(function, ask, subject._log)


def compares_both(submission: Proxy) -> None:
    assert_close(submission.f(np.arange(3.0)), 2 * np.arange(3.0))
    assert_close(submission.f(np.arange(4)), 2 * np.arange(4))


def test_calls_with_arguments_of_their_own_are_known() -> None:
    assert [each.call.name for each in planned("f", compares_both)] == ["f", "f"]


@pytest.mark.parametrize(
    ("function", "ask"),
    [
        ("f", lambda s: s.f(s.f(np.ones(2)))),
        ("f", lambda s: s.f(s.f(np.zeros(2)) / 2)),
        ("size", lambda s: s.size(s.size(4)[1])),
        ("largest", lambda s: s.largest(np.eye(3)[s.largest(np.array([1, 3, 2]))])),
        ("Layer", lambda s: s.Layer().forward(np.ones(2))),
        ("f", lambda s: s.f(np.ones(2), len)),
        ("f", lambda s: s.size(3)),
    ],
    ids=["answer", "made of it", "number", "index", "instance", "lent", "other"],
)
def test_a_call_that_hangs_on_an_answer_on_a_child_or_on_another_function_is_not(
    function: str, ask: Callable[[Proxy], object]
) -> None:
    assert len(planned(function, ask)) == 0


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(limits=LIMITS) as made:
        yield made


def asked(zygote: Zygote, source: str, *cases: tuple[int, ...], only: int = 9) -> list[Any]:
    """What the calls of each case come to, when no case asks more than `only` of its calls."""
    plans = [
        plan("f", lambda s, c=case: [s.f(n) for n in c], _right(case))  # type: ignore[misc]
        for case in cases
    ]
    assert all(plans)
    one = Student(zygote, "", [Chunk(source, 1, 1, ("f",), (), frozenset("f"))], LIMITS)
    one.check("f")
    pairs = zip(cases, in_turn(one, plans), strict=True)
    found = [[_shown(side.call("f", (n,), {})) for n in case[:only]] for case, side in pairs]
    one.close()
    return found


def _right(case: tuple[int, ...]) -> Any:
    subject = Proxy(RIGHT)
    for n in case:
        subject.f(n)
    return subject._log


def _shown(outcome: Outcome) -> object:
    return outcome.value if isinstance(outcome, Answer) else getattr(outcome, "reason", outcome)


def test_each_case_gets_the_outcomes_of_its_own_calls(zygote: Zygote) -> None:
    assert asked(zygote, "def f(n): return 10 * n", (1, 2), (3,)) == [[10, 20], [30]]
    assert asked(zygote, "def f(n): return 10 * n", (1, 2), (3, 4), only=1) == [[10], [30]]


def test_a_call_that_does_not_come_back_costs_itself_and_what_follows(zygote: Zygote) -> None:
    source = "def f(n):\n    while n == 2: pass\n    return n"
    assert asked(zygote, source, (1,), (2,), (3,)) == [[1], ["timeout"], ["timeout"]]


def test_what_becomes_of_a_call_that_nobody_asks_for_costs_nothing(zygote: Zygote) -> None:
    ends = "import os\ndef f(n):\n    if n == 2: os._exit(1)\n    return n"
    assert asked(zygote, ends, (1, 2), (3, 2), (4,), only=1) == [[1], [3], [4]]


def test_slow_calls_that_nobody_asks_for_are_made_once(zygote: Zygote) -> None:
    """What is loaded tells which process it is: the first, and one more for all that follows."""
    slow = "import os\ndef f(n):\n    while n == 2: pass\n    return os.getpid()"
    first, *others = asked(zygote, slow, (1, 2), (3, 2), (4, 2), (5, 2), only=1)
    assert others == [others[0]] * 3
    assert first != others[0]


def test_another_call_in_between_is_asked_of_a_child_of_its_own(zygote: Zygote) -> None:
    source = "count = 0\ndef f(n):\n    global count\n    count += 1\n    return n, count"
    plans = [plan("f", lambda s: s.f(1), _right((1,))), plan("f", lambda s: s.f(2), _right((2,)))]
    one = Student(zygote, "", [Chunk(source, 1, 1, ("f",), (), frozenset("f"))], LIMITS)
    one.check("f")
    sides = in_turn(one, plans)
    case = next(sides)
    assert _shown(case.call("f", (7,), {})) == (7, 1)
    assert _shown(case.call("f", (1,), {})) == (1, 2)
    second = next(sides)
    assert _shown(second.call("f", (2,), {})) == (2, 3)
    assert isinstance(one.call("f", (8,), {}), Answer)
    one.close()


def test_a_stand_in_answers_while_calls_wait(zygote: Zygote) -> None:
    source = "def f(n): return base(n) + 1"
    chunks = [
        Chunk("def base(n): return 0", 1, 1, ("base",), (), frozenset("f")),
        Chunk(source, 2, 1, ("f",), (), frozenset("f")),
    ]
    one = Student(zygote, "", chunks, LIMITS, {"base": lambda n: 10 * n})
    one.check("f")
    plans = [plan("f", lambda s: [s.f(1), s.f(2)], _right((1, 2)))]
    (values,) = [[_shown(side.call("f", (n,), {})) for n in (1, 2)] for side in in_turn(one, plans)]
    assert values == [11, 21]
    assert not isinstance(one.call("f", (3,), {}), Died)
    one.close()
