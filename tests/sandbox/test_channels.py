"""What one child did, another cannot learn; and a child ended as the kernel says it did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import Answer, Child, Died, Raised, Zygote

from ..processes import below
from .conftest import QUICK

MESSAGE = [True, False, True, True, False, False, True, False]
PAGES = """
import os, sys
names = ("this", "antigravity", "tabnanny", "pyclbr", "rlcompleter", "sched", "turtle", "zipapp")
def opened(number):
    version = ".".join(map(str, sys.version_info[:2]))
    return os.open(f"/python/lib/python{version}/{names[number]}.py", os.O_RDONLY)
def send(number, bit):
    file = opened(number)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    if bit: os.pread(file, 1, 0)
def receive(number):
    try: os.preadv(opened(number), [bytearray(1)], 0, os.RWF_NOWAIT)
    except BlockingIOError: return False
    return True
"""
LIBC = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def f(file, flags):
    libc.syscall(NUMBER, 0, 2 << 20, 1, flags, file, 0)
    return os.strerror(ctypes.get_errno())
"""
MAPPINGS = {"huge pages": (-1, 0x40022), "a file": (0, 0x02), "a file for all": (0, 0x01)}
LIMITS = ["CORE", "CPU", "DATA", "FSIZE", "MEMLOCK", "NOFILE", "NPROC", "RSS", "STACK"]
MODULES = ["statistics", "decimal", "sched", "numpy.testing", "numpy.f2py", "encodings.cp037"]


def test_pages_of_files_carry_nothing(zygote: Zygote) -> None:
    with zygote.spawn() as first:
        first.load(PAGES)
        for number, bit in enumerate(MESSAGE):
            first.call("send", number, bit)
    with zygote.spawn() as second:
        second.load(PAGES)
        outcomes = [second.call("receive", number) for number in range(len(MESSAGE))]
    assert [getattr(outcome, "value", None) for outcome in outcomes] != MESSAGE
    assert {getattr(outcome, "type", None) for outcome in outcomes} == {"PermissionError"}


def test_without_the_filter_the_time_of_reading_stays() -> None:
    source = "import os\ndef f(): return os.stat('/tmp').st_atime_ns\ndef g(): os.listdir('/tmp')"
    with Zygote(limits=QUICK, without="seccomp") as zygote, zygote.spawn() as child:
        child.load(source)
        before = child.call("f")
        assert isinstance(child.call("g"), Raised)
        assert child.call("f") == before


def test_children_have_no_memory_and_no_descriptor_in_common(zygote: Zygote) -> None:
    zygote.kill_children()
    before = below(zygote.pid)
    with zygote.spawn() as child:
        assert child.load("") == Answer(None)
        (pid,) = below(zygote.pid) - before
        maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
        assert [line for line in maps if "s" in line.split()[1]] == []
        assert sorted(os.listdir(f"/proc/{pid}/fd"), key=int) == ["0", "1", "2", "3"]
        assert child.alive


@pytest.mark.parametrize(("file", "flags"), MAPPINGS.values(), ids=MAPPINGS)
def test_memory_is_anonymous(child: Child, file: int, flags: int) -> None:
    number = {"x86_64": 9}.get(os.uname().machine, 222)
    child.load(f"NUMBER = {number}\n{LIBC}")
    assert child.call("f", file, flags) == Answer("Operation not permitted")
    child.load("import mmap, numpy as np\ndef g(): return mmap.mmap(-1, 9)[0] + np.zeros(10**6)[0]")
    assert child.call("g") == Answer(np.float64(0))


@pytest.mark.parametrize("module", MODULES)
def test_imports_come_from_memory(child: Child, module: str) -> None:
    assert child.load(f"import {module}\nimport importlib\nimportlib.reload({module})") == Answer(
        None
    )


def test_what_nobody_promised_cannot_be_imported(child: Child) -> None:
    for module in ("torch", "pytest", "autograder", "no_such_module"):
        outcome = child.load(f"import {module}")
        assert isinstance(outcome, Raised)
        assert outcome.type == "ModuleNotFoundError"


def test_matplotlib_draws_without_files() -> None:
    source = (
        "import io\nimport matplotlib.pyplot as plt\ndef f():\n    plt.title('title')\n"
        "    plt.tight_layout()\n    plt.savefig(file := io.BytesIO())\n"
        "    return file.getvalue()[1:4].decode()\n"
    )
    with Zygote({"matplotlib"}, "full", QUICK) as zygote, zygote.spawn() as child:
        child.load(source)
        assert child.call("f") == Answer("PNG")


@pytest.mark.parametrize("limit", LIMITS)
def test_a_child_reads_its_limits_and_changes_none(child: Child, limit: str) -> None:
    child.load(
        f"import resource\nlimit = resource.RLIMIT_{limit}\n"
        "def get(): return resource.getrlimit(limit)\n"
        "def put(): resource.setrlimit(limit, get()), resource.setrlimit(limit, (0, 0))\n"
    )
    before = child.call("get")
    assert isinstance(before, Answer)
    assert isinstance(child.call("put"), Raised)
    assert child.call("get") == before


@pytest.fixture(scope="module")
def unconfined() -> Iterator[Zygote]:
    with Zygote(isolation="none", limits=QUICK) as zygote:
        yield zygote


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGXCPU", "SIGABRT"])
def test_a_signal_is_no_evidence(unconfined: Zygote, signal: str) -> None:
    with unconfined.spawn() as child:
        child.load(f"import os, signal\ndef f(): os.kill(os.getpid(), signal.{signal})")
        assert child.call("f") == Died("crashed", signal)


def test_neither_is_an_exit_code(child: Child) -> None:
    child.load("import os\ndef f(): os._exit(77)")
    assert child.call("f") == Died("crashed", "exit 77")


def test_a_child_without_memory_is_told_so(child: Child) -> None:
    child.load(
        "import numpy as np\nkept = []\ndef f():\n"
        "    for size in (10**6, 10**5):\n        try:\n"
        "            while True: kept.append(np.ones(size))\n"
        "        except MemoryError: pass\n"
    )
    child.call("f")
    assert child.call("f", np.ones(10**6)) == Died("memory", "exit 77")
