"""Kernel limits of a child, and the two facts about the zygote that they need.

There is no /proc to ask, so the size of the address space is found by trying.
"""

from __future__ import annotations

import ctypes
import mmap
import resource
from contextlib import suppress

EXIT_MEMORY = 77
RESERVE = 32 * 2**20
CLONE_THREAD = 0x10000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38

libc = ctypes.CDLL(None, use_errno=True)


def address_space() -> int:
    """Bytes that this process has mapped, to the page."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 2**36
    try:
        while low < high:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_AS, (middle * mmap.PAGESIZE, before[1]))
            try:
                mmap.mmap(-1, mmap.PAGESIZE).close()
                high = middle
            except OSError:
                low = middle + 1
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    return low * mmap.PAGESIZE


def single_threaded() -> bool:
    """Whether no library has started a thread, Python's or not."""
    return bool(libc.unshare(CLONE_THREAD) == 0)


def die_with_parent() -> None:
    """SIGKILL for this process when the one that started it ends."""
    libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)


def apply(mapped: int, memory: int, cpu_seconds: int, processes: int | None) -> None:
    """Limits for the rest of this process: `memory` bytes beyond the `mapped` ones.

    The hard limit leaves a reserve, with which a MemoryError can still be reported.
    """
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    wanted = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_MEMLOCK: (0, 0),
        resource.RLIMIT_MSGQUEUE: (0, 0),
        resource.RLIMIT_NOFILE: (64, 64),
        resource.RLIMIT_STACK: (8 * 2**20, 8 * 2**20),
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),
        resource.RLIMIT_AS: (mapped + memory, mapped + memory + RESERVE),
    }
    if processes is not None:
        wanted[resource.RLIMIT_NPROC] = (processes, processes)
    for limit, (soft, hard) in wanted.items():
        ceiling = resource.getrlimit(limit)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (soft, hard))


class Reserve:
    """Inside it, the address space may grow into the reserve."""

    def __enter__(self) -> None:
        self.soft, self.hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (self.hard, self.hard))

    def __exit__(self, *_: object) -> None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (self.soft, self.hard))
