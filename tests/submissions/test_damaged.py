"""The zoo of damaged and foreign notebooks: a status for each, never an exception."""

from __future__ import annotations

import codecs
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.submissions import Found, read
from autograder.submissions.raw import cut
from tests.submissions.handing_in import find_all

DEFINITION = "def max_pool2d(x):\n    return x"
UNITS = {"pooling": ("max_pool2d", "avg_pool2d")}


def only(submission):
    (message,) = submission.messages
    return message


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
def test_what_is_no_notebook(read_bytes, data, id_):
    submission = read_bytes(data)
    message = only(submission) if id_ != "not_json" else submission.messages[-1]
    assert (submission.status, message.id) == ("unreadable", id_)
    assert len(submission.sha256) == 64
    assert submission.chunks == ()


def test_a_sparse_file_of_many_gigabytes(tmp_path, units):
    path = tmp_path / "ana.ipynb"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    (found,), _ = find_all([path])
    assert only(read(found, units)).id == "too_large"


def test_merge_conflict_says_where(read_bytes, notebook):
    lines = json.dumps(notebook(DEFINITION), indent=1).split("\n")
    lines[5:5] = ["<<<<<<< HEAD", '"x": 1,', "=======", '"x": 2,', ">>>>>>> branch"]
    message = only(read_bytes("\n".join(lines).encode()))
    assert (message.id, message.args) == ("merge_conflict", {"line": 6})


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, b"\0\0", b"\n\n "])
def test_marks_and_padding_before_the_text(read_bytes, notebook, bom):
    submission = read_bytes(bom + json.dumps(notebook(DEFINITION)).encode() + b"\0" * 9)
    assert (submission.status, submission.messages) == ("readable", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings_are_read_and_noted(read_bytes, notebook, encoding):
    text = json.dumps(notebook("# año\n" + DEFINITION), ensure_ascii=False)
    submission = read_bytes(text.encode(encoding))
    assert submission.status == "readable"
    assert only(submission).args == {"encoding": encoding}


def test_one_bad_byte_does_not_spoil_the_other_letters(read_bytes, notebook):
    text = json.dumps(notebook("tamaño = 3", DEFINITION, "# ñandú é"), ensure_ascii=False)
    submission = read_bytes(text.encode().replace(b"d\xc3\xba", b"d\xff"))
    assert submission.chunks[0].defines == ("tamaño",)
    assert only(submission).args == {"encoding": "utf-8"}


def test_raw_control_characters_nul_and_lone_surrogates(read_bytes, notebook):
    text = json.dumps(notebook(DEFINITION, "a = '\0'", "b = '\ud800'", "c = '\u202e'"))
    submission = read_bytes(text.replace("return", "\x01\x00return").encode())
    assert submission.status == "readable"
    assert [cell.cell for cell in submission.broken] == [1, 2, 3]
    assert submission.broken[0].mentions == ("max_pool2d",)
    json.dumps([cell.message for cell in submission.broken], ensure_ascii=False).encode()


def test_outputs_of_a_hundred_megabytes_are_cut(read_bytes, notebook, code):
    bulky = code(DEFINITION)
    bulky["outputs"] = [{"data": {"image/png": "A" * (100 << 20)}}]
    submission = read_bytes(json.dumps(notebook(bulky, "y = 1")).encode())
    assert submission.status == "readable"
    assert [chunk.defines for chunk in submission.chunks] == [("max_pool2d",), ("y",)]


def test_cut_keeps_everything_else_and_the_line_numbers():
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


def test_damage_inside_outputs_costs_nothing(read_bytes, notebook, code):
    cell = code(DEFINITION)
    cell["outputs"] = ["HERE"]
    data = json.dumps(notebook(cell)).encode().replace(b'"HERE"', b"\n<<<<<<< HEAD\n\xff\n")
    assert read_bytes(data).status == "readable"


def test_huge_numbers(read_bytes, notebook):
    text = json.dumps(notebook(DEFINITION))
    for number in ("9" * 10_000, "-" + "9" * 10_000, "1e99999", "NaN", "-Infinity"):
        changed = text.replace('"execution_count": null', f'"execution_count": {number}')
        assert read_bytes(changed.encode()).status == "readable"


def test_old_formats(read_bytes):
    cell = {"cell_type": "code", "input": DEFINITION.split("\n"), "outputs": [], "language": "p"}
    cell["input"][0] += "\n"
    heading = {"cell_type": "heading", "level": 1, "source": "def f"}
    for version, body in (
        (3, {"worksheets": [{"cells": [heading]}, {"cells": [cell]}], "nbformat": 3}),
        (2, {"worksheets": [{"cells": [heading, cell]}], "nbformat": 2}),
        (1, {"cells": [heading, {"cell_type": "code", "code": DEFINITION}]}),
    ):
        submission = read_bytes(json.dumps(body).encode())
        assert (version, submission.status, submission.unit) == (version, "readable", "pooling")
        assert submission.chunks[0].cell == 2
        assert submission.chunks[0].source == DEFINITION


def test_cells_of_any_shape(read_bytes):
    good = {"cell_type": "code", "source": DEFINITION, "id": "same"}
    cells = [
        None, 3, "x", [], {}, {"cell_type": "code"}, {"cell_type": 5, "source": "x"}, good, good,
        {"cell_type": "code", "source": None}, {"cell_type": "code", "source": {"a": 1}},
        {"cell_type": "code", "source": ["a = 1\n", None, 3, "b = 2"], "metadata": []},
        {"source": "c = 3", "outputs": []},
        {"cell_type": "code", "source": "d = 4", "metadata": {"nbgrader": 5, "convalida": "x"}},
        {"cell_type": "code", "source": "e = 5", "metadata": {"convalida": {"role": ["setup"]}}},
    ]  # fmt: skip
    submission = read_bytes(json.dumps({"cells": cells, "metadata": [1]}).encode())
    names = [name for chunk in submission.chunks for name in chunk.defines]
    assert names == ["max_pool2d", "max_pool2d", "a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    "metadata",
    [
        {"convalida": {"unit": ["pooling"], "language": 5}},
        {"convalida": {"unit": "other", "language": "../../x"}},
        {"convalida": None, "kernelspec": [], "language_info": "x"},
        {"kernelspec": {"language": 5}, "language_info": {"name": None}},
    ],
)
def test_metadata_of_any_shape(read_cells, metadata):
    submission = read_cells(DEFINITION, unit=None, **metadata)
    assert (submission.unit, submission.language, submission.messages) == ("pooling", None, ())


def test_other_kernels_are_noted(read_cells):
    submission = read_cells("x <- 3", kernelspec={"language": "R", "name": "ir"})
    assert [message.id for message in submission.messages] == ["other_kernel", "no_required_names"]
    assert submission.status == "empty"


def test_empty_notebooks(read_cells, code):
    assert only(read_cells()).id == "no_code"
    assert only(read_cells("", " \n")).id == "no_code"
    message = only(read_cells("x = 3"))
    assert (message.id, message.args["names"]) == (
        "no_required_names",
        ["avg_pool2d", "max_pool2d"],
    )


def test_code_that_the_parser_chokes_on(read_cells):
    hostile = [
        "(" * 100_000, "-" * 100_000 + "1", "x" + ".a" * 50_000, "1" + "+1" * 60_000,
        "if x: pass\n" + "elif x: pass\n" * 10_000, "9" * 100_000, "#" * 300_000,
        "x.y." * 20_000 + " ?", "%%time\n" * 30_000, "\n \n" * 80_000 + "x y", "= " * 99_999 + "y",
        "!ls\n" * 150, "!ls\n" * 300, "\\", "'''", "f'{", "x = $",
    ]  # fmt: skip
    submission = read_cells(*hostile, DEFINITION)
    assert submission.status == "readable"
    assert submission.chunks[-1].cell == len(hostile) + 1
    reasons = {cell.reason for cell in submission.broken}
    assert reasons == {"syntax", "too_deep", "too_long"}


def test_more_statements_than_anybody_writes(read_cells):
    submission = read_cells(DEFINITION, "a;" * 60_000, "b = 1")
    assert [chunk.cell for chunk in submission.chunks] == [1, 3]
    assert [cell.reason for cell in submission.broken] == ["too_long"]


def test_data_pasted_into_cells_does_not_cost_the_solution(read_cells):
    submission = read_cells("#" * (5 << 20), *["#" * (250 << 10)] * 9, DEFINITION)
    assert [chunk.defines for chunk in submission.chunks] == [("max_pool2d",)]


def test_warnings_of_the_parser_stay_inside(read_cells, recwarn):
    submission = read_cells("a = '\\d'\nb = 1 is 1\nc = 0x1for x in y", DEFINITION)
    assert submission.chunks[-1].defines == ("max_pool2d",)
    assert not recwarn.list


def test_ten_thousand_cells(read_cells):
    submission = read_cells(*(f"x{n} = {n}" for n in range(10_000)), DEFINITION)
    assert len(submission.chunks) == 10_001


def test_every_notebook_that_nbgrader_ships():
    spec = find_spec("nbgrader")
    assert spec is not None
    assert spec.origin is not None
    paths = sorted(Path(spec.origin).parent.rglob("*.ipynb"))
    assert len(paths) > 50
    units = {"p1": ("squares", "sum_of_squares"), "p2": ("foo", "bar")}
    for path in paths:
        found = Found(student="ana", path=path, origin=str(path), hints=(path.stem,))
        submission = read(found, units)
        assert submission.status in ("readable", "unreadable", "empty")
        for chunk in submission.chunks:
            compile(chunk.source, "cell", "exec", dont_inherit=True)


VALID = json.dumps(
    {
        "nbformat": 4,
        "metadata": {"convalida": {"unit": "pooling", "language": "es"}},
        "cells": [
            {"cell_type": "markdown", "source": "def avg_pool2d", "metadata": {}},
            {"cell_type": "code", "source": ["%matplotlib inline\n", "x = !ls"], "outputs": []},
            {
                "cell_type": "code",
                "source": "try:\n import torch\nexcept ImportError: pass\n" + DEFINITION,
                "metadata": {"nbgrader": {"solution": True, "locked": False}},
                "outputs": [{"text": ["a"]}],
            },
        ],
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)
never_slow = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def spots(node, path=()):
    yield path
    if isinstance(node, list):
        node = dict(enumerate(node))
    for key, child in node.items() if isinstance(node, dict) else ():
        yield from spots(child, (*path, key))


@never_slow
@given(data=st.data())
def test_a_notebook_with_one_part_retyped_is_still_read(read_bytes, data):
    root = json.loads(VALID)
    *way, last = data.draw(st.sampled_from(list(spots(root))[1:]))
    holder = root
    for key in way:
        holder = holder[key]
    holder[last] = data.draw(JSON)
    submission = read_bytes(json.dumps(root).encode())
    untouched = way[:2] != ["cells", 2] and [*way, last][:2] not in (["cells", 2], ["cells"])
    if untouched and [*way, last] != ["cells"] and submission.unit == "pooling":
        assert "max_pool2d" in submission.chunks[-1].defines


@never_slow
@given(data=st.data())
def test_a_notebook_with_its_bytes_changed_never_raises(read_bytes, data):
    raw = VALID.encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    middle = data.draw(st.binary(max_size=20) | st.just(raw[start:end] * 2))
    read_bytes(raw[:start] + middle + raw[end:])


@never_slow
@given(source=st.text(max_size=80) | st.text("%!?=xy ()\n:'\"\\#f{}@", max_size=60))
def test_any_text_as_a_cell(read_cells, source):
    submission = read_cells(source, DEFINITION)
    assert submission.chunks[-1].source == DEFINITION
    for chunk in submission.chunks:
        chunk.source.encode()
