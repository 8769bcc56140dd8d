"""System calls by which a child could learn what another did, or tell it something.

Each is made in a way that is answered where it is allowed; what it would tell is in its row.
"""

from __future__ import annotations

from .calls import PREPARE, number_of
from .model import Hostile, Kind, attack, once

MAPPED = """\
import mmap
page = ctypes.cast(libc.malloc, ctypes.c_void_p).value & ~4095  # of a library that all share
some = ctypes.create_string_buffer(4096)
parts = (ctypes.c_size_t * 2)(ctypes.addressof(some), 4096)
other = os.getppid()
clock = ctypes.c_int(~other << 3 | 2)
"""

# name -> (system call, its arguments, what it would tell)
TELLING = {
    "drops_cached_pages": ("fadvise64", "0, 0, 0, 4", "a page of a file put out of the cache"),
    "asks_for_cached_pages": ("preadv2", "0, parts, 1, 0, 0, 0", "whether a page is in the cache"),
    "reads_pages_at_an_offset": ("preadv", "0, parts, 1, 0, 0", "how long a page takes"),
    "reads_at_an_offset": ("pread64", "0, some, 1, 0", "how long a page takes"),
    "counts_page_faults": ("getrusage", "0, some", "which pages others had touched"),
    "counts_ticks": ("times", "some", "how long it was interrupted"),
    "asks_for_free_memory": ("sysinfo", "some", "the memory that others have taken"),
    "asks_for_free_files": ("statfs", "b'/', some", "what lies on a file system"),
    "asks_for_free_space": ("fstatfs", "0, some", "what lies on a file system"),
    "wakes_through_a_library": ("futex", "page, 1, 1, 0, 0, 0", "whether somebody waits there"),
    "waits_at_a_library": ("futex", "page, 0, 0, bytes(16), 0, 0", "whether somebody wakes it"),
    "asks_for_pages": ("madvise", "page, 4096, 3", "a page of a file put into the cache"),
    "cools_pages": ("madvise", "page, 4096, 20", "a page of a file that is the next to go"),
    "puts_pages_out": ("madvise", "page, 4096, 21", "a page of a file put out of the cache"),
    "fills_in_pages": ("madvise", "page, 4096, 22", "a page of a file put into the cache"),
    "interrupts_everybody": ("membarrier", "0, 0, 0", "a barrier in every process"),
    "asks_for_its_processor": ("getcpu", "some, 0, 0", "which processor is busy"),
    "asks_for_anothers_processors": ("sched_getaffinity", "other, 8, some", "who runs where"),
    "asks_for_anothers_group": ("getpgid", "other", "which processes there are"),
    "asks_for_anothers_session": ("getsid", "other", "which processes there are"),
    "asks_for_anothers_priority": ("getpriority", "0, other", "which processes there are"),
    "reads_anothers_clock": ("clock_gettime", "clock, some", "how much another computed"),
    "looks_for_anothers_clock": ("clock_getres", "clock, some", "which processes there are"),
    "waits_for_anothers_clock": (
        "clock_nanosleep",
        "clock, 0, bytes(16), 0",
        "when another has computed enough",
    ),
    "looks_for_a_name": ("stat", "b'/packages/numpy', some", "which names were looked up"),
    "may_read_a_name": ("access", "b'/packages/numpy', 0", "which names were looked up"),
    "asks_about_a_name": ("statx", "-100, b'/tmp', 0, 0x7ff, some", "when it was last read"),
    "opens_a_name": ("openat", "-100, b'/packages/numpy', 0", "which names were looked up"),
    "asks_about_a_descriptor": ("fstat", "3, some", "how many sockets there have been"),
    "moves_in_a_common_file": ("lseek", "0, 1, 0", "a place in a file that all children have"),
}

NAMES = """\
import os, time
def looked_up(name):
    start = time.perf_counter_ns()
    try: os.stat('/packages/numpy/' + name)
    except FileNotFoundError: pass
    return time.perf_counter_ns() - start
"""


def _measures(name: str, call: str, arguments: str, tries: str) -> Hostile | None:
    number = number_of(call)
    if number is None:
        return None
    body = (
        f"    if libc.syscall({number}, {arguments}) < 0 and ctypes.get_errno() == 1:\n"
        "        raise PermissionError('refused')\n"
    )
    source = PREPARE + MAPPED + attack(body)
    return Hostile(name, "system calls", tries, source, "calls", raises="PermissionError")


def _leaves(
    name: str, tries: str, source: str, raises: str = "PermissionError", kind: Kind = "neighbours"
) -> Hostile:
    return Hostile(name, kind, tries, source, "calls", raises=raises)


CASES = (
    *(case for name, row in TELLING.items() if (case := _measures(name, *row))),
    _leaves(
        "leaves_names_in_the_cache",
        "looks for files that do not exist: the next is told sooner that they do not",
        NAMES + attack("    for bit in range(99): looked_up(f'left{bit}')\n"),
    ),
    _leaves(
        "leaves_pages_in_the_cache",
        "puts pages of a library out of memory, and asks which of them are back",
        "import os\n"
        + attack(
            "    file = os.open('/python/bin/python', os.O_RDONLY)\n"
            "    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)\n"
            "    try: os.preadv(file, [bytearray(1)], 0, os.RWF_NOWAIT)\n"
            "    except BlockingIOError: pass\n"
        ),
    ),
    _leaves(
        "leaves_a_time_of_reading",
        "reads a folder, whose date of last access the next one sees",
        "import os\n" + attack("    os.listdir('/tmp'); os.stat('/tmp').st_atime_ns\n"),
    ),
    _leaves(
        "maps_a_file_for_all",
        "maps a file shared, as a place to wait at",
        "import mmap, os\n"
        + attack(
            "    file = os.open('/python/bin/python', os.O_RDONLY)\n"
            "    mmap.mmap(file, 4096, mmap.MAP_SHARED, mmap.PROT_READ)\n"
        ),
    ),
    _leaves(
        "ends_as_out_of_time",
        "lowers its own limit of processor time, and dies of it as if of memory",
        "import resource\n" + attack("    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n"),
        "ValueError",
        "endings",
    ),
    _leaves(
        "ends_with_fewer_files",
        "lowers its own limit of descriptors",
        "import resource\n" + attack("    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\n"),
        "ValueError",
        "endings",
    ),
    Hostile(
        "reads_the_name_of_the_machine",
        "reading",
        "the name under which the machine is known, and who started it",
        "import os\n" + once("    return os.uname().nodename != 'sandbox' or os.getppid() > 9\n"),
        "namespaces",
        raises="LookupError",
    ),
)
