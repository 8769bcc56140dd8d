"""Edits of a copy of a course, for tests that break one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

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


def sentences(language: str, **messages: str) -> Edit:
    """A catalogue of the course's own, which it does not need, with these sentences by id."""
    entries = {"": "Content-Type: text/plain; charset=UTF-8\n", **messages}
    text = "\n".join(f'msgid "{name}"\nmsgstr {_quoted(said)}\n' for name, said in entries.items())

    def edit(root: Path) -> None:
        path = root / "course" / "locale" / f"{language}.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return edit


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def template(name: str, old: str, new: str) -> Edit:
    """A template of the course's own, which it does not need: ours with the first `old` changed."""
    ours = (ROOT / "course" / "templates" / name).read_text(encoding="utf-8")
    assert old in ours

    def edit(root: Path) -> None:
        path = root / "course" / "templates" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ours.replace(old, new, 1), encoding="utf-8")

    return edit
