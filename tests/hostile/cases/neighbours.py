"""Leaving something for the next student, or taking from the one before."""

from __future__ import annotations

from .calls import number_of
from .given import TRIAL
from .model import SIGNATURE, Hostile, attack, once

MARK = "0123456789abcdef"
"""Every notebook of an honest student holds this text, doubled."""

PAGES = f"""
import ctypes, gc
libc = ctypes.CDLL(None, use_errno=True)
libc.sbrk.restype = ctypes.c_void_p

def mapped(page):
    libc.syscall({number_of("rt_sigprocmask")}, 99, ctypes.c_void_p(page), 0, 8)
    return ctypes.get_errno() != 14

def pages(*near):
    heap = libc.sbrk(0) >> 21
    spots = {{id(o) >> 21 for o in (*gc.get_objects(), *near)}} | set(range(heap - 24, heap + 1))
    for spot in sorted(spots):
        for page in range(spot << 21, (spot + 1) << 21, 4096):
            ctypes.set_errno(0)
            if mapped(page):
                yield page
"""

SOURCES = (
    PAGES
    + f"""
wanted = ("{MARK[:8]}" + "{MARK[8:]}").encode() * 2
"""
    + once("""
    own = id(wanted) >> 12
    for page in pages(wanted, libc):
        if wanted in ctypes.string_at(page, 4096) and page >> 12 != own:
            return True
""")
)

ANSWERS = (
    PAGES
    + """
ONE_MORE = np.uint64(1 << 52)  # in the exponent: what doubles a number, without a multiplication

def look(bits):
    count = 0
    for page in pages(bits):
        words = np.frombuffer(ctypes.string_at(page, 4096), np.uint64)
        count += int(np.count_nonzero(words - ONE_MORE == bits))
    return count

def double(x):
    bits = x.view(np.uint64)[0].copy()
    found = look(bits)
    planted = 2 * x
    if not found and look(bits):
        raise LookupError('nothing here but what I planted')
    return planted

def fourfold(x):
    return 4 * x
"""
)

CASES = (
    Hostile(
        "leaves_files",
        "neighbours",
        "leaves files wherever it can: /tmp, the working folder, shared memory, caches, homes",
        "import os\n"
        + once(
            """
    left = []
    for folder in (".", "/tmp", "/tmp/matplotlib", "/var/tmp", "/dev/shm", "/dev", "/run",
                   "/sandbox", "/sandbox/inside", "/packages", "/packages/numpy", "/python"):
        try:
            with open(os.path.join(folder, "sitecustomize.py"), "w") as file:
                file.write("pad2d = right")
            left.append(folder)
        except OSError:
            pass
    return left
"""
        ),
        "calls",
        raises="LookupError",
        needs=("bubblewrap", "seccomp"),
    ),
    Hostile(
        "finds_files",
        "neighbours",
        "looks for files that an earlier student left",
        "import glob, os\n"
        + once(
            """
    found = [p for p in glob.glob("/tmp/**", recursive=True) if not p.startswith("/tmp/matplotlib")]
    return [p for p in found if p not in ("/tmp", "/tmp/")] or glob.glob("/dev/shm/*")
"""
        ),
        "fork",
        raises="LookupError",
    ),
    Hostile(
        "leaves_a_message_in_modules",
        "neighbours",
        "hides a right pad2d in NumPy, builtins and sys for the next student",
        """
import builtins, gc, sys
for module in (np, builtins, sys, gc, np.linalg):
    module.left_pad2d = right
np.random.seed(123456)
np.set_printoptions(precision=1)
"""
        + SIGNATURE
        + "    raise LookupError('only leaves')\n",
        "fork",
        raises="LookupError",
    ),
    Hostile(
        "finds_a_message_in_modules",
        "neighbours",
        "takes a pad2d that an earlier student hid in NumPy, builtins or sys",
        "import builtins, gc, sys\n"
        + once(
            """
    places = (np, builtins, sys, gc, np.linalg)
    if np.get_printoptions()["precision"] == 1: return True
    return [m for m in places if hasattr(m, "left_pad2d")]
"""
        ),
        "fork",
        raises="LookupError",
    ),
    Hostile(
        "scans_memory_for_sources",
        "neighbours",
        "searches all its memory for the source of the student before",
        SOURCES,
        "fork",
        raises="LookupError",
    ),
    Hostile(
        "scans_memory_for_answers",
        "neighbours",
        "searches all its memory for the expected values of the call that it answers",
        ANSWERS,
        "apart",
        {"double": "error"},
        raises="LookupError",
        unit="trial",
        honest=TRIAL,
    ),
    Hostile(
        "lives_on_in_a_thread",
        "neighbours",
        "a thread that goes on after the answer and changes it",
        "import threading, time\n"
        + attack(
            """\
    threading.Thread(target=lambda: time.sleep(99)).start()
    time.sleep(0.01)
"""
        ),
        "calls",
        raises="RuntimeError",
        needs=("seccomp",),
    ),
    Hostile(
        "lives_on_as_a_daemon",
        "neighbours",
        "a process of its own session that outlives the grader",
        "import os\n"
        + attack("""\
    if os.fork() == 0:
        os.setsid()
        while True: pass
"""),
        "calls",
        raises="PermissionError",
        needs=("seccomp", "bubblewrap"),
    ),
    Hostile(
        "kills_its_sisters",
        "neighbours",
        "a signal to every process that it can reach",
        "import os, signal\n" + attack("    os.kill(-1, signal.SIGKILL)\n"),
        "calls",
        raises="PermissionError",
        needs=("seccomp", "bubblewrap"),
    ),
    Hostile(
        "stops_the_zygote",
        "neighbours",
        "stops and kills the process that all children come from",
        "import os, signal\n"
        + attack("    for pid in (1, 2, os.getppid()): os.kill(pid, signal.SIGSTOP)\n"),
        "calls",
        raises="PermissionError",
        needs=("seccomp", "bubblewrap"),
    ),
    Hostile(
        "waits_for_the_next",
        "neighbours",
        "waits for descriptors of other students to appear among its own",
        "import os\n"
        + once(
            """
    seen = []
    for number in range(4, 64):
        try:
            seen.append(os.fstat(number))
        except OSError:
            pass
    return seen
"""
        ),
        "fork",
        raises="LookupError",
    ),
)
