"""Ways not to come back: exits, crashes, loops."""

from __future__ import annotations

from .model import SIGNATURE, Hostile, Layer

SWALLOW = """
while True:
    try:
        while True: pass
    except BaseException: pass
"""


def ends(
    name: str,
    tries: str,
    body: str,
    verdict: str,
    before: str = "",
    stopped_by: Layer = "clock",
    raises: str = "",
) -> Hostile:
    """A pad2d that runs `body` and never gives an answer."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    source = f"{before}\n{SIGNATURE}{lines}"
    return Hostile(name, "endings", tries, source, stopped_by, {"pad2d": verdict}, raises)


CASES = (
    ends(
        "exits",
        "leaves with os._exit(0), as if all had gone well",
        "os._exit(0)",
        "crashed",
        "import os",
        "fork",
    ),
    ends(
        "exits_as_out_of_memory",
        "leaves with the code that means out of memory",
        "os._exit(77)",
        "crashed",
        "import os",
        "fork",
    ),
    ends(
        "sys_exit",
        "ends the interpreter with sys.exit(0)",
        "sys.exit(0)",
        "error",
        "import sys",
        "fork",
        "SystemExit",
    ),
    ends(
        "interrupts",
        "raises KeyboardInterrupt",
        "raise KeyboardInterrupt",
        "error",
        "",
        "fork",
        "KeyboardInterrupt",
    ),
    ends(
        "generator_exit",
        "raises GeneratorExit",
        "raise GeneratorExit",
        "error",
        "",
        "fork",
        "GeneratorExit",
    ),
    ends(
        "end_of_file",
        "raises EOFError, which the runtime takes for the end of its socket",
        "raise EOFError",
        "error",
        "",
        "fork",
        "EOFError",
    ),
    ends("aborts", "calls abort of the C library", "os.abort()", "crashed", "import os", "fork"),
    ends(
        "segfault", "reads the address 0", "ctypes.string_at(0)", "crashed", "import ctypes", "fork"
    ),
    ends(
        "illegal_instruction",
        "jumps to a page of zeros",
        "ctypes.CFUNCTYPE(None)(ctypes.addressof(page))()",
        "crashed",
        """\
import ctypes
page = ctypes.create_string_buffer(4096)""",
        "fork",
    ),
    ends(
        "breaks_the_interpreter",
        "writes over the interpreter's own objects",
        "ctypes.memset(id(int), 0, 400)",
        "crashed",
        "import ctypes",
        "fork",
    ),
    ends(
        "endless_recursion",
        "a recursion without a limit",
        """\
sys.setrecursionlimit(10**9)
return pad2d(x, pad)""",
        "crashed|timeout|memory|error",
        "import sys",
        "limits",
    ),
    ends(
        "recursion_in_c",
        "a recursion through C code, which no limit of Python's sees",
        """\
sys.setrecursionlimit(10**9)
x = ()
for _ in range(10**6): x = (x,)
repr(x)""",
        "crashed|timeout|memory|error",
        "import sys",
        "limits",
    ),
    ends("loops", "a loop that swallows every exception", SWALLOW, "timeout"),
    ends(
        "loops_in_c",
        "a loop in C, which no signal handler of Python's can end",
        "sum(iter(int, 1))",
        "timeout",
    ),
    ends(
        "regular_expression",
        "a regular expression that backtracks for years",
        "re.match('(a*)*b', 'a' * 99)",
        "timeout",
        "import re",
    ),
    ends(
        "large_power",
        "a power with more digits than the universe has atoms",
        "9 ** 9 ** 9",
        "timeout",
    ),
    ends(
        "sorts_for_ever",
        "a sort whose key never ends",
        "sorted(itertools.repeat(1), key=lambda v: v)",
        "timeout|memory",
        "import itertools",
    ),
    ends("sleeps", "sleeps through every deadline", "time.sleep(10**6)", "timeout", "import time"),
    ends(
        "waits_for_input",
        "waits for a lock that nobody frees",
        """\
lock = threading.Lock()
lock.acquire()
lock.acquire()""",
        "timeout",
        "import threading",
    ),
    ends(
        "waits_for_a_message",
        "reads the grader's next question, which never comes, and keeps it",
        "os.read(3, 1)",
        "timeout",
        "import os",
    ),
    ends(
        "ignores_every_signal",
        "ignores every signal and loops with all of them blocked",
        """\
for number in range(1, 65):
    try: signal.signal(number, lambda *a: None)
    except (OSError, ValueError): pass
"""
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n" + SWALLOW.strip(),
        "timeout",
        "import signal",
    ),
    ends(
        "survives_a_segfault",
        "catches its segmentation fault in C and runs into it again, for ever",
        """\
libc.signal(11, libc.sched_yield)
ctypes.string_at(0)""",
        "timeout",
        "import ctypes\nlibc = ctypes.CDLL(None)",
    ),
    ends(
        "loops_on_the_way_out",
        "an object whose __del__ never ends",
        "x = Sticky()\nreturn 1",
        "timeout",
        """\
class Sticky:
    def __del__(self):
        while True: pass""",
    ),
    ends(
        "registers_for_the_end",
        "loops at the exit of the interpreter and of the C library",
        "atexit.register(loop)\nsys.exit(0)",
        "error",
        """\
import atexit, sys
def loop():
    while True: pass""",
        "fork",
        "SystemExit",
    ),
    ends(
        "finally_for_ever",
        "an exception that is raised again in every finally",
        """\
try:
    raise SystemExit
finally:
    while True:
        try: raise KeyboardInterrupt
        except BaseException: continue""",
        "timeout",
    ),
    ends(
        "slow_enough",
        "takes almost as long as is allowed, in every call",
        "time.sleep(0.8)\nreturn np.zeros_like(x)",
        "timeout",
        "import time",
    ),
)
