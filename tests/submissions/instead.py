"""What people hand in that is no notebook: the paths, and what is told of whom."""

from __future__ import annotations

INSTEAD = {
    "a text": (["luis_padding.txt = hi"], ["luis: no notebook, text"]),
    "a notebook that a browser renamed": (
        ["luis_padding.ipynb.txt"], ["luis: no notebook, text"]),
    "a download that did not end": (
        ["luis_padding.ipynb.crdownload"], ["luis: no notebook, partial"]),
    "a page": (["luis_padding.html = <p>"], ["luis: no notebook, html"]),
    "a PDF": (["luis_padding.pdf = x"], ["luis: no notebook, pdf"]),
    "a script": (["luis_padding.py = x = 1"], ["luis: no notebook, python"]),
    "no suffix": (["luis_padding"], ["luis: no notebook, no_suffix"]),
    "a shortcut": (["luis_padding.url = x"], ["luis: no notebook, address"]),
    "a folder": (["luis/foto.png = x"], ["luis: no notebook, picture"]),
    "an empty folder": (["luis/"], ["luis: no notebook, handed_in_nothing"]),
    "another archive": (["luis_padding.tar.gz = x"], ["luis: no notebook, not_unpacked"]),
    "a 7z in a folder": (["luis/padding.7z = x"], ["luis: no notebook, not_unpacked"]),
    "an archive with a PDF": (["luis.zip!padding.pdf"], ["luis: no notebook, pdf"]),
    "an archive that is none": (["luis.zip = x"], ["luis: no notebook, bad_archive"]),
    "one unit of two": (
        ["luis/padding/padding.ipynb", "luis/pooling/pooling.pdf = x"],
        ["luis: no notebook, pdf", "luis: padding"],
    ),
}  # fmt: skip
