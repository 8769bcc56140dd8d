"""What is told of each file, patterns for names, and paths named one by one."""

from __future__ import annotations

import os
from calendar import timegm
from pathlib import Path
from typing import Any

import pytest

from autograder.submissions import Found, HandIns, Uncertain, WrongUsage
from tests.submissions.fixtures import Said
from tests.submissions.handing_in import downloaded, hand_in, look, told, zipped
from tests.submissions.layouts import OTHERS
from tests.submissions.platforms import PLATFORMS

NOON = timegm((2025, 3, 2, 12, 0, 0))
NAMED = "2025-03-02 14:58:23.948203 UTC"


def only(hand_ins: HandIns) -> Found:
    (one,) = hand_ins.found
    return one


TOLD = {
    "Canvas": ("gil_LATE_112_9002_x-2.ipynb", {"id": "112", "late": True, "attempt": 2}),
    "Canvas, anonymous": ("LATE_anon_x7Q_9002_x.ipynb", {"id": "x7Q", "late": True}),
    "Moodle": ("Ana Paz_48211_assignsubmission_file/x.ipynb", {"id": "48211", "late": False}),
    "Sakai": ("Paz, Ana(apaz)/Submission attachment(s)/x.ipynb", {"id": "apaz"}),
    "Brightspace": (
        "152-35 - Mira Novak - Oct 3, 2024 305 PM - x.ipynb",
        {"id": "152", "modified": timegm((2024, 10, 3, 15, 5, 0)), "time_from": "name"},
    ),
    "Blackboard": (
        "HW3_mnovak_attempt_2025-03-02-20-30-10_x.ipynb",
        {"modified": timegm((2025, 3, 2, 20, 30, 10)), "time_from": "name"},
    ),
    "the exchange": (
        f"rosa+padding+{NAMED}+Xp3kq0Rz81aB/padding.ipynb",
        {"modified": timegm((2025, 3, 2, 14, 58, 23)) + 0.948203, "time_from": "name"},
    ),
    "OK": ("hw1/ana@uni.edu/aB3/x.ipynb", {"email": "ana@uni.edu"}),
    "an e-mail for a name": ("ana@uni.edu_padding.ipynb", {"email": "ana@uni.edu"}),
    "a copy": ("Copia de Ana - padding (3).ipynb", {"attempt": 3}),
    "a plain file": ("ana.ipynb", {"modified": NOON, "time_from": "file", "id": None}),
}


@pytest.mark.parametrize(("path", "facts"), TOLD.values(), ids=TOLD)
def test_what_a_platform_says_of_a_hand_in_is_kept(
    tmp_path: Path, path: str, facts: dict[str, Any]
) -> None:
    os.utime(hand_in(tmp_path, [path]) / path, (NOON, NOON))
    one = only(look(tmp_path))
    assert {name: getattr(one, name) for name in facts} == facts
    assert [note.id for note in one.notes] == ["marked_late"] * one.late


def test_ilias_marks_late_files_in_their_names(tmp_path: Path) -> None:
    paths = ["Paz_Ana_apaz_4021/Late - padding.ipynb", "Gil_Luis_lgil_4022/padding.ipynb"]
    found = look(hand_in(tmp_path, paths)).found
    assert [(one.student, one.id, one.late) for one in found] == [
        ("Luis Gil", "4022", False),
        ("Ana Paz", "4021", True),
    ]


def test_an_export_of_gradescopes_may_lie_in_another_folder(tmp_path: Path) -> None:
    paths, people = PLATFORMS["Gradescope's export"]
    assert told(look(hand_in(tmp_path, paths))) == people
    (tmp_path / "x.zip").write_bytes(zipped(paths))
    assert told(look(tmp_path / "x.zip")) == people


def test_gradescope_gives_ids_mails_groups_and_times(tmp_path: Path) -> None:
    paths, _ = PLATFORMS["Gradescope's export"]
    ana, luis, mira = sorted(look(downloaded(hand_in(tmp_path, paths))).found, key=lambda f: f.name)
    assert (mira.id, mira.email, mira.group) == ("00417", "mira@example.edu", None)
    assert (mira.modified, mira.time_from) == (timegm((2025, 3, 2, 20, 30, 10)), "platform")
    assert ana.group == luis.group == "Ana Paz, Luis Gil"
    assert ana.path == luis.path


@pytest.mark.parametrize("archived", [False, True])
@pytest.mark.parametrize("text", ["[", "- a", "x: &a [*a]", "a: !ruby/object:X {}"])
def test_a_list_of_gradescopes_that_cannot_be_read_grades_nobody(
    tmp_path: Path, said: Said, archived: bool, text: str
) -> None:
    paths = [f"submission_metadata.yml = {text}", "submission_1/padding.ipynb"]
    (tmp_path / "export.zip").write_bytes(zipped(paths))
    root = tmp_path / "export.zip" if archived else hand_in(tmp_path / "export", paths)
    with pytest.raises(Uncertain) as caught:
        look(root)
    assert caught.value.message.id == "bad_metadata"
    assert said(caught.value.message)


@pytest.mark.parametrize(
    ("newest", "others"),
    [
        ("rosa+padding+2025-03-02 15:00:00.0 UTC+b/padding.ipynb",
         "rosa+padding+2025-03-02 14:58:23.9 UTC+a/padding.ipynb"),
        ("HW3_ana_attempt_2025-03-10-08-00-00_x.ipynb",
         "HW3_ana_attempt_2025-03-09-20-30-10_x.ipynb"),
        ("nova_402_8801_x-2.ipynb", "nova_402_8800_x-1.ipynb"),
        ("Ana - padding (10).ipynb", "Ana - padding (9).ipynb"),
        ("Ana/Tarea/Version 10/x.ipynb", "Ana/Tarea/Version 9/x.ipynb"),
        ("Ana/padding_v2.ipynb", "Ana/padding.ipynb"),
        ("submitted/ana/padding/padding.ipynb", "submitted/ana/padding/padding-Copy1.ipynb"),
    ],
)  # fmt: skip
def test_the_newest_attempt_comes_last_whatever_the_dates_of_the_files(
    tmp_path: Path, newest: str, others: str
) -> None:
    for path, when in ((newest, NOON), (others, NOON + 99)):
        os.utime(hand_in(tmp_path, [path]) / path, (when, when))
    found = look(tmp_path).found
    assert len({one.student for one in found}) == 1
    assert str(max(found, key=lambda one: one.order).path) == str(tmp_path / newest)


PATTERNS = {
    "{student}_{unit}.ipynb": (
        ["ana_maria_convolution_backward.ipynb", "luis_padding.txt", "eva_gil_hw1.ipynb"],
        ["ana_maria: convolution_backward", "eva_gil: ?", "luis: no notebook, text"],
    ),
    "{unit}/{student}/**": (
        ["padding/norte/a/b.ipynb", "padding/sur.zip!c/d.ipynb"],
        ["norte: padding", "sur: padding"],
    ),
    "*/{student}.ipynb": (["a/ana.ipynb", "b/luis.zip!x.ipynb"], ["ana: ?", "luis: ?"]),
    "**/{id}-{student}.ipynb": (["x/y/123-ana.ipynb", "4-eva.ipynb"], ["ana: ?", "eva: ?"]),
    "**/{id}.ipynb": (["x/123.ipynb", "4.ipynb"], ["123: ?", "4: ?"]),
    "?-{student}/**": (["1-ana/padding.ipynb", "2-eva/a/padding.ipynb"],
                       ["ana: padding", "eva: padding"]),
    "**/{student}/padding.ipynb": (
        ["mallory/x.zip!alice/padding.ipynb", "submitted/mallory/padding.ipynb"],
        ["mallory: padding"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_says_where_the_name_is(tmp_path: Path, pattern: str) -> None:
    paths, people = PATTERNS[pattern]
    assert told(look(hand_in(tmp_path, paths), student_from=pattern)) == people


def test_ids_of_a_pattern_are_kept_and_what_it_leaves_out_is_named(
    tmp_path: Path, said: Said
) -> None:
    folder = hand_in(tmp_path, ["123-ana.ipynb", "luis.ipynb", "README.md"])
    hand_ins = look(folder, student_from="{id}-{student}.ipynb")
    assert [(one.student, one.id) for one in hand_ins.found] == [("ana", "123")]
    (message,) = hand_ins.messages
    assert (message.id, message.args["files"]) == (
        "student_from_left_out",
        [str(folder / "luis.ipynb")],
    )
    assert said(message)


@pytest.mark.parametrize(
    ("pattern", "id_"),
    [
        ("*.ipynb", "bad_student_from"),
        ("", "bad_student_from"),
        ("{student}/{student}", "bad_student_from"),
        ("{name}/*", "bad_student_from"),
        ("{student", "bad_student_from"),
        ("{unit}/**", "bad_student_from"),
        ("semana/{student}", "student_from_matches_nothing"),
    ],
)
def test_a_pattern_that_names_nobody_is_wrong_usage(
    tmp_path: Path, said: Said, pattern: str, id_: str
) -> None:
    with pytest.raises(WrongUsage) as caught:
        look(hand_in(tmp_path, ["ana.ipynb"]), student_from=pattern)
    assert caught.value.message.id == id_
    assert said(caught.value.message)


WHOLE = {"nbgrader, a course", "Gradescope's export", "one student"}
"""What stands for itself as a whole only."""

NAMED_ONE_BY_ONE = {n: case for n, case in {**PLATFORMS, **OTHERS}.items() if n not in WHOLE}


@pytest.mark.parametrize(("paths", "people"), NAMED_ONE_BY_ONE.values(), ids=NAMED_ONE_BY_ONE)
def test_all_that_lies_in_a_folder_may_be_named_one_by_one(
    tmp_path: Path, paths: list[str], people: list[str]
) -> None:
    root = downloaded(hand_in(tmp_path / "entregas", paths))
    assert told(look(*(root.iterdir() if root.is_dir() else [root]))) == people


GIVEN = {
    "files of one name": (["ana/padding.ipynb", "eva/padding.ipynb"],) * 2,
    "folders of one person each": (["ana/padding.ipynb", "eva/padding.ipynb"], ["ana", "eva"]),
    "archives of one file each": (["ana.zip!convnet.ipynb", "eva.zip!convnet.ipynb"],
                                  ["ana.zip", "eva.zip"]),
    "archives without a name inside": (["ana.zip!padding.ipynb", "eva_x.zip!a/padding.ipynb"],
                                       ["ana.zip", "eva_x.zip"]),
    "archives of classes": (["s1.zip!ana.ipynb", "s1.zip!eva.ipynb", "s2.zip!ana.ipynb",
                             "s2.zip!eva.ipynb"], ["s1.zip", "s2.zip"]),
    "folders of classes": (["norte/ana.ipynb", "norte/eva.ipynb", "sur/eva.ipynb", "sur/ana.ipynb"],
                           ["norte", "sur"]),
    "a folder and what lies in it": (["ana/padding.ipynb", "eva/padding.ipynb"],
                                     [".", "ana", "ana/padding.ipynb"]),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "given"), GIVEN.values(), ids=GIVEN)
def test_paths_named_one_by_one_never_merge_people(
    tmp_path: Path, paths: list[str], given: list[str]
) -> None:
    folder = hand_in(tmp_path / "x", paths)
    named = [folder / path for path in given]
    people = {one.student for one in look(*named).found}
    assert {name[:3] for name in people} == {"ana", "eva"}
    assert look(*named) == look(*reversed(named))


def test_names_that_only_look_alike_have_a_row_each_and_are_asked_about(
    tmp_path: Path, said: Said
) -> None:
    folder = hand_in(tmp_path, ["José Gil.ipynb", "Jose Gil.ipynb", "Ana.ipynb", "ana.ipynb"])
    hand_ins = look(folder)
    assert len({one.student for one in hand_ins.found}) == 4
    assert [m.args["names"] for m in hand_ins.messages] == [
        ["Ana", "ana"],
        ["Jose Gil", "José Gil"],
    ]
    assert all(m.id == "names_alike" and said(m) for m in hand_ins.messages)


def test_a_file_that_names_nobody_has_a_row_and_is_said(tmp_path: Path, said: Said) -> None:
    folder = hand_in(tmp_path, ["ana_padding.ipynb", "luis_padding.ipynb", "padding.ipynb"])
    hand_ins = look(folder)
    assert told(hand_ins) == ["ana: padding", "luis: padding", "padding: padding"]
    (message,) = hand_ins.messages
    assert (message.id, message.args["student"]) == ("names_nobody", "padding")
    assert said(message)
