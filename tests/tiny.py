"""A course of one exercise and two functions, `double` and `quadruple`, to grade with."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

BLOCKS = ("title", "statement", "hint_concept", "hint_shapes", "hint_line")

FILES = {
    "course/course.toml": """
        languages = ["en"]

        [limits]
        call_seconds = 1.0
        load_seconds = 1.0

        [[units]]
        name = "tiny"
        packages = ["torch"]
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


def write_tiny_course(root: Path) -> None:
    """Write the course into `root`; it has no templates and no catalogues of its own."""
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
