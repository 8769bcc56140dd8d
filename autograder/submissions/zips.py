"""One zip archive, opened and read without trusting it.

Sizes: read in pieces, zipfile never gives nor holds more than a member declares, so that limits
on declared sizes hold; a member that lies fails its checksum.
"""

from __future__ import annotations

import calendar
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.results import Message
from autograder.submissions.folders import open_regular
from autograder.submissions.names import shortened

PIECE = 1 << 20
MAX_DIRECTORY_BYTES = 32 << 20
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    MemoryError,
)


class _ShortReads(io.BufferedReader):
    """While `bounded`, refuses the huge reads that a forged central directory would cause."""

    bounded = True

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.bounded:
            return super().read(size)
        wanted = MAX_DIRECTORY_BYTES + 1 if size is None or size < 0 else size
        data = super().read(min(wanted, MAX_DIRECTORY_BYTES + 1))
        if len(data) > MAX_DIRECTORY_BYTES:
            raise zipfile.BadZipFile("the central directory is too large")
        return data


@contextmanager
def open_zip(path: Path, data: bytes | None = None) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`, or in `data`; raises Unreadable, OSError or one of ZIP_ERRORS."""
    raw = open_regular(path) if data is None else io.BytesIO(data)
    with _ShortReads(raw) as file, zipfile.ZipFile(file) as archive:
        file.bounded = False
        yield archive


def content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        return b"".join(iter(lambda: member.read(PIECE), b""))


def refusal(info: zipfile.ZipInfo, name: str) -> str | None:
    """Why a member is left alone: a word of ours, None for a plain file or folder."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "special"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "absolute"
    if ".." in name.split("/"):
        return "traversal"
    if info.flag_bits & 0x1:
        return "encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "compression"
    return None


def seconds(info: zipfile.ZipInfo) -> float:
    """The member's clock time read as UTC: a zip does not say its time zone."""
    try:
        return float(calendar.timegm((*info.date_time, 0, 0, 0)))
    except (ValueError, OverflowError):
        return 0.0


def bad_archive(origin: str, error: BaseException) -> Message:
    """The message for an archive or member that is damaged."""
    cause = shortened(str(error)) or type(error).__name__
    return Message("bad_archive", {"path": origin, "cause": cause})
