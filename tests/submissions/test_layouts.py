"""Who handed in what: every layout that `find` understands, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.submissions import NotFound
from autograder.submissions.units import Units
from tests.submissions.fixtures import Write
from tests.submissions.handing_in import find_all, people
from tests.submissions.handing_in import read_one as read


def test_nbgrader_submitted_folder_course_folder_and_parts_of_it(
    tmp_path: Path, write: Write, units: Units
) -> None:
    course = tmp_path / "course"
    for student in ("ana", "luis_m"):
        for unit in ("padding", "pooling"):
            write(course / "submitted" / student / unit / f"{unit}.ipynb", "x = 1")
    write(course / "release" / "pooling" / "pooling.ipynb")
    everyone = [
        ("ana", "padding"),
        ("ana", "pooling"),
        ("luis_m", "padding"),
        ("luis_m", "pooling"),
    ]
    assert people([course], units) == (everyone, [])
    assert people([course / "submitted"], units) == (everyone, [])
    assert people([course / "submitted" / "ana"], units) == (everyone[:2], [])
    one = course / "submitted" / "ana" / "pooling"
    assert people([one], units) == (everyone[1:2], [])
    assert people([one / "pooling.ipynb", one], units) == (everyone[1:2], [])


def test_flat_folder_with_underscores_in_names(tmp_path: Path, write: Write, units: Units) -> None:
    for name in ("ana", "luis_miguel", "eva_pooling", "de_la_o_pooling", "leo_pooling (1)"):
        write(tmp_path / f"{name}.ipynb")
    write(tmp_path / "zoe_padding.ipynb", "def pad2d(): pass")
    (tmp_path / "README.txt").write_text("not a submission")
    who, messages = people([tmp_path], units)
    assert who == [
        ("ana", "pooling"),
        ("de_la_o", "pooling"),
        ("eva", "pooling"),
        ("leo", "pooling"),
        ("luis_miguel", "pooling"),
        ("zoe", "padding"),
    ]
    assert messages == []


def test_a_folder_for_each_student(tmp_path: Path, write: Write, units: Units) -> None:
    write(tmp_path / "ana" / "pooling.ipynb")
    write(tmp_path / "luis" / "pooling" / "pooling.ipynb")
    assert people([tmp_path], units) == ([("ana", "pooling"), ("luis", "pooling")], [])


def test_moodle_download(tmp_path: Path, write: Write, units: Units) -> None:
    write(tmp_path / "Ana Núñez_123_assignsubmission_file_" / "Untitled.ipynb")
    write(tmp_path / "Luis Gil_124_assignsubmission_file" / "pooling.ipynb")
    write(tmp_path / "Eva Paz_125_assignsubmission_file_tarea_padding.ipynb", "x = 1")
    write(tmp_path / "Luz Sol_126_assignsubmission_file_" / "inner" / "a.ipynb")
    write(tmp_path / "Luz Sol_127_assignsubmission_file_" / "a.ipynb")
    pdf = tmp_path / "Leo Ruiz_128_assignsubmission_file_" / "work.pdf"
    pdf.parent.mkdir()
    pdf.write_bytes(b"%PDF")
    found, messages = find_all([tmp_path])
    assert messages == []
    *submissions, leo = sorted(found, key=lambda one: (one.what == "other", one.student))
    assert [(one.student, read(one, units).unit, one.id) for one in submissions] == [
        ("Ana Núñez", "pooling", "123"),
        ("Eva Paz", "padding", "125"),
        ("Luis Gil", "pooling", "124"),
        ("Luz Sol_126", "pooling", "126"),
        ("Luz Sol_127", "pooling", "127"),
    ]
    assert leo.instead is not None
    assert leo.instead.id == "no_notebook"
    assert leo.instead.args == {"student": "Leo Ruiz", "files": [str(pdf)], "reason": "pdf"}


def test_canvas_download(tmp_path: Path, write: Write, units: Units) -> None:
    write(tmp_path / "nunezana_111_9001_pooling.ipynb")
    write(tmp_path / "gilluis_LATE_112_9002_my_work-2.ipynb")
    found, messages = find_all([tmp_path])
    assert messages == []
    late, early = (read(one, units) for one in found)
    assert (late.student, found[0].id, [m.id for m in late.messages]) == (
        "gilluis",
        "112",
        ["marked_late"],
    )
    assert (early.student, early.unit, early.messages) == ("nunezana", "pooling", ())


def test_single_file_link_given_by_its_user_and_odd_suffixes(
    tmp_path: Path, write: Write, units: Units
) -> None:
    path = write(tmp_path / "ana.ipynb")
    link = tmp_path / "link.ipynb"
    link.symlink_to(path)
    assert people([link], units) == ([("link", "pooling")], [])
    other = tmp_path / "elsewhere"
    write(other / "eva.ipynb.txt")
    write(other / "LEO.IPYNB")
    assert people([other], units) == ([("LEO", "pooling")], ["no_notebook"])
    (eva,) = (one for one in find_all([other])[0] if one.student == "eva")
    assert (eva.what, read(eva, units).status) == ("maybe", "readable")
    bare = write(tmp_path / "notebook")
    assert people([bare], units) == ([("notebook", "pooling")], [])


def test_what_is_not_there_and_what_is_empty(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        find_all([tmp_path / "nowhere"])
    assert caught.value.message.id == "path_not_found"
    assert [message.id for message in find_all([tmp_path])[1]] == ["nothing_found"]


def test_order_does_not_depend_on_the_order_of_the_paths(tmp_path: Path, write: Write) -> None:
    paths = [write(tmp_path / str(n) / f"s{n}.ipynb") for n in (10, 9, 1)]
    forward, backward = find_all(paths), find_all(paths[::-1])
    assert forward == backward
    assert [one.student for one in forward[0]] == ["s1", "s9", "s10"]
