"""Names that came from outside, made safe to show and to use as file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_STUDENT_BYTES = 120
MAX_SHOWN = 300

_FORBIDDEN = frozenset('/\\:*?"<>|')
_ESCAPED = re.compile(r"~[0-9a-f]{12}$")
_DIGITS = re.compile(r"(\d+)")


def shortened(text: str, limit: int = MAX_SHOWN) -> str:
    """One printable line: control and direction characters and lone surrogates become `�`."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else "�" for c in cut)


def safe_student(name: str) -> str:
    """A file name that no other student gets.

    A safe name stays as it is, composed (NFC); any other loses what is unsafe and gains a digest
    of what it was, a form that no safe name has.
    """
    composed = unicodedata.normalize("NFC", name)
    cleaned = "".join(c if _is_safe(c) else "_" for c in composed).strip(" .")
    if cleaned == composed and _fits(cleaned) and not _ESCAPED.search(cleaned):
        return cleaned
    digest = hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    short = cleaned.encode()[: MAX_STUDENT_BYTES - 13].decode("utf-8", "ignore").rstrip(" .")
    return f"{short}~{digest}"


def _is_safe(character: str) -> bool:
    return character.isprintable() and character not in _FORBIDDEN


def _fits(name: str) -> bool:
    return 0 < len(name.encode()) <= MAX_STUDENT_BYTES


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts `x-10` after `x-9`."""
    return tuple(
        (1, int(piece), "") if piece.isdecimal() and len(piece) < 20 else (0, 0, piece)
        for piece in _DIGITS.split(text)
    )
