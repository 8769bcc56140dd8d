"""Frames over a socket with a deadline on the whole message, in both directions."""

from __future__ import annotations

import select
import socket
import time

from .inside.arrays import Malformed


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

    def send(self, payload: bytes, deadline: float) -> None:
        """Raises DeadlinePassed (a monotonic time) or Closed."""
        left = memoryview(len(payload).to_bytes(4, "big") + payload)
        while left:
            self._wait(select.POLLOUT, deadline)
            try:
                left = left[self.end.send(left, socket.MSG_NOSIGNAL) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None

    def receive(self, deadline: float) -> bytearray:
        """Raises DeadlinePassed, Closed, or Malformed if the frame would be too large."""
        length = int.from_bytes(self._exactly(4, deadline), "big")
        if length > self.frame_bytes:
            raise Malformed("frame length")
        return self._exactly(length, deadline)

    def _exactly(self, length: int, deadline: float) -> bytearray:
        data = bytearray(length)
        left = memoryview(data)
        while left:
            self._wait(select.POLLIN, deadline)
            try:
                count = self.end.recv_into(left)
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None
            if not count:
                raise Closed
            left = left[count:]
        return data

    def _wait(self, event: int, deadline: float) -> None:
        seconds = deadline - time.monotonic()
        poll = select.poll()
        poll.register(self.end, event)
        if seconds <= 0 or not poll.poll(seconds * 1000):
            raise DeadlinePassed
