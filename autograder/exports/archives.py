"""Zip archives that are the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Mapping
from pathlib import Path

from autograder.results.folder import write_whole


def write_zip(path: Path, files: Mapping[str, bytes], executable: Container[str] = ()) -> None:
    """Whole or not at all; names are UTF-8 and marked so."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o755 if name in executable else 0o644) << 16
            archive.writestr(info, content)
    write_whole(path, data.getvalue())
