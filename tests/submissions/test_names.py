"""Names of students that become names of files."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from autograder.submissions.names import safe_student


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "..",
        "",
        "a\nb",
        "x" * 300,
        "é" * 100,
        "a\u202eb",
        "\udc80",
    ],
)
def test_unsafe_names_become_file_names(name: str) -> None:
    safe = safe_student(name)
    assert safe == safe_student(name)
    assert Path(safe).name == safe
    assert safe.isprintable()
    assert len(safe.encode()) <= 120
    assert safe_student(safe) != safe


def test_names_stay_apart_and_good_names_stay() -> None:
    names = [
        "a/b",
        "a:b",
        "a_b",
        "a b",
        "أحمد",
        "😀",
        "ana.",
        "ana",
        *("x" * n for n in (120, 200)),
    ]
    assert len({safe_student(name) for name in names}) == len(names)
    for name in ("أحمد", "😀", "Ana Núñez", "a_b", "o'neil", "x" * 120):
        assert safe_student(name) == name
    assert safe_student(unicodedata.normalize("NFD", "José")) == "José"
