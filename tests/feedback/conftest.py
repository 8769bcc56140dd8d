"""Students' pages, and a browser to look at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.feedback.page import student_page
from autograder.results import Message
from course.model import Course, Unit

from .records import example, record

FORGED = "<img src=x onerror=alert(1)><script>console.log('ran')</script>{{ 7 * 7 }}"

HEAD = "import numpy as np\n\n\ndef pad2d(x, pad, value=0.0):\n"

WRONG = HEAD + (
    "    (top, bottom), (left, right) = sides(pad)\n"
    "    return np.pad(x * 1.0, ((0, 0), (0, 0), (top, bottom), (left, right)))\n"
)

# student: the source of pad2d in a cell of their notebook
ANSWERS = {
    "right": "",
    "mistake": WRONG,
    "untouched": None,
    "raises": HEAD + f"    raise ValueError('''{FORGED}''')  # {FORGED}\n",
    "raises-text": f"def stop(f):\n    raise KeyError('''{FORGED}''')\n\n\n@stop\n{WRONG[20:]}",
    "syntax": f"def pad2d(x): return '''{FORGED}''' <img src=x onerror=alert(2)>\n",
    "returns-text": HEAD + f"    return '''{FORGED}'''\n",
    "returns-keys": HEAD + f"    return {{'''{FORGED}''': x}}\n",
    "long": HEAD + "    return np.ones((1, 1, 1, 64)) * 1e100 / 3\n",
    "long-line": HEAD + f"    raise ValueError{' ' * 3}# {'abcdefghij' * 60}\n",
    "o'neil & søn #1 {{7-7}} $x$": WRONG,
}


@pytest.fixture(scope="session")
def pages(
    small_course: Path,
    small_built: Path,
    grade: Callable[..., Any],
    answer: Callable[..., Any],
    solutions: Mapping[str, str],
) -> Any:
    """Every student in both languages: `<language>-<student>`."""
    books = {}
    for language in ("en", "es"):
        release = small_built / language / "release" / "padding" / "padding.ipynb"
        for student, source in ANSWERS.items():
            answers = {**solutions, "pad2d": source or solutions["pad2d"]}
            books[f"{language}-{student}"] = answer(release, {} if source is None else answers)
    books["damaged"] = b'{"cells": '
    return grade(small_course, books)


@pytest.fixture(scope="session")
def gallery(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Unit -> a page of it in which every function is wrong, with all that a page can show."""
    folder = tmp_path_factory.mktemp("gallery")
    pages = {}
    for unit in course.units.values():
        rows = {name: everything(unit, name, i) for i, name in enumerate(unit.functions)}
        page = student_page(record(course, unit.name, **rows), course)
        pages[unit.name] = folder / f"{unit.name}.html"
        pages[unit.name].write_text(page.html, encoding="utf-8")
    return pages


def everything(unit: Unit, function: str, which: int) -> dict[str, Any]:
    """What a wrong answer of `function` differs in: one of its mistakes, and an example."""
    blocks = unit.exercise_of(function).texts("en")
    mistakes = [block for block in blocks if block.startswith("mistake_")]
    x = np.arange(12.0).reshape(1, 1, 3, 4)
    y = np.array([[[[2.5, 4.5]]]])
    given = {"x": x, "kernel": 2, "stride": None, "padding": 0, "wide": np.full((2, 30), -1.5e-7)}
    answers = [(y, y + 1), ((1, 2.5), (1, 3.5)), ((y, y), (y, y[..., :1]))]
    return {
        "mistake": mistakes[which % len(mistakes)].removeprefix("mistake_"),
        "diagnoses": (Message("changed_input", {"arguments": "x"}),),
        "counterexample": example(given, *answers[which % len(answers)]),
    }
