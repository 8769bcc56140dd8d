"""Zygotes shared by the tests of this folder: starting one takes a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from autograder.sandbox import Child, IsolationUnavailable, Limits, Zygote, probe

QUICK = Limits(call_seconds=0.8, load_seconds=0.8, memory_bytes=128 * 2**20)
Load = Callable[[str], Child]


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A confined zygote with NumPy."""
    try:
        probe("full")
    except IsolationUnavailable as error:
        pytest.skip(str(error))
    with Zygote(limits=QUICK) as zygote:
        yield zygote


@pytest.fixture(scope="session")
def torch_zygote(zygote: Zygote) -> Iterator[Zygote]:
    """A confined zygote with PyTorch."""
    pytest.importorskip("torch")
    with Zygote({"torch", "torch.autograd"}, limits=QUICK) as zygote:
        yield zygote


@pytest.fixture
def child(zygote: Zygote) -> Iterator[Child]:
    with zygote.spawn() as child:
        yield child
