"""What the command says, in the words of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sentence() -> Callable[..., re.Pattern[str]]:
    """A pattern for a message of a language; what is not given may be anything."""

    def pattern(language: str, message: str, **known: object) -> re.Pattern[str]:
        with (ROOT / "course" / "locale" / f"{language}.po").open("rb") as file:
            text = str(read_po(file)[message].string)
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
