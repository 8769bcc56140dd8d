"""Files from memory: a child opens none, and reads what it is given under the names it knows.

`FILES` has every file by its path, without the first slash: nothing else in it is a secret.
"""

from __future__ import annotations

import builtins
import io
import os
import stat
from typing import Any

FILES: dict[str, bytes] = {}


class _File(io.BytesIO):
    """A file that was opened, to be read."""

    name: Any = None


def stand() -> None:
    """From here on `open`, `os.stat` and `os.listdir` find FILES first.

    It comes before the import of any library, for some keep the `open` that they found.
    """
    plain_open, plain_stat, plain_listdir = io.open, os.stat, os.listdir

    def opened(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        data = FILES.get(_key(file))
        if data is None or not set(mode) <= set("rbt"):
            return plain_open(file, mode, *more, **named)
        found = _File(data)
        found.name = file
        return found if "b" in mode else _text(found, *more, **named)

    def status(path: Any, *more: Any, **named: Any) -> os.stat_result:
        key = _key(path)
        if key in FILES:
            return _status(stat.S_IFREG | 0o444, len(FILES[key]))
        return (
            _status(stat.S_IFDIR | 0o555, 0) if _listed(key) else plain_stat(path, *more, **named)
        )

    def listdir(path: Any = ".") -> Any:
        return _listed(_key(path)) or plain_listdir(path)

    builtins.open = io.open = opened
    os.stat = status
    os.listdir = listdir


def _text(
    file: io.BytesIO,
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding or "utf-8", errors, newline)


def _key(path: Any) -> str:
    """The current folder is the root."""
    try:
        return os.path.normpath(os.fsdecode(path)).lstrip("/")
    except TypeError:  # a descriptor
        return ""


def _listed(key: str) -> list[str]:
    """What lies in a folder; nothing if it is none of ours."""
    start = f"{key}/"
    return sorted({k[len(start) :].partition("/")[0] for k in FILES if k.startswith(start)})


def _status(mode: int, size: int) -> os.stat_result:
    return os.stat_result((mode, 0, 0, 1, 0, 0, size, 0, 0, 0))
