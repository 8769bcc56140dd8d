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
        name = "sorting"
        exercises = ["words", "essay"]

        [[units]]
        name = "tables"
        exercises = ["grouping"]
        packages = ["pandas"]
        limits = { load_seconds = 6.0 }

        [[units]]
        name = "statistics"
        exercises = ["column", "plotting"]
        packages = ["matplotlib"]
        limits = { call_seconds = 3.0 }
        """,
    "course/units/sorting/setup.py": '"""Given."""\n\nimport numpy as np\n',
    "solutions/sorting.py": """
        def count_words(text):
            ### BEGIN SOLUTION
            words = text.lower().split()
            return {word: words.count(word) for word in words}
            ### END SOLUTION


        def lengths(words):
            ### BEGIN SOLUTION
            found = {}
            for word in words:
                found.setdefault(len(word), set()).add(word)
            return found
            ### END SOLUTION


        def merge(a, b):
            ### BEGIN SOLUTION
            return sorted(a + b)
            ### END SOLUTION


        def extremes(numbers):
            ### BEGIN SOLUTION
            return {"smallest": min(numbers), "largest": max(numbers)}
            ### END SOLUTION


        def headline(text):
            ### BEGIN SOLUTION
            return " ".join(text.split()).title()
            ### END SOLUTION
        """,
    "exercises/sorting/essay/exercise.toml": "manual = true\npoints = 2.0\n",
    "exercises/sorting/words/exercise.toml": """
        [functions.count_words.points]
        words_counted = 2.0

        [functions.lengths.points]
        words_of_each_length = 1.0

        [functions.merge.points]
        merged = 2.0

        [functions.headline.points]
        titled = 1.0

        [functions.extremes.points]
        both_found = 2.0
        """,
    "exercises/sorting/words/examples.py": """
        # %% count_words
        compare(count_words, "a b a", expected={"a": 2, "b": 1})

        # %% lengths
        compare(lengths, ["a", "bc", "d"], expected={1: {"a", "d"}, 2: {"bc"}})

        # %% merge
        compare(merge, [3, 1], [2], expected=[1, 2, 3])

        # %% extremes
        compare(extremes, [3, 1, 2], expected={"smallest": 1, "largest": 3})

        # %% headline
        compare(headline, "on  sorting", expected="On Sorting")
        """,
    "exercises/sorting/words/oracle.py": """
        from collections import Counter


        def count_words(text):
            return dict(Counter(text.lower().split()))


        def lengths(words):
            return {n: {word for word in words if len(word) == n} for n in set(map(len, words))}


        def merge(a, b):
            both, rest = [], [*a, *b]
            while rest:
                both.append(rest.pop(rest.index(min(rest))))
            return both


        def extremes(numbers):
            smallest, *_, largest = sorted(numbers)
            return {"smallest": smallest, "largest": largest}


        def headline(text):
            return " ".join(word[0].upper() + word[1:].lower() for word in text.split())
        """,
    "exercises/sorting/words/checks.py": """
        import pytest
        from hypothesis import strategies as st

        from autograder.checking import assert_equal, part

        WORDS = st.lists(st.sampled_from(["a", "B", "cd", "ef", "b"]), min_size=2, max_size=5)
        NUMBERS = st.lists(st.integers(0, 9), min_size=1, max_size=4)
        TEXTS = st.fixed_dictionaries({"text": WORDS.map("  ".join)})
        SMALL = {
            "count_words": TEXTS,
            "lengths": st.fixed_dictionaries({"words": WORDS}),
            "merge": st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS}),
            "headline": TEXTS,
            "extremes": st.fixed_dictionaries(
                {"numbers": st.lists(st.integers(0, 9), min_size=3, max_size=3)}
            ),
        }


        def some_words(rng):
            return [str(word) for word in rng.choice(["x", "Yes", "no", "Perhaps", "yes"], 12)]


        @pytest.mark.parametrize("n", [1, 2])
        def test_words_counted(submission, reference, rng, n):
            text = "  ".join(some_words(rng))
            assert_equal(submission.count_words(text), reference.count_words(text))


        @pytest.mark.parametrize("n", [1, 2])
        def test_words_of_each_length(submission, reference, rng, n):
            words = some_words(rng)
            assert_equal(submission.lengths(words), reference.lengths(words))


        @pytest.mark.parametrize("n", [1, 2, 3])
        def test_merged(submission, reference, rng, n):
            a, b = (rng.integers(0, 6, 8).tolist() for _ in range(2))
            assert_equal(submission.merge(a, b), reference.merge(a, b))


        @pytest.mark.parametrize("n", [5, 9])
        def test_both_found(submission, reference, rng, n):
            numbers = rng.integers(-50, 50, n).tolist()
            own, right = submission.extremes(numbers), reference.extremes(numbers)
            with part("finds_the_smallest", 0.25):
                assert_equal(own.get("smallest"), right["smallest"])
            with part("finds_the_largest", 0.75):
                assert_equal(own.get("largest"), right["largest"])


        @pytest.mark.parametrize("n", [1, 2])
        def test_titled(submission, reference, rng, n):
            text = "  ".join(some_words(rng))
            assert_equal(submission.headline(text), reference.headline(text))
        """,
    "exercises/sorting/words/mistakes.py": """
        from autograder.checking import mistake_in


        @mistake_in("count_words")
        def case_kept(text):
            words = text.split()
            return {word: words.count(word) for word in words}


        @mistake_in("count_words")
        def says_one(text):
            return {word: 1 for word in text.lower().split()}


        @mistake_in("lengths")
        def lists_for_sets(words):
            return {len(a): [b for b in words if len(b) == len(a)] for a in words}


        @mistake_in("merge")
        def joined(a, b):
            return a + b


        @mistake_in("merge")
        def no_repeats(a, b):
            return sorted(set(a + b))


        @mistake_in("extremes")
        def first_and_last(numbers):
            return {"smallest": min(numbers), "largest": numbers[-1]}


        @mistake_in("headline")
        def spaces_kept(text):
            return text.title()
        """,
    "course/units/tables/setup.py": """
        \"\"\"Given.\"\"\"

        import numpy as np
        import pandas as pd
        """,
    "course/units/tables/data/sales.csv": "city,kg\nLima,2\nCusco,5\nLima,3.5\n",
    "solutions/tables.py": """
        import pandas as pd


        def totals(table):
            ### BEGIN SOLUTION
            return table.groupby("city", as_index=False)["kg"].sum()
            ### END SOLUTION


        def largest(path):
            ### BEGIN SOLUTION
            return pd.read_csv(path).set_index("city")["kg"].nlargest(2)
            ### END SOLUTION
        """,
    "exercises/tables/grouping/exercise.toml": """
        [functions.totals.points]
        summed = 2.0

        [functions.largest.points]
        two_largest = 1.0
        """,
    "exercises/tables/grouping/examples.py": """
        # %% totals
        sales = pd.DataFrame({"city": ["b", "a", "b"], "kg": [1.0, 2.0, 3.0]})
        compare(totals, sales, expected=pd.DataFrame({"city": ["a", "b"], "kg": [2.0, 4.0]}))

        # %% largest
        best = pd.Series([5.0, 3.5], pd.Index(["Cusco", "Lima"], name="city"), name="kg")
        compare(largest, "data/sales.csv", expected=best)
        """,
    "exercises/tables/grouping/oracle.py": """
        import pandas as pd


        def totals(table):
            return table.pivot_table("kg", "city", aggfunc="sum").reset_index()


        def largest(path):
            return pd.read_csv(path, index_col="city")["kg"].sort_values(ascending=False).head(2)
        """,
    "exercises/tables/grouping/checks.py": """
        import pandas as pd
        import pytest
        from hypothesis import strategies as st

        from autograder.checking import assert_frame

        ROWS = st.lists(
            st.tuples(st.sampled_from("ab"), st.integers(1, 9).map(float)), min_size=2, max_size=3
        )
        SMALL = {
            "totals": st.fixed_dictionaries(
                {"table": ROWS.map(lambda rows: pd.DataFrame(rows, columns=["city", "kg"]))}
            ),
            "largest": st.fixed_dictionaries({"path": st.just("data/sales.csv")}),
        }


        @pytest.mark.parametrize("n", [6, 9])
        def test_summed(submission, reference, rng, n):
            table = pd.DataFrame(
                {"kg": rng.normal(size=n), "city": rng.choice(["x", "y", "z"], n).tolist()}
            )
            assert_frame(
                submission.totals(table), reference.totals(table), terms=n, column_order=False
            )


        def test_two_largest(submission, reference):
            right = reference.largest("data/sales.csv")
            assert_frame(submission.largest("data/sales.csv"), right)
        """,
    "exercises/tables/grouping/mistakes.py": """
        import pandas as pd

        from autograder.checking import mistake_in


        @mistake_in("totals")
        def means(table):
            return table.groupby("city", as_index=False)["kg"].mean()


        @mistake_in("totals")
        def city_in_the_index(table):
            return table.groupby("city")[["kg"]].sum()


        @mistake_in("largest")
        def smallest(path):
            return pd.read_csv(path).set_index("city")["kg"].nsmallest(2)
        """,
    "course/units/statistics/setup.py": """
        \"\"\"Given.\"\"\"

        import matplotlib.pyplot as plt
        import numpy as np
        """,
    "course/units/statistics/data/heights.csv": """
        name,height
        Ana,1.62
        Luis,1.80
        Eva,1.75
        """,
    "course/units/statistics/data/.hidden": "no\n",
    "solutions/__init__.py": "",
    "solutions/statistics.py": """
        import matplotlib.pyplot as plt
        import numpy as np


        def plot_means(groups):
            ### BEGIN SOLUTION
            figure, axes = plt.subplots()
            for place, values in enumerate(groups.values()):
                axes.plot([place, place + 1], [np.mean(values)] * 2)
            axes.set(title="Means", ylabel="mean")
            plt.close(figure)
            return figure
            ### END SOLUTION


        def column_mean(path):
            ### BEGIN SOLUTION
            with open(path) as file:
                lines = file.read().split()[1:]
            return float(np.mean([float(line.split(",")[1]) for line in lines]))
            ### END SOLUTION
        """,
    "exercises/statistics/plotting/exercise.toml": """
        [functions.plot_means.points]
        drawn = 2.0
        """,
    "exercises/statistics/plotting/examples.py": """
        # %% plot_means
        plot_means({"a": [1.0, 3.0]})
        """,
    "exercises/statistics/plotting/oracle.py": """
        from matplotlib.figure import Figure


        def plot_means(groups):
            axes = Figure().subplots()
            for place, values in enumerate(groups.values()):
                mean = sum(values) / len(values)
                axes.plot([place, place + 1], [mean, mean])
            axes.set(title="Means", ylabel="mean")
            return axes
        """,
    "exercises/statistics/plotting/checks.py": """
        from hypothesis import strategies as st

        from autograder.checking import assert_plot

        VALUES = st.lists(st.integers(0, 9).map(float), min_size=2, max_size=3)
        SMALL = {
            "plot_means": st.fixed_dictionaries(
                {"groups": st.fixed_dictionaries({"a": VALUES, "b": VALUES})}
            )
        }


        def test_drawn(submission, reference, rng):
            groups = {name: rng.normal(size=3).tolist() for name in "xyz"}
            own, right = submission.plot_means(groups), reference.plot_means(groups)
            assert_plot(own, right, parts=["lines", "title", "ylabel"])
        """,
    "exercises/statistics/plotting/mistakes.py": """
        import matplotlib.pyplot as plt
        import numpy as np

        from autograder.checking import mistake_in


        @mistake_in("plot_means")
        def medians(groups):
            figure, axes = plt.subplots()
            for place, values in enumerate(groups.values()):
                axes.plot([place, place + 1], [np.median(values)] * 2)
            axes.set(title="Means", ylabel="mean")
            plt.close(figure)
            return figure
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
    "exercises/statistics/plotting": (
        *BLOCKS, "docstring_plot_means", "check_drawn", "mistake_medians",
    ),
    "course/units/tables": ("title", "introduction", "closing"),
    "exercises/tables/grouping": (
        *BLOCKS, "docstring_totals", "docstring_largest", "check_summed", "check_two_largest",
        "mistake_means", "mistake_city_in_the_index", "mistake_smallest",
    ),
    "course/units/sorting": ("title", "introduction", "closing"),
    "exercises/sorting/essay": ("title", "statement"),
    "exercises/sorting/words": (
        *BLOCKS,
        *("docstring_count_words", "docstring_lengths", "docstring_merge", "docstring_headline"),
        *("docstring_extremes", "check_both_found", "mistake_first_and_last"),
        *("part_finds_the_smallest", "part_finds_the_largest"),
        *("check_words_counted", "check_words_of_each_length", "check_merged", "check_titled"),
        *("mistake_case_kept", "mistake_says_one", "mistake_lists_for_sets", "mistake_joined"),
        *("mistake_no_repeats", "mistake_spaces_kept"),
    ),
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
