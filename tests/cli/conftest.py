"""What the command says, in the words of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from autograder import sentences
from course import texts


@pytest.fixture(scope="session")
def sentence() -> Callable[..., re.Pattern[str]]:
    """A pattern for a message of a language; what is not given may be anything."""
    catalogues = {
        language: {
            name: said
            for folder in (sentences.LOCALE, texts.LOCALE)
            for name, said in texts.read_catalogue(folder / f"{language}.po").items()
        }
        for language in ("en", "es")
    }

    def pattern(language: str, message: str, **known: object) -> re.Pattern[str]:
        text = catalogues[language][message]
        parts = re.split(r"\{(\w+)\}", text)
        words = [
            re.escape(part)
            if i % 2 == 0
            else re.escape(str(known[part]))
            if part in known
            else ".*"
            for i, part in enumerate(parts)
        ]
        return re.compile("".join(words))

    return pattern
