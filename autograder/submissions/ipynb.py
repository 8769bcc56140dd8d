"""From a file's bytes to the cells of a notebook, whatever the file's state."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.results import Message
from autograder.submissions.models import Unreadable
from autograder.submissions.names import shortened

MAX_FILE_BYTES = 256 << 20
MAX_BARE_BYTES = 16 << 20
MAX_TOKENS = 2_000_000
MAX_CUT_TOKENS = 20_000_000  # also of what is cut: some five seconds
MAX_CELLS = 50_000

# What is cut before parsing: bulky, never needed, and where a damaged file is often damaged.
_CUT = frozenset((b'"outputs"', b'"attachments"', b'"widgets"'))
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_COLON_OPEN = re.compile(rb"\s*:\s*(?=[\[{])")
_MERGE = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Cell:
    """A cell of any nbformat; `number` counts from 1."""

    number: int
    kind: str
    source: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class Notebook:
    """What the grader needs of a notebook."""

    cells: tuple[Cell, ...]
    metadata: Mapping[str, Any]
    messages: tuple[Message, ...] = ()


def parse(data: bytes) -> Notebook:
    """The notebook in `data`; raises Unreadable."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Message("empty_file"))
    messages: list[Message] = []
    bare = cut(as_utf8(data, messages))
    text = bare.decode("utf-8", "replace").replace("\0", "")
    try:
        root = json.loads(text, strict=False, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise Unreadable(_not_json(text, error)) from error
    except RecursionError as error:
        raise Unreadable(Message("too_deep")) from error
    except (ValueError, MemoryError) as error:
        raise Unreadable(
            Message("not_json", {"cause": shortened(str(error)), "line": 0})
        ) from error
    cells = _cells(root)
    version = root.get("nbformat")
    if "worksheets" in root or (isinstance(version, int) and version < 4):
        messages.append(Message("old_format", {"version": shortened(str(version))}))
    return Notebook(cells, _mapping(root.get("metadata")), tuple(messages))


def _integer(digits: str) -> int:
    return int(digits) if len(digits) < 100 else 0


def _not_json(text: str, error: json.JSONDecodeError) -> Message:
    conflict = _MERGE.search(text)
    if conflict:
        return Message("merge_conflict", {"line": text.count("\n", 0, conflict.start()) + 1})
    return Message("not_json", {"cause": shortened(error.msg), "line": error.lineno})


def as_utf8(data: bytes, messages: list[Message]) -> bytes:
    """The same text in UTF-8 without a mark; a note says when it was something else."""
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            messages.append(Message("not_utf8", {"encoding": encoding}))
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    try:
        data.decode()
    except UnicodeDecodeError:
        tolerant = data.decode("utf-8", "replace")
        foreign = sum(1 for character in tolerant if character > "\x7f")
        few = tolerant.count("�") * 3 <= foreign
        messages.append(Message("not_utf8", {"encoding": "utf-8" if few else "latin-1"}))
        return tolerant.encode() if few else data.decode("latin-1").encode()
    return data


def cut(data: bytes) -> bytes:
    """JSON with outputs, attachments and widget states emptied, its line numbers kept.

    Raises Unreadable if what remains is still beyond what a notebook's text can be.
    """
    kept: list[bytes] = []
    start = depth = tokens = seen = 0
    cut_at: int | None = None  # the depth to come back to, while inside a value that is cut
    key_end = -1
    opened = 0
    for match in _TOKEN.finditer(data):
        token = match.group() if match.end() - match.start() < 16 else b'""'
        seen += 1
        if cut_at is None:
            tokens += 1
        if token in (b"[", b"{"):
            if cut_at is None and match.start() == key_end:
                cut_at, opened = depth, match.start()
            depth += 1
        elif token in (b"]", b"}"):
            depth -= 1
            if cut_at is not None and depth <= cut_at:
                hole = b"\n" * data.count(b"\n", opened, match.end())
                kept += [data[start : opened + 1], hole]
                start, cut_at = match.start(), None
        elif cut_at is None and token in _CUT:
            colon = _COLON_OPEN.match(data, match.end())
            key_end = colon.end() if colon else -1
        if tokens > MAX_TOKENS or seen > MAX_CUT_TOKENS:
            break
    kept.append(data[start:])
    bare = b"".join(kept)
    if seen > MAX_CUT_TOKENS:
        raise Unreadable(Message("too_many_outputs", {"limit": MAX_CUT_TOKENS}))
    if tokens > MAX_TOKENS or len(bare) > MAX_BARE_BYTES:
        raise Unreadable(Message("too_large", {"limit_mib": MAX_BARE_BYTES >> 20}))
    return bare


def _cells(root: Any) -> tuple[Cell, ...]:
    """Cells of nbformat 1 to 4, in order; raises Unreadable for JSON that is no notebook."""
    if not isinstance(root, dict):
        raise Unreadable(Message("not_a_notebook", {"cause": type(root).__name__}))
    raw = root.get("cells")
    if not isinstance(raw, list) and isinstance(root.get("worksheets"), list):
        sheets = (_mapping(sheet).get("cells") for sheet in root["worksheets"])
        raw = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    if not isinstance(raw, list):
        raise Unreadable(Message("not_a_notebook", {"cause": "cells"}))
    if len(raw) > MAX_CELLS:
        raise Unreadable(Message("too_many_cells", {"cells": len(raw), "limit": MAX_CELLS}))
    return tuple(_cell(number, _mapping(cell)) for number, cell in enumerate(raw, 1))


def _cell(number: int, raw: Mapping[str, Any]) -> Cell:
    kind = raw.get("cell_type")
    if not isinstance(kind, str):
        kind = "code" if "outputs" in raw or "execution_count" in raw else "raw"
    source = next((raw[key] for key in ("source", "input", "code") if key in raw), "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    return Cell(number, kind, text, _mapping(raw.get("metadata")))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
