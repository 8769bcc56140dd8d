"""Why a function is wrong: a known mistake, two of them, or what can be said in general."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.functions import Functions
from autograder.checking.running import Room, Run
from autograder.explaining.definition import definition
from autograder.explaining.fingerprint import fingerprint
from autograder.explaining.general import diagnose, parts_in
from autograder.explaining.mistakes import Asked, name_mistake, refusals_in
from autograder.explaining.two import name_two
from autograder.results import Message
from autograder.submissions import Chunk

PRINTS = re.compile(r"\bprint\s*\(")


@dataclass(frozen=True)
class Why:
    """The id of a known mistake or none, what else can be said, and the mark of the answers.

    `source` is what the student wrote, where that has no name.
    """

    mistake: str | None = None
    diagnoses: tuple[Message, ...] = ()
    fingerprint: str = ""
    source: str = ""


def why(
    key: AnswerKey,
    function: str,
    own: Sequence[Run],
    again: Sequence[Run] = (),
    chunks: Sequence[Chunk] = (),
) -> Why:
    """Why `own` fail; `again` are the runs with right prerequisites, if one of them is wrong.

    What is right then is not this function's mistake, and has no name here.
    """
    mark = fingerprint(own, key.secret(function))
    runs = again or own
    if not any(run.failure for run in runs):
        return Why(fingerprint=mark)
    others = frozenset(key.unit.functions.keys() - {function})
    asked = Asked(others, refusals_in(key.right(function)))
    mistakes = key.mistakes(function)
    if name := name_mistake(runs, mistakes, asked):
        return Why(name, (), mark)

    cases = {case.name: case for case in key.cases.of(function)}

    def run_case(wrong: Callable[..., Any], name: str) -> Run:
        functions = Functions({**key.solutions.functions, function: wrong})
        return key.run([cases[name]], functions, Room())[0]

    two = name_two(runs, mistakes, key.wrong(function), function, run_case, asked)
    if two:
        first, second = two
        return Why(None, (Message("two_mistakes", {"first": first, "second": second}),), mark)
    said = diagnose(
        runs,
        key.right(function),
        key.solutions.functions,
        _parts(key, function),
        any(PRINTS.search(chunk.source) for chunk in chunks if function in chunk.defines),
        key.unit.sources.get(function, ""),
    )
    return Why(None, said, mark, definition(function, chunks, others))


def _parts(key: AnswerKey, function: str) -> list[str]:
    texts = key.unit.exercise_of(function).texts(key.course.languages[0])
    return parts_in(texts.get(f"docstring_{function}", ""))
