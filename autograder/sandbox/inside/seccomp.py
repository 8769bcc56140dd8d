"""The system calls a child may make: an allow-list, refused with EPERM beyond it.

libseccomp turns it into a program once, in the zygote; each child loads the bytes. There is no
rule for fork, exec, sockets, signals, opening for writing, tracing, namespaces or keys.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import fcntl
import os
import termios
from types import ModuleType

from .limits import CLONE_THREAD, PR_SET_NO_NEW_PRIVS, libc

PR_SET_SECCOMP, MODE_FILTER = 22, 2
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_TMPFILE

PLAIN = """
brk mmap munmap mremap mprotect madvise membarrier
read readv pread64 preadv preadv2 write writev lseek close close_range dup dup2 dup3
fstat stat lstat newfstatat statx statfs fstatfs access faccessat faccessat2
readlink readlinkat getdents getdents64 getcwd fadvise64
rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
futex set_robust_list get_robust_list rseq sched_yield sched_getaffinity getcpu
set_tid_address arch_prctl exit exit_group
getpid gettid getppid getuid geteuid getgid getegid getpgrp getpgid getsid getgroups
clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage
poll ppoll select pselect6 getrandom uname sysinfo getrlimit setrlimit getpriority umask
""".split()  # noqa: SIM905
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

    def same(argument: int, value: int) -> object:
        return lib.Arg(argument, lib.MASKED_EQ, LOW_WORD, value)

    for name in filter(known, PLAIN):
        rules.add_rule(allow, name)
    for name, position in (("open", 1), ("openat", 2)):
        if known(name):
            mask = WRITING & ~os.O_DIRECTORY
            rules.add_rule(allow, name, lib.Arg(position, lib.MASKED_EQ, mask, 0))
    for command in FCNTL:
        rules.add_rule(allow, "fcntl", same(1, command))
    for command in IOCTL:
        rules.add_rule(allow, "ioctl", same(1, command))
    rules.add_rule(allow, "prlimit64", same(0, 0))
    rules.add_rule(lib.ERRNO(errno.ENOSYS), "clone3")
    if threads:
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
