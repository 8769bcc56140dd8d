"""Hidden checks of cosine_lr."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_refuses


@st.composite
def _small(draw):
    total, warmup = draw(st.sampled_from([(4, 0), (4, 2), (5, 1), (4, 3), (6, 4), (3, 3), (2, 4)]))
    return {
        "step": draw(st.integers(0, total + 1)),
        "total": total,
        "lr": draw(st.sampled_from([1.0, 2.0, 8.0])),
        "warmup": warmup,
        "lr_min": draw(st.sampled_from([0.0, 0.5])),
    }


SMALL = {"cosine_lr": _small()}
TERMS = 64


def _compare(submission, reference, rng, steps, *arguments, **named):
    for step in rng.permutation(steps).tolist():
        expected = reference.cosine_lr(step, *arguments, **named)
        assert_close(submission.cosine_lr(step, *arguments, **named), expected, terms=TERMS)


@pytest.mark.parametrize(("total", "lr"), [(9, 0.3), (24, 0.01), (2, 5.0), (100, 1.0)])
def test_half_a_cosine(submission, reference, rng, total, lr):
    steps = sorted({0, 1, total // 3, total // 2, total - 1, total})
    _compare(submission, reference, rng, steps, total, lr)


@pytest.mark.parametrize(("total", "warmup"), [(10, 4), (30, 7), (9, 8), (6, 1), (3, 2), (40, 30)])
def test_warm_up(submission, reference, rng, total, warmup):
    steps = sorted({0, warmup - 1, warmup, warmup + 1, (warmup + total) // 2, total})
    for lr_min in (0.0, 0.125):
        _compare(submission, reference, rng, steps, total, 0.5, warmup, lr_min)


@pytest.mark.parametrize(("total", "warmup"), [(10, 0), (12, 5)])
@pytest.mark.parametrize("lr_min", [0.01, 0.0])
def test_lowest_rate(submission, reference, rng, total, warmup, lr_min):
    steps = [total - 2, total - 1, total, total + 1, total + 7, 2 * total]
    _compare(submission, reference, rng, steps, total, 0.2, warmup=warmup, lr_min=lr_min)


@pytest.mark.parametrize(("total", "warmup"), [(5, 5), (4, 9)])
def test_refuses(submission, reference, rng, total, warmup):
    asked = [
        lambda: _compare(submission, reference, rng, [1, 3], warmup + 1, 0.5, warmup),
        lambda: assert_refuses(submission.cosine_lr, 2, total, 0.5, warmup),
    ]
    for i in rng.permutation(2):
        asked[i]()
