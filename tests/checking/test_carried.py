"""A mistake in one function costs nothing in the function that builds on it."""

from __future__ import annotations

import html
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from course.texts import Translation

ROOT = Path(__file__).resolve().parents[2]

BLOCKS = ("title", "statement", "hint_concept", "hint_shapes", "hint_line")

FILES = {
    "course/course.toml": """
        languages = ["en"]

        [limits]
        call_seconds = 1.0
        load_seconds = 1.0

        [[units]]
        name = "tiny"
        exercises = ["times"]
        """,
    "course/units/tiny/setup.py": '"""Given."""\n\nimport numpy as np\n',
    "course/units/tiny/en.md": """
        <% block title %>Tiny<% endblock %>
        <% block introduction %>Two functions.<% endblock %>
        <% block closing %>Why?<% endblock %>
        """,
    "solutions/__init__.py": "",
    "solutions/tiny.py": """
        def double(x):
            ### BEGIN SOLUTION
            return x + x
            ### END SOLUTION


        def quadruple(x):
            ### BEGIN SOLUTION
            return double(double(x))
            ### END SOLUTION
        """,
    "exercises/tiny/times/exercise.toml": """
        [functions.double.points]
        twice = 1.0

        [functions.quadruple]
        builds_on = ["double"]

        [functions.quadruple.points]
        four_times = 2.0
        zero = 1.0
        """,
    "exercises/tiny/times/examples.py": "# %% double\ndouble(1)\n\n# %% quadruple\nquadruple(1)\n",
    "exercises/tiny/times/oracle.py": """
        def double(x):
            return 2 * x


        def quadruple(x):
            return 4 * x
        """,
    "exercises/tiny/times/checks.py": """
        import numpy as np
        import pytest
        from hypothesis import strategies as st

        from autograder.checking import assert_close, small

        ONE = st.fixed_dictionaries({"x": small.arrays(2)})
        SMALL = {"double": ONE, "quadruple": ONE}


        @pytest.mark.parametrize("n", [1, 3])
        def test_twice(submission, reference, rng, n):
            x = rng.standard_normal(n)
            assert_close(submission.double(x), reference.double(x))


        @pytest.mark.parametrize("n", [1, 2, 3, 4])
        def test_four_times(submission, reference, rng, n):
            x = 3 + rng.random(n)
            assert_close(submission.quadruple(x), reference.quadruple(x))


        def test_zero(submission, reference):
            x = np.zeros(2)
            assert_close(submission.quadruple(x), reference.quadruple(x))
        """,
    "exercises/tiny/times/mistakes.py": """
        from autograder.checking import mistake_in


        @mistake_in("double")
        def one_more(x):
            return x + 1


        @mistake_in("quadruple")
        def only_twice(x):
            return x + x
        """,
}

# student: (double, quadruple)
ANSWERS = {
    "right": ("return x + x", "return double(double(x))"),
    "carried": ("return x + 1", "return double(double(x))"),
    "carried in part": ("return x + 1", "return double(double(x)) + (x.size > 2)"),
    "carried, prerequisite raises": ("raise IndexError", "return double(double(x))"),
    "carried, prerequisite never ends": ("while True: pass", "return double(double(x))"),
    "carried, prerequisite dies": ("import os; os._exit(1)", "return double(double(x))"),
    "wrong by itself": ("return x + x", "return double(x)"),
    "wrong twice": ("return x + 1", "return double(x)"),
    "alone": ("return x + 1", "return 4 * x"),
    "better without": ("return 0 * x", "return double(double(x)) if x.any() else x"),
}


@pytest.fixture(scope="module")
def carried(
    tmp_path_factory: pytest.TempPathFactory,
    grade: Callable[..., Any],
    plain_notebook: Callable[..., Any],
) -> Any:
    root = tmp_path_factory.mktemp("tiny") / "course"
    for part in ("templates", "locale"):
        shutil.copytree(ROOT / "course" / part, root / "course" / part)
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
    words = [
        *BLOCKS,
        *("docstring_double", "docstring_quadruple", "check_twice", "check_four_times"),
        *("check_zero", "mistake_one_more", "mistake_only_twice"),
    ]
    text = "\n".join(f"<% block {word} %>About {word}.<% endblock %>" for word in words)
    (root / "exercises/tiny/times/en.md").write_text(text, encoding="utf-8")
    books = {
        student: plain_notebook(f"def double(x):\n    {one}", f"def quadruple(x):\n    {four}")
        for student, (one, four) in ANSWERS.items()
    }
    books["missing"] = plain_notebook("def quadruple(x):\n    return double(double(x))")
    return grade(root, books)


def outcome(carried: Any, student: str) -> tuple[float, str, list[Any]]:
    row = carried.row(student, "quadruple")
    notes = [m["args"] for m in row["messages"] if m["id"] == "carried_error"]
    return row["score"], row["verdict"], notes


SAID = [{"functions": "double"}]


@pytest.mark.parametrize(
    ("student", "score", "verdict", "said"),
    [
        ("right", 3.0, "passed", []),
        ("carried", 3.0, "failed", SAID),
        ("carried in part", 2.0, "failed", SAID),
        ("carried, prerequisite raises", 3.0, "error", SAID),
        ("carried, prerequisite never ends", 3.0, "timeout", SAID),
        ("carried, prerequisite dies", 3.0, "crashed", SAID),
        ("missing", 3.0, "error", SAID),
        ("wrong by itself", 1.0, "failed", []),
        ("wrong twice", 1.0, "failed", SAID),
        ("alone", 3.0, "passed", []),
        ("better without", 3.0, "failed", SAID),
    ],
)
def test_what_is_right_with_a_right_prerequisite_earns_its_points(
    carried: Any, student: str, score: float, verdict: str, said: list[Any]
) -> None:
    assert outcome(carried, student) == (score, verdict, said)


def test_the_prerequisite_itself_earns_nothing(carried: Any) -> None:
    for student in ANSWERS.keys() - {"right", "wrong by itself"}:
        row = carried.row(student, "double")
        assert row["score"] == 0.0
        assert row["verdict"] != "passed"
    assert carried.row("missing", "double")["verdict"] == "missing"


def test_a_mistake_is_named_behind_a_wrong_prerequisite(carried: Any) -> None:
    assert carried.row("wrong by itself", "quadruple")["mistake"] == "only_twice"
    assert carried.row("wrong twice", "quadruple")["mistake"] == "only_twice"
    assert carried.row("carried", "quadruple")["mistake"] is None


def test_the_outcome_of_a_check_is_what_it_was_without_help(carried: Any) -> None:
    checks = {c["name"]: c for c in carried.row("carried", "quadruple")["checks"]}
    assert checks["four_times"]["outcome"] == "failed"
    assert checks["four_times"]["points"] == checks["four_times"]["max_points"] == 2.0


def test_the_page_says_so(carried: Any) -> None:
    say = Translation(ROOT / "course" / "locale", "en")
    page = html.unescape(carried.page("carried").read_text(encoding="utf-8"))
    assert say("carried_in_full", functions="double") in page
