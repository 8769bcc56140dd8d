"""One word for what happened to a function, and what a student is told about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.results import Message

from .answers import HEAD, RIGHT, pad2d

ASK = "a border in a locked cell"

# student: (source of the solution cell, verdict, ids of messages, a message in full or None)
CASES: dict[str, tuple[str, str, set[str], dict[str, Any] | None]] = {
    "unfinished": (
        HEAD + "    # to do\n    raise NotImplementedError",
        "missing",
        {"not_implemented"},
        {"id": "not_implemented", "args": {"function": "pad2d"}},
    ),
    "deleted": ("", "missing", {"missing"}, {"id": "missing", "args": {"function": "pad2d"}}),
    "other name": (
        RIGHT["loops"].replace("def pad2d", "def pad_2d"),
        "missing",
        {"missing"},
        None,
    ),
    "syntax error": (
        HEAD + "    y = np.zeros(3\n    return y\n",
        "missing",
        {"syntax_error"},
        None,
    ),
    "raises while it is defined": (
        "import numpy as np\n\n\ndef broken(f):\n    raise KeyError('no')\n\n\n@broken\n"
        + RIGHT["loops"].removeprefix("import numpy as np\n\n\n"),
        "missing",
        {"definition_failed"},
        None,
    ),
    "loops while it is defined": (
        RIGHT["loops"].replace("value=0.0", "value=next(x for x in iter(int, 1) if x)"),
        "missing",
        {"definition_stopped"},
        None,
    ),
    "nested too deeply": (pad2d(f"return {'-' * 10**5}x"), "missing", {"cell_not_read"}, None),
    "longer than anybody writes": (
        pad2d(f"return x  # {'x' * 5 * 10**6}"),
        "missing",
        {"cell_not_read"},
        None,
    ),
    "raises": (
        pad2d("z = x + 1\nraise IndexError('index 5')\nreturn z"),
        "error",
        {"raised"},
        None,
    ),
    "raises an error of its own": (
        "class Odd(ArithmeticError):\n    pass\n\n\n" + pad2d("raise Odd('x')"),
        "error",
        {"raised"},
        None,
    ),
    "recursion": (pad2d("return pad2d(x, pad, value)"), "error", {"raised"}, None),
    "exits": (pad2d("raise SystemExit(0)"), "error", {"raised"}, None),
    "takes too few arguments": (
        "def pad2d(x):\n    return x",
        "error",
        {"keep_header", "raised_nowhere"},
        {"id": "keep_header", "args": {"header": "pad2d(x, pad, value=0.0)"}},
    ),
    "never ends": (pad2d("while True:\n    pass"), "timeout", {"timeout"}, None),
    "asks for too much": (pad2d("return np.ones((10**6, 10**6)) + 1"), "memory", {"raised"}, None),
    "ends the process": (pad2d("import os\nos._exit(0)"), "crashed", {"crashed"}, None),
    "segfaults": (
        pad2d("import ctypes\nctypes.string_at(0)"),
        "crashed",
        {"crashed"},
        None,
    ),
    "returns nothing": (pad2d("y = x * 1.0"), "failed", {"wrong_type"}, None),
    "returns a list": (pad2d("return x.tolist()"), "failed", {"wrong_type"}, None),
    "returns a generator": (pad2d("return (row for row in x)"), "failed", {"not_data"}, None),
    "returns objects": (pad2d("return x.astype(object)"), "failed", {"not_data"}, None),
    "returns a tensor": (
        "import torch\n\n\n"
        + pad2d(
            "return torch.nn.functional.pad(torch.tensor(x.copy()), (left, right, top, bottom))"
        ),
        "error",
        {"module_missing", "raised", "raised_nowhere"},
        None,
    ),
    "adds an axis": (
        RIGHT["np.pad"].replace("constant_values=value)", "constant_values=value)[None]"),
        "failed",
        {"wrong_shape"},
        None,
    ),
    "changes its input": (
        RIGHT["np.pad"].replace("    return", "    y =") + "    x += 1\n    return y\n",
        "failed",
        {"changed_input"},
        None,
    ),
    "in float16": (
        RIGHT["np.pad"].replace("constant_values=value)", "constant_values=value).astype('f2')"),
        "failed",
        {"wrong_dtype"},
        None,
    ),
    ASK: (
        pad2d("return np.pad(x * 1.0, ((0, 0), (0, 0), *frame), constant_values=value)"),
        "error",
        {"raised", "notebook_variable"},
        {"id": "notebook_variable", "args": {"name": "frame"}},
    ),
}


@pytest.fixture(scope="module")
def verdicts(
    small_course: Path,
    small_built: Path,
    grade: Callable[..., Any],
    answer: Callable[..., Any],
    solutions: Mapping[str, str],
) -> Any:
    release = small_built / "en" / "release" / "padding" / "padding.ipynb"
    backward = solutions["pad2d_backward"]
    books = {
        student: answer(release, {"pad2d": source, "pad2d_backward": backward})
        for student, (source, *_) in CASES.items()
    }
    experiment = next(c for c in books[ASK].cells if c.id == "pad2d-examples").copy()
    experiment.update(id="mine", source="frame = sides(int('1'))")
    books[ASK].cells.append(experiment)
    return grade(small_course, books)


@pytest.mark.parametrize("student", CASES)
def test_the_verdict_and_the_messages(verdicts: Any, student: str) -> None:
    _, verdict, ids, whole = CASES[student]
    row = verdicts.row(student, "pad2d")
    assert row["verdict"] == verdict
    assert {message["id"] for message in row["messages"]} <= ids
    assert row["messages"]
    if whole is not None:
        assert whole in row["messages"]


@pytest.mark.parametrize("student", CASES)
def test_nothing_is_scored_and_the_other_function_is(verdicts: Any, student: str) -> None:
    row = verdicts.row(student, "pad2d")
    assert row["score"] == sum(check["points"] for check in row["checks"])
    assert row["score"] < row["max_score"]
    if CASES[student][1] not in {"failed"}:
        assert row["score"] == 0.0
        assert {check["outcome"] for check in row["checks"]} == {"failed"}
    other = verdicts.row(student, "pad2d_backward")
    assert (other["verdict"], other["score"]) == ("passed", other["max_score"])
    assert verdicts.records[student]["score"] == row["score"] + other["score"]


def test_a_changed_argument_costs_the_check_that_asks_for_it(verdicts: Any) -> None:
    row = verdicts.row("changes its input", "pad2d")
    lost = {c["name"]: c["max_points"] for c in row["checks"] if c["outcome"] == "failed"}
    assert lost == {"keeps_arguments": row["max_score"] - row["score"]}
    assert row["counterexample"] is not None
    assert [d["id"] for d in row["diagnoses"]] == ["right_but_for_the_input"]


def message(verdicts: Any, student: str, name: str) -> Any:
    messages = verdicts.row(student, "pad2d")["messages"]
    return next(m["args"] for m in messages if m["id"] == name)


def test_an_error_is_told_with_the_students_own_line(verdicts: Any) -> None:
    told = message(verdicts, "raises", "raised")
    source = CASES["raises"][0].splitlines()
    assert told["type"] == "IndexError"
    assert source[told["line"] - 1] == "    raise IndexError('index 5')"
    assert told["source"] == "raise IndexError('index 5')"


def test_an_error_has_the_name_of_a_built_in_one(verdicts: Any) -> None:
    """The name and the text of a student's own could carry hidden inputs out."""
    told = message(verdicts, "raises an error of its own", "raised")
    assert told["type"] == "ArithmeticError"
    assert set(told) == {"type", "line", "source", "check"}


def test_a_syntax_error_is_told_with_cell_and_line(verdicts: Any) -> None:
    told = message(verdicts, "syntax error", "syntax_error")
    assert told["function"] == "pad2d"
    assert told["line"] == 5
    assert "never closed" in told["text"]


@pytest.mark.parametrize("student", ["nested too deeply", "longer than anybody writes"])
def test_a_cell_that_is_not_read_is_named(
    verdicts: Any, said: Callable[[Message], bool], student: str
) -> None:
    told = message(verdicts, student, "cell_not_read")
    assert told["function"] == "pad2d"
    assert said(Message("cell_not_read", told))


def test_an_error_of_a_definition_is_told_with_its_cell(
    verdicts: Any, said: Callable[[Message], bool]
) -> None:
    told = message(verdicts, "raises while it is defined", "definition_failed")
    cell = message(verdicts, "syntax error", "syntax_error")["cell"]
    assert told == {"cell": cell, "type": "KeyError", "text": "'no'"}
    stopped = message(verdicts, "loops while it is defined", "definition_stopped")
    assert stopped == {"cell": cell, "reason": "timeout"}
    for reason in ("timeout", "memory", "crashed"):
        assert said(Message("definition_stopped", {**stopped, "reason": reason}))


@pytest.mark.parametrize("student", ["unfinished", "never ends", "asks for too much", "segfaults"])
def test_what_gives_no_answer_has_no_mistake_and_no_counterexample(
    verdicts: Any, student: str
) -> None:
    row = verdicts.row(student, "pad2d")
    assert row["mistake"] is None
    if student != "asks for too much":
        assert row["counterexample"] is None


def test_damage_is_said_on_stderr_and_asks_for_a_person(verdicts: Any) -> None:
    assert verdicts.done.returncode == 1
    said = verdicts.done.stderr.splitlines()
    for student in ("syntax error", "raises while it is defined", "deleted"):
        assert any(f"{student}.ipynb: " in line for line in said)
    for student in ("raises", "never ends", "returns nothing", "unfinished"):
        assert not any(f"/{student}.ipynb: " in line for line in said)
