"""Hidden checks of the trial unit."""

import pytest

from autograder.checking import assert_close, inputs


@pytest.mark.parametrize("n", [1, 3, 5])
def test_doubles(submission, reference, rng, n):
    x = inputs.normal(rng, n)
    assert_close(submission.double(x), reference.double(x))


@pytest.mark.parametrize("n", [2, 4, 6])
def test_fourfolds(submission, reference, rng, n):
    x = inputs.normal(rng, n)
    assert_close(submission.fourfold(x), reference.fourfold(x))


@pytest.mark.parametrize("n", [1, 4, 7])
def test_goes_through(submission, reference, rng, n):
    x = inputs.normal(rng, n)
    calls = []

    def f(x):
        calls.append(x)
        return 3 * x

    assert_close(submission.through(f, x), reference.through(f, x))


@pytest.mark.parametrize("start", [0.0, 2.5])
def test_counts(submission, reference, rng, start):
    x = inputs.normal(rng, 3)
    assert_close(submission.Counter(start).add(x), reference.Counter(start).add(x))


@pytest.mark.parametrize("start", [1.0, 4.5])
def test_keeps_apart(submission, rng, start):
    one, other = submission.Counter(start), submission.Counter(start)
    one.add(inputs.normal(rng, 3))
    assert_close(other.get("total"), start)
