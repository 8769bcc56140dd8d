"""Functions that the grader gives to a call, and what a notebook could do with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .messages import FORGE
from .model import Hostile, Layer

TRIAL = (Path(__file__).parents[1] / "trial" / "solutions" / "trial.py").read_text("utf-8")
"""The unit of tests/hostile/trial, solved."""


def given(
    name: str,
    tries: str,
    source: str,
    gets: Mapping[str, str],
    raises: str = "",
    stopped_by: Layer = "codec",
    **more: Any,
) -> Hostile:
    return Hostile(
        name,
        "given functions",
        tries,
        source,
        stopped_by,
        gets,
        raises,
        honest=TRIAL,
        unit="trial",
        **more,
    )


def through(body: str, before: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{before}\ndef through(f, x):\n{lines}"


ERROR, CRASHED = {"through": "error"}, {"through": "crashed"}

CASES = (
    given(
        "calls_a_function_of_before",
        "keeps the function of an earlier call and asks it about the arguments of this one",
        through(
            """\
kept.append(f)
if len(kept) == 1: raise LookupError
return kept[0](x) + 1""",
            "kept = []",
        ),
        ERROR,
        "LookupError",
    ),
    given(
        "calls_it_for_ever",
        "calls the function it was given without end",
        through("while True: f(x)"),
        {"through": "timeout|crashed"},
        stopped_by="clock",
    ),
    given(
        "calls_it_with_megabytes",
        "arguments larger than a message",
        through("return f(np.ones(10**7)) + 1"),
        ERROR,
        "TypeError",
    ),
    given(
        "calls_it_with_gigabytes",
        "megabytes again and again, until the grader has no memory",
        through("while True: f(np.ones(10**6))"),
        {"through": "timeout|crashed|error"},
    ),
    given(
        "calls_it_with_objects",
        "objects and functions as arguments",
        through("return f(lambda: x)"),
        ERROR,
        "TypeError",
    ),
    given(
        "calls_it_with_an_instance",
        "an instance of its own, whose methods the grader might call",
        through("return f(Counter(1))"),
        ERROR,
        "TypeError",
    ),
    given(
        "calls_it_by_many_names",
        "names of arguments that mean something to Python",
        through("return f(**{'__class__': x, 'self': x, 'x': x})"),
        ERROR,
        "TypeError",
    ),
    given(
        "looks_inside_it",
        "the code, closure and globals of the function it was given",
        through(
            "held = [c.cell_contents for c in f.__closure__] + list(f.__globals__.values())\n"
            "if any(getattr(h, '__name__', '').startswith('test_') for h in held) or "
            "'reference' in f.__globals__:\n"
            "    return f(x) + 1\n"
            "raise LookupError"
        ),
        ERROR,
        "LookupError",
        "apart",
    ),
    given(
        "calls_by_number",
        "functions of the grader's under every number",
        FORGE
        + through(
            "for number in range(100, 200):\n"
            "    reply('callback', number, ['l', 1.0], ['d'])\n"
            "    kind, *rest = frames.receive()\n"
            "    if kind == 'value': return f(x) + 1\n"
            "raise LookupError"
        ),
        ERROR,
        "LookupError",
    ),
    given(
        "calls_with_another_token",
        "a call in the name of another request",
        FORGE
        + through("""\
frames.send([b'12345678', 'callback', 1, ['l'], ['d']])
return x"""),
        CRASHED,
    ),
    given(
        "calls_with_malformed_arguments",
        "a call whose arguments are no list",
        FORGE + through("reply('callback', 1, 5, 'x')\nreturn x"),
        CRASHED,
    ),
    given(
        "asks_and_does_not_listen",
        "a call whose answer it leaves in the socket",
        FORGE + through("reply('callback', 1, ['l'], ['d'])\nreturn x"),
        CRASHED,
    ),
    given(
        "answers_between",
        "an answer in the middle of a call",
        FORGE
        + through("""\
reply('callback', 1, ['l'], ['d'])
reply('answer', 1.0, [], [])
return x"""),
        CRASHED,
    ),
)
