"""Frames over a socket with a deadline on the whole message, in both directions."""

from __future__ import annotations

import select
import socket
import struct
import time

from .inside.arrays import Malformed

PIECE = 2**16
CREDENTIALS = struct.Struct("3i")
"""Process, user and group of who sent something, as the kernel says them."""


class DeadlinePassed(Exception):
    """The other side did not take or give a whole message in time."""


class Closed(Exception):
    """The other side has hung up."""


class Channel:
    """One end of a stream socket; frames are a four-byte length and a payload.

    What is posted goes out as the other side takes it, while answers are received. `sender` is the
    process that sent the first of them.
    """

    def __init__(self, end: socket.socket, frame_bytes: int) -> None:
        end.setblocking(False)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.end = end
        self.sender = 0
        self.frame_bytes = frame_bytes
        self._arrived = bytearray()
        self._posted = bytearray()
        self._polls = {}
        for events in (select.POLLIN, select.POLLIN | select.POLLOUT):
            self._polls[events] = select.poll()
            self._polls[events].register(end, events)

    def post(self, payload: bytes) -> None:
        """Put a frame on its way, behind those that wait; it does not block."""
        self._posted += len(payload).to_bytes(4, "big")
        self._posted += payload

    def receive(self, deadline: float) -> bytearray:
        """The next frame; what was posted goes out meanwhile.

        Raises DeadlinePassed (a monotonic time), Closed, or Malformed if the frame is too large.
        """
        self._send()
        self._fill(4, deadline)
        length = int.from_bytes(self._arrived[:4], "big")
        if length > self.frame_bytes:
            raise Malformed("frame length")
        self._fill(4 + length, deadline)
        frame = self._arrived[4 : 4 + length]
        del self._arrived[: 4 + length]
        return frame

    def _fill(self, length: int, deadline: float) -> None:
        """Until `length` bytes have come and wait; a little of what follows may wait too."""
        while len(self._arrived) < length:
            self._wait(deadline)
            try:
                part = self._read(max(PIECE, length - len(self._arrived)))
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            self._arrived += part

    def _read(self, size: int) -> bytes:
        if self.sender:
            return self.end.recv(size)
        part, beside, *_ = self.end.recvmsg(size, socket.CMSG_SPACE(CREDENTIALS.size))
        if part and beside:
            self.sender, _, _ = CREDENTIALS.unpack(beside[0][2])
            self.end.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        return part

    def _wait(self, deadline: float) -> None:
        """Until something can be read; what the other side takes meanwhile is sent."""
        while True:
            events = select.POLLIN | select.POLLOUT if self._posted else select.POLLIN
            seconds = deadline - time.monotonic()
            ready = self._polls[events].poll(seconds * 1000) if seconds > 0 else []
            if not ready:
                raise DeadlinePassed
            if ready[0][1] & ~select.POLLOUT:
                return
            self._send()

    def _send(self) -> None:
        """As much as the other side takes now; what one that is gone has said is read first."""
        while self._posted:
            with memoryview(self._posted) as waiting:
                try:
                    sent = self.end.send(waiting[:PIECE], socket.MSG_NOSIGNAL)
                except BlockingIOError:
                    return
                except OSError:
                    sent = len(waiting)
            del self._posted[:sent]
