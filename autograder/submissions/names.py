"""Names that came from outside, made safe to show and to use as file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

MAX_STUDENT_BYTES = 120
MAX_SHOWN = 300

_FORBIDDEN = frozenset('/\\:*?"<>|')
_ESCAPED = re.compile(r"~[0-9a-f]{12}$")
_DIGITS = re.compile(r"(\d+)")
_COPY = re.compile(r"(?: ?\(\d{1,3}\)|-Copy\d{1,3}| copy)$")


def shown(text: str, limit: int = MAX_SHOWN) -> str:
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


def without_copy_mark(stem: str) -> str:
    """`pooling (1)`, `pooling-Copy1` and `pooling copy` are `pooling`."""
    return _COPY.sub("", stem)


def split_stem(stem: str, units: Mapping[str, object]) -> tuple[str, str | None]:
    """The student and unit in `<student>_<unit>`; the student is empty for a bare `<unit>`."""
    base = without_copy_mark(stem)
    mark = stem[len(base) :]
    for unit in sorted(units, key=len, reverse=True):
        if base.casefold() == unit.casefold():
            return "", unit
        if base.casefold().endswith("_" + unit.casefold()):
            student = base[: len(base) - len(unit) - 1]
            if student:
                return student + mark, unit
    return stem, None


def unit_in(hints: Iterable[str | None], units: Mapping[str, object]) -> str | None:
    """The unit that the first telling hint names, as a whole or as its only unit-like word."""
    for hint in filter(None, hints):
        whole = [unit for unit in units if unit.casefold() == hint.casefold()]
        words = [
            unit
            for unit in units
            if re.search(rf"(?<![^\W_]){re.escape(unit)}(?![^\W_])", hint, re.IGNORECASE)
        ]
        for units_named in (whole, words):
            if len(units_named) == 1:
                return units_named[0]
    return None
