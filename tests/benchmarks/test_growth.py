"""The simulation, on classes that can be worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.growth import Times, simulate


def test_one_worker_does_one_thing_after_the_other() -> None:
    found = simulate(Times(read=[1.0], grade=[2.0], alone=0.0, start=5.0), 1, 10)
    assert found.seconds == pytest.approx(5 + 10 * (1 + 2))
    assert found.busy == pytest.approx(30 / 35)


def test_two_workers_share_the_work() -> None:
    found = simulate(Times(read=[1.0], grade=[2.0], alone=0.0, start=0.0), 2, 10)
    assert found.seconds == pytest.approx(5 * (1 + 2))


def test_the_main_process_is_the_limit_of_many_workers() -> None:
    """100 tasks of 1 s handed out every 0.5 s: the last one begins after 50 s; twice that."""
    found = simulate(Times(read=[1.0], grade=[1.0], alone=1.0, start=0.0), 64, 100)
    assert found.seconds == pytest.approx(2 * (100 * 0.5 + 1))


def test_the_same_seed_draws_the_same_class() -> None:
    times = Times(read=[0.1, 0.2], grade=[1.0, 2.0], alone=0.0, start=0.0)
    assert simulate(times, 4, 50, seed=3) == simulate(times, 4, 50, seed=3)
