"""Hidden checks of build_small: how many numbers, and what the project makes of them."""

import numpy as np
from hypothesis import strategies as st

from autograder.checking import assert_at_least, assert_close, assert_equal, inputs, part, small
from solutions.symbols import held_out, training_set

BUDGET = 2000


def _numbers(value):
    """How many there are, in arrays and in whatever holds arrays."""
    if isinstance(value, dict):
        return _numbers([*value.values()])
    if isinstance(value, list | tuple):
        return sum(map(_numbers, value))
    return int(np.size(value))


def _is_same(one, other):
    return one.keys() == other.keys() and all(np.array_equal(one[n], other[n]) for n in one)


def _ask(subject, seed):
    """How many numbers, whence, and whether they learn twenty images by heart."""
    params, again, other = (subject.build_small(inputs.generator(s)) for s in (seed, seed, 7))
    if not isinstance(params, dict):
        return {"build_small(rng)": type(params).__name__}
    x, labels = training_set()
    rows = np.concatenate([np.flatnonzero(labels == label)[:2] for label in range(10)])
    many = np.tile(rows, 20)
    trained = subject.train(params, x[many], labels[many], inputs.generator(seed))
    right = subject.predict(trained, x[rows]) == labels[rows]
    return {
        "numbers": _numbers(params),
        "same seed": _is_same(params, again),
        "other seed": _is_same(params, other),
        "mean(…) > 0.9": bool(np.mean(right) > 0.9),
    }


SMALL = {"build_small": small.Scenario(st.fixed_dictionaries({"seed": st.just(1)}), _ask)}


def _network(submission, seed):
    """What it makes of a seed: few numbers, the same again, and others of another seed."""
    params, again, other = (
        submission.build_small(inputs.generator(s)) for s in (seed, seed, seed + 1)
    )
    if not isinstance(params, dict):
        assert_equal(params, {"c1w": 0})
    assert_equal(_numbers(params), min(_numbers(params), BUDGET - 1))
    assert_equal(_is_same(params, again), True)
    assert_equal(_is_same(params, other), False)
    return params


def test_few_numbers(submission, rng):
    for seed in rng.permutation(90)[:2].tolist():
        _network(submission, seed)


def test_small_accuracy(submission, rng):
    x, labels = held_out(rng)
    trained = submission.train(_network(submission, 21), *training_set(), inputs.generator(22))
    assert_equal(_numbers(trained), min(_numbers(trained), BUDGET - 1))
    found = submission.predict(trained, x)
    assert_close(found * 0, np.zeros(len(x), dtype=int))
    accuracy = float(np.mean(found == labels))
    with part("reaches_50", 1 / 3):
        assert_at_least(accuracy, 0.5)
    with part("reaches_60", 1 / 3):
        assert_at_least(accuracy, 0.6)
    with part("reaches_70", 1 / 3):
        assert_at_least(accuracy, 0.7)
