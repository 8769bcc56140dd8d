"""System calls that reach beyond the process: each is tried by its number."""

from __future__ import annotations

import socket
from functools import cache
from typing import Any

from .call_table import CALLS, ON_OTHERS, OUTSIDE, PROCESSES
from .model import Hostile, Without, attack

PREPARE = """\
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
"""
BOTH: tuple[Without, ...] = ("seccomp", "bubblewrap")
UNCONFINED: tuple[Without, ...] = ("bubblewrap",)

FAMILIES = {
    "local": "AF_UNIX",
    "internet": "AF_INET",
    "internet_6": "AF_INET6",
    "netlink": "AF_NETLINK",
    "packets": "AF_PACKET",
    "machines": "AF_VSOCK",
    "kernel_ciphers": "AF_ALG",
    "bluetooth": "AF_BLUETOOTH",
}


@cache
def _pyseccomp() -> Any:
    from autograder.sandbox.inside.seccomp import _library

    return _library()


def number_of(call: str) -> int | None:
    """The number of a system call on this machine; None if it has none."""
    lib = _pyseccomp()
    number: int = lib.resolve_syscall(lib.Arch.NATIVE, call)
    return number if number >= 0 else None


def _by_number(call: str, what: str, arguments: str) -> Hostile | None:
    number = number_of(call)
    if number is None:
        return None
    comma = ", " if arguments else ""
    body = (
        f"    result = libc.syscall({number}{comma}{arguments})\n"
        "    if result < 0:\n"
        "        raise OSError(ctypes.get_errno(), 'refused')\n"
    )
    if call in PROCESSES:
        body += "    if result == 0:\n        os._exit(0)\n"
    needs = BOTH if call in OUTSIDE else UNCONFINED if call in ON_OTHERS else ()
    return Hostile(
        f"calls_{call}",
        "system calls",
        what,
        PREPARE + attack(body),
        "calls",
        raises="OSError" if call == "clone3" else "PermissionError",
        needs=needs,
    )


def _socket(name: str, family: str) -> Hostile:
    kind = {"AF_NETLINK": "RAW", "AF_PACKET": "RAW", "AF_ALG": "SEQPACKET"}.get(family, "STREAM")
    source = "import socket\n" + attack(f"    socket.socket(socket.{family}, socket.SOCK_{kind})")
    return Hostile(
        f"socket_{name}",
        "system calls",
        f"a socket of the family {family}",
        source,
        "calls",
        raises="PermissionError",
    )


MORE = (
    Hostile(
        "types_into_the_terminal",
        "system calls",
        "characters typed into the terminal of whoever grades",
        "import fcntl, termios\n"
        + attack("    for number in (0, 1, 2, 3): fcntl.ioctl(number, termios.TIOCSTI, b'x')"),
        "calls",
        raises="PermissionError",
    ),
    Hostile(
        "owns_its_socket",
        "system calls",
        "the kernel's signals on its socket, sent to its parent",
        "import fcntl, os\n" + attack("    fcntl.fcntl(3, fcntl.F_SETOWN, os.getppid())"),
        "calls",
        raises="PermissionError",
    ),
    Hostile(
        "opens_for_writing",
        "system calls",
        "every file of the sandbox open for writing",
        "import glob\n"
        + attack(
            "    for path in ['/tmp/left', *glob.glob('/sandbox/inside/*'), '/dev/shm/left']:\n"
            "        open(path, 'r+b')\n"
        ),
        "calls",
        raises="PermissionError",
    ),
    Hostile(
        "calls_of_32_bits",
        "system calls",
        "a fork by the calling convention of 32 bits, whose numbers differ",
        PREPARE
        + "import mmap\n"
        + attack(
            "    code = mmap.mmap(-1, 4096, prot=7)\n"
            "    code.write(bytes.fromhex('b802000000cd80c3'))\n"
            "    address = ctypes.addressof(ctypes.c_char.from_buffer(code))\n"
            "    if ctypes.CFUNCTYPE(ctypes.c_int)(address)() < 0: raise PermissionError\n"
        ),
        "calls",
        needs=BOTH,
        gets={"pad2d": "crashed"},
    ),
    Hostile(
        "calls_of_x32",
        "system calls",
        "a fork by the convention of 32-bit pointers, whose numbers have another bit",
        PREPARE
        + attack(
            "    if libc.syscall(0x40000000 | 57) < 0: raise OSError(ctypes.get_errno(), '')\n"
        ),
        "calls",
        needs=BOTH,
        gets={"pad2d": "crashed|error"},
    ),
)

CASES = (
    *(case for call, row in CALLS.items() if (case := _by_number(call, *row))),
    *(_socket(name, family) for name, family in FAMILIES.items() if hasattr(socket, family)),
    *MORE,
)
