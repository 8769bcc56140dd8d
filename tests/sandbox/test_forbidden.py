"""Functions taken away: no way that a student would know leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import Answer, Child, Limits, Raised, Tensor, Zygote

from .detours import CONVOLUTIONS, KERNELS, MEMORY, PREPARE, REFERENCES, UNDONE

PROJECT = Path(__file__).parents[2]
WINDOWS = "numpy.lib.stride_tricks.sliding_window_view"
X = np.arange(32, dtype=np.float32).reshape(1, 2, 4, 4)
W = np.arange(12, dtype=np.float32).reshape(3, 2, 1, 2) - 5

REFUSED = "may not be used here|no attribute 'mkldnn_convolution'|No such operator|special case"
AT_LEISURE = Limits(call_seconds=8, load_seconds=8)


@pytest.fixture(scope="module")
def leisurely(torch_zygote: Zygote) -> Iterator[Zygote]:
    with Zygote({"torch"}, limits=AT_LEISURE) as zygote:
        yield zygote


@pytest.fixture
def without(leisurely: Zygote) -> Iterator[Child]:
    """A child with PyTorch that may not use its convolutions, nor NumPy's windows."""
    with leisurely.spawn() as child:
        child.forbid(["torch.convolution", WINDOWS])
        yield child


@pytest.mark.parametrize("body", CONVOLUTIONS.values(), ids=CONVOLUTIONS)
def test_no_way_leads_to_a_convolution(without: Child, body: str) -> None:
    assert without.load(f"{PREPARE}def f(x, w):\n    return {body}\n") == Answer(None)
    outcome = without.call("f", Tensor(X), Tensor(W))
    assert isinstance(outcome, Raised), outcome
    assert re.search(REFUSED, outcome.text), outcome


@pytest.mark.parametrize("lines", UNDONE.values(), ids=UNDONE)
def test_it_cannot_be_undone(without: Child, lines: str) -> None:
    without.load(f"{PREPARE}def f(x, w):{lines}    return F.conv2d(x, w)\n")
    outcome = without.call("f", Tensor(X), Tensor(W))
    assert isinstance(outcome, Raised), outcome
    assert outcome.type in ("PermissionError", "NotImplementedError", "RuntimeError")


@pytest.mark.parametrize("body", REFERENCES.values(), ids=REFERENCES)
def test_no_reference_is_left(without: Child, body: str) -> None:
    without.load(f"{MEMORY}def f(x):\n    return {body}\n")
    outcome = without.call("f", np.arange(9.0))
    assert isinstance(outcome, Raised), outcome


def test_no_kernel_that_computes_is_left(without: Child) -> None:
    without.load(KERNELS)
    outcome = without.call("f")
    assert isinstance(outcome, Answer), outcome
    count, left = outcome.value
    assert count > 100
    assert left == []


def test_everything_else_goes_on(without: Child) -> None:
    without.load(
        f"{PREPARE}import numpy as np\n"
        "def f(x, w):\n"
        "    columns = F.unfold(x, w.shape[2:])\n"
        "    y = (w.reshape(len(w), -1) @ columns).reshape(1, 3, 4, 3)\n"
        "    return y, F.max_pool2d(x, 2), torch.nn.Linear(4, 2)(x).shape[0], np.eye(2)\n"
    )
    outcome = without.call("f", Tensor(X), Tensor(W))
    assert isinstance(outcome, Answer), outcome
    y, pooled, *_ = outcome.value
    windows = np.lib.stride_tricks.sliding_window_view(X, (1, 2), (2, 3))
    assert np.array_equal(y.array, np.einsum("nchwij,fcij->nfhw", windows, W))
    assert pooled.array.shape == (1, 2, 2, 2)


def test_the_reference_goes_on(leisurely: Zygote) -> None:
    files = ("sizes.py", "given/layers.py", "layers.py")
    sources = [(PROJECT / "solutions" / file).read_text(encoding="utf-8") for file in files]
    with leisurely.spawn() as child:
        child.forbid(["torch.convolution"])
        for source in sources:
            apart = re.sub(r"from solutions\S* import (\([^)]*\)|.*)", "", source)
            assert child.load(apart) == Answer(None)
        arguments = [Tensor(array, True) for array in (X, W, np.zeros(3, np.float32))]
        outcome = child.vjp("conv2d_autograd", arguments, np.ones((1, 3, 4, 3), np.float32))
    assert isinstance(outcome, Answer), outcome


def test_single_operators_and_python_functions_of_pytorch(leisurely: Zygote) -> None:
    names = ["torch.max_pool2d", "torch.einsum", "torch.nn.init.xavier_normal_"]
    calls = ["F.max_pool2d(x, 2)", "torch.ops.aten.max_pool2d_with_indices(x, [2, 2])",
             "torch.einsum('nchw->cn', x)", "torch.nn.init.xavier_normal_(w)"]  # fmt: skip
    with leisurely.spawn() as child:
        child.forbid(names)
        child.load(PREPARE + "".join(f"def f{i}(x, w): return {c}\n" for i, c in enumerate(calls)))
        for number in range(len(calls)):
            outcome = child.call(f"f{number}", Tensor(X), Tensor(W))
            assert isinstance(outcome, Raised)
            assert outcome.type == "PermissionError"
        child.load("def f(x): return F.avg_pool2d(x, 2) + x.sum()")
        assert isinstance(child.call("f", Tensor(X)), Answer)


def test_the_next_child_has_them_again(leisurely: Zygote) -> None:
    with leisurely.spawn() as child:
        child.load(f"{PREPARE}def f(x, w): return F.conv2d(x, w)")
        assert isinstance(child.call("f", Tensor(X), Tensor(W)), Answer)


@pytest.mark.parametrize(
    "name", ["torch.no_such_thing", "numpy.dot", "math.sin", "numpy.nothing", "x", "a..b"]
)
def test_what_cannot_be_forbidden_is_told(leisurely: Zygote, name: str) -> None:
    with leisurely.spawn() as child, pytest.raises(ValueError, match=re.escape(name)):
        child.forbid([name])


def test_without_pytorch_nothing_of_it_is_there(child: Child) -> None:
    child.forbid(["torch.convolution"])
    outcome = child.load("import torch")
    assert isinstance(outcome, Raised)
    assert outcome.type == "ModuleNotFoundError"
