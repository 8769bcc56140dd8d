"""From how a child ended to what a student is told: timeout, memory or crash.

A signal or an exit code alone is no evidence: a child chooses its exit code, and without the
filter its signals too. What it used, the kernel says.
"""

from __future__ import annotations

import math
import os
import select
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass

from .inside.limits import EXIT_MEMORY
from .inside.zygote import EXIT
from .limits import Limits
from .outcomes import Died

REPORT_SECONDS, GRACE_SECONDS = 10.0, 1.0
USED_UP = {-EXIT_MEMORY: 0.25, signal.SIGKILL: 0.25}
USED_UP |= dict.fromkeys((signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS), 0.75)
"""Which part of its memory a child that ended so has in use if that was why."""


class SandboxLost(Exception):
    """The zygote is gone; start another."""


@dataclass(frozen=True)
class Lifeline:
    """The socket on which the zygote reports a child's end, and on which it is told to kill."""

    line: socket.socket
    resident: int
    limits: Limits

    def kill(self) -> None:
        """Order the child's end; does not wait."""
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_WR)

    def end_now(self) -> None:
        """Kill the child and wait until it is gone; raises SandboxLost."""
        self.kill()
        if not self._reported(REPORT_SECONDS):
            raise SandboxLost("the zygote does not answer")
        self._verdict()

    def ending(self) -> Died:
        """How a child ended that has hung up; one that only pretends is killed.

        Raises SandboxLost if nobody is left to say.
        """
        if self._reported(GRACE_SECONDS):
            return self._verdict()
        self.end_now()
        return Died("crashed", "protocol")

    def _reported(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self.line, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def _verdict(self) -> Died:
        try:
            data = self.line.recv(EXIT.size)
        except OSError:
            data = b""
        if len(data) != EXIT.size:
            raise SandboxLost("the zygote is gone")
        status, resident, cpu = EXIT.unpack(data)
        code = os.waitstatus_to_exitcode(status)
        name = f"exit {code}" if code >= 0 else _name(-code)
        if cpu > self.limits.submission_seconds:
            return Died("timeout", name)
        grown = (resident - self.resident) * 1024
        if grown > USED_UP.get(-code, math.inf) * self.limits.memory_bytes:
            return Died("memory", name)
        return Died("crashed", name)


def _name(number: int) -> str:
    return signal.Signals(number).name if number in list(signal.Signals) else f"signal {number}"
