"""In which language of the course is a notebook written, when it does not say?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course.model import Course

WORD = re.compile(r"[^\W\d_]{2,}")
ENOUGH = 5
"""Words of one language alone that a text must have, and twice as many as of any other."""


@dataclass(frozen=True)
class Languages:
    """The words that the course uses in one language and in no other."""

    words: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, course: Course) -> Languages:
        found = {
            language: {
                word
                for unit in course.units.values()
                for text in unit.texts(language).values()
                for word in WORD.findall(text.lower())
            }
            for language in course.languages
        }
        return cls(
            {
                language: frozenset(words.difference(*(found[x] for x in found if x != language)))
                for language, words in found.items()
            }
        )

    def guess(self, texts: Iterable[str]) -> str | None:
        """The language of some texts; None where they say too little."""
        words = Counter(word for text in texts for word in WORD.findall(text.lower()))
        hits = {language: sum(words[word] for word in own) for language, own in self.words.items()}
        best = sorted(hits, key=lambda language: -hits[language])
        second = hits[best[1]] if len(best) > 1 else 0
        return best[0] if best and hits[best[0]] >= max(ENOUGH, 2 * second) else None
