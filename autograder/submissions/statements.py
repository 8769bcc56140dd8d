"""From a code cell's text to its top-level statements; nothing is ever executed here."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from autograder.submissions.models import BreakReason, BrokenCell
from autograder.submissions.names import shown

MAX_CELL = 256 << 10  # characters of one cell; Python's parser takes some 500 bytes for each
MAX_TOTAL = 2 << 20  # characters of all cells
MAX_MAGICS = 200  # in one cell; IPython reads the whole cell again for each
MAX_MAGIC_WORK = 1_000_000  # characters read again; about three seconds for a whole notebook
MAX_STATEMENTS = 50_000  # of all cells
MAX_MENTIONS = 100
MAX_CELL_MAGICS = 8  # one upon another
_PASS_THROUGH = frozenset(("time", "timeit", "capture", "prun"))
_CELL_MAGIC = re.compile(r"%%(\w*)[^\n]*")
_MAGIC_LINE = re.compile(r"^[ \t]*(?:[%!?,;/]|>>>|In \[)|[%!=][ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
_HELP_LINE = re.compile(r"^[^\n]*\?[^\n]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Statement:
    """A top-level statement with its own text."""

    node: ast.stmt
    source: str
    line: int


@dataclass
class Budget:
    """What is left, for a whole notebook, of the work that its author can cause.

    A cell that asks for more is refused and costs nothing: the next may be the solution.
    """

    characters: int = MAX_TOTAL
    magic_work: int = MAX_MAGIC_WORK
    statements: int = MAX_STATEMENTS


@dataclass(frozen=True)
class Parsed:
    """The statements of a cell; `broken` instead when it is not valid Python.

    `foreign` means that the cell is in another language or goes to a file (`%%bash`).
    """

    statements: tuple[Statement, ...] = ()
    broken: BrokenCell | None = None
    foreign: bool = False
    mentions: tuple[str, ...] = field(default=())


def mentions(text: str) -> tuple[str, ...]:
    """The names after `def` and `class`, found without parsing."""
    names = (match.group(1) for match in _DEFINITION.finditer(text[:MAX_CELL]))
    return tuple(dict.fromkeys(names))[:MAX_MENTIONS]


def parse_cell(number: int, text: str, budget: Budget) -> Parsed:
    """The statements of cell `number`, magics and shell lines taken out."""
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > min(MAX_CELL, budget.characters):
        return _broken(number, source, "too_long")
    budget.characters -= len(source)
    body = _without_cell_magics(source)
    if body is None:
        return Parsed(foreign=True, mentions=mentions(source))
    try:
        return _split(body, budget)
    except SyntaxError as error:
        return _without_magics(number, body, error, budget)
    except _TooMany:
        return _broken(number, body, "too_long")
    except ValueError as error:
        return _broken(number, body, "syntax", message=str(error))
    except (RecursionError, MemoryError, OverflowError, SystemError):
        return _broken(number, body, "too_deep")


def _without_cell_magics(source: str) -> str | None:
    """The body of `%%time` and its like, each magic a blank line; None for another language."""
    for _ in range(MAX_CELL_MAGICS):
        start = len(source) - len(source.lstrip())
        if not source.startswith("%%", start):
            return source
        match = _CELL_MAGIC.match(source, start)
        if match is None or match.group(1) not in _PASS_THROUGH:
            return None
        source = source[:start] + source[match.end() :]
    return None


def _without_magics(number: int, body: str, error: SyntaxError, budget: Budget) -> Parsed:
    """Try again as IPython would read the cell; if that fails too, `error` stands."""
    candidates = len(_MAGIC_LINE.findall(body))
    help_lines = _HELP_LINE.findall(body)
    work = len(body) * candidates + sum(len(line) ** 2 for line in help_lines) // 100
    if 0 < candidates <= MAX_MAGICS and budget.magic_work >= work:
        budget.magic_work -= work
        leading = len(body) - len(body.lstrip())
        blank = body.count("\n", 0, leading)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                python = _transformer()().transform_cell(body)
            return _split("\n" * blank + python, budget)
        except Exception:  # whatever IPython raises, the cell is what Python says it is
            pass
    message = error.msg if isinstance(error.msg, str) else "invalid syntax"
    return _broken(number, body, "syntax", error.lineno or 1, message)


@cache
def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager  # slow, and rarely needed

    return TransformerManager


def get_ready_for_magics() -> None:
    """Imports what is slow, and needed only where a cell holds magics."""
    _transformer()


class _TooMany(Exception):
    """More statements than the budget has."""


def _split(source: str, budget: Budget) -> Parsed:
    """Raises what ast.parse raises, and _TooMany."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    if len(tree.body) > budget.statements:
        raise _TooMany
    budget.statements -= len(tree.body)
    lines = source.split("\n")
    return Parsed(tuple(_statement(node, lines) for node in tree.body))


def _statement(node: ast.stmt, lines: list[str]) -> Statement:
    decorators = getattr(node, "decorator_list", [])
    first = min([node, *decorators], key=lambda part: part.lineno)
    end_line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    text = lines[first.lineno - 1 : end_line]
    text[-1] = text[-1].encode()[:end].decode()
    if first is node:
        text[0] = text[0].encode()[node.col_offset :].decode()
    return Statement(node, "\n".join(text), first.lineno)


def _broken(
    number: int, source: str, reason: BreakReason, line: int = 1, message: str = ""
) -> Parsed:
    cell = BrokenCell(number, line, shown(message), mentions(source), reason)
    return Parsed(broken=cell)
