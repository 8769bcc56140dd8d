"""From how a child ended to what a student is told: timeout, memory or crash."""

from __future__ import annotations

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
OUT_OF_MEMORY = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)


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
        if code >= 0:
            return Died("memory" if code == EXIT_MEMORY else "crashed", f"exit {code}")
        name = signal.Signals(-code).name if -code in list(signal.Signals) else f"signal {-code}"
        if -code == signal.SIGXCPU or cpu > self.limits.submission_seconds:
            return Died("timeout", name)
        grown = (resident - self.resident) * 1024
        if -code == signal.SIGKILL or (
            -code in OUT_OF_MEMORY and grown > 0.75 * self.limits.memory_bytes
        ):
            return Died("memory", name)
        return Died("crashed", name)
