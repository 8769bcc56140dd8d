"""Hidden checks of the project: what a student's own network makes of images never seen."""

import numpy as np
from hypothesis import strategies as st

from autograder.checking import (
    assert_at_least,
    assert_close,
    assert_equal,
    assert_keeps_arguments,
    inputs,
    part,
    small,
)
from solutions.symbols import SYMBOLS, held_out, training_set


def _twenty(copies):
    """Two images of each symbol, and the same many times over."""
    x, labels = training_set()
    rows = np.concatenate([np.flatnonzero(labels == label)[:2] for label in range(10)])
    return x[rows], labels[rows], np.tile(rows, copies)


def _is_network(params):
    return isinstance(params, dict) and len(params) > 0


def _is_finite(params):
    arrays = [each for each in params.values() if isinstance(each, np.ndarray | float)]
    return all(bool(np.isfinite(each).all()) for each in arrays)


def _check_network(params):
    if not _is_network(params):
        assert_equal(params, {"c1w": 0})
    assert_equal(_is_finite(params), True)


def _check_labels(labels, n):
    form = labels * 0 if isinstance(labels, np.ndarray) else labels
    assert_close(form, np.zeros(n, dtype=int))
    assert_equal(bool(((labels >= 0) & (labels < len(SYMBOLS))).all()), True)


def _is_same(one, other):
    return one.keys() == other.keys() and all(np.array_equal(one[n], other[n]) for n in one)


def _ask(subject, seed):
    """What can be told of a network by its form, and of twenty images learnt by heart."""
    params, again, other = (subject.build(inputs.generator(s)) for s in (seed, seed, seed + 1))
    if not _is_network(params):
        return {"build(rng)": type(params).__name__}
    told = {"same seed": _is_same(params, again), "other seed": _is_same(params, other)}
    twenty, labels, many = _twenty(15)
    x, targets = training_set()
    trained = subject.train(params, x[many], targets[many], inputs.generator(seed))
    if not _is_network(trained):
        return {**told, "train(…)": type(trained).__name__}
    told["isfinite"] = _is_finite(trained)
    found = subject.predict(trained, twenty)
    if not isinstance(found, np.ndarray) or found.shape != labels.shape:
        return {**told, "predict(…).shape": np.shape(found)}
    alone = [subject.predict(trained, twenty[n : n + 1]) for n in range(4)]
    told["predict(params, x[:1]) == predict(params, x)[:1]"] = bool(
        (alone == found[:4, None]).all()
    )
    return {
        **told,
        "predict(…).dtype": found.dtype.kind,
        "mean(…) > 0.5": bool(np.mean(found == labels) > 0.5),
    }


SMALL = dict.fromkeys(
    ("build", "predict", "train"),
    small.Scenario(st.fixed_dictionaries({"seed": st.just(1)}), _ask),
)


def test_same_seed(submission, rng):
    for seed in rng.permutation(90)[:2].tolist():
        params = submission.build(inputs.generator(seed))
        _check_network(params)
        assert_equal(_is_same(params, submission.build(inputs.generator(seed))), True)


def test_other_seeds(submission, rng):
    first, second = (
        submission.build(inputs.generator(s)) for s in rng.permutation(90)[:2].tolist()
    )
    _check_network(first)
    _check_network(second)
    assert_equal(_is_same(first, second), False)


def test_twenty_images(submission, rng):
    twenty, labels, many = _twenty(15)
    params = submission.build(inputs.generator(3))
    _check_labels(submission.predict(params, twenty[:7]), 7)
    x, targets = training_set()
    trained = submission.train(params, x[many], targets[many], inputs.generator(5))
    order = rng.permutation(len(twenty))
    found = submission.predict(trained, twenty[order])
    _check_labels(found, len(twenty))
    assert_at_least(np.mean(found == labels[order]), 0.5)
    for n in range(3):
        alone = submission.predict(trained, twenty[order[n : n + 1]])
        assert_close(alone, found[n : n + 1])


def test_predict_keeps_arguments(submission):
    twenty, _, _ = _twenty(1)
    params = submission.build(inputs.generator(3))
    found = submission.predict(params, twenty)
    _check_labels(found, len(twenty))
    assert_keeps_arguments(submission.predict, found, params, twenty)


def test_accuracy(submission, rng):
    x, labels = held_out(rng)
    params = submission.build(inputs.generator(11))
    trained = submission.train(params, *training_set(), inputs.generator(12))
    _check_network(trained)
    found = submission.predict(trained, x)
    _check_labels(found, len(x))
    accuracy = float(np.mean(found == labels))
    with part("reaches_40", 0.2):
        assert_at_least(accuracy, 0.4)
    with part("reaches_50", 0.2):
        assert_at_least(accuracy, 0.5)
    with part("reaches_60", 0.2):
        assert_at_least(accuracy, 0.6)
    with part("reaches_70", 0.2):
        assert_at_least(accuracy, 0.7)
    with part("reaches_80", 0.2):
        assert_at_least(accuracy, 0.8)


def test_train_keeps_arguments(submission):
    twenty, labels, _ = _twenty(1)
    params = submission.build(inputs.generator(3))
    trained = submission.train(params, twenty, labels, inputs.generator(4))
    _check_network(trained)
    assert_keeps_arguments(
        submission.train, trained, params, twenty, labels, inputs.generator(4), terms=1000
    )
