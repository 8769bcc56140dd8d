"""Taking more than its share: memory, processes, files, output."""

from __future__ import annotations

from .model import SIGNATURE, Hostile, Layer, Without, attack


def takes(
    name: str,
    tries: str,
    body: str,
    verdict: str = "error",
    raises: str = "",
    stopped_by: Layer = "limits",
    before: str = "",
    needs: tuple[Without, ...] = (),
) -> Hostile:
    """A pad2d that takes what `body` takes, and answers right if it is given."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    source = f"{before}\n{attack(lines)}"
    return Hostile(name, "resources", tries, source, stopped_by, {"pad2d": verdict}, raises, needs)


CASES = (
    takes(
        "memory_by_pieces",
        "a list that grows until there is no memory",
        "x = []\nwhile True: x.append(bytearray(10**6))",
        "memory|timeout",
    ),
    takes("memory_at_once", "an array of eighty gigabytes", "np.ones(10**10)", "memory"),
    takes(
        "memory_that_swallows",
        "memory, again and again, whatever error comes",
        """\
x = []
while True:
    try: x.append(np.ones(10**6))
    except BaseException: pass""",
        "timeout",
        "",
        "clock",
    ),
    takes(
        "memory_of_the_kernel",
        "mappings by the million",
        """\
x = []
while True: x.append(mmap.mmap(-1, 4096))""",
        "error|timeout",
        "OSError",
        before="import mmap",
    ),
    takes(
        "memory_that_is_locked",
        "memory that cannot be swapped",
        "if libc.mlockall(3): raise PermissionError",
        raises="PermissionError",
        stopped_by="calls",
        before="import ctypes\nlibc = ctypes.CDLL(None)",
    ),
    takes(
        "huge_stack",
        "a stack of a gigabyte",
        "resource.setrlimit(resource.RLIMIT_STACK, (2**30, 2**30))",
        raises="ValueError",
        before="import resource",
    ),
    takes(
        "higher_limits",
        "limits higher than it was given",
        "for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, "
        "resource.RLIMIT_FSIZE): resource.setrlimit(limit, (2**40, 2**40))",
        raises="ValueError",
        before="import resource",
    ),
    takes(
        "fork_bomb",
        "processes without end",
        "while True: os.fork()",
        raises="PermissionError",
        stopped_by="calls",
        before="import os",
        needs=("seccomp", "bubblewrap"),
    ),
    takes(
        "process_pool",
        "processes of multiprocessing",
        "multiprocessing.get_context('fork').Process(target=print).start()",
        raises="PermissionError",
        stopped_by="calls",
        before="import multiprocessing",
        needs=("seccomp",),
    ),
    takes(
        "thread_bomb",
        "threads without end",
        "while True: threading.Thread(target=threading.Event().wait, daemon=True).start()",
        raises="RuntimeError",
        stopped_by="calls",
        before="import threading",
        needs=("seccomp", "bubblewrap"),
    ),
    takes(
        "threads_that_swallow",
        "threads, again and again, whatever error comes",
        """\
while True:
    try: _thread.start_new_thread(print, ())
    except BaseException: pass""",
        "timeout|memory",
        stopped_by="clock",
        before="import _thread",
        needs=("seccomp", "bubblewrap"),
    ),
    takes(
        "every_descriptor",
        "every descriptor that there is",
        """\
x = []
while True: x.append(os.open('/dev/null', os.O_RDONLY))""",
        raises="PermissionError",
        before="import os",
    ),
    takes(
        "flood_of_prints",
        "output without end on stdout",
        "while True: print('x' * 10**6)",
        "timeout",
        stopped_by="clock",
    ),
    takes(
        "flood_of_bytes",
        "output without end on every descriptor but its socket",
        """\
while True:
    for number in (0, 1, 2): os.write(number, bytes(10**6))""",
        "timeout",
        stopped_by="clock",
        before="import os",
    ),
    takes(
        "fills_the_disk",
        "a file that grows until the disk is full",
        """\
with open('/tmp/left', 'wb') as file:
    while True: file.write(bytes(10**6))""",
        raises="PermissionError",
        stopped_by="calls",
        needs=("seccomp", "bubblewrap"),
    ),
    takes(
        "fills_shared_memory",
        "a file in /dev/shm that grows",
        "open('/dev/shm/left', 'wb').write(bytes(10**6))",
        raises="PermissionError",
        stopped_by="calls",
        needs=("seccomp", "bubblewrap"),
    ),
    takes(
        "many_files",
        "empty files by the million",
        "for i in range(10**6): os.close(os.open(f'/tmp/left{i}', os.O_CREAT))",
        raises="PermissionError",
        stopped_by="calls",
        before="import os",
        needs=("seccomp", "bubblewrap"),
    ),
    takes(
        "reads_zeros",
        "reads a device that never ends",
        "open('/dev/zero', 'rb').read()",
        raises="PermissionError",
    ),
    takes(
        "reads_everything",
        "reads every byte of every file, to fill the cache of the machine",
        """\
while True:
    for folder, _, files in os.walk('/'):
        for name in files:
            try:
                with open(os.path.join(folder, name), 'rb') as file:
                    while file.read(1 << 16): pass
            except OSError: pass""",
        "timeout",
        stopped_by="clock",
        before="import os",
        needs=("bubblewrap",),
    ),
    takes(
        "burns_the_processor",
        "arithmetic in C without end",
        "while True: np.linalg.svd(np.ones((300, 300)))",
        "timeout",
        stopped_by="clock",
    ),
    Hostile(
        "swells_every_answer",
        "resources",
        "an answer just below the limit of a message, every time",
        SIGNATURE + "    return np.ones(2_090_000)\n",
        "clock",
        {"pad2d": "failed|timeout"},
    ),
    Hostile(
        "swells_all_answers",
        "resources",
        "the largest answers from every function, until the grader that keeps them has no memory",
        """\
def pad2d(*a, **k): return np.ones(2_090_000)
pad2d_backward = same_padding = pad2d
""",
        "limits",
        dict.fromkeys(("pad2d", "pad2d_backward", "same_padding"), "failed|timeout"),
    ),
)
