"""Words in the names of files and folders that say what or when, and never who."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from autograder.submissions.vocabulary import (
    COUNTED,
    GENERIC,
    OFFICIAL,
    STATES,
    STOP,
    TEAMS,
    WRAPPING,
)

_COPY_OF = re.compile(
    r"^(?:copia|copy|kopie|copie|cópia)(?: ?\(?\d*\)?)?[ _](?:de|of|von)[ _]", re.I
)
_COPY = re.compile(
    r"(?: ?\((\d{1,3})\)| ?-? ?(?:copy|copia|kopie|copie)(?:[ _-]?\(?(\d{1,3})\)?)?)$", re.I
)
_VERSION = re.compile(r"(?<![^\W_])(?:v|version|versión|attempt|intento)[ _.-]?(\d{1,3})\b", re.I)
_TOKEN = re.compile(r"[^\s_\-–—,;]+")
_STAMP = re.compile(r"\d{4}[-_]\d\d[-_]\d\d[T _-]\d\d[-_:]\d\d[-_:]\d\d(?:[._]\d+)?(?: ?UTC)?")
_CODE = re.compile(r"[A-Za-z]{1,2}\d{1,3}")
_UNIT = "\ue000"
_DATE = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))?")


def plain(text: str) -> str:
    """Small letters without accents: what two spellings of one name have in common."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True)
class Reading:
    """What a name says: who (empty if nobody), which copy it is, and which units it names.

    `weak`: only a number or a code such as `s1` says who, which may count something else.
    """

    who: str
    weak: bool = False
    attempt: int = 0
    units: tuple[str, ...] = ()


def read_name(text: str, units: Collection[str] = ()) -> Reading:
    """The student, the units and the mark of a copy in a folder's name or a file's stem."""
    text, attempt = _without_copy_marks(unicodedata.normalize("NFC", text).strip())
    marked, named = _mark_units(_STAMP.sub(f" {_UNIT} ", text), units)
    for codes in (False, True):
        for piece in re.split(r"\s+[-–—]\s+", marked):
            if who := _who(piece, codes):
                return Reading(who, codes, attempt, named)
    number = _lone_number(marked)
    return Reading(number, bool(number), attempt, named)


def whole_name(text: str, units: Collection[str] = ()) -> tuple[str, frozenset[str]]:
    """A name without units and marks of a copy, and the words in it that say what a file is.

    Words about the state of a work (`final`) are not among them: they say little of who.
    """
    text, _ = _without_copy_marks(unicodedata.normalize("NFC", text).strip())
    marked, _ = _mark_units(text, units)
    pieces = [token for token in _TOKEN.findall(marked) if _UNIT not in token]
    who = set(tokens(read_name(text, units).who))
    dropped = {plain(piece) for piece in pieces if piece.isalpha() and len(piece) > 2} - who
    whole = marked.replace(f" {_UNIT} ", " ").strip(" _-–—.,;+")
    return whole, frozenset(dropped - STATES - STOP)


def attempt_in(names: Iterable[str]) -> int:
    """The number of an attempt: `x (2)`, `x-Copy2`, `x_v2`, or a folder `Version 2`."""
    return max(
        number
        for name in names
        for number in (
            _without_copy_marks(name)[1],
            *(int(match[1]) for match in _VERSION.finditer(name)),
        )
    )


def holds_time(text: str) -> bool:
    """Whether a date and a clock time stand in a name, as Otter and the exchange write them."""
    return bool(_STAMP.search(text))


def unit_in(hints: Iterable[str | None], units: Collection[str]) -> str | None:
    """The unit that the first telling hint names, as its only unit-like word."""
    for hint in filter(None, hints):
        _, named = _mark_units(hint, units)
        if len(named) == 1:
            return named[0]
    return None


def is_generic(folder: str, units: Collection[str] = ()) -> bool:
    """A folder that holds others' work by week, unit or kind, and belongs to nobody."""
    wraps = any(_bare(word) in WRAPPING for word in _TOKEN.findall(folder)[:1])
    return wraps or not read_name(folder, units).who


def is_state(text: str) -> bool:
    """`old`, `no_notebook`: words about a work that may as well be a person's name."""
    words = [_bare(word) for word in _TOKEN.findall(text)]
    return words[:1] != [] and words[0] in STATES and all(w in GENERIC | STOP for w in words)


def is_team(folder: str) -> bool:
    """`Grupo 2`, `Sección A`: a team, or a part of a class; what is inside decides."""
    return any(_bare(token) in TEAMS for token in _TOKEN.findall(folder)[:1])


def is_official(stem: str) -> bool:
    """A file of whoever teaches: a list, marks, the text of the assignment."""
    return any(_bare(token) in OFFICIAL for token in _TOKEN.findall(stem))


def without_shared_words(names: Sequence[str]) -> list[str]:
    """`cnn-x-ana`, `cnn-x-luis`, `cnn-x-eva` without what four or more have in common."""
    words = {name: _TOKEN.findall(name) for name in names}
    if len(words) < 4 or any(_bare(w[0]) in COUNTED for w in words.values()):
        return list(names)
    shared = shared_start(list(words.values()))
    rest = {name: each[shared:] for name, each in words.items()}
    if not shared or any(sum(map(len, each)) < 3 for each in rest.values()):
        return list(names)
    return [name[name.index(rest[name][0], len("".join(words[name][:shared]))) :] for name in names]


def shared_start(words: Sequence[Sequence[str]]) -> int:
    """How many words all of several names begin with."""
    places = zip(*words, strict=False)
    return sum(1 for _ in takewhile(lambda place: len(set(place)) == 1, places))


def _without_copy_marks(text: str) -> tuple[str, int]:
    attempt = 0
    while match := _COPY_OF.search(text):
        text, attempt = text[match.end() :], max(attempt, 1)
    while (match := _COPY.search(text)) and match.start():
        number = int(match[1] or match[2] or 1)
        text, attempt = text[: match.start()], max(attempt, number)
    return text.strip(), attempt


def _mark_units(text: str, units: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """The text with the names of units taken out, and those names as the course writes them."""
    named = []
    for unit in sorted(units, key=lambda name: (-len(name), name)):
        text, count = _name_of(unit).subn(f" {_UNIT} ", text)
        if count:
            named.append(unit)
    return text, tuple(named)


@cache
def _name_of(unit: str) -> re.Pattern[str]:
    """The name of a unit as people write it in the names of their files."""
    words = r"[\W_]?".join(map(re.escape, unit.split("_")))
    glued = re.escape(unit.title().replace("_", ""))  # AnaGilPadding
    return re.compile(rf"(?<![^\W_])(?i:{words})\d?(?![^\W_])|(?<=[^\W\dA-Z_]){glued}(?![^\W_])")


def _who(piece: str, codes: bool) -> str:
    """What is left once the words at the ends that are nobody's are gone; `codes` may stay."""
    found = list(_TOKEN.finditer(piece))
    words = [match.group() for match in found]
    start, end = 0, len(words)
    while start < end and _is_nobodys(words[start], codes):
        start = _past_stops(words, start + 1, end)
    while start < end and _is_nobodys(words[end - 1], codes) and not _counts(words, start, end):
        end -= 1
        while start < end and _bare(words[end - 1]) in STOP:
            end -= 1
    kept = words[start:end]
    if all(_bare(word) in STOP or _is_nobodys(word, codes) for word in kept):
        return ""
    if any(_UNIT in word for word in kept):
        return "_".join(word for word in kept if _UNIT not in word)
    return piece[found[start].start() : found[end - 1].end()].strip(" .")


def _past_stops(words: list[str], start: int, end: int) -> int:
    while start < end and _bare(words[start]) in STOP:
        start += 1
    return start


def _counts(words: list[str], start: int, end: int) -> bool:
    """Whether the last word is a number that tells names apart: `Grupo 2`, `ana_1`, `ana_2`."""
    if end - start < 2 or not words[end - 1].isdecimal() or len(words[end - 1]) > 3:
        return False
    before = words[end - 2]
    return not (before.isdecimal() or "@" in before or _is_nobodys(before, codes=True))


def _lone_number(text: str) -> str:
    """The number in `12`, `12345678` or `3_padding`; a year alone is no name."""
    words = [word for word in _TOKEN.findall(text) if word != _UNIT]
    if len(words) != 1 or not words[0].isdecimal() or not text.strip().startswith(words[0]):
        return ""
    return "" if len(words[0]) == 4 and _DATE.fullmatch(words[0]) else words[0]


def _is_nobodys(word: str, codes: bool) -> bool:
    if _UNIT in word or (not codes and _CODE.fullmatch(word)):
        return True
    digits = word.strip("()[]#.")
    if digits.isdecimal():
        return len(digits) < 4 or bool(_DATE.fullmatch(digits))
    return _bare(word) in GENERIC


def _bare(word: str) -> str:
    """A word without the number before or after it, as `plain` has it."""
    word = re.sub(r"[()\[\]#.]", "", plain(word))
    return re.sub(r"^\d{1,3}(?=\D)|(?<=\D)\d{1,4}$", "", word)


def tokens(text: str) -> list[str]:
    """The words of a name, as `plain` has them."""
    return [plain(token) for token in _TOKEN.findall(text)]
