"""The grader's side of a zygote: start it, ask it for children, end it."""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

from .bubblewrap import IsolationUnavailable, confined_command, plain_command
from .child import Child
from .exits import Lifeline, SandboxLost
from .inside.codec import pack
from .inside.zygote import HELLO
from .limits import Limits
from .packages import visible

START_SECONDS = 120.0
ORDER_SECONDS = 10.0
Isolation = Literal["full", "none"]
Layer = Literal["seccomp", "bubblewrap"]


class Zygote:
    """A warm process, with NumPy and the libraries of `preload`, that forks children.

    They read the files of `data` by its names, as if these lay in the folder where they run.

    A fork of the process that made it may use it too: each order brings its own sockets, so no
    reply can go to another. Raises IsolationUnavailable when it cannot be started.

    `without` leaves one layer of the full isolation out. It is for the tests that show what each
    layer stops; nothing that grades can reach it.
    """

    def __init__(
        self,
        preload: AbstractSet[str] = frozenset(),
        isolation: Isolation = "full",
        limits: Limits | None = None,
        data: Mapping[str, Path] | None = None,
        *,
        without: Layer | None = None,
    ) -> None:
        self.preload, self.isolation = preload, isolation
        self._boxed = isolation == "full" and without != "bubblewrap"
        self._filtered = isolation == "full" and without != "seccomp"
        self.limits = limits or Limits()
        self._owner = os.getpid()
        make = confined_command if self._boxed else plain_command
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, _in_memory(data or {}) as given:
            try:
                modules = visible(preload)
                settings = self._settings(theirs.fileno(), given.fileno(), modules)
                command, environment = make(modules, settings)
            except IsolationUnavailable:
                ours.close()
                raise
            self._control = ours
            self._process = subprocess.Popen(
                command,
                env=environment,
                cwd="/",
                pass_fds=[theirs.fileno(), given.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        self._resident = self._hello()

    @property
    def pid(self) -> int:
        """The process to wait for or to signal; in full isolation that of bubblewrap."""
        return self._process.pid

    def spawn(self, seconds: float | None = None) -> Child:
        """A fresh child, which may spend `seconds` in all (default: submission_seconds).

        Raises SandboxLost if the zygote is gone.
        """
        data, their_data = socket.socketpair()
        lifeline, their_lifeline = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with their_data, their_lifeline:
            try:
                self._order(b"S", [their_data, their_lifeline])
            except SandboxLost:
                data.close()
                lifeline.close()
                raise
        line = Lifeline(lifeline, self._resident, self.limits)
        return Child(data, line, self.limits, seconds, self.spawn)

    def kill_children(self) -> None:
        """Kill every child, also those that a fork of this process asked for; wait for it."""
        receipt, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with receipt:
            with theirs:
                self._order(b"K", [theirs])
            receipt.settimeout(ORDER_SECONDS)
            try:
                receipt.recv(1)
            except TimeoutError:
                raise SandboxLost("the zygote does not answer") from None

    def close(self) -> None:
        """End the zygote and its children; in a fork, only let go of it."""
        self._control.close()
        if os.getpid() != self._owner:
            return
        try:
            self._process.wait(ORDER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _settings(self, control: int, data: int, modules: Iterable[str]) -> str:
        limits = self.limits
        settings = {
            "control": control,
            "data": data,
            "preload": sorted(self.preload),
            "modules": sorted(modules),
            "boxed": self._boxed,
            "filtered": self._filtered,
            "scratch": "/tmp/matplotlib" if self._boxed else None,
            "threads": limits.threads,
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": int(limits.submission_seconds) + 2,
            "frame_bytes": limits.frame_bytes,
        }
        return json.dumps(settings)

    def _hello(self) -> int:
        """Wait until the zygote is warm; its resident size in KiB."""
        self._control.settimeout(START_SECONDS)
        try:
            hello = self._control.recv(64)
        except (TimeoutError, OSError):
            hello = b""
        self._control.settimeout(ORDER_SECONDS)
        if not hello.startswith(HELLO):
            self._process.kill()
            _, said = self._process.communicate()
            self._control.close()
            raise IsolationUnavailable(*_why(said.decode(errors="replace")))
        assert self._process.stderr is not None
        self._process.stderr.close()
        resident: int = struct.unpack("!q", hello[len(HELLO) :])[0]
        return resident

    def _order(self, order: bytes, ends: list[socket.socket]) -> None:
        try:
            socket.send_fds(self._control, [order], [end.fileno() for end in ends])
        except OSError as error:
            raise SandboxLost(str(error)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _in_memory(data: Mapping[str, Path]) -> BinaryIO:
    """Names and contents of files, as one file that lies on no disk."""
    memory = os.fdopen(os.memfd_create("data"), "w+b")
    memory.write(pack([[name, path.read_bytes()] for name, path in data.items()]))
    memory.seek(0)
    return memory


def probe(isolation: Isolation) -> None:
    """Try the whole recipe once, a call included; raises IsolationUnavailable."""
    try:
        with Zygote(isolation=isolation) as zygote, zygote.spawn() as child:
            child.load("def f(x): return x + 1")
            outcome = child.call("f", 1)
    except SandboxLost as error:
        raise IsolationUnavailable("no_start", str(error)) from None
    if getattr(outcome, "value", None) != 2:
        raise IsolationUnavailable("no_answer", str(outcome))


def _why(said: str) -> tuple[str, str]:
    """The reason and the detail of a start that failed."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    if "libseccomp" in said or "pyseccomp" in said:
        return "no_libseccomp", last
    if "msgpack" in last or "numpy" in last:
        return "no_library", last
    if last.startswith("bwrap:"):
        return "no_namespaces", last
    return "no_start", last
