"""The system calls a child may make: an allow-list, refused with EPERM beyond it.

libseccomp turns it into a program once, in the zygote; each child loads the bytes. There is no
rule for fork, exec, sockets, signals, tracing, namespaces or keys; none that takes a path or
gives a descriptor, since what one child looks up another finds cached; and none that tells what
others use: `getrusage`, `sysinfo`, `statfs`, clocks and sessions of other processes. Futexes are
private, memory is anonymous, advice on it concerns nobody else, and of the limits only that on
memory can be changed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import fcntl
import mmap
import os
import resource
import termios
from types import ModuleType

from .limits import CLONE_THREAD, PR_SET_NO_NEW_PRIVS, libc

PR_SET_SECCOMP, MODE_FILTER = 22, 2

PLAIN = """
brk munmap mremap mprotect read readv write writev close close_range dup dup2 dup3
rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
sched_yield arch_prctl exit exit_group
getpid gettid getppid getuid geteuid getgid getegid getpgrp getgroups getcwd getrlimit
gettimeofday time nanosleep poll ppoll select pselect6 getrandom uname
""".split()  # noqa: SIM905
THREADS = ("set_robust_list", "rseq", "set_tid_address")
OF_ITSELF = ("getpgid", "getsid", "sched_getaffinity")
CLOCKS = ("clock_gettime", "clock_getres", "clock_nanosleep")
ADVICE = (
    mmap.MADV_NORMAL,
    mmap.MADV_DONTNEED,
    mmap.MADV_FREE,
    mmap.MADV_HUGEPAGE,
    mmap.MADV_NOHUGEPAGE,
)
MAP_HUGETLB, FUTEX_PRIVATE = 0x40000, 128
OTHER_PROCESS = 0x80000000
"""The sign of a clock's number: the clock of a process or of a descriptor."""
FCNTL = (fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC)
IOCTL = (termios.TCGETS, termios.FIOCLEX)
LOW_WORD = 0xFFFFFFFF


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filters", ctypes.c_void_p)]


def _library() -> ModuleType:
    """pyseccomp, without the compiler and linker that it would call to find its library."""
    find = ctypes.util.find_library
    names = {"seccomp": "libseccomp.so.2", "c": "libc.so.6"}
    ctypes.util.find_library = names.get  # type: ignore[assignment]
    try:
        import pyseccomp
    finally:
        ctypes.util.find_library = find
    module: ModuleType = pyseccomp
    return module


def assemble(threads: bool) -> bytes:
    """The program for this machine; raises OSError or ImportError without libseccomp."""
    lib = _library()
    allow = lib.ALLOW
    rules = lib.SyscallFilter(lib.ERRNO(errno.EPERM))

    def known(name: str) -> bool:
        number = lib.resolve_syscall(lib.Arch.NATIVE, name)
        return bool(number >= 0)

    def masked(argument: int, mask: int, value: int) -> object:
        return lib.Arg(argument, lib.MASKED_EQ, mask, value)

    def same(argument: int, value: int) -> object:
        return masked(argument, LOW_WORD, value)

    for name in filter(known, PLAIN):
        rules.add_rule(allow, name)
    for name in OF_ITSELF:
        rules.add_rule(allow, name, same(0, 0))
    for name in CLOCKS:
        rules.add_rule(allow, name, masked(0, OTHER_PROCESS, 0))
    for command in FCNTL:
        rules.add_rule(allow, "fcntl", same(1, command))
    for command in IOCTL:
        rules.add_rule(allow, "ioctl", same(1, command))
    for advice in ADVICE:
        rules.add_rule(allow, "madvise", same(2, advice))
    rules.add_rule(allow, "mmap", masked(3, mmap.MAP_ANONYMOUS | MAP_HUGETLB, mmap.MAP_ANONYMOUS))
    rules.add_rule(allow, "futex", masked(1, FUTEX_PRIVATE, FUTEX_PRIVATE))
    rules.add_rule(allow, "setrlimit", same(0, resource.RLIMIT_AS))
    rules.add_rule(allow, "prlimit64", same(0, 0), same(1, resource.RLIMIT_AS))
    rules.add_rule(allow, "prlimit64", same(0, 0), lib.Arg(2, lib.EQ, 0))
    rules.add_rule(lib.ERRNO(errno.ENOSYS), "clone3")
    if threads:
        for name in filter(known, THREADS):
            rules.add_rule(allow, name)
        rules.add_rule(allow, "clone", lib.Arg(0, lib.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
    with os.fdopen(os.memfd_create("rules"), "w+b") as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def load(program: bytes) -> None:
    """Confine this process from here on; raises OSError."""
    buffer = ctypes.create_string_buffer(program, len(program))
    header = _Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    if libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(header), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp filter")
