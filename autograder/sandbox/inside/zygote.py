"""The process that is forked: warm, without a line of a student's code or a hidden check.

The grader sends `S` with two descriptors, the child's socket and its lifeline, or `K` with one.
On the lifeline this process reports the child's end (`EXIT`), and takes the other side's hanging
up, or shutting it for writing, as the order to kill it. When the control socket closes,
everything ends.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from . import child, limits, seccomp
from .codec import load
from .files import FILES
from .shelf import Shelf
from .warm import populate, warm

EXIT = struct.Struct("!iqd")
HELLO = b"ready"


@dataclass
class Running:
    """A child: its process, a descriptor that becomes readable at its end, its lifeline."""

    pid: int
    end: int
    lifeline: socket.socket


class ForkLoop:
    """The loop and its table of children."""

    def __init__(self, control: socket.socket, settings: dict[str, Any]) -> None:
        self.control = control
        self.settings = settings
        self.program = seccomp.assemble(settings["threads"] > 0) if settings["filtered"] else None
        if not limits.single_threaded():
            raise RuntimeError("a library has started a thread before the fork")
        self.mapped = limits.address_space()
        self.running: dict[int, Running] = {}
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Until the grader hangs up."""
        while True:
            descriptor, _ = self.poll.poll()[0]
            if descriptor in self.running:
                self.attend(descriptor)
            elif not self.order():
                return self.end()

    def order(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, 16, 2)
        if message == b"S" and len(descriptors) == 2:
            self.fork(descriptors[0], socket.socket(fileno=descriptors[1]))
        elif message == b"K" and len(descriptors) == 1:
            self.end()
            os.close(descriptors[0])
        return bool(message)

    def fork(self, data: int, lifeline: socket.socket) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                self.become(data)
            finally:
                os._exit(70)
        os.close(data)
        running = Running(pid, os.pidfd_open(pid), lifeline)
        for descriptor in (running.end, lifeline.fileno()):
            self.running[descriptor] = running
            self.poll.register(descriptor, select.POLLIN)

    def become(self, data: int) -> None:
        """In the fork: only descriptors 0 to 3, limits, the filter, then the student's code."""
        os.dup2(data, 3)
        os.closerange(4, 2**16)
        os.setsid()
        limits.die_with_parent()
        random.seed(0)
        threads = self.settings["threads"]
        limits.apply(
            self.mapped,
            self.settings["memory_bytes"],
            self.settings["cpu_seconds"],
            max(threads, 1) + 8 if self.program else None,
        )
        if self.program:
            seccomp.load(self.program)
        child.serve(self.settings["frame_bytes"])

    def attend(self, descriptor: int) -> None:
        running = self.running[descriptor]
        if descriptor == running.end:
            self.reap(running)
        else:
            self.kill(running)

    def kill(self, running: Running) -> None:
        os.kill(running.pid, signal.SIGKILL)
        self.reap(running)

    def reap(self, running: Running) -> None:
        if not self.program:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(running.pid, signal.SIGKILL)
        _, status, usage = os.wait4(running.pid, 0)
        for descriptor in (running.end, running.lifeline.fileno()):
            self.poll.unregister(descriptor)
            del self.running[descriptor]
        os.close(running.end)
        spent = usage.ru_utime + usage.ru_stime
        with suppress(OSError):
            running.lifeline.send(EXIT.pack(status, usage.ru_maxrss, spent))
        running.lifeline.close()

    def end(self) -> None:
        """Kill and reap every child."""
        for running in list({r.pid: r for r in self.running.values()}.values()):
            self.kill(running)


def resident_at_fork() -> int:
    """What a child has in memory at first, in KiB: less than this process, whose files are not."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.wait4(pid, 0)[2].ru_maxrss


def main(argument: str) -> None:
    """Entry point: `argument` is JSON with the settings."""
    settings = json.loads(argument)
    control = socket.socket(fileno=settings["control"])
    if not settings["boxed"]:
        limits.die_with_parent()
    with open(settings["data"], "rb") as file:
        FILES.update(load(file.read()))
    warm(settings["preload"], settings["scratch"])
    os.environ.clear()
    sys.argv[:] = [""]
    if settings["filtered"]:
        Shelf(settings["modules"]).stand()
        populate()
    zygote = ForkLoop(control, settings)
    control.send(HELLO + struct.pack("!q", resident_at_fork()))
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    zygote.serve()
