"""Who handed in what: every layout that `find` understands, on real files."""

from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from autograder.submissions import NotFound
from autograder.submissions.names import safe_student
from tests.submissions.handing_in import find_all, settled
from tests.submissions.handing_in import read_one as read


def people(paths, units):
    """Who handed in a notebook of which unit, and what needs a person."""
    found, messages = find_all(paths)
    submissions = [read(one, units) for one in found if one.what == "notebook"]
    instead = [one.instead for one in found if one.what != "notebook"]
    return [(one.student, one.unit) for one in submissions], [m.id for m in (*messages, *instead)]


def test_nbgrader_submitted_folder_course_folder_and_parts_of_it(tmp_path, write, units):
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


def test_nbgrader_folder_with_several_notebooks_keeps_the_one_with_the_units_name(
    tmp_path, write, units
):
    folder = tmp_path / "submitted" / "ana" / "pooling"
    write(folder / "pooling.ipynb")
    newer = write(folder / "pooling-Copy1.ipynb")
    os.utime(newer, (4_000_000_000, 4_000_000_000))
    found, messages = find_all([tmp_path])
    assert messages == []
    assert max(found, key=lambda one: one.order).path.name == "pooling.ipynb"
    assert newer in [one.path for one in found]


def test_flat_folder_with_underscores_in_names(tmp_path, write, units):
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


def test_a_folder_for_each_student(tmp_path, write, units):
    write(tmp_path / "ana" / "pooling.ipynb")
    write(tmp_path / "luis" / "pooling" / "pooling.ipynb")
    assert people([tmp_path], units) == ([("ana", "pooling"), ("luis", "pooling")], [])


def test_moodle_download(tmp_path, write, units):
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
    assert leo.instead.id == "no_notebook"
    assert leo.instead.args == {"student": "Leo Ruiz", "files": [str(pdf)], "reason": "pdf"}


def test_canvas_download(tmp_path, write, units):
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


def test_single_file_link_given_by_its_user_and_odd_suffixes(tmp_path, write, units):
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


def test_what_is_not_there_and_what_is_empty(tmp_path):
    with pytest.raises(NotFound) as caught:
        find_all([tmp_path / "nowhere"])
    assert caught.value.message.id == "path_not_found"
    assert [message.id for message in find_all([tmp_path])[1]] == ["nothing_found"]


def test_links_fifos_sockets_and_hidden_files_are_passed_over(tmp_path, write, units):
    folder = tmp_path / "class"
    write(folder / "ana.ipynb")
    write(folder / ".ipynb_checkpoints" / "ana-checkpoint.ipynb")
    write(folder / "__MACOSX" / "._ana.ipynb")
    (folder / "loop").symlink_to(folder)
    (folder / "eva.ipynb").symlink_to(folder / "ana.ipynb")
    os.mkfifo(folder / "fifo.ipynb")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(folder)
        try:
            listener.bind("socket.ipynb")
        finally:
            os.chdir(here)
    who, messages = people([folder], units)
    assert who == [("ana", "pooling")]
    assert sorted(messages) == ["link_ignored"] * 2 + ["special_file_ignored"] * 2
    assert people([folder / "fifo.ipynb"], units)[1] == ["special_file_ignored"]


def test_a_file_that_became_a_fifo_or_vanished_does_not_stop_the_batch(tmp_path, write, units):
    path = write(tmp_path / "ana.ipynb")
    (found,), _ = find_all([tmp_path])
    path.unlink()
    gone = read(found, units)
    assert (gone.status, gone.messages[0].id) == ("unreadable", "cannot_open")
    os.mkfifo(path)
    assert read(found, units).messages[0].id == "special_file_ignored"


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_unreadable_folder(tmp_path, write, units):
    write(tmp_path / "ana" / "pooling.ipynb")
    closed = write(tmp_path / "closed" / "eva.ipynb").parent
    parents = [p for p in (tmp_path, *tmp_path.parents) if p.stat().st_uid == os.geteuid()]
    modes = {p: p.stat().st_mode for p in parents}
    root = os.geteuid() == 0
    if root:
        for parent in parents:
            parent.chmod(modes[parent] | 0o055)
    closed.chmod(0)
    try:
        if root:
            os.seteuid(65534)
        assert people([tmp_path], units) == ([("ana", "pooling")], ["cannot_open"])
        assert people([closed], units) == ([], ["cannot_open"])
    finally:
        if root:
            os.seteuid(0)
        closed.chmod(0o755)
        for parent in parents:
            parent.chmod(modes[parent])


def test_order_does_not_depend_on_the_order_of_the_paths(tmp_path, write):
    paths = [write(tmp_path / str(n) / f"s{n}.ipynb") for n in (10, 9, 1)]
    forward, backward = find_all(paths), find_all(paths[::-1])
    assert forward == backward
    assert [one.student for one in forward[0]] == ["s1", "s9", "s10"]


def test_settle_keeps_the_newest_of_a_student_and_unit(tmp_path, write, units):
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


def test_an_empty_copy_never_replaces_work(tmp_path, write, units):
    stub = "def max_pool2d(x): raise NotImplementedError"
    work = write(tmp_path / "ana.ipynb", "def max_pool2d(x): return 1")
    for path, source in ((tmp_path / "ana_pooling.ipynb", stub), (tmp_path / "ana (1).ipynb", "x")):
        os.utime(write(path, source), (4_000_000_000, 4_000_000_000))
    kept, _ = settled(find_all([tmp_path])[0], units)
    pooling = [one for one in kept if one.summary.unit == "pooling"]
    assert [one.found.origin for one in pooling] == [str(work)]


def test_a_notebook_of_two_units_is_handed_in_for_both(tmp_path, write, units):
    both = [f"def {name}(x): return x" for unit in units.values() for name in unit.functions]
    write(tmp_path / "ana.ipynb", *both)
    kept, messages = settled(find_all([tmp_path])[0], units)
    assert [(one.found.student, one.summary.unit) for one in kept] == [
        ("ana", "padding"),
        ("ana", "pooling"),
    ]
    assert messages == []


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "..",
        "",
        "a\nb",
        "x" * 300,
        "é" * 100,
        "a\u202eb",
        "\udc80",
    ],
)
def test_unsafe_names_become_file_names(name):
    safe = safe_student(name)
    assert safe == safe_student(name)
    assert Path(safe).name == safe
    assert safe.isprintable()
    assert len(safe.encode()) <= 120
    assert safe_student(safe) != safe


def test_names_stay_apart_and_good_names_stay():
    names = [
        "a/b",
        "a:b",
        "a_b",
        "a b",
        "أحمد",
        "😀",
        "ana.",
        "ana",
        *("x" * n for n in (120, 200)),
    ]
    assert len({safe_student(name) for name in names}) == len(names)
    for name in ("أحمد", "😀", "Ana Núñez", "a_b", "o'neil", "x" * 120):
        assert safe_student(name) == name
    assert safe_student(unicodedata.normalize("NFD", "José")) == "José"
