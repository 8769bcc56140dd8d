"""How long from asking for a child to a confined child that is ready.

python benchmarks/forks.py [--count 100]
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Literal

from autograder.sandbox import Zygote


def milliseconds(preload: Literal["numpy", "torch"], count: int) -> list[float]:
    """The time of each of `count` spawns, in milliseconds."""
    times = []
    with Zygote(preload=preload, isolation="full") as zygote:
        for _ in range(count):
            start = time.perf_counter()
            child = zygote.spawn()
            times.append(1000 * (time.perf_counter() - start))
            child.close()
            zygote.kill_children()
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    count = parser.parse_args().count
    medians = {}
    for preload in ("numpy", "torch"):
        times = milliseconds(preload, count)
        medians[preload] = statistics.median(times)
        print(f"{preload}: median {medians[preload]:.1f} ms, fastest {min(times):.1f} ms")
    print(f"torch / numpy: {medians['torch'] / medians['numpy']:.1f}")


if __name__ == "__main__":
    main()
