"""Files that are damaged, or no notebook at all: a status for each, never an exception."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from autograder.submissions import Found, read
from autograder.submissions.ipynb import cut
from autograder.submissions.units import Units
from tests.submissions.fixtures import MakeCell, MakeNotebook, ReadBytes
from tests.submissions.slices import GOOD, only


@pytest.mark.parametrize(
    ("data", "id_"),
    [
        (b"", "empty_file"),
        (b" \n\0\0", "empty_file"),
        (b"%PDF-1.7", "not_json"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_json"),
        (b'{"cells": [', "not_json"),
        (b'{"cells": [{"source": "abc', "not_json"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
        (b'"' + b'\\"' * 1_000_000, "not_json"),
        (b"[]", "not_a_notebook"),
        (b"3", "not_a_notebook"),
        (b"null", "not_a_notebook"),
        (b"{}", "not_a_notebook"),
        (b'{"cells": {}}', "not_a_notebook"),
        (b'{"worksheets": 5}', "not_a_notebook"),
        (b'{"cells": [' + b"[]," * 1_100_000 + b"[]]}", "too_large"),
        (b'{"cells": [' + b"1," * 9_000_000 + b"1]}", "too_large"),
        (b'{"cells": [' + b"{}," * 50_000 + b"{}]}", "too_many_cells"),
    ],
)
def test_what_is_no_notebook(read_bytes: ReadBytes, data: bytes, id_: str) -> None:
    submission = read_bytes(data)
    message = only(submission) if id_ != "not_json" else submission.messages[-1]
    assert (submission.status, message.id) == ("unreadable", id_)
    assert len(submission.sha256) == 64
    assert submission.chunks == ()


def test_a_sparse_file_of_many_gigabytes(tmp_path: Path, units: Units) -> None:
    path = tmp_path / "ana.ipynb"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    (submission,) = read(Found("ana", path, str(path)), units)
    assert only(submission).id == "too_large"


def test_merge_conflict_says_where(read_bytes: ReadBytes, notebook: MakeNotebook) -> None:
    lines = json.dumps(notebook(GOOD), indent=1).split("\n")
    lines[5:5] = ["<<<<<<< HEAD", '"x": 1,', "=======", '"x": 2,', ">>>>>>> branch"]
    message = only(read_bytes("\n".join(lines).encode()))
    assert (message.id, message.args) == ("merge_conflict", {"line": 6})


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, b"\0\0", b"\n\n "])
def test_marks_and_padding_before_the_text(
    read_bytes: ReadBytes, notebook: MakeNotebook, bom: bytes
) -> None:
    submission = read_bytes(bom + json.dumps(notebook(GOOD)).encode() + b"\0" * 9)
    assert (submission.status, submission.messages) == ("readable", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings_are_read_and_noted(
    read_bytes: ReadBytes, notebook: MakeNotebook, encoding: str
) -> None:
    text = json.dumps(notebook("# año\n" + GOOD), ensure_ascii=False)
    submission = read_bytes(text.encode(encoding))
    assert submission.status == "readable"
    assert only(submission).args == {"encoding": encoding}


def test_one_bad_byte_does_not_spoil_the_other_letters(
    read_bytes: ReadBytes, notebook: MakeNotebook
) -> None:
    text = json.dumps(
        notebook("tamaño = 3", "def max_pool2d(x): return tamaño # ñandú é"), ensure_ascii=False
    )
    submission = read_bytes(text.encode().replace(b"d\xc3\xba", b"d\xff"))
    assert submission.chunks[0].defines == ("tamaño",)
    assert only(submission).args == {"encoding": "utf-8"}


def test_raw_control_characters_nul_and_lone_surrogates(
    read_bytes: ReadBytes, notebook: MakeNotebook
) -> None:
    text = json.dumps(notebook(GOOD, "a = '\0'", "b = '\ud800'", "c = '\u202e'"))
    submission = read_bytes(text.replace("return", "\x01\x00return").encode())
    assert submission.status == "readable"
    assert [cell.cell for cell in submission.broken] == [1, 2, 3]
    assert submission.broken[0].mentions == ("max_pool2d",)
    json.dumps([cell.message for cell in submission.broken], ensure_ascii=False).encode()


def test_outputs_of_a_hundred_megabytes_are_cut(
    read_bytes: ReadBytes, notebook: MakeNotebook, code: MakeCell
) -> None:
    bulky = code(GOOD)
    bulky["outputs"] = [{"data": {"image/png": "A" * (100 << 20)}}]
    submission = read_bytes(json.dumps(notebook(bulky, "def avg_pool2d(x): pass")).encode())
    assert submission.status == "readable"
    assert [chunk.defines for chunk in submission.chunks] == [("max_pool2d",), ("avg_pool2d",)]


def test_cut_keeps_everything_else_and_the_line_numbers() -> None:
    text = b"""{"metadata": {"widgets": {"a": [1]}, "x": "\\"outputs\\": ["},
 "cells": [{"outputs" : [
   {"a": "]"}, []],
  "source": "outputs"}, {"attachments": {"outputs": [2]}, "outputs": 3}, ["outputs", [4]]]}"""
    bare = cut(text)
    assert json.loads(bare) == {
        "metadata": {"widgets": {}, "x": '"outputs": ['},
        "cells": [
            {"outputs": [], "source": "outputs"},
            {"attachments": {}, "outputs": 3},
            ["outputs", [4]],
        ],
    }
    assert bare.count(b"\n") == text.count(b"\n")


def test_damage_inside_outputs_costs_nothing(
    read_bytes: ReadBytes, notebook: MakeNotebook, code: MakeCell
) -> None:
    cell = code(GOOD)
    cell["outputs"] = ["HERE"]
    data = json.dumps(notebook(cell)).encode().replace(b'"HERE"', b"\n<<<<<<< HEAD\n\xff\n")
    assert read_bytes(data).status == "readable"


def test_huge_numbers(read_bytes: ReadBytes, notebook: MakeNotebook) -> None:
    text = json.dumps(notebook(GOOD))
    for number in ("9" * 10_000, "-" + "9" * 10_000, "1e99999", "NaN", "-Infinity"):
        changed = text.replace('"execution_count": null', f'"execution_count": {number}')
        assert read_bytes(changed.encode()).status == "readable"
