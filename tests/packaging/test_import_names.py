"""Other distributions are imported as `autograder` or `course` too: the command notices."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = {"C.UTF-8": "is not ours", "es_ES.UTF-8": "no es el nuestro"}

THEIRS = 'raise SystemExit("run by mistake")\n'


def start(
    *command: object, path: Path, locale: str = "C.UTF-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, command), "--version"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(path), "LC_ALL": locale},
        cwd=path,
        timeout=60,
    )


@pytest.fixture
def overwritten(tmp_path: Path) -> Path:
    """Where the files of two distributions lie in one folder, theirs written last."""
    for package in ("autograder", "course"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignore)
    shutil.copy(ROOT / "convalida.py", tmp_path)
    return tmp_path


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("file", ["autograder/__init__.py", "autograder.py", "course/__init__.py"])
def test_one_that_comes_first_on_the_path(tmp_path: Path, file: str, locale: str) -> None:
    theirs = tmp_path / file
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text(THEIRS, encoding="utf-8")
    console = Path(sys.executable).with_name("convalida")
    for command in ([console], [sys.executable, "-m", "convalida"]):
        done = start(*command, path=tmp_path, locale=locale)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert str(theirs) in done.stderr
        assert WORDS[locale] in done.stderr


def _their_package(folder: Path) -> None:
    (folder / "autograder" / "__init__.py").write_text(THEIRS, encoding="utf-8")


def _their_commands(folder: Path) -> None:
    (folder / "autograder" / "cli").mkdir(exist_ok=True)
    (folder / "autograder" / "cli" / "__init__.py").write_text(THEIRS, encoding="utf-8")


def _uninstalled(folder: Path) -> None:
    (folder / "autograder" / "__init__.py").unlink()


@pytest.mark.parametrize("happened", [_their_package, _their_commands, _uninstalled])
def test_one_whose_files_lie_among_ours(
    overwritten: Path, happened: Callable[[Path], None]
) -> None:
    happened(overwritten)
    done = start(sys.executable, "-m", "convalida", path=overwritten)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert str(overwritten / "autograder") in done.stderr


def test_our_own_is_ours_wherever_it_lies(overwritten: Path) -> None:
    for module in ("convalida", "autograder"):
        done = start(sys.executable, "-m", module, path=overwritten)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("convalida, version ")


def test_python_m_autograder_notices_too(overwritten: Path) -> None:
    _their_commands(overwritten)
    done = start(sys.executable, "-m", "autograder", path=overwritten)
    assert (done.returncode, done.stdout) == (2, "")
    assert WORDS["C.UTF-8"] in done.stderr
