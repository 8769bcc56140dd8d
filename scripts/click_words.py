"""Makes messages.mo of messages.po: what the library of the command line itself says in Spanish."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parents[1] / "autograder/locale/es/LC_MESSAGES"

WRITTEN = datetime(2026, 12, 1, tzinfo=UTC)


def compiled() -> bytes:
    """The catalogue as gettext reads it."""
    made = io.BytesIO()
    with (FOLDER / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    catalogue.creation_date = WRITTEN  # not the time of today
    write_mo(made, catalogue)
    return made.getvalue()


if __name__ == "__main__":
    (FOLDER / "messages.mo").write_bytes(compiled())
