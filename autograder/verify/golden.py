"""Do the printed figures of the source documents come out of the solutions?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from course.catalog import Course
from course.modules import load_module
from course.problems import Problem, at
from course.texts import Message


def golden_problems(course: Course) -> list[Problem]:
    """One for each item of `course/golden/golden.json` that does not reproduce.

    A course without that folder has none; an item of a unit that a course leaves out is left out.
    """
    folder = course.root / "course" / "golden"
    if not folder.is_dir():
        return []
    replay = load_module(course.root, folder / "replay.py")
    items = json.loads((folder / "golden.json").read_text(encoding="utf-8"))["items"]
    references = {
        name: getattr(unit.solution(), name)
        for unit in course.units.values()
        for name in unit.functions
    }
    problems = []
    for item in items:
        place = at(folder / "golden.json", item["name"])
        try:
            found = _differences(replay.replay, replay.Functions(references), item)
        except replay.NotThereYet as error:
            if error.unit in course.units:
                problems.append(
                    Problem(place, Message("function_missing", {"function": error.function}))
                )
            continue
        problems += [Problem(place, Message("golden_differs", {"name": name})) for name in found]
    return problems


def _differences(
    replay: Callable[..., Mapping[str, Any]], functions: Any, item: Mapping[str, Any]
) -> list[str]:
    answers = replay(functions, item)
    return [
        name
        for name, expected in item["expected"].items()
        if np.shape(answers[name]) != np.shape(expected)
        or not np.allclose(answers[name], expected, **item["tolerance"])
    ]
