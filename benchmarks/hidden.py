"""What a careful instructor would write in a hidden test: it travels with the cases, as text.

It needs nothing but NumPy, and answers as convalida's own comparison does: type, length, shape,
kind of dtype, values up to rounding, and where it is asked arguments left as they were.
"""

import base64
import pickle
import warnings
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np


def hidden_cases(text: str) -> Any:
    """(name, points, questions) of each case; a question is what `hidden_ask` takes."""
    return pickle.loads(zlib.decompress(base64.b64decode(text)))


def hidden_ask(call: Callable[..., Any], questions: Sequence[Any]) -> None:
    """Raises unless every answer is right; `call(function, args, kwargs)` asks a student's."""
    for function, args, kwargs, expected, parts, keeps in questions:
        arrays = [each for each in (*args, *kwargs.values()) if isinstance(each, np.ndarray)]
        before = [array.tobytes() for array in arrays]
        if expected is ValueError:
            try:
                call(function, args, kwargs)
            except ValueError:
                continue
            raise AssertionError("ValueError was expected")
        actual = call(function, args, kwargs)
        assert not keeps or [array.tobytes() for array in arrays] == before
        for part, kinds, terms in parts:
            pair = (actual, expected) if part is None else (actual[part], expected[part])
            hidden_compare(*pair, kinds, terms)


def hidden_compare(actual: Any, expected: Any, kinds: str | None, terms: int) -> None:
    if isinstance(expected, tuple):
        assert isinstance(actual, tuple | list)
        assert len(actual) == len(expected)
        for one, other in zip(actual, expected, strict=True):
            hidden_compare(one, other, kinds, terms)
        return
    assert isinstance(actual, np.ndarray)
    accepted = kinds or {"u": "iu", "i": "iu"}.get(expected.dtype.kind, expected.dtype.kind)
    assert actual.dtype.kind in accepted
    assert actual.dtype != np.float16
    np.testing.assert_array_equal(actual.shape, expected.shape)
    tolerance = 0.0
    if actual.dtype.kind == "f":
        largest = np.max(np.abs(expected), where=np.isfinite(expected), initial=1.0)
        tolerance = 16 * terms * np.finfo(actual.dtype).eps * float(largest)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=tolerance)


def hidden_score(names: Mapping[str, Any], text: str) -> float:
    """The points that the functions in `names` get in the cases of `text`: a plain float."""
    score = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _, points, questions in hidden_cases(text):
            try:
                hidden_ask(lambda name, args, kwargs: names[name](*args, **kwargs), questions)
            except Exception:
                continue
            score += points
    return round(float(score), 6)
