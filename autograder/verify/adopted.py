"""Do mistakes that a class made still lose what the class lost?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.adopting.adopt import TESTS
from autograder.checking.answer_key import AnswerKey
from course.exercises import Function
from course.files import check_keys, names_of, read_toml
from course.problems import Problem, at
from course.texts import Message


def adopted_problems(key: AnswerKey, function: Function) -> Iterator[Problem]:
    """Raises CatalogError if `adopted.toml` is not as `convalida adopt` writes it."""
    path = key.unit.exercise_of(function.name).folder / TESTS
    known = key.mistakes(function.name)
    for name, table in read_toml(path).items() if path.is_file() else ():
        check_keys(path, name, table, required={"function", "students", "fails"})
        if table["function"] != function.name:
            continue
        place = at(path, name)
        if name not in known:
            yield Problem(place, Message("adopted_gone", {"mistake": name}))
            continue
        failed = {run.check for run in known[name] if run.failure}
        if passed := sorted(set(names_of(path, f"{name}.fails", table["fails"])) - failed):
            yield Problem(place, Message("adopted_passes", {"mistake": name, "checks": passed}))
