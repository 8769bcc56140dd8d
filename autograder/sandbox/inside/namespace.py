"""The namespace that a submission's definitions live in, and how its errors are told."""

from __future__ import annotations
import __future__

import ast
import builtins
import inspect
import linecache
import sys
import types
from collections.abc import Sequence
from typing import Any

from . import ipython

MAX_TEXT = 500


class Namespace:
    """One namespace, `__main__`, filled chunk by chunk."""

    def __init__(self) -> None:
        module = types.ModuleType("__main__")
        module.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = module
        ipython.install()
        module.__dict__.update(ipython.names())
        self.names: dict[str, Any] = module.__dict__
        self.lines: dict[str, list[str]] = {}

    def load(self, source: str, filename: str, line: int, functions: Sequence[str] = ()) -> None:
        """Run a chunk whose first line is number `line` of `filename`.

        Those of `functions` that it replaces by what cannot be called stay what they were. An
        annotation may name what is not there, as in Python 3.14.
        """
        self._remember(source, filename, line)
        before = {name: self.names.get(name) for name in functions}
        text = "\n" * (line - 1) + source
        try:
            self._run(text, filename, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except NameError:
            if "def " not in source:
                raise
            self._run(text, filename, __future__.annotations.compiler_flag)
        for name, value in before.items():
            if callable(value) and not callable(self.names.get(name)):
                self.names[name] = value

    def _run(self, text: str, filename: str, flags: int) -> None:
        code = compile(text, filename, "exec", flags=flags, dont_inherit=True)
        if code.co_flags & inspect.CO_COROUTINE:
            _finish(eval(code, self.names))
        else:
            exec(code, self.names)

    def _remember(self, source: str, filename: str, line: int) -> None:
        new = source.splitlines(keepends=True)
        lines = self.lines.setdefault(filename, [])
        lines.extend(["\n"] * (line - 1 + len(new) - len(lines)))
        lines[line - 1 : line - 1 + len(new)] = new
        linecache.cache[filename] = (sum(map(len, lines)), None, lines, filename)

    def describe(self, error: BaseException) -> list[Any]:
        """Wire form: type, names of builtin bases, text, filename and line (or None)."""
        kind = type(error)
        bases = [base.__name__ for base in kind.__mro__ if base.__module__ == "builtins"]
        filename, line = self._place(error)
        return ["raised", str(kind.__name__)[:100], bases, _text(error), filename, line]

    def _place(self, error: BaseException) -> tuple[str | None, int | None]:
        if isinstance(error, SyntaxError) and error.filename in self.lines:
            return error.filename, error.lineno if _is_line(error.lineno) else None
        place: tuple[str | None, int | None] = (None, None)
        step = error.__traceback__
        while step is not None:
            filename = step.tb_frame.f_code.co_filename
            if filename in self.lines:
                place = filename, step.tb_lineno
            step = step.tb_next
        return place


def _finish(coroutine: types.CoroutineType[Any, Any, None]) -> None:
    """Run what awaits nothing but itself: there is no event loop here."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("no event loop while grading")


def _is_line(number: object) -> bool:
    return type(number) is int and 0 < number < 2**31


def _text(error: BaseException) -> str:
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        return text[:MAX_TEXT].encode("utf-8", "replace").decode()
    except BaseException:
        return ""
