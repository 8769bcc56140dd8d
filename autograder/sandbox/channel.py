"""Frames over a socket with a deadline on the whole message, in both directions."""

from __future__ import annotations

import select
import socket
import time

from .inside.arrays import Malformed

PIECE = 2**16


class DeadlinePassed(Exception):
    """The other side did not take or give a whole message in time."""


class Closed(Exception):
    """The other side has hung up."""


class Channel:
    """One end of a stream socket; frames are a four-byte length and a payload."""

    def __init__(self, end: socket.socket, frame_bytes: int) -> None:
        end.setblocking(False)
        self.end = end
        self.frame_bytes = frame_bytes
        self._waiting = bytearray()
        self._polls = {}
        for event in (select.POLLIN, select.POLLOUT):
            self._polls[event] = select.poll()
            self._polls[event].register(end, event)

    def send(self, payload: bytes, deadline: float) -> None:
        """Raises DeadlinePassed (a monotonic time) or Closed."""
        left = memoryview(len(payload).to_bytes(4, "big") + payload)
        while left:
            try:
                left = left[self.end.send(left, socket.MSG_NOSIGNAL) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError:
                raise Closed from None

    def receive(self, deadline: float) -> bytearray:
        """Raises DeadlinePassed, Closed, or Malformed if the frame would be too large."""
        self._fill(4, deadline)
        length = int.from_bytes(self._waiting[:4], "big")
        if length > self.frame_bytes:
            raise Malformed("frame length")
        self._fill(4 + length, deadline)
        frame = self._waiting[4 : 4 + length]
        del self._waiting[: 4 + length]
        return frame

    def _fill(self, length: int, deadline: float) -> None:
        """Until `length` bytes have come and wait; a little of what follows may wait too."""
        while len(self._waiting) < length:
            self._wait(select.POLLIN, deadline)
            try:
                part = self.end.recv(max(PIECE, length - len(self._waiting)))
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            self._waiting += part

    def _wait(self, event: int, deadline: float) -> None:
        seconds = deadline - time.monotonic()
        if seconds <= 0 or not self._polls[event].poll(seconds * 1000):
            raise DeadlinePassed
