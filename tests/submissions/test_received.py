"""When something was handed in: as the platform says, else by a time that no student wrote."""

from __future__ import annotations

import io
import os
import zipfile
from calendar import timegm
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.results import Record
from autograder.submissions import Found
from autograder.submissions.facts import brought_up_to_date, facts_of
from course import catalog
from tests.feedback.records import record
from tests.submissions.handing_in import NOTEBOOK, hand_in, look

COURSE = catalog.load()
OLD, NEW = (2001, 1, 1, 0, 0, 0), (2025, 3, 2, 20, 30, 10)
DISK = 1_741_000_000  # 2025-03-03T11:06:40Z


def zipped(members: dict[str, tuple[bytes, tuple[int, ...]]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, (content, when) in members.items():
            archive.writestr(zipfile.ZipInfo(name, when), content)  # type: ignore[arg-type]
    return data.getvalue()


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (DISK, DISK))
    return path


BOOK = NOTEBOOK.encode()
HIS_OWN = zipped({"padding.ipynb": (BOOK, OLD)})  # a student can write any time in there


def only(path: Path) -> dict[str, object]:
    (found,) = look(path).found
    facts = facts_of(found)
    return {name: facts.get(name) for name in ("handed_in", "handed_in_from")}


def test_a_file_on_disk_has_its_own_time(tmp_path: Path) -> None:
    put(tmp_path / "in" / "ana.ipynb", BOOK)
    told = {"handed_in": "2025-03-03T11:06:40Z", "handed_in_from": "file"}
    assert only(tmp_path / "in") == told


def test_an_archive_that_somebody_handed_in_has_its_own_time_and_not_that_inside(
    tmp_path: Path,
) -> None:
    put(tmp_path / "in" / "ana.zip", HIS_OWN)
    told = {"handed_in": "2025-03-03T11:06:40Z", "handed_in_from": "file"}
    assert only(tmp_path / "in") == told


def test_in_a_platforms_download_the_member_has_the_time_and_not_what_is_inside_it(
    tmp_path: Path,
) -> None:
    name = "Mira Novak_48211_assignsubmission_file"
    plain = put(tmp_path / "a" / "m.zip", zipped({f"{name}/padding.ipynb": (BOOK, NEW)}))
    nested = put(tmp_path / "b" / "m.zip", zipped({f"{name}/mine.zip": (HIS_OWN, NEW)}))
    told = {"handed_in": "2025-03-02T20:30:10Z", "handed_in_from": "archive"}
    assert only(plain) == told
    assert only(nested) == told


def test_a_platforms_own_time_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "rosa+padding+2025-03-02 14:58:23.948203 UTC+Xp3kq0Rz81aB"
    put(folder / "mine.zip", HIS_OWN)
    told = {"handed_in": "2025-03-02T14:58:23Z", "handed_in_from": "name"}
    assert only(tmp_path) == told


def test_a_time_that_no_calendar_has_is_none() -> None:
    for seconds in (1e18, -1e18, float("inf"), float("nan"), 0.0):
        assert "handed_in" not in facts_of(Found("ana", Path(), received=seconds))


def test_of_two_times_of_one_notebook_the_surer_counts_then_the_earlier() -> None:
    def known(time: str, source: str) -> Record:
        return replace(record(COURSE, "pooling"), handed_in=time, handed_in_from=source)

    disk = Found("ana", Path(), received=DISK, received_from="file")
    at_disk = "2025-03-03T11:06:40Z"
    before, after = "2025-03-01T00:00:00Z", "2025-03-09T00:00:00Z"
    for time, source, counts in (
        (before, "file", before),
        (after, "file", at_disk),
        (after, "platform", after),
    ):
        assert brought_up_to_date(known(time, source), disk).handed_in == counts
    sure = replace(disk, received_from="platform")
    assert brought_up_to_date(known(before, "file"), sure).handed_in == at_disk
    none = replace(record(COURSE, "pooling"), id="7")
    assert brought_up_to_date(none, disk).id == "7"


@pytest.mark.parametrize(
    ("text", "time_from"),
    [
        ("2025-03-02 14:58:23.948203 UTC\n", "platform"),
        ("2025-03-02T14:58:23.948203", "platform"),
        ("2025-03-02 15:58:23.948203+01:00", "platform"),
        ("2025-03-02-14-58-23", "file"),
        ("soon" * 99, "file"),
    ],
)
def test_nbgrader_notes_beside_a_notebook_when_it_was_handed_in(
    tmp_path: Path, text: str, time_from: str
) -> None:
    folder = hand_in(tmp_path / "submitted", ["rosa/padding/padding.ipynb"])
    (folder / "rosa" / "padding" / "timestamp.txt").write_text(text)
    (one,) = look(folder).found
    assert (one.time_from, one.received_from) == (time_from, time_from)
    if time_from == "platform":
        assert one.modified == one.received == timegm((2025, 3, 2, 14, 58, 23)) + 0.948203
