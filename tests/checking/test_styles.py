"""Right is right in any style."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .answers import RIGHT

POOLING = {
    "loops": """def max_pool2d(x, kernel, stride=None, padding=0):
    kh, kw = pair(kernel)
    sh, sw = pair(kernel if stride is None else stride)
    ph, pw = pair(padding)
    n, c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y, index = np.zeros((n, c, oh, ow)), np.zeros((n, c, oh, ow), dtype=int)
    for a in range(n):
        for b in range(c):
            for i in range(oh):
                for j in range(ow):
                    best, where = -float("inf"), 0
                    for p in range(kh):
                        for q in range(kw):
                            r, s = i * sh + p - ph, j * sw + q - pw
                            if not (0 <= r < h and 0 <= s < w):
                                continue
                            if x[a, b, r, s] > best:
                                best, where = x[a, b, r, s], r * w + s
                    y[a, b, i, j], index[a, b, i, j] = best, where
    return y, index
""",
    "stride tricks": """def max_pool2d(x, kernel, stride=None, padding=0):
    (kh, kw), (ph, pw) = pair(kernel), pair(padding)
    sh, sw = pair(kernel if stride is None else stride)
    if kh > x.shape[2] + 2 * ph or kw > x.shape[3] + 2 * pw:
        raise ValueError("too large")
    places = np.arange(x.shape[2] * x.shape[3]).reshape(1, 1, *x.shape[2:])
    sides = ((0, 0), (0, 0), (ph, ph), (pw, pw))
    def windows(a, v):
        a = np.pad(a, sides, constant_values=v)
        view = np.lib.stride_tricks.sliding_window_view(a, (kh, kw), axis=(2, 3))
        return view[:, :, ::sh, ::sw].reshape(*view[:, :, ::sh, ::sw].shape[:4], -1)
    seen = windows(x.astype(float), -np.inf)
    best = seen.argmax(-1)[..., None]
    number = np.broadcast_to(windows(places, -1), seen.shape)
    return (np.take_along_axis(seen, best, -1)[..., 0],
            np.take_along_axis(number, best, -1)[..., 0])
""",
    "in float32": """def max_pool2d(x, kernel, stride=None, padding=0):
    (kh, kw), (ph, pw) = pair(kernel), pair(padding)
    sh, sw = pair(kernel if stride is None else stride)
    n, c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("too large")
    framed = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf, np.float32)
    framed[:, :, ph : ph + h, pw : pw + w] = x
    seen = np.lib.stride_tricks.sliding_window_view(framed, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    cells = seen.reshape(*seen.shape[:4], kh * kw)
    best = cells.argmax(-1)
    row = np.arange(seen.shape[2])[:, None] * sh + best // kw - ph
    column = np.arange(seen.shape[3]) * sw + best % kw - pw
    return cells.max(-1), row * w + column
""",
}


WITH_PYTORCH = {
    "imported inside": """def max_pool2d(x, kernel, stride=None, padding=0):
    import torch
    return torch.nn.functional.max_pool2d(torch.tensor(x), kernel, stride, padding).numpy()
""",
    "imported before": """import torch.nn.functional as functional
def max_pool2d(x, kernel, stride=None, padding=0):
    return functional.max_pool2d(x, kernel, stride, padding)
""",
    "from the set-up": """def max_pool2d(x, kernel, stride=None, padding=0):
    return F.max_pool2d(torch.tensor(x), kernel, stride, padding).numpy()
""",
}
"""What a unit that promises NumPy alone does not have while it is graded."""


@pytest.fixture(scope="module")
def pooling_class(
    copy_course: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
    grade: Callable[..., Any],
    plain_notebook: Callable[..., Any],
) -> Any:
    root = copy_course(tmp_path_factory.mktemp("pooling") / "course", pooling=["max_pool2d"])
    cells = {**POOLING, **WITH_PYTORCH}
    books = {name: plain_notebook("import numpy as np", cell) for name, cell in cells.items()}
    return grade(root, books)


@pytest.mark.parametrize("style", RIGHT)
def test_pad2d_gets_full_marks(pad2d_class: Any, style: str) -> None:
    row = pad2d_class.row(f"right-{style}", "pad2d")
    assert (row["verdict"], row["score"]) == ("passed", row["max_score"])
    assert {check["outcome"] for check in row["checks"]} == {"passed"}
    assert row["mistake"] is None
    assert row["counterexample"] is None


@pytest.mark.parametrize("style", POOLING)
def test_max_pool2d_gets_full_marks(pooling_class: Any, style: str) -> None:
    row = pooling_class.row(style, "max_pool2d")
    assert (row["verdict"], row["score"]) == ("passed", row["max_score"])


@pytest.mark.parametrize("way", WITH_PYTORCH)
def test_another_library_is_not_there_and_that_is_said(pooling_class: Any, way: str) -> None:
    row = pooling_class.row(way, "max_pool2d")
    assert row["score"] == 0.0
    said = [m["args"] for m in row["messages"] if m["id"] == "module_missing"]
    assert said == [{"module": "torch", "available": ["NumPy"]}]


def test_a_right_answer_in_float32_comes_with_advice(pad2d_class: Any) -> None:
    assert pad2d_class.row("right-float32", "pad2d")["messages"] == [
        {"id": "float32_answer", "args": {}}
    ]
    page = pad2d_class.page("right-float32").read_text(encoding="utf-8")
    assert "float32" in page
    for style in RIGHT.keys() - {"float32"}:
        assert pad2d_class.row(f"right-{style}", "pad2d")["messages"] == []
