"""Links, fifos, sockets, and what cannot be opened: named or passed over, and the rest is read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from autograder.submissions.units import Units
from tests.submissions.fixtures import Write
from tests.submissions.handing_in import find_all, people
from tests.submissions.handing_in import read_one as read


def test_links_fifos_sockets_and_hidden_files_are_passed_over(
    tmp_path: Path, write: Write, units: Units
) -> None:
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


def test_a_file_that_became_a_fifo_or_vanished_does_not_stop_the_batch(
    tmp_path: Path, write: Write, units: Units
) -> None:
    path = write(tmp_path / "ana.ipynb")
    (found,), _ = find_all([tmp_path])
    path.unlink()
    gone = read(found, units)
    assert (gone.status, gone.messages[0].id) == ("unreadable", "cannot_open")
    os.mkfifo(path)
    assert read(found, units).messages[0].id == "special_file_ignored"


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_unreadable_folder(tmp_path: Path, write: Write, units: Units) -> None:
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
