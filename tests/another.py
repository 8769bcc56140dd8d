"""A course of another subject, sorting and statistics: what it needs beyond arrays."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import numpy as np

BLOCKS = ("title", "statement", "hint_concept", "hint_shapes", "hint_line")

FILES = {
    "course/course.toml": """
        languages = ["en", "es"]

        [limits]
        call_seconds = 2.0
        load_seconds = 2.0
        submission_seconds = 20.0

        [[units]]
        name = "statistics"
        exercises = ["column"]
        limits = { call_seconds = 3.0 }
        """,
    "course/units/statistics/setup.py": '"""Given."""\n\nimport numpy as np\n',
    "course/units/statistics/data/heights.csv": """
        name,height
        Ana,1.62
        Luis,1.80
        Eva,1.75
        """,
    "course/units/statistics/data/.hidden": "no\n",
    "solutions/__init__.py": "",
    "solutions/statistics.py": """
        import numpy as np


        def column_mean(path):
            ### BEGIN SOLUTION
            with open(path) as file:
                lines = file.read().split()[1:]
            return float(np.mean([float(line.split(",")[1]) for line in lines]))
            ### END SOLUTION
        """,
    "exercises/statistics/column/exercise.toml": """
        [functions.column_mean.points]
        mean = 2.0
        """,
    "exercises/statistics/column/examples.py": """
        # %% column_mean
        compare(column_mean, "data/heights.csv", expected=1.7233333333333334)
        """,
    "exercises/statistics/column/oracle.py": """
        import numpy as np


        def column_mean(path):
            return float(np.loadtxt(path, delimiter=",", skiprows=1, usecols=1).mean())
        """,
    "exercises/statistics/column/checks.py": """
        from hypothesis import strategies as st

        from autograder.checking import assert_close

        SMALL = {"column_mean": st.fixed_dictionaries({"path": st.just("data/heights.csv")})}


        def test_mean(submission, reference):
            right = reference.column_mean("data/heights.csv")
            assert_close(submission.column_mean("data/heights.csv"), right)
        """,
    "exercises/statistics/column/mistakes.py": """
        from autograder.checking import mistake_in


        @mistake_in("column_mean")
        def sum_only(path):
            with open(path) as file:
                return sum(float(line.split(",")[1]) for line in file.read().split()[1:])
        """,
}

TEXTS = {
    "course/units/statistics": ("title", "introduction", "closing"),
    "exercises/statistics/column": (
        *BLOCKS, "docstring_column_mean", "check_mean", "mistake_sum_only",
    ),
}  # fmt: skip


def write_another_course(root: Path) -> None:
    """Write the course into `root`; it has no templates and no catalogues of its own."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
    np.savez(root / "course/units/statistics/data/weights.npz", kg=np.array([3.5, 4.5]))
    for language, about in (("en", "About"), ("es", "Sobre")):
        for folder, blocks in TEXTS.items():
            text = "\n".join(f"<% block {b} %>{about} `{b}`.<% endblock %>" for b in blocks)
            (root / folder / f"{language}.md").write_text(text, encoding="utf-8")
