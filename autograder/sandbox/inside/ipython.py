"""What IPython adds to Python, without IPython: it does nothing, and does no harm."""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from typing import Any

TIMING = frozenset(("time", "prun"))
MODULES = ("IPython", "IPython.core", "IPython.core.display", "IPython.display")


class Silent:
    """An object that can be made, called, used with `with` and asked for anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent()

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        """As `display(x)` gives None."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Shell(Silent):
    """`get_ipython()`: a line with a magic runs only what `%time` would run."""

    def run_line_magic(self, name: str, line: str, *_: Any) -> Any:
        if name not in TIMING:
            return None
        frame = sys._getframe(1)
        try:
            code = compile(line, "<magic>", "eval")
        except SyntaxError:
            exec(line, frame.f_globals, frame.f_locals)
            return None
        return eval(code, frame.f_globals, frame.f_locals)

    def getoutput(self, *_: Any, **__: Any) -> list[str]:
        return []


def names() -> Mapping[str, Any]:
    """What every cell of a notebook finds."""
    shell = Shell()
    return {
        "display": Silent(),
        "get_ipython": lambda: shell,
        "In": [""],
        "Out": {},
        "_": "",
    }


def install() -> None:
    """Make `import IPython` work: every name of its modules is a class of silent objects."""
    for name in MODULES:
        module = types.ModuleType(name)
        module.__path__ = []
        sys.modules[name] = module
    for name in MODULES:
        parent, _, last = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], last, sys.modules[name])
    shell = names()
    for name in MODULES:
        module = sys.modules[name]
        module.__dict__.update(shell)
        module.__dict__["__getattr__"] = _member


def _member(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return Silent
