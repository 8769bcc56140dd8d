"""`convalida preview`: the notebook and a student's page, from one command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_writes_the_notebook_and_a_page_with_a_mistake(
    convalida: Callable[..., Any], small_course: Path, tmp_path: Path, language: str
) -> None:
    done = convalida(
        *("preview", "padding", "--course", small_course, "--language", language),
        *("--out", tmp_path, "--once", "--no-open"),
    )
    assert done.returncode == 0, done.stderr
    notebook = (tmp_path / "notebook.html").read_text(encoding="utf-8")
    page = (tmp_path / "student.html").read_text(encoding="utf-8")
    assert "pad2d_backward" in notebook
    assert "raise" in notebook
    assert f'<div class="language" id="{language}"' in page
