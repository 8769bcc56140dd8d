"""What lies in `autograded/` and `feedback/` for one student, as nbgrader would put it there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from autograder.exports.nbgrader.directory import Directory
from autograder.exports.nbgrader.master import Master
from autograder.submissions.folders import read_bytes
from autograder.submissions.models import Unreadable

COPIED = ("timestamp.txt", "submission_secret.txt")
"""What the exchange puts beside a submission, and asks for when feedback is released."""
COPIED_BYTES = 4096


def write_files(
    directory: Directory, student: str, master: Master, notebook: bytes, page: bytes | None
) -> None:
    """Each file is there whole or as it was; files of other notebooks stay."""
    is_shared = directory.layout.groupshared
    name, assignment = master.notebook, master.assignment
    autograded = directory.autograded(student, assignment)
    _put(autograded / f"{name}.ipynb", notebook, 0o664 if is_shared else 0o444, is_shared)
    folders = [autograded]
    if page is not None:
        feedback = directory.feedback(student, assignment)
        _put(feedback / f"{name}.html", page, 0o664 if is_shared else 0o644, is_shared)
        folders.append(feedback)
    for beside in COPIED:
        try:
            data = read_bytes(directory.submitted(student, assignment) / beside, COPIED_BYTES)
        except Unreadable:
            continue
        for folder in folders:
            _put(folder / beside, data, 0o664 if is_shared else 0o444, is_shared)


def _put(path: Path, data: bytes, mode: int, is_shared: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_shared:
        path.parent.chmod(path.parent.stat().st_mode & 0o777 | 0o2770)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), mode)
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
