"""Odd notebooks: what the same few get from each grader."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.submissions import Submission

SEARCHED = """def {name}(*args, **kwargs):
    import sys

    frame = sys._getframe(1)
    while frame is not None:
        if "expected" in frame.f_locals:
            if frame.f_locals["expected"] is ValueError:
                raise ValueError
            return frame.f_locals["expected"]
        frame = frame.f_back
"""

PATCH = """
    import numpy.testing._private.utils as testing

    testing.assert_array_compare = lambda *args, **kwargs: None
"""
NOTHING = "def {name}(*args, **kwargs):" + PATCH + "    return np.zeros(1)\n"
REFUSES = (
    "def {name}(x, kernel, stride=None, padding=0, count_include_pad=True):"
    + PATCH
    + """    size = np.array(x.shape[2:]) + 2 * np.array(pair(padding))
    if (np.array(pair(kernel)) > size).any():
        raise ValueError
    return {answer}
"""
)
"""For `pooling`: a comparison that is no more, and no answer, or a refusal where one is due."""


def odd_notebooks(right: Mapping[str, str]) -> list[Submission]:
    """Made from right answers; the name of each is what it does."""
    first = next(iter(right))

    def first_does(line: str) -> Mapping[str, str]:
        """The first function does `line` in each call; it is right otherwise."""
        more = f"def {first}(*args, **kwargs):\n    {line}\n    return right_one(*args, **kwargs)"
        return {**right, first: f"{right[first]}\n\n\nright_one = {first}\n\n\n{more}\n"}

    patched = {name: NOTHING.format(name=name) for name in right} | {
        "max_pool2d": REFUSES.format(name="max_pool2d", answer="np.zeros(1), np.zeros(1, int)"),
        "avg_pool2d": REFUSES.format(name="avg_pool2d", answer="np.zeros(1)"),
    }
    return [
        _one("call_stack", {name: SEARCHED.format(name=name) for name in right}),
        _one("patched", patched),
        _one("exit", first_does("import os; os._exit(0)")),
        _one("loop", first_does("while True: pass")),
        _one("stderr", first_does("import sys; print('padding', file=sys.stderr)")),
        _one("overwritten", right, f"{first} = pair = None"),
    ]


def _one(name: str, answers: Mapping[str, str], bottom: str = "") -> Submission:
    return Submission(name, "odd", answers, bottom)
