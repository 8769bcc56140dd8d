"""How long from asking for a child to a confined child that is ready.

python benchmarks/forks.py [--count 100]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from autograder.sandbox import Zygote

LOADED: Mapping[str, AbstractSet[str]] = {
    "numpy": set(),
    "torch": {"torch"},
    "torch and its optimizers": {"torch", "torch.optim"},
}


def milliseconds(preload: AbstractSet[str], count: int) -> list[float]:
    """The time of each of `count` spawns until the child answers, in milliseconds."""
    times = []
    with Zygote(preload) as zygote:
        for _ in range(count):
            start = time.perf_counter()
            child = zygote.spawn()
            child.load("")  # answered when it is ready
            times.append(1000 * (time.perf_counter() - start))
            child.close()
            zygote.kill_children()
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    count = parser.parse_args().count
    medians = {}
    for name, preload in LOADED.items():
        times = milliseconds(preload, count)
        medians[name] = statistics.median(times)
        print(f"{name}: median {medians[name]:.1f} ms, fastest {min(times):.1f} ms")
    print(f"torch / numpy: {medians['torch'] / medians['numpy']:.1f}")


if __name__ == "__main__":
    main()
