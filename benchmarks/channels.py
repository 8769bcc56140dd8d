"""How many bits a second two children can pass each other, in one run.

python benchmarks/channels.py [--bits 2000]

At once: one keeps a processor, the memory or a line of the cache busy, or does not; the other
times its own work; the best of some lengths of a bit. In turn: the second child times what the
first touched or looked up. `errors` is how many times are on the wrong side of the median, the
capacity (1 - H(errors)) times the rate; guessing has 0.7 / bits times the rate. On x86-64 only.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import threading
import time
from dataclasses import dataclass

from autograder.sandbox import Answer, Child, Limits, Zygote

SLOTS, MOST_SECONDS = (0.00002, 0.0001, 0.001, 0.004), 4.0
LIMITS = Limits(call_seconds=30, submission_seconds=60)
PROBE = "0faef00faee80f3148c1e2204809d04989c00faee80fb60f0faee80f3148c1e2204809d04c29c0c3"
FLUSH = "0fae3f0faef0c3"
"""Machine code: the cycles that reading a byte takes; its line put out of every cache."""

AT_ONCE = """
import time
import numpy as np
def wait(until):
    while time.perf_counter() < until: pass
def send(bits, start, slot):
    for number, bit in enumerate(bits, 1):
        if bit: busy(start + number * slot)
        wait(start + number * slot)
def receive(count, start, slot):
    times = []
    for number in range(count):
        wait(start + number * slot)
        times.append(measure(start + (number + 0.9) * slot))
    return times
"""
WORK = """
def measure(until):
    done = 0
    while time.perf_counter() < until:
        mine.sum()
        done += 1
    return done
"""
PROCESSOR = f"""{AT_ONCE}{WORK}
mine = np.ones(2**8)
def wait(until): time.sleep(max(0, until - time.perf_counter()))
def busy(until):
    while time.perf_counter() < until: pass
"""
MEMORY = f"""{AT_ONCE}{WORK}
mine, big = np.ones(2**18), np.ones(2**22)
def busy(until):
    while time.perf_counter() < until: big.sum()
"""
LIBRARY = f"""
import ctypes, mmap, random, time
library = ctypes.CDLL("/packages/torch/lib/libtorch_cpu.so")
within = ctypes.cast(library._ZN5torch3jit16registerOperatorEONS0_8OperatorE, ctypes.c_void_p)
pages = range((within.value & -4096) - (1 << 24), (within.value & -4096) + (1 << 24), 4096)
code = mmap.mmap(-1, 4096, prot=7)
code.write(bytes.fromhex("{PROBE + FLUSH}"))
place = ctypes.addressof(ctypes.c_char.from_buffer(code))
probe = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p)(place)
flush = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(place + {len(PROBE) // 2})
"""
RELOAD = f"""{LIBRARY}{AT_ONCE}
line = pages[len(pages) // 2] + 1024
def busy(until):
    while time.perf_counter() < until: probe(line)
def measure(until):
    flush(line)
    wait(until)
    return probe(line)
"""
IN_TURN = f"""{LIBRARY}
def send(bits):
    for spot, bit in zip(spots(len(bits)), bits):
        if bit: look(spot)
def receive(count): return [look(spot) for spot in spots(count)]
def look(spot): return probe(spot)
"""
NAMES = f"""{IN_TURN}
import os
def spots(count): return [f"/packages/numpy/{time.time_ns()}.{{number}}" for number in range(count)]
def look(name):
    start = time.perf_counter_ns()
    try: os.stat(name)
    except FileNotFoundError: pass
    return time.perf_counter_ns() - start
"""
PAGES = f"{IN_TURN}def spots(count): return pages[:: len(pages) // count][:count]\n"
LINES = f"""{IN_TURN}
def spots(count):
    chosen = [page + 64 * (page // 4096 % 61 + 2) for page in pages[:count]]
    random.Random(1).shuffle(chosen)
    for page in pages[:count]: probe(page)
    return chosen
"""


@dataclass(frozen=True)
class Capacity:
    """One way, what was passed by it and read from it, and how long that took."""

    name: str
    bits: list[bool]
    read: list[int] | None
    seconds: float

    @property
    def errors(self) -> float:
        middle = statistics.median(self.read or [0])
        wrong = sum((t > middle) != bit for t, bit in zip(self.read or [], self.bits, strict=False))
        return min(wrong, len(self.bits) - wrong) / len(self.bits)

    @property
    def capacity(self) -> float:
        known = sum(p * math.log2(p) for p in (self.errors, 1 - self.errors) if p)
        return (1 + known) * len(self.bits) / self.seconds

    def __str__(self) -> str:
        if self.read is None:
            return f"{self.name:<40} refused"
        rate = len(self.bits) / self.seconds
        return f"{self.name:<40}{rate:>9,.0f}{self.errors:>9.1%}{self.capacity:>10,.0f}"


def ask(child: Child, function: str, *arguments: object) -> list[int] | None:
    outcome = child.call(function, *arguments)
    return outcome.value if isinstance(outcome, Answer) else None


def child_of(zygote: Zygote, source: str) -> Child:
    child = zygote.spawn()
    assert child.load(source) == Answer(None)
    return child


def at_once(pair: tuple[Zygote, Zygote], name: str, source: str, count: int) -> Capacity:
    """Children of two zygotes, as two workers have them; the best of some lengths of a bit."""
    rows = []
    for slot in SLOTS:
        bits = random.choices((False, True), k=min(count, int(MOST_SECONDS / slot)))
        with child_of(pair[0], source) as sender, child_of(pair[1], source) as receiver:
            start = time.perf_counter() + 0.1
            sending = threading.Thread(target=ask, args=(sender, "send", bits, start, slot))
            sending.start()
            read = ask(receiver, "receive", len(bits), start, slot)
            sending.join()
        rows.append(Capacity(name, bits, read, len(bits) * slot))
    return max(rows, key=lambda row: row.capacity)


def in_turn(zygote: Zygote, name: str, source: str, count: int) -> Capacity:
    """Two children of one zygote; the first is gone when the second comes."""
    bits = random.choices((False, True), k=count)
    began = time.perf_counter()
    with child_of(zygote, source) as first:
        ask(first, "send", bits)
    zygote.kill_children()
    with child_of(zygote, source) as second:
        read = ask(second, "receive", count)
    return Capacity(name, bits, read, time.perf_counter() - began)


def zygote_on(processor: int) -> Zygote:
    """A zygote whose children stay on one processor: two of them run at once, if they may."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(every)[processor % len(every)]})
    try:
        return Zygote({"torch"}, limits=LIMITS)
    finally:
        os.sched_setaffinity(0, every)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bits", type=int, default=2000)
    bits = parser.parse_args().bits
    print(f"{'':<40}{'bits/s':>9}{'errors':>9}{'capacity':>10}")
    with zygote_on(0) as one, zygote_on(1) as other, zygote_on(0) as same:
        print(at_once((one, same), "at once: a busy processor", PROCESSOR, bits))
        print(at_once((one, other), "at once: a busy memory", MEMORY, bits))
        print(at_once((one, other), "at once: a line of a library", RELOAD, bits))
        print(in_turn(one, "in turn: names looked up", NAMES, bits))
        print(in_turn(one, "in turn: pages of a library", PAGES, bits))
        print(in_turn(one, "in turn: lines left in the cache", LINES, bits // 10))


if __name__ == "__main__":
    main()
