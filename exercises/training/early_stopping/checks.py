"""Hidden checks of early_stopping."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_equal, assert_refuses

SMALL = {
    "early_stopping": st.fixed_dictionaries(
        {
            "losses": st.lists(st.integers(1, 5).map(float), max_size=6),
            "patience": st.integers(0, 3),
            "min_delta": st.sampled_from([0.0, 1.0]),
        }
    )
}


def _compare(submission, reference, rng, asked, *arguments, **named):
    """All of them and one that goes on to its end, in an order that is drawn."""
    endless = np.arange(rng.integers(3, 9), 0, -1) * 2
    for i in rng.permutation(len(asked) + 1):
        losses = [float(loss) for loss in [*asked, endless][i]]
        expected = reference.early_stopping(losses, *arguments, **named)
        assert_equal(submission.early_stopping(losses, *arguments, **named), expected)


def _descent(rng, n):
    """Quarters that fall and then wander about: ties and new bests are among them."""
    fall = np.sort(rng.integers(20, 60, n // 2))[::-1]
    return np.concatenate([fall, rng.integers(16, 40, n - n // 2)]) / 4


@pytest.mark.parametrize("patience", [0, 1, 2, 3, 5])
def test_stops_in_time(submission, reference, rng, patience):
    asked = []
    for n in (4, 9, 12):
        best = int(rng.integers(1, n))
        asked.append([*range(n, n - best, -1), *rng.integers(n, 2 * n, 8), -5])
        asked.append(_descent(rng, 2 * n))
    _compare(submission, reference, rng, asked, patience=patience)


@pytest.mark.parametrize("patience", [2, 4, 7])
def test_goes_on(submission, reference, rng, patience):
    """Bad stretches that are one too short, at the end too; a single loss; only better ones."""
    stretch = [9.0] * (patience - 1)
    losses = [8.0, 6.0, *stretch, 5.0, *stretch, 3.0, *stretch]
    _compare(submission, reference, rng, [losses, [patience], [*losses, 4.0]], patience)


@pytest.mark.parametrize("min_delta", [0.25, 0.5, 1.0])
@pytest.mark.parametrize("patience", [1, 2, 4])
def test_smallest_difference(submission, reference, rng, patience, min_delta):
    asked = []
    for _ in range(3):
        asked.append(_descent(rng, 14))
        asked.append(20 - np.cumsum(rng.integers(0, 4, 10)) * min_delta / 2)
    _compare(submission, reference, rng, asked, patience, min_delta)


@pytest.mark.parametrize("patience", [0, 3])
def test_refuses(submission, reference, rng, patience):
    asked = [
        lambda: _compare(submission, reference, rng, [_descent(rng, 6)], patience),
        lambda: assert_refuses(submission.early_stopping, [], patience),
    ]
    for i in rng.permutation(2):
        asked[i]()
