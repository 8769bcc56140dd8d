"""What one person hands in, however much, costs nobody else anything."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.submissions import archives, folders, handins, list_members
from tests.submissions.fixtures import Said
from tests.submissions.handing_in import NOTEBOOK, hand_in, look, told, zipped

CLASS = ["ana/padding.ipynb", "eva/padding.ipynb"]
ENVIRONMENTS = {
    "a virtual environment of any name": ["entorno/pyvenv.cfg", "entorno/lib/python3/{}.ipynb"],
    "venv": ["venv/lib/{}.ipynb"],
    ".venv": [".venv/lib/{}.ipynb"],
    "env": ["env/lib/{}.ipynb"],
    "site-packages": ["lib/site-packages/{}.ipynb"],
    "conda": ["mini/conda-meta/history", "mini/lib/{}.ipynb"],
    "node_modules": ["node_modules/{}/x.ipynb"],
    "__pycache__": ["__pycache__/{}.ipynb"],
    "git": [".git/{}.ipynb"],
    "checkpoints": [".ipynb_checkpoints/{}.ipynb"],
    "macOS": ["__MACOSX/{}.ipynb"],
}


@pytest.mark.parametrize("paths", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_what_tools_and_systems_leave_is_passed_over_in_silence(
    tmp_path: Path, paths: list[str]
) -> None:
    theirs = [path.format(number) for path in paths for number in range(3)]
    people = ["ana: padding", "eva: padding", "luis: padding", "zoe: padding"]
    folder = hand_in(tmp_path / "clase", [*CLASS, "zoe.zip!padding.ipynb", "luis/x/padding.ipynb"])
    hand_in(folder / "luis" / "x", dict.fromkeys(theirs))
    (folder / "zoe.zip").write_bytes(zipped(["padding.ipynb", *dict.fromkeys(theirs)]))
    (tmp_path / "clase.zip").write_bytes(
        zipped([*CLASS, "zoe.zip!padding.ipynb", "luis/x/padding.ipynb"])
    )
    with zipfile.ZipFile(tmp_path / "clase.zip", "a") as archive:
        for path in dict.fromkeys(theirs):
            archive.writestr(f"luis/x/{path}", NOTEBOOK)
    for root in (folder, tmp_path / "clase.zip"):
        hand_ins = look(root)
        assert told(hand_ins) == people
        assert (hand_ins.messages, len(hand_ins.found)) == ((), 4)


def test_a_notebook_at_the_top_of_a_virtual_environment_is_read(tmp_path: Path) -> None:
    made_here = ["ana/pyvenv.cfg", "ana/bin/python", "ana/lib/x/y.ipynb", "ana/padding.ipynb"]
    hand_ins = look(hand_in(tmp_path, [*made_here, "eva/padding.ipynb"]))
    assert (told(hand_ins), len(hand_ins.found)) == (["ana: padding", "eva: padding"], 2)


def test_an_environment_of_twenty_thousand_files_costs_nobody_anything(tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "clase", [*CLASS, "luis/padding.ipynb"])
    lib = folder / "luis" / "mi entorno" / "lib" / "python3.11" / "site-packages"
    lib.mkdir(parents=True)
    (folder / "luis" / "mi entorno" / "pyvenv.cfg").touch()
    first = lib / "0.py"
    first.touch()
    for number in range(1, 20_000):
        os.link(first, lib / f"{number}.py")
    with zipfile.ZipFile(folder / "zoe.zip", "w") as archive:
        archive.writestr("padding.ipynb", NOTEBOOK)
        for number in range(20_000):
            archive.writestr(f"venv/lib/{number}.py", "")
    with zipfile.ZipFile(tmp_path / "clase.zip", "w") as archive:
        archive.writestr("ana.ipynb", NOTEBOOK)
        archive.write(folder / "zoe.zip", "zoe.zip")
    hand_ins = look(folder)
    assert told(hand_ins) == [f"{who}: padding" for who in ("ana", "eva", "luis", "zoe")]
    assert hand_ins.messages == ()
    assert told(look(tmp_path / "clase.zip")) == ["ana: ?", "zoe: padding"]


def test_a_person_with_too_many_files_is_named_and_the_others_go_on(
    tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handins, "MAX_NOTEBOOKS", 3)
    monkeypatch.setattr(archives, "MAX_NESTED_MEMBERS", 3)
    monkeypatch.setattr(folders, "MAX_IN_FOLDER", 5)
    many = [f"padding ({number}).ipynb" for number in range(5)]
    folder = hand_in(tmp_path / "clase", [*CLASS, *(f"luis/{name}" for name in [*many, "x.ipynb"])])
    hand_ins = look(folder)
    assert {one.student for one in hand_ins.found} == {"ana", "eva", "luis"}
    assert {m.id for m in hand_ins.messages} == {"too_many_notebooks", "too_many_files"}
    assert all(said(message) for message in hand_ins.messages)
    (tmp_path / "clase.zip").write_bytes(zipped([*CLASS, *(f"luis.zip!{name}" for name in many)]))
    hand_ins = look(tmp_path / "clase.zip")
    assert {one.student for one in hand_ins.found} == {"ana", "eva", "luis"}
    assert [m.id for m in hand_ins.messages] == ["archive_too_many_members"]


def test_folders_of_results_are_not_handed_in(tmp_path: Path) -> None:
    ours = ["scores.csv = student", "padding/ana.json = {}", "padding/ana.html = <p>"]
    paths = [*CLASS, *(f"results/{path}" for path in ours), *(f"viejo/{path}" for path in ours)]
    folder = hand_in(tmp_path, [*paths, "notas nuevas/luis.ipynb"])
    known = look(folder, results=folder / "notas nuevas")
    assert (told(known), known.messages) == (["ana: padding", "eva: padding"], ())


def test_no_file_of_a_student_is_opened(tmp_path: Path) -> None:
    folder = hand_in(tmp_path, [*CLASS, "luis.zip!padding.ipynb", "leo.txt"])
    opened = []
    sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
    hand_ins = look(folder, list_archive=lambda path: archives.Listing())
    assert [one.student for one in hand_ins.found] == ["ana", "eva", "leo", "luis"]
    assert [path for path in opened if str(folder) in path] == []


def test_a_listing_is_plain_data_that_another_process_can_send(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(["ana.zip!x/y.ipynb", "eva.ipynb", "luis/"]))
    listing = list_members(tmp_path / "a.zip")
    assert {member.parts: member.handed_in for member in listing.members} == {
        ("ana.zip", "x", "y.ipynb"): 0,
        ("eva.ipynb",): None,
        ("luis", ""): None,
    }
