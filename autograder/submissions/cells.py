"""From a code cell's text to its top-level statements; nothing is ever executed here."""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from dataclasses import dataclass, field
from functools import cache
from textwrap import dedent
from typing import Any

from autograder.submissions.models import BreakReason, BrokenCell
from autograder.submissions.names import shortened

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
_TIMED = re.compile(r"^([ \t]*(?:\w+(?:[ \t]*,[ \t]*\w+)*[ \t]*=[ \t]*)?)%time[ \t]+(?=\S)", re.M)
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_ASSIGNMENT = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
_IMPORT = re.compile(r"^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+([\w., \t]+)", re.MULTILINE)
_INVISIBLE = re.compile(r"invalid non-printable character U\+([0-9A-F]{4,6})")


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
    """The statements of cell `number` as IPython reads it, magics and shell lines harmless."""
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > min(MAX_CELL, budget.characters):
        return _broken(number, source, "too_long")
    budget.characters -= len(source)
    body = _without_cell_magics(source)
    if body is None:
        return Parsed(foreign=True, mentions=mentions(source))
    try:
        return Parsed(split(body, budget))
    except SyntaxError as error:
        return _as_ipython_reads_it(number, body, error, budget)
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


def _as_ipython_reads_it(number: int, body: str, error: SyntaxError, budget: Budget) -> Parsed:
    """Try again without indentation and with magics; if that fails too, `error` stands."""
    even = _TIMED.sub(r"\1", dedent(body))
    if even != body:
        try:
            return Parsed(split(even, budget))
        except (SyntaxError, _TooMany):
            pass
    candidates = len(_MAGIC_LINE.findall(even))
    help_lines = _HELP_LINE.findall(even)
    work = len(even) * candidates + sum(len(line) ** 2 for line in help_lines) // 100
    if 0 < candidates <= MAX_MAGICS and budget.magic_work >= work:
        budget.magic_work -= work
        leading = len(even) - len(even.lstrip())
        blank = even.count("\n", 0, leading)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                python = _transformer()().transform_cell(even)
            return Parsed(split("\n" * blank + python, budget))
        except Exception:  # whatever IPython raises, the cell is what Python says it is
            pass
    return _not_python(number, body, error)


@cache
def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager  # slow, and rarely needed

    return TransformerManager


def get_ready_for_magics() -> None:
    """Imports what is slow, and needed only where a cell holds magics."""
    _transformer()


class _TooMany(Exception):
    """More statements than the budget has."""


def split(source: str, budget: Budget) -> tuple[Statement, ...]:
    """The top-level statements of Python source. Raises what ast.parse raises, and _TooMany."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    if len(tree.body) > budget.statements:
        raise _TooMany
    budget.statements -= len(tree.body)
    lines = source.split("\n")
    return tuple(_statement(node, lines) for node in tree.body)


def _statement(node: ast.stmt, lines: list[str]) -> Statement:
    decorators = getattr(node, "decorator_list", [])
    first = min([node, *decorators], key=lambda part: part.lineno)
    end_line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    text = lines[first.lineno - 1 : end_line]
    text[-1] = text[-1].encode()[:end].decode()
    if first is node:
        text[0] = text[0].encode()[node.col_offset :].decode()
    return Statement(node, "\n".join(text), first.lineno)


def _not_python(number: int, body: str, error: SyntaxError) -> Parsed:
    message = error.msg if isinstance(error.msg, str) else "invalid syntax"
    line, column = error.lineno or 1, error.offset or 1
    if match := _INVISIBLE.match(message):
        code = match.group(1)
        message = f"U+{code} {unicodedata.name(chr(int(code, 16)), '')}".strip()
        return _broken(number, body, "invisible", line, message, column)
    return _broken(number, body, "syntax", line, message, column)


def _broken(
    number: int, source: str, reason: BreakReason, line: int = 1, message: str = "", column: int = 1
) -> Parsed:
    names = dict.fromkeys((*mentions(source), *_bound_in(source[:MAX_CELL])))
    cell = BrokenCell(
        number, line, shortened(message), tuple(names)[:MAX_MENTIONS], reason, column=column
    )
    return Parsed(broken=cell)


def _bound_in(text: str) -> list[str]:
    """The names that unindented assignments and imports of a cell that is not read would bind."""
    imported = (part for found in _IMPORT.findall(text) for part in found.split(","))
    return [*_ASSIGNMENT.findall(text), *(part.split()[-1] for part in imported if part.strip())]
