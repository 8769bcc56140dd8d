"""What a file is, as far as its name tells."""

from __future__ import annotations

import re
from typing import Literal

from autograder.submissions.models import What

Kind = Literal[
    "notebook", "text", "html", "python", "json", "partial", "no_suffix", "other_suffix",
    "pdf", "document", "picture", "data", "archive", "zip", "address", "typed", "nothing",
]  # fmt: skip

_SUFFIXES: dict[Kind, str] = {
    "notebook": "ipynb",
    "text": "txt md rtf",
    "html": "html htm",
    "python": "py",
    "json": "json",
    "partial": "crdownload part partial download tmp opdownload",
    "pdf": "pdf",
    "document": "doc docx odt ppt pptx odp pages gdoc gslides tex",
    "picture": "png jpg jpeg gif svg bmp webp heic tif tiff mp4 mov",
    "data": "csv tsv xls xlsx ods npy npz pkl pickle pt pth h5 hdf5 mat yml yaml toml ini cfg log "
    "xml sql db css js",
    "archive": "7z rar tar gz tgz bz2 xz zst",
    "zip": "zip",
    "address": "url webloc lnk desktop",
    "other_suffix": "r rmd m java c cpp h jl sh bat ino nb qmd pyc bak old docm zipx ipnb",
}
_KIND_OF = {suffix: kind for kind, names in _SUFFIXES.items() for suffix in names.split()}
_NOTEBOOK = re.compile(r"\.ipynb(?=$|[.~])", re.IGNORECASE)
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,10})~?$")

MAYBE: frozenset[Kind] = frozenset(
    {"text", "html", "python", "json", "partial", "no_suffix", "other_suffix"}
)
"""What may be a notebook under another suffix."""

WORK = MAYBE | {"pdf", "document", "archive", "zip", "address", "typed", "nothing"}
"""What stands for a hand-in where it bears somebody's name; a picture or a table does not."""


def kind_of(name: str) -> Kind:
    """The kind of a file; the empty name is that of an empty folder."""
    if not name:
        return "nothing"
    suffix = _SUFFIX.search(name)
    return _KIND_OF.get(suffix[1].lower(), "no_suffix") if suffix else "no_suffix"


def what(kind: Kind) -> What:
    if kind == "notebook":
        return "notebook"
    return "maybe" if kind in MAYBE else "other"


def once_a_notebook(name: str) -> bool:
    """`x.ipynb.txt`, `x.ipynb.crdownload`: a browser or a system renamed a notebook."""
    return bool(_NOTEBOOK.search(name))


def stem(name: str) -> str:
    """The name without the suffixes that say what it is: `ana.gil.ipynb.txt` is `ana.gil`."""
    notebook = _NOTEBOOK.search(name)
    if notebook:
        return name[: notebook.start()]
    while (suffix := _SUFFIX.search(name)) and suffix[1].lower() in _KIND_OF and suffix.start():
        name = name[: suffix.start()]
    return name
