"""Names in archives, in the code page of whoever wrote them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from autograder.submissions.encodings import names_of
from tests.submissions.handing_in import find_all, zipped

SPELLED = (
    "Álvaro",
    "Íñigo",
    "Óscar",
    "Ana Núñez",
    "MARÍA PEÑA",
    "Begoña",
    "Úrsula",
    "José",
    "Müller",
)


@pytest.mark.parametrize("page", ["cp437", "cp850", "cp1252", "utf-8"])
@pytest.mark.parametrize("together", [False, True])
def test_names_survive_the_code_page_of_whoever_zipped_them(
    tmp_path: Path, page: str, together: bool
) -> None:
    """Every name that the page has: one archive for each, or one for all."""
    names = [name for name in SPELLED if name.encode(page, "ignore").decode(page) == name]
    for some in [names] if together else [[name] for name in names]:
        (tmp_path / "class.zip").write_bytes(
            unflagged({f"{name}/padding.ipynb": page for name in some})
        )
        found, messages = find_all([tmp_path / "class.zip"])
        assert sorted(one.student for one in found) == sorted(some)
        assert messages == []


def test_composed_and_decomposed_names_are_one_person(tmp_path: Path) -> None:
    names = {"week 1/Óscar/a.ipynb": "utf-8", "week 2/O\u0301scar/b.ipynb": "utf-8"}
    (tmp_path / "class.zip").write_bytes(unflagged(names))
    assert {one.student for one in find_all([tmp_path / "class.zip"])[0]} == {"Óscar"}


def test_info_zips_own_field_for_a_name_is_believed_if_it_is_of_that_name() -> None:
    raw = "Ωmega".encode("cp437")
    for named in (raw, b"another"):
        info = zipfile.ZipInfo(raw.decode("cp437"))
        field = b"\1" + struct.pack("<L", zlib.crc32(named)) + "Ωμέγα".encode()
        info.extra = struct.pack("<HH", 0x7075, len(field)) + field
        assert (names_of([info]) == ["Ωμέγα"]) is (named == raw)


def unflagged(names: dict[str, str]) -> bytes:
    """A zip whose names are in these code pages, without the flag that says UTF-8."""
    data = zipped(f"{number:0>60}" for number in range(len(names)))
    for number, (name, page) in enumerate(names.items()):
        raw = name.encode(page)
        folder, _, file = raw.rpartition(b"/")
        padded = folder + b"/" * (60 - len(raw) + 1) + file
        data = data.replace(f"{number:0>60}".encode(), padded)
    return data
