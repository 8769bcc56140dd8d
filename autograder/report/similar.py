"""Submissions that share what few others wrote, beyond names, layout and what everybody was given.

Winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting"
(SIGMOD 2003). Each run of GRAM tokens has a number; of each WINDOW of runs the smallest is kept.
"""

from __future__ import annotations

import io
import keyword
import tokenize
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from autograder.results import Record
from course.model import Course

GRAM = 12
WINDOW = 6
FEWEST = 6
"""Shared fingerprints below which two submissions are no pair."""
SHARE = 0.5
"""Of the shorter one's own fingerprints."""
FEW = 3
"""Students; what more of them wrote is what the exercise asks for."""
PAIRS = 20

Prints = dict[int, set[int]]
"""Fingerprints, with the lines that they come from."""

Key = tuple[str, str]
"""A unit and a student."""


@dataclass(frozen=True)
class Pair:
    """Two students of a unit; `share` is in percent, and lines say whether the other has them."""

    unit: str
    students: tuple[str, str]
    share: float
    lines: tuple[Sequence[tuple[str, bool]], Sequence[tuple[str, bool]]]


def similar(records: Iterable[Record], course: Course) -> list[Pair]:
    """The pairs that share most, the largest share first."""
    given = {unit.name: _given(unit.sources) for unit in course.units.values()}
    sources: dict[Key, str] = {}
    prints: dict[Key, Prints] = {}
    writers: dict[tuple[str, int], list[Key]] = defaultdict(list)
    for record in records:
        key = (record.unit, record.student)
        text = "\n\n".join(row.source for row in record.exercises if row.source)
        own = {
            mark: lines
            for mark, lines in fingerprints(text).items()
            if mark not in given.get(record.unit, ())
        }
        if own:
            sources[key], prints[key] = text, own
            for mark in own:
                writers[record.unit, mark].append(key)
    rare: Counter[Key] = Counter()
    shared: Counter[tuple[Key, Key]] = Counter()
    for keys in writers.values():
        if len(keys) <= FEW:
            rare.update(keys)
            shared.update(combinations(sorted(keys), 2))
    pairs = [
        (count / min(rare[one], rare[other]), one, other)
        for (one, other), count in shared.items()
        if count >= FEWEST and count >= SHARE * min(rare[one], rare[other])
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
    return [_pair(share, one, other, sources, prints) for share, one, other in pairs[:PAIRS]]


def fingerprints(source: str) -> Prints:
    """None of what is no Python."""
    tokens = list(_tokens(source))
    grams = [
        (zlib.crc32(" ".join(text for text, _ in tokens[i : i + GRAM]).encode()), i)
        for i in range(len(tokens) - GRAM + 1)
    ]
    found: Prints = defaultdict(set)
    for start in range(max(0, len(grams) - WINDOW + 1)):
        mark, place = min(grams[start : start + WINDOW], key=lambda gram: (gram[0], -gram[1]))
        found[mark] |= {line for _, line in tokens[place : place + GRAM]}
    return dict(found)


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    """Each with its line; names are alike, but for keywords and what stands after a dot."""
    before = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            text = token.string
            if token.type == tokenize.NAME and not keyword.iskeyword(text) and before != ".":
                text = "name"
            elif token.type == tokenize.STRING:
                text = "text"
            elif token.type in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.DEDENT):
                continue
            elif token.type == tokenize.INDENT:
                text = "indent"
            before = token.string
            yield text, token.start[0]
    except (tokenize.TokenError, IndentationError):
        return


def _given(sources: Mapping[str, str]) -> set[int]:
    """What the solution shares with everybody: its headers, and lines before the markers."""
    return {mark for source in sources.values() for mark in fingerprints(source)}


def _pair(
    share: float,
    one: Key,
    other: Key,
    sources: Mapping[Key, str],
    prints: Mapping[Key, Prints],
) -> Pair:
    both = prints[one].keys() & prints[other].keys()

    def lines(key: Key) -> list[tuple[str, bool]]:
        common = set().union(*(prints[key][mark] for mark in both))
        return [(text, i in common) for i, text in enumerate(sources[key].splitlines(), 1)]

    return Pair(one[0], (one[1], other[1]), 100 * share, (lines(one), lines(other)))
