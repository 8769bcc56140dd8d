"""A stub that is as it was released gets what calling it would get, and is not called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.explaining.definition import definition
from autograder.explaining.explanation import verdict_of
from autograder.submissions import Chunk
from course import catalog
from course.stubs import stub, without_markers

from ..conftest import CopyCourse

COURSE = catalog.load()
UNIT = COURSE.units["padding"]


@pytest.fixture(scope="module")
def key() -> AnswerKey:
    return AnswerKey(COURSE, collect(COURSE, UNIT, 0))


def stub_of(function: str, *more: str) -> str:
    return "\n    ".join([stub(UNIT.sources[function], "# here\nraise NotImplementedError"), *more])


@pytest.mark.parametrize("function", UNIT.functions)
def test_it_gets_what_calling_it_would_get(key: AnswerKey, function: str) -> None:
    names: dict[str, Any] = {}
    exec(f"{UNIT.setup}\n{stub_of(function)}", names)
    called, instead = key.run_function(function, names[function]), key.unwritten(function)
    assert [(run.case, run.check, run.earned) for run in called] == [
        (run.case, run.check, run.earned) for run in instead
    ]
    assert {run.failure.raised.type for run in called} == {"NotImplementedError"}  # type: ignore[union-attr]
    assert verdict_of(instead) == "missing"


@pytest.mark.parametrize("function", UNIT.functions)
def test_it_is_known_by_all_that_it_needs(key: AnswerKey, function: str) -> None:
    def written(*sources: str) -> str:
        needed = frozenset([function])
        chunks = [Chunk(text, n, 1, (), (), needed) for n, text in enumerate(sources)]
        return definition(function, chunks, ())

    assert written(stub_of(function)) == key.stub(function) != ""
    assert written(stub_of(function, "return 1")) != key.stub(function)
    assert written("helper = 1", stub_of(function)) != key.stub(function)


def test_a_solution_without_markers_has_no_stub_and_is_graded(
    copy_course: CopyCourse, tmp_path: Path
) -> None:
    course = catalog.load(copy_course(tmp_path / "course", padding=["pad2d"]))
    path = course.units["padding"].solution_path
    path.write_text(without_markers(path.read_text(encoding="utf-8")), encoding="utf-8")
    bare = AnswerKey(course, collect(course, course.units["padding"], 0))
    bare.prepare()
    assert bare.stub("pad2d") == ""
