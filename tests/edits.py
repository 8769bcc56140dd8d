"""Edits of a copy of a course, for tests that break one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], object]
"""Changes a file below the root of a course."""


def delete(file: str) -> Edit:
    return lambda root: (root / file).unlink()


def write(file: str, text: str) -> Edit:
    return lambda root: (root / file).write_text(text, encoding="utf-8")


def append(file: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        before = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(before + text, encoding="utf-8")

    return edit


def replace(file: str, old: str, new: str) -> Edit:
    """The first `old` becomes `new`; there must be one."""

    def edit(root: Path) -> None:
        before = (root / file).read_text(encoding="utf-8")
        assert old in before
        (root / file).write_text(before.replace(old, new, 1), encoding="utf-8")

    return edit
