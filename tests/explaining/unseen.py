"""Wrong answers in the style of students, and what each should be called.

`unseen_answers/<unit>.md` has them: a heading `function: what is wrong`, the expected name, names
(`one + other`), message or `nothing`, and the cell.
"""

from __future__ import annotations

import linecache
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.functions import SETUP

FOLDER = Path(__file__).with_name("unseen_answers")
ENTRY = re.compile(r"^## (\w+): (.+)\n\n(.+)\n\n```python\n((?:.*\n)+?)```$", re.MULTILINE)


@dataclass(frozen=True)
class Unseen:
    """`expected`: ids of known mistakes, or the id of a general message, or `nothing`."""

    function: str
    what: str
    expected: tuple[str, ...]
    source: str


def unseen(unit: str) -> Iterator[Unseen]:
    """Those of one unit."""
    path = FOLDER / f"{unit}.md"
    if path.exists():
        for function, what, expected, source in ENTRY.findall(path.read_text(encoding="utf-8")):
            yield Unseen(function, what, tuple(expected.split(" + ")), source)


def made(answer: Unseen, key: AnswerKey) -> Any:
    """The function that a notebook with this cell defines."""
    names: dict[str, Any] = {}
    exec(compile(key.unit.setup, SETUP, "exec"), names)
    names |= {n: f for n, f in key.solutions.functions.items() if n != answer.function}
    file = f"<{answer.function}: {answer.what}>"
    lines = answer.source.splitlines(keepends=True)
    linecache.cache[file] = (len(answer.source), None, lines, file)
    exec(compile(answer.source, file, "exec"), names)
    return names[answer.function]
