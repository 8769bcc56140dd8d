"""Questions to oneself: choices in a text, each of which opens on what was thought.

A question is a heading and a list, one choice a line. `[x]` is the right one; what opens follows
the colon after the choice.

    ### What shape has `y`?

    - [ ] `(2, 2)`: the window does not fit a third time, but …
    - [x] `(2, 3)`: three windows fit side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from course.texts import Message

CHOICE = re.compile(r"^- \[([ x])\] (`[^`]+`|\$[^$]+\$|[^:\n]+): (.+(?:\n  .+)*)$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
FEWEST = 2


def folded(text: str) -> str:
    """The text with each choice as an element that opens: no code runs, nothing is installed."""
    return CHOICE.sub(_details, text)


def reveal_problems(text: str) -> Iterator[Message]:
    """Of each question: are there choices, one of them right?"""
    found = [CHOICE.findall(part) for part in re.split(r"^### .*$", text, flags=re.MULTILINE)[1:]]
    if not found:
        yield Message("reveal_none")
    for number, choices in enumerate(found, 1):
        right = sum(mark == "x" for mark, _, _ in choices)
        if len(choices) < FEWEST or right != 1:
            yield Message("reveal_choices", {"number": number, "right": right})
    if len(re.findall(r"^- \[", text, re.MULTILINE)) != sum(map(len, found)):
        yield Message("reveal_form")


def _details(match: re.Match[str]) -> str:
    mark, choice, thought = match.groups()
    label = CODE.sub(lambda code: f"<code>{escape(code[1])}</code>", choice)
    said = f"{'✓' if mark == 'x' else '✗'} {' '.join(thought.split())}"
    return f"<details><summary>{label}</summary>\n\n{said}\n\n</details>\n"
