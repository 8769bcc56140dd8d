"""Zip archives, read member by member and never extracted.

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
from dataclasses import replace
from pathlib import Path

from autograder.results import Message
from autograder.submissions.folders import cannot_open, is_ignored, open_regular, printable
from autograder.submissions.models import Entry, Unreadable
from autograder.submissions.names import shown

MAX_MEMBERS = 20_000
PIECE = 1 << 20
MAX_NESTED_BYTES = 64 << 20
MAX_NESTED_TOTAL = 1 << 30
MAX_DIRECTORY_BYTES = 8 << 20
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


def walk_zip(outer: Entry, messages: list[Message]) -> list[Entry]:
    """Files in the archive and in archives inside it; what is refused goes to `messages`."""
    found: list[Entry] = []
    try:
        with open_zip(outer.path) as archive:
            found.extend(_members(archive, outer, messages, [0]))
    except Unreadable as error:
        messages.append(error.message)
    except (OSError, *ZIP_ERRORS) as error:
        messages.append(bad_archive(outer.origin, error))
    return found


def _members(
    archive: zipfile.ZipFile, outer: Entry, messages: list[Message], spent: list[int]
) -> Iterator[Entry]:
    if len(archive.infolist()) > MAX_MEMBERS:
        args = {"path": outer.origin, "limit": MAX_MEMBERS}
        messages.append(Message("archive_too_many_members", args))
        return
    for info in {info.filename: info for info in archive.infolist()}.values():
        name = _decoded(info)
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        if name.endswith("/") or any(is_ignored(part) for part in parts if part != ".."):
            continue
        refused = _refusal(info, name)
        if refused:
            args = {"path": outer.origin, "member": shown(name), "reason": refused}
            messages.append(Message("unsafe_member", args))
            continue
        entry = Entry(
            (*outer.parts, *parts),
            outer.path,
            f"{outer.origin}!{shown(name)}",
            _seconds(info),
            (*outer.inside, info.filename),
            outer.archive,
        )
        if not name.lower().endswith(".zip"):
            yield entry
        elif outer.inside:
            messages.append(Message("nested_too_deep", {"path": entry.origin}))
        else:
            yield from _nested(archive, info, entry, messages, spent)


def _nested(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    entry: Entry,
    messages: list[Message],
    spent: list[int],
) -> Iterator[Entry]:
    spent[0] += info.file_size
    if info.file_size > MAX_NESTED_BYTES or spent[0] > MAX_NESTED_TOTAL:
        limit = MAX_NESTED_BYTES >> 20
        messages.append(Message("archive_too_large", {"path": entry.origin, "limit_mib": limit}))
        return
    named = replace(entry, archive=entry.parts[-1][: -len(".zip")])
    try:
        with open_zip(entry.path, _content(archive, info)) as inner:
            yield from _members(inner, named, messages, spent)
    except (OSError, *ZIP_ERRORS) as error:
        messages.append(bad_archive(entry.origin, error))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        return b"".join(iter(lambda: member.read(PIECE), b""))


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: many write UTF-8 without the flag that says so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _refusal(info: zipfile.ZipInfo, name: str) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "link"
    if kind not in (0, stat.S_IFREG):
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


def _seconds(info: zipfile.ZipInfo) -> float:
    """The member's clock time read as UTC: a zip does not say its time zone."""
    try:
        return float(calendar.timegm((*info.date_time, 0, 0, 0)))
    except (ValueError, OverflowError):
        return 0.0


def bad_archive(origin: str, error: BaseException) -> Message:
    """The message for an archive or member that is damaged."""
    cause = shown(str(error)) or type(error).__name__
    return Message("bad_archive", {"path": origin, "cause": cause})


def read_member(path: Path, inside: tuple[str, ...], limit: int) -> bytes:
    """The bytes of the member at the end of the chain `inside`; raises Unreadable."""
    data: bytes | None = None
    try:
        for depth, name in enumerate(inside):
            most = limit if depth == len(inside) - 1 else MAX_NESTED_BYTES
            with open_zip(path, data) as archive:
                info = archive.getinfo(name)
                if info.file_size > most:
                    raise Unreadable(Message("too_large", {"limit_mib": most >> 20}))
                data = _content(archive, info)
    except (KeyError, *ZIP_ERRORS) as error:
        raise Unreadable(bad_archive(printable(path), error)) from error
    except OSError as error:
        raise Unreadable(cannot_open(path, error)) from error
    return data or b""
