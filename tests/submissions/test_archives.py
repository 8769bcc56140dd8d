"""Downloads as zips: what is read, and what is refused."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from autograder.results import Message
from autograder.submissions import Submission, archives, zips
from autograder.submissions.units import Units
from tests.submissions.fixtures import Said
from tests.submissions.handing_in import find_all, read_all, settled
from tests.submissions.handing_in import read_one as read

Member = tuple[str | zipfile.ZipInfo, str | bytes]
ReadZip = Callable[..., tuple[list[Submission], list[Message]]]

BODY = json.dumps({"cells": [{"cell_type": "code", "source": "def max_pool2d(x): return x"}]})


def make_zip(members: Sequence[Member], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def zipped(tmp_path: Path, units: Units) -> ReadZip:
    def _read(
        members: bytes | Sequence[Member], **options: Any
    ) -> tuple[list[Submission], list[Message]]:
        path = tmp_path / "download.zip"
        path.write_bytes(members if isinstance(members, bytes) else make_zip(members, **options))
        return read_all([path], units)

    return _read


@pytest.mark.parametrize(
    "name",
    [
        "ana.ipynb",
        "class/ana.ipynb",
        "ana_pooling.ipynb",
        "ana/pooling.ipynb",
        "ana/pooling/pooling.ipynb",
        "submitted/ana/pooling/pooling.ipynb",
        "course/submitted/ana/pooling/pooling.ipynb",
        "ana_12_assignsubmission_file_/whatever.ipynb",
        "week 1/ana_12_assignsubmission_file/deep/whatever.ipynb",
        "ana_12_assignsubmission_file_whatever.ipynb",
        "ana_12_13_whatever.ipynb",
        "ana_LATE_12_13_whatever-3.ipynb",
        "ana\\pooling.ipynb",
    ],
)
def test_layouts_inside_a_zip(zipped: ReadZip, tmp_path: Path, name: str) -> None:
    (one,), messages = zipped([(name, BODY), ("__MACOSX/._x.ipynb", b"x"), (".DS_Store", b"")])
    assert (one.student, one.unit, one.status) == ("ana", "pooling", "readable")
    assert messages == []
    assert one.origin == f"{tmp_path / 'download.zip'}!{name}".replace("\\", "/")


def test_an_nbgrader_course_in_a_zip_has_only_its_submissions(zipped: ReadZip) -> None:
    (one,), messages = zipped(
        [("c/submitted/ana/pooling/pooling.ipynb", BODY), ("c/source/pooling/pooling.ipynb", BODY)]
    )
    assert (one.student, messages) == ("ana", [])


@pytest.mark.parametrize(
    ("outer", "inner", "student"),
    [
        ("ana.zip", "Untitled.ipynb", "ana"),
        ("ana_pooling.zip", "Untitled.ipynb", "ana"),
        ("Ana Paz_12_assignsubmission_file_/work.zip", "w/x.ipynb", "Ana Paz"),
        ("pazana_12_13_work.zip", "x.ipynb", "pazana"),
        ("submitted/ana/pooling/work.zip", "x.ipynb", "ana"),
    ],
)
def test_a_students_own_zip(
    zipped: ReadZip, tmp_path: Path, units: Units, outer: str, inner: str, student: str
) -> None:
    nested = make_zip([(inner, BODY)])
    (one,), messages = zipped([(outer, nested)])
    assert (one.student, one.unit, one.status, messages) == (student, "pooling", "readable", [])
    folder = tmp_path / "folder"
    (folder / outer).parent.mkdir(parents=True)
    (folder / outer).write_bytes(nested)
    (same,), messages = read_all([folder], units)
    assert (same.student, same.status, messages) == (student, "readable", [])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../ana.ipynb", "traversal"),
        ("x/../../ana.ipynb", "traversal"),
        ("..\\ana.ipynb", "traversal"),
        ("/etc/ana.ipynb", "absolute"),
        ("C:\\ana.ipynb", "absolute"),
    ],
)
def test_unsafe_names_are_refused(zipped: ReadZip, said: Said, name: str, reason: str) -> None:
    (one,), messages = zipped([(name, BODY), ("eva.ipynb", BODY)])
    assert one.student == "eva"
    assert [(m.id, m.args["reason"]) for m in messages] == [("unsafe_member", reason)]
    assert said(messages[0])


@pytest.mark.parametrize(("kind", "reason"), [(stat.S_IFLNK, "link"), (stat.S_IFIFO, "special")])
def test_links_and_devices_are_refused(zipped: ReadZip, said: Said, kind: int, reason: str) -> None:
    info = zipfile.ZipInfo("ana.ipynb")
    info.external_attr = (kind | 0o777) << 16
    none, messages = zipped([(info, "/etc/passwd")])
    assert none == []
    assert [m.id for m in messages] == ["unsafe_member"]
    assert messages[0].args["reason"] == reason
    assert said(messages[0])


def test_encrypted_and_exotic_members_are_refused(zipped: ReadZip, said: Said) -> None:
    data = bytearray(make_zip([("ana.ipynb", BODY)]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    encrypted = zipped(bytes(data))[1][0]
    assert encrypted.args["reason"] == "encrypted"
    assert said(encrypted)
    none, messages = zipped([("ana.ipynb", BODY)], compression=zipfile.ZIP_LZMA)
    assert none == []
    assert messages[0].args["reason"] == "compression"
    assert said(messages[0])


def test_names_in_other_encodings(zipped: ReadZip, tmp_path: Path) -> None:
    names = ["Ana Núñez_1_assignsubmission_file_/x.ipynb", "أحمد.ipynb", "😀.ipynb"]
    students, messages = zipped([(name, BODY) for name in names])
    assert {one.student for one in students} == {"Ana Núñez", "أحمد", "😀"}
    assert messages == []
    unflagged = make_zip([("Nunnez_.ipynb", BODY)]).replace(b"Nunnez_", "Núñez".encode())
    assert [one.student for one in zipped(unflagged)[0]] == ["Núñez"]
    cp437 = make_zip([("Nunez.ipynb", BODY)]).replace(b"Nunez", "Núñez".encode("cp437"))
    assert [one.student for one in zipped(cp437)[0]] == ["Núñez"]


def test_newest_of_two_wins(zipped: ReadZip, tmp_path: Path, units: Units) -> None:
    old = zipfile.ZipInfo("week 1/ana_pooling.ipynb", (2024, 1, 1, 0, 0, 0))
    new = zipfile.ZipInfo("week 2/ana.ipynb", (2024, 1, 2, 0, 0, 0))
    zipped([(new, BODY), (old, BODY)])
    (kept,), (message,) = settled(find_all([tmp_path / "download.zip"])[0], units)
    assert kept.found.origin.endswith("!week 2/ana.ipynb")
    assert message.id == "one_of_several"


def test_bombs(zipped: ReadZip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_NESTED_BYTES", 1 << 20)
    none, messages = zipped([("ana.zip", make_zip([("x", b"\0")]) + bytes(2 << 20))])
    assert none == []
    assert messages[0].id == "archive_too_large"
    deep = make_zip([("ana.zip", make_zip([("ana.zip", make_zip([("x.ipynb", BODY)]))]))])
    assert zipped(deep)[1][0].id == "nested_too_deep"
    monkeypatch.setattr(archives, "MAX_MEMBERS", 10)
    many = zipped([(f"s{n}.ipynb", BODY) for n in range(11)])
    assert many[1][0].id == "archive_too_many_members"
    monkeypatch.setattr(zips, "MAX_DIRECTORY_BYTES", 100)
    assert zipped([(f"s{n}.ipynb", BODY) for n in range(5)])[1][0].id == "bad_archive"


def test_a_member_that_is_larger_than_the_limit_or_than_it_says(zipped: ReadZip) -> None:
    (one,), _ = zipped([("ana.ipynb", bytes(257 << 20))])
    assert (one.status, one.messages[0].id) == ("unreadable", "too_large")
    data = bytearray(make_zip([("ana.ipynb", bytes(50 << 20))]))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 100)
    (one,), _ = zipped(bytes(data))
    assert (one.status, one.messages[0].id) == ("unreadable", "bad_archive")


def test_damaged_archives(zipped: ReadZip, tmp_path: Path, units: Units) -> None:
    good = make_zip([("ana.ipynb", BODY), ("eva.ipynb", BODY)])
    for data in (b"", b"PK\x03\x04", good[: len(good) // 2], good[:-10], os.urandom(1000)):
        none, messages = zipped(data)
        assert none == []
        assert messages[0].id == "bad_archive"
    broken = bytearray(good)
    broken[40] ^= 0xFF
    submissions, _ = zipped(bytes(broken))
    assert [one.status for one in submissions] == ["unreadable", "readable"]


def test_an_archive_that_changed_after_it_was_found(tmp_path: Path, units: Units) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(make_zip([("ana.ipynb", BODY)]))
    (found,), _ = find_all([path])
    path.write_bytes(make_zip([("eva.ipynb", BODY)]))
    assert read(found, units).messages[0].id == "bad_archive"
    path.unlink()
    assert read(found, units).messages[0].id == "cannot_open"


def test_other_archives_are_named(tmp_path: Path) -> None:
    (tmp_path / "ana.rar").write_bytes(b"Rar!")
    for path in (tmp_path, tmp_path / "ana.rar"):
        (ana,), messages = find_all([path])
        assert (ana.student, ana.what, messages) == ("ana", "other", [])
        assert ana.instead is not None
        assert ana.instead.id == "not_unpacked"


@pytest.mark.parametrize(
    "name", ["x/" * 5_000 + "ana.ipynb", "x" * 60_000 + ".ipynb", "_1" * 30_000]
)
def test_names_without_measure_cost_nothing(zipped: ReadZip, name: str) -> None:
    zipped([(name, BODY), ("ana.ipynb", BODY)])
    submissions, _ = zipped([(f"eva/{name}", BODY), ("ana/x.ipynb", BODY)])
    assert "ana" in {one.student for one in submissions}
