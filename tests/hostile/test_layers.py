"""Each layer stops something that no other does, and the page that says so is complete."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from course import catalog

from .layers import DOCUMENT
from .notebooks import NOTEBOOKS

# name -> in full isolation, without seccomp, without bubblewrap
ALONE = {
    "calls_pipe2": ["stopped", "got through", "stopped"],
    "socket_internet": ["stopped", "got through", "stopped"],
    "reads_the_users": ["stopped", "stopped", "stopped"],
    "reads_the_name_of_the_machine": ["stopped", "stopped", "got through"],
    "fork_bomb": ["stopped", "not tried", "not tried"],
    "calls_kill": ["stopped", "got through", "not tried"],
    "equals_everything": ["stopped", "stopped", "stopped"],
}


@pytest.mark.slow
@pytest.mark.usefixtures("confined")
def test_a_missing_layer_is_missed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.layers", *ALONE],
        cwd=catalog.INSTALLED,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert {name: words for name, *words in lines} == ALONE


def test_the_page_names_every_notebook() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in NOTEBOOKS if f"`{name}`" not in text] == []
    assert "<!-- all -->" not in text
