"""Which of several files of one student and unit counts."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.submissions.units import Units
from tests.submissions.fixtures import Write
from tests.submissions.handing_in import find_all, settled


def test_nbgrader_folder_with_several_notebooks_keeps_the_one_with_the_units_name(
    tmp_path: Path, write: Write, units: Units
) -> None:
    folder = tmp_path / "submitted" / "ana" / "pooling"
    write(folder / "pooling.ipynb")
    newer = write(folder / "pooling-Copy1.ipynb")
    os.utime(newer, (4_000_000_000, 4_000_000_000))
    found, messages = find_all([tmp_path])
    assert messages == []
    assert max(found, key=lambda one: one.order).path.name == "pooling.ipynb"
    assert newer in [one.path for one in found]


def test_settle_keeps_the_newest_of_a_student_and_unit(
    tmp_path: Path, write: Write, units: Units
) -> None:
    old = write(tmp_path / "ana.ipynb", "def max_pool2d(x): return 1")
    new = write(tmp_path / "ana_pooling.ipynb", "def max_pool2d(x): return 2")
    write(tmp_path / "ana_padding.ipynb", "def pad2d(x): return 2")
    os.utime(old, (1_000, 1_000))
    found, _ = find_all([tmp_path])
    kept, messages = settled(found, units)
    assert {(one.found.student, one.summary.unit, one.found.origin) for one in kept} == {
        ("ana", "pooling", str(new)),
        ("ana", "padding", str(tmp_path / "ana_padding.ipynb")),
    }
    (message,) = messages
    assert message.id == "one_of_several"
    assert message.args["ignored"] == [str(old)]
    assert message in next(one for one in kept if one.summary.unit == "pooling").notes


def test_an_empty_copy_never_replaces_work(tmp_path: Path, write: Write, units: Units) -> None:
    stub = "def max_pool2d(x): raise NotImplementedError"
    work = write(tmp_path / "ana.ipynb", "def max_pool2d(x): return 1")
    for path, source in ((tmp_path / "ana_pooling.ipynb", stub), (tmp_path / "ana (1).ipynb", "x")):
        os.utime(write(path, source), (4_000_000_000, 4_000_000_000))
    kept, _ = settled(find_all([tmp_path])[0], units)
    pooling = [one for one in kept if one.summary.unit == "pooling"]
    assert [one.found.origin for one in pooling] == [str(work)]


def test_a_notebook_of_two_units_is_handed_in_for_both(
    tmp_path: Path, write: Write, units: Units
) -> None:
    both = [f"def {name}(x): return x" for unit in units.values() for name in unit.functions]
    write(tmp_path / "ana.ipynb", *both)
    kept, messages = settled(find_all([tmp_path])[0], units)
    assert [(one.found.student, one.summary.unit) for one in kept] == [
        ("ana", "padding"),
        ("ana", "pooling"),
    ]
    assert messages == []
