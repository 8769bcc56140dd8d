"""What crosses in a call, and what is told about it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.sandbox import (
    Answer,
    ArrayFacts,
    BadFunction,
    Child,
    Died,
    Handle,
    Raised,
    Source,
    Tensor,
    Uncrossable,
    Undefined,
    Zygote,
)
from autograder.sandbox.inside.arrays import Malformed
from autograder.sandbox.inside.generators import read_generator


def value(outcome: object) -> Any:
    assert isinstance(outcome, Answer), outcome
    return outcome.value


def test_layout_reaches_the_function(child: Child) -> None:
    child.load("def f(x): return x.strides, x.flags.writeable, x.copy()")
    base = np.arange(24.0).reshape(4, 6)
    frozen = base.copy()
    frozen.flags.writeable = False
    for array in (base.T, base[::-1, ::2], np.broadcast_to(base[0], (3, 6)), frozen):
        strides, writeable, copy = value(child.call("f", array))
        assert (strides, writeable) == (array.strides, array.flags.writeable)
        np.testing.assert_array_equal(copy, array)


def test_kinds_of_values_stay_distinct(child: Child) -> None:
    child.load(
        "import numpy as np\ndef f(): return (1, True, 1.0, np.int8(1), np.bool_(1)), [None]"
    )
    answer = value(child.call("f"))
    assert [type(item) for item in answer[0]] == [int, bool, float, np.int8, np.bool_]
    assert type(answer) is tuple
    assert answer[1] == [None]


def test_changes_in_place_are_named(child: Child) -> None:
    child.load(
        "def f(a, b, c, params, *, d):\n"
        "    a[0] = float('nan'); params['w'][0] += 1; d.append(1); c.shape = (3, 1)\n"
    )
    nan, three = np.full(3, np.nan), np.zeros(3)
    outcome = child.call("f", three, nan, three, {"w": three, "b": nan}, d=[])
    assert isinstance(outcome, Answer)
    assert outcome.changed == ("0", "2", "3", "d")


def test_views_and_their_flags_are_told(child: Child) -> None:
    child.load(
        "import numpy as np\n"
        "def f(x): return [x[1:], x.copy(), np.broadcast_to(x.copy(), (2, 4))]\n"
    )
    outcome = child.call("f", np.arange(4.0))
    assert isinstance(outcome, Answer)
    assert outcome.arrays == (
        ArrayFacts(writeable=True, shares_memory=True),
        ArrayFacts(writeable=True, shares_memory=False),
        ArrayFacts(writeable=False, shares_memory=False),
    )
    assert outcome.changed == ()


def test_an_exception_has_the_students_line(child: Child) -> None:
    child.load("def helper(x):\n    return x.nope\n", "celda 3", line=10)
    child.load("def f(x):\n    return helper(x)\n", "celda 4")
    raised = child.call("f", 1)
    assert isinstance(raised, Raised)
    assert (raised.type, raised.filename, raised.line) == ("AttributeError", "celda 3", 11)
    assert raised.source == "return x.nope"
    assert "Exception" in raised.bases


@pytest.mark.parametrize("source", ["x = 1\ndef f(:\n", "x = 1\nreturn 2\n"])
def test_a_syntax_error_has_its_line(child: Child, source: str) -> None:
    raised = child.load(source, line=20)
    assert isinstance(raised, Raised)
    assert (raised.type, raised.line) == ("SyntaxError", 21)


@pytest.mark.parametrize("error", ["SystemExit(3)", "KeyboardInterrupt()", "BaseException('x')"])
def test_no_exception_ends_the_child(child: Child, error: str) -> None:
    child.load(f"def f(): raise {error}")
    assert isinstance(child.call("f"), Raised)
    assert child.alive


def test_an_own_exception_names_its_builtin_bases(child: Child) -> None:
    child.load("class Bad(ValueError): pass\ndef f(): raise Bad('x' * 10**6)")
    raised = child.call("f")
    assert isinstance(raised, Raised)
    assert raised.type == "Bad"
    assert raised.bases[0] == "ValueError"
    assert len(raised.text) == 500


def test_a_callable_is_answered_by_a_process_of_its_own(child: Child) -> None:
    seen = []

    def double(x: np.ndarray, scale: int = 1) -> list[np.ndarray]:
        seen.append(x)
        return [2 * scale * x, np.array(len(seen))]

    child.load("def f(g, x):\n    g(x)\n    return g(x.T, scale=3)")
    doubled, count = value(child.call("f", double, np.ones((2, 3))))
    np.testing.assert_array_equal(doubled, np.full((3, 2), 6.0))
    assert count == 2
    assert seen == []


def test_a_callable_that_crashes_costs_its_caller_no_more_than_an_error(child: Child) -> None:
    def kill(x: object) -> None:
        import ctypes

        ctypes.string_at(0)

    child.load("def f(g):\n    try: g(1)\n    except RuntimeError: return 'gone'\n")
    assert value(child.call("f", kill)) == "gone"


def test_a_callable_is_stopped_in_the_middle_of_a_long_c_call(child: Child) -> None:
    child.load("def f(g): return g(1)")
    outcome = child.call("f", lambda x: sum(range(10**11)))
    assert isinstance(outcome, Died)
    assert outcome.reason == "timeout"


def test_a_callable_that_leans_on_what_is_not_there_is_named(child: Child) -> None:
    import nbformat

    child.load("def f(g): return g(1)")
    with pytest.raises(BadFunction, match="nbformat"):
        child.call("f", lambda x: nbformat.from_dict(x))


def test_an_error_in_a_callable_reaches_the_student(child: Child) -> None:
    def picky(x: object) -> None:
        raise ValueError("no")

    child.load("def f(g):\n    try: g(1)\n    except ValueError as e: return str(e)\n")
    assert value(child.call("f", picky)) == "no"


def test_a_callable_of_an_earlier_call_is_dead(child: Child) -> None:
    child.load("kept = []\ndef f(g): kept.append(g)\ndef again(): return kept[0](1)")
    child.call("f", lambda x: x)
    raised = child.call("again")
    assert isinstance(raised, Raised)
    assert raised.type == "ReferenceError"


def test_a_stand_in_replaces_a_name(child: Child) -> None:
    child.load("def base(x): return 0\ndef f(x): return base(x) + 1")
    child.stand_in("base", lambda x: 10 * x)
    assert value(child.call("f", 2)) == 21
    assert value(child.call("f", 3)) == 31


def test_a_stand_in_is_passed_a_generator_as_it_is(child: Child) -> None:
    child.load("def noise(rng): return 0\ndef f(rng): rng.random(3); return noise(rng)")
    child.stand_in("noise", lambda rng: rng.random(2))
    rng = np.random.default_rng(7)
    outcome = child.call("f", rng)
    np.testing.assert_array_equal(value(outcome), np.random.default_rng(7).random(5)[3:])
    np.testing.assert_array_equal(rng.random(3), np.random.default_rng(7).random(3))


def test_a_generator_comes_back_in_the_state_in_which_it_is(child: Child) -> None:
    child.load("def f(rng): rng.integers(9, dtype='int32'); return rng")
    rng, expected = value(child.call("f", np.random.default_rng(3))), np.random.default_rng(3)
    expected.integers(9, dtype=np.int32)
    assert rng.bit_generator.state == expected.bit_generator.state


@pytest.mark.parametrize(
    "rest",
    [
        [],
        ["0x1", "0x3", 0],
        ["0x1", "0x3", 0, -1],
        ["0x1", "0x3", 2, 0],
        ["0x1", "0x3", 0, 2**32],
        ["1 + 1", "0x3", 0, 0],
        ["0x" + "f" * 33, "0x3", 0, 0],
        ["-0x1", "0x3", 0, 0],
        [1, 3, 0, 0],
    ],
    ids=repr,
)
def test_a_generator_that_is_none_is_malformed(rest: list[object]) -> None:
    with pytest.raises(Malformed):
        read_generator(rest)


def test_another_bit_generator_does_not_cross(child: Child) -> None:
    child.load("def f(rng): return 1")
    with pytest.raises(ValueError, match="MT19937"):
        child.call("f", np.random.Generator(np.random.MT19937(1)))


def test_a_source_lives_beside_the_student(child: Child) -> None:
    child.load("def f(g, x): return g(x)")
    outcome = child.call("f", Source("def view(x): return x[1:]", "view"), np.zeros(3))
    assert isinstance(outcome, Answer)
    assert outcome.arrays[0].shares_memory


def test_instances_stay_behind_handles(child: Child) -> None:
    child.load(
        "class Layer:\n"
        "    def __init__(self, w): self.w = w\n"
        "    def forward(self, x): self.grads = {'w': x}; return self.w * x\n"
    )
    layer, other = value(child.call("Layer", 3)), value(child.call("Layer", 4))
    assert isinstance(layer, Handle)
    assert layer.type == "Layer"
    assert value(child.call_method(layer, "forward", 5)) == 15
    assert value(child.get(layer, "grads")) == {"w": 5}
    assert value(child.get(other, "w")) == 4


def test_a_handle_of_another_child_is_refused(zygote: Zygote, child: Child) -> None:
    child.load("class A: pass")
    handle = value(child.call("A"))
    with zygote.spawn() as stranger, pytest.raises(ValueError, match="another child"):
        stranger.get(handle, "x")


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("(n for n in 'ab')", "generator"),
        ("np.array([None])", "array of object"),
        ("2**64", "int beyond 64 bits"),
        ("f", "function"),
        ("np.zeros(3 * 2**20)", "value too large"),
    ],
)
def test_what_is_not_data_is_named(child: Child, expression: str, name: str) -> None:
    child.load(f"import numpy as np\ndef f(): return {expression}")
    assert child.call("f") == Uncrossable(name)


def test_only_callables_are_called(child: Child) -> None:
    child.load("x = 1\ndef f(): return 2\nclass A: pass")
    assert value(child.call("f")) == 2
    assert isinstance(value(child.call("A")), Handle)
    assert child.call("x") == child.call("y") == Undefined()


def test_what_is_printed_vanishes(child: Child) -> None:
    child.load("import os\ndef f():\n    print('x' * 10**6); os.write(2, b'y'); return 1")
    assert value(child.call("f")) == 1


def test_tensors_and_gradients(torch_zygote: Zygote) -> None:
    with torch_zygote.spawn() as child:
        child.load("def f(x, w, k): return (x * w).sum(1) * k\ndef g(x): x += 1; return x")
        x, w = np.arange(6.0).reshape(2, 3), np.full((2, 3), 2.0)
        dy = np.array([1.0, 10.0])
        y, (dx, dw, dk) = value(child.vjp("f", [Tensor(x, True), Tensor(w, True), 3], dy))
        np.testing.assert_allclose(y.array, (x * w).sum(1) * 3)
        np.testing.assert_allclose(dx.array, 3 * w * dy[:, None])
        np.testing.assert_allclose(dw.array, 3 * x * dy[:, None])
        assert dk is None
        outcome = child.call("g", Tensor(np.zeros(2)))
        assert isinstance(outcome, Answer)
        assert outcome.changed == ("0",)


def test_numpy_does_not_load_torch(child: Child) -> None:
    child.load("import sys\ndef f(): return 'torch' in sys.modules")
    assert value(child.call("f")) is False
