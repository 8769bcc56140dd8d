"""Names in zip archives, as whoever wrote them meant them.

A name whose flag says so is UTF-8. Any other is in the writer's own code page, which the archive
does not name: Info-ZIP adds the name in UTF-8 beside it, macOS and many web servers write UTF-8
without the flag, DOS and Windows write cp437, cp850 or cp1252. All names of one archive come from
one writer, so the page that makes the likeliest words of all of them is taken.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import combining

_FLAG = 0x800
_UNICODE_PATH = 0x7075
_PAGES = ("cp437", "cp850", "cp1252")
_USUAL = frozenset("áéíóúüñçÁÉÍÓÚÜÑÇ")
_NEXT = frozenset("àèòäöâêôãõßÀÈÒÄÖ")
_OTHER = frozenset("ìùîûëïåæøœÌÙÂÊÎÔÛËÏÃÕÅÆØŒýÝðÐþÞªº")


def names_of(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The names of all members of one archive, with `/` between folders."""
    told = [_told(info) for info in infos]
    unsure = [_raw(info) for info, name in zip(infos, told, strict=True) if name is None]
    page = max(_PAGES, key=lambda page: _likelihood(unsure, page)) if unsure else ""
    names = (
        name if name is not None else _raw(info).decode(page)
        for info, name in zip(infos, told, strict=True)
    )
    return [name.replace("\\", "/") for name in names]


def _told(info: zipfile.ZipInfo) -> str | None:
    """The name where the archive says it, or where it can only be UTF-8."""
    if info.flag_bits & _FLAG or info.filename.isascii():
        return info.filename
    raw = _raw(info)
    try:
        name = _beside(info.extra, raw) or raw.decode()
    except UnicodeDecodeError:
        return None
    loose = any(
        combining(mark) and not (letter.isalpha() or combining(letter))
        for letter, mark in pairwise(f" {name}")
    )
    return None if loose else name  # "Íñ" in cp850 is a mark of Hebrew in UTF-8


def _raw(info: zipfile.ZipInfo) -> bytes:
    return info.filename.encode("cp437")  # as zipfile decoded it: every byte has a character


def _beside(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's extra field; empty if there is none, or it is of another name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<L", zlib.crc32(raw)):
            return field[5:].decode()
    return ""


def _likelihood(names: Sequence[bytes], page: str) -> int:
    try:
        return sum(_sense(name.decode(page)) for name in names)
    except UnicodeDecodeError:
        return -(1 << 30)


def _sense(name: str) -> int:
    """How much a name looks like words: usual letters, capitals at the beginning or throughout."""
    score = sum(
        3 if c in _USUAL else 2 if c in _NEXT else 1 if c in _OTHER else -5
        for c in name
        if not c.isascii()
    )
    for before, after in pairwise(f" {name}"):
        if not before.isascii() or not after.isascii():
            score -= 4 * (before.islower() and after.isupper())
            score -= not before.isalpha() and after.islower()
    return score
