"""Code that means harm: what it gets, and that nothing of it remains."""

from __future__ import annotations

import os
from collections.abc import Iterator
from textwrap import indent

import pytest

from autograder.sandbox import Answer, Child, Died, Raised, Zygote

from ..processes import below

LIBC = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
CHECKED = "    if r < 0: raise OSError(ctypes.get_errno(), 'refused')\n"


def system(call: str) -> str:
    """A student's function that makes one system call of the C library."""
    return f"{LIBC}def f():\n    r = {call}\n{CHECKED}"


REFUSED = {
    "fork": "import os\ndef f(): os.fork()",
    "vfork by number": system("libc.syscall(58)"),
    "exec": "import os\ndef f(): os.execv('/python/bin/python', ['python'])",
    "a subprocess": "import subprocess\ndef f(): subprocess.run(['/python/bin/python'])",
    "a thread": "import threading\ndef f(): threading.Thread(target=print).start()",
    "kill the parent": "import os\ndef f(): os.kill(os.getppid(), 9)",
    "kill everyone": "import os\ndef f(): os.kill(-1, 9)",
    "tgkill": system("libc.syscall(234, os.getppid(), os.getppid(), 9)"),
    "pidfd": "import os\ndef f(): os.pidfd_open(os.getppid())",
    "SIGIO to the parent": "import fcntl, os\n"
    "def f(): fcntl.fcntl(3, fcntl.F_SETOWN, os.getppid())",
    "a non-blocking socket": "import os\ndef f(): os.set_blocking(3, False)",
    "internet": "import socket\ndef f(): socket.socket()",
    "a local socket": "import socket\ndef f(): socket.socket(socket.AF_UNIX)",
    "a socket pair": "import socket\ndef f(): socket.socketpair()",
    "writing": "def f(): open('/tmp/left', 'w')",
    "appending": "import os\ndef f(): os.open('/tmp/left', os.O_RDONLY | os.O_CREAT)",
    "a folder": "import os\ndef f(): os.mkdir('/tmp/left')",
    "removing": "import os, glob\ndef f(): [os.remove(p) for p in glob.glob('/tmp/*/*') or ['x']]",
    "a link": "import os\ndef f(): os.symlink('/', '/tmp/left')",
    "memfd": "import os\ndef f(): os.memfd_create('x')",
    "shared memory": "from multiprocessing import shared_memory as s\n"
    "def f(): s.SharedMemory(create=True, size=9)",
    "ptrace": system("libc.ptrace(16, os.getppid(), 0, 0)"),
    "reading another's memory": system("libc.process_vm_readv(os.getppid(), 0, 0, 0, 0, 0)"),
    "the parent's limits": "import os, resource\n"
    "def f(): resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))",
    "raising a limit": "import resource\n"
    "def f(): resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))",
    "a namespace": system("libc.unshare(0x10000000)"),
    "keys": system("libc.syscall(250, 0, -3, 0)"),
    "io_uring": system("libc.syscall(425, 1, 0)"),
    "bpf": system("libc.syscall(321, 0, 0, 0)"),
    "an alarm": "import signal\ndef f(): signal.setitimer(signal.ITIMER_REAL, 9)",
    "a pipe": "import os\ndef f(): os.pipe()",
    "processes on show": "import os\ndef f(): os.listdir('/proc')",
    "the machine's users": "def f(): open('/etc/passwd')",
    "home": "import os\ndef f(): os.listdir('/root') + os.listdir('/home')",
    "too much memory": "def f():\n    x = []\n    while 1: x.append(bytearray(10**6))",
    "a huge array": "import numpy as np\ndef f(): return np.ones(10**9)",
    "endless exception text": "class E(Exception):\n    def __str__(self): return 'x' * 10**12\n"
    "def f(): raise E",
    "modules of the grader": "def f(): import autograder",
    "pytest": "def f(): import pytest",
}
SWALLOW = """\
    while True:
        try:
            while True: pass
        except BaseException: pass
"""
TIMEOUT = Died("timeout", "wall clock")
PROTOCOL = Died("crashed", "protocol")
FORGE = "import os\nimport inside.frames as frames, gc\nfrom inside.child import Session\n"
SESSION = "    s = [o for o in gc.get_objects() if isinstance(o, Session)][0]\n"
DIES = {
    "a loop that swallows everything": (f"def f():\n{SWALLOW}", TIMEOUT),
    "a loop in C": ("def f(): sum(iter(int, 1))", TIMEOUT),
    "a regular expression": ("import re\ndef f(): re.match('(a*)*b', 'a' * 99)", TIMEOUT),
    "a sleep": ("import time\ndef f(): time.sleep(99)", TIMEOUT),
    "text that never ends": (
        f"class E(Exception):\n    def __str__(self):\n{indent(SWALLOW, '    ')}\ndef f(): raise E",
        TIMEOUT,
    ),
    "os._exit": ("import os\ndef f(): os._exit(0)", Died("crashed", "exit 0")),
    "a segfault": ("import ctypes\ndef f(): ctypes.string_at(0)", Died("crashed", "SIGSEGV")),
    "hanging up": (f"import os\ndef f():\n    os.close(3)\n{SWALLOW}", PROTOCOL),
    "bytes that are no frame": ("import os\ndef f(): os.write(3, b'\\xff' * 99)", PROTOCOL),
    "a frame that is no message": (
        "import os\ndef f(): os.write(3, b'\\0\\0\\0\\1\\xc1')",
        PROTOCOL,
    ),
    "half a frame": (f"import os\ndef f():\n    os.write(3, b'\\0\\0\\0\\5a')\n{SWALLOW}", TIMEOUT),
    "a slow drip": (
        "import os, time\ndef f():\n    os.write(3, b'\\0\\xff\\0\\0')\n"
        "    while True: os.write(3, b'a'); time.sleep(.05)",
        TIMEOUT,
    ),
    "a forged token": (
        f"{FORGE}def f(): frames.send([b'12345678', 'answer', 1, [], []])",
        PROTOCOL,
    ),
    "lies about arrays": (
        f"{FORGE}def f():\n{SESSION}    frames.send([s.token, 'answer', 1, [], [[True, True]]])",
        PROTOCOL,
    ),
    "lies about arguments": (
        f"{FORGE}def f():\n{SESSION}    frames.send([s.token, 'answer', 1, ['x'], []])",
        PROTOCOL,
    ),
    "callbacks without end": (
        f"{FORGE}def f():\n{SESSION}    while True: frames.send([s.token, 'callback', 9, [], []])",
        PROTOCOL,
    ),
    "broken from within": ("import sys\ndef f(): sys.setrecursionlimit(1); f()", None),
}


@pytest.fixture
def clean(zygote: Zygote) -> Iterator[None]:
    """After the test, the processes of before it."""
    zygote.kill_children()
    before = below(os.getpid())
    yield
    zygote.kill_children()
    assert below(os.getpid()) == before


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("attack", REFUSED.values(), ids=REFUSED)
def test_it_is_refused(zygote: Zygote, attack: str) -> None:
    with zygote.spawn() as child:
        child.load(f"{attack}\ndef alive(): return 1")
        outcome = child.call("f")
        assert isinstance(outcome, Raised), outcome
        assert child.call("alive") == Answer(1)


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(("attack", "died"), DIES.values(), ids=DIES)
def test_it_dies_alone(zygote: Zygote, attack: str, died: Died | None) -> None:
    with zygote.spawn() as child:
        assert isinstance(child.load(attack), Answer)
        outcome = child.call("f")
        if died is not None:
            assert outcome == died
            assert not child.alive
            assert child.load("x = 1") == died
    with zygote.spawn() as child:
        child.load("def f(): return 1")
        assert child.call("f") == Answer(1)


def test_an_answer_given_twice_ends_the_next_call(child: Child) -> None:
    child.load(f"{FORGE}def f():\n{SESSION}    frames.send([s.token, 'answer', 5, [], []])")
    assert child.call("f") == Answer(5)
    assert child.call("f") == PROTOCOL


@pytest.mark.parametrize("source", ["x = '\ud800'", "\0", "#" * 2**24, "\n" * 2**22 + "1 / 0"])
def test_odd_sources_are_loaded_or_raise(child: Child, source: str) -> None:
    assert isinstance(child.load(source), Answer | Raised)
    assert child.alive


def test_a_loop_while_loading_is_a_timeout(child: Child) -> None:
    assert child.load("while True: pass") == TIMEOUT


def test_a_child_that_does_not_read_is_a_timeout(zygote: Zygote) -> None:
    with zygote.spawn() as child:
        child.load(
            "import inside.frames as frames, time\n"
            "def f(x): frames.receive = lambda: time.sleep(99)\n"
        )
        child.call("f", 1)
        assert child.call("f", b"x".decode() * 2**23) == TIMEOUT


def test_a_callback_does_not_outlive_the_deadline(child: Child) -> None:
    def slow() -> None:
        while True:
            pass

    child.load("def f(g): return g()")
    assert child.call("f", slow) == TIMEOUT


def test_nothing_is_left_for_the_next_student(zygote: Zygote) -> None:
    with zygote.spawn() as child:
        child.load("import numpy, builtins\nnumpy.secret = builtins.secret = SECRET = 'mine'")
    with zygote.spawn() as child:
        child.load(
            "import gc, sys, numpy, builtins\n"
            "def f():\n"
            "    return [hasattr(m, 'secret') for m in (numpy, builtins)], 'SECRET' in globals()\n"
        )
        assert child.call("f") == Answer(([False, False], False))
