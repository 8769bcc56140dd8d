"""The wheel in a virtual environment does what the clone does, in another folder."""

from __future__ import annotations

import csv
import shutil
import textwrap
import zipfile
from pathlib import Path

import pytest

from .conftest import CODE, PRIVATE, ROOT, Installed

pytestmark = pytest.mark.slow


def test_the_wheel_has_every_file_of_the_clone_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
    files = [path for top in CODE for path in (ROOT / top).rglob("*") if path.is_file()]
    own = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    assert own > {"autograder/py.typed", "course/py.typed", "course/locale/es.po"}
    assert sorted(names) == sorted(own | {"convalida.py"})
    assert not set(names) & set(PRIVATE)


def test_nothing_of_the_clone_is_imported(installed: Installed) -> None:
    code = "import autograder, convalida, course; print(autograder.__file__, course.__file__)"
    done = installed.run("python", "-P", "-c", code)
    assert done.returncode == 0, done.stderr
    assert all(path.startswith(str(installed.packages)) for path in done.stdout.split())


def test_a_course_of_ones_own_is_built_graded_and_verified(
    installed: Installed, small_course: Path
) -> None:
    folder = installed.folder / "own"
    shutil.copytree(small_course, folder / "mine", ignore=shutil.ignore_patterns("__pycache__"))
    _build_and_grade(installed, folder, "--course", "mine")
    done = installed.run("convalida", "verify", "--course", "mine", cwd=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "padding/pad2d_backward" in done.stdout


def test_the_course_in_the_wheel_is_built_graded_and_verified(installed: Installed) -> None:
    folder = installed.folder / "ours"
    folder.mkdir()
    before = _files(installed.packages)
    _build_and_grade(installed, folder, "--unit", "padding")
    done = installed.run("convalida", "verify", "--unit", "padding", cwd=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert {path.name for path in folder.iterdir()} == {"build", "handed-in", "results"}
    assert _files(installed.packages) == before


def test_the_demo_runs(installed: Installed) -> None:
    done = installed.run("convalida", "demo", "--students", 2, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert len(_scores(installed.folder / "demo" / "results")) == 4


def _build_and_grade(installed: Installed, folder: Path, *options: str) -> None:
    """Ana hands in the solutions, Bruno the notebook as he got it."""
    done = installed.run("convalida", "build", "--language", "en", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "handed-in").mkdir()
    for student, version in (("ana", "solved"), ("bruno", "release")):
        made = folder / "build" / "en" / version / "padding" / "padding.ipynb"
        shutil.copy(made, folder / "handed-in" / f"{student}.ipynb")
    done = installed.run("convalida", "grade", "handed-in", "--jobs", 1, *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    ana, bruno = _scores(folder / "results")
    assert ana["score"] == ana["max_score"]
    assert float(bruno["score"]) == 0.0


def _scores(results: Path) -> list[dict[str, str]]:
    with (results / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _files(folder: Path) -> set[Path]:
    return {path for top in CODE for path in (folder / top).rglob("*") if path.suffix != ".pyc"}


LOOK_AROUND = textwrap.dedent(
    """
    import sys
    from autograder.sandbox import Zygote

    SOURCE = '''
    import importlib, os
    def files():
        return [os.path.join(f, n) for f, _, names in os.walk('/') for n in names]
    def importable(names):
        found = []
        for name in names:
            try:
                importlib.import_module(name)
            except ImportError:
                continue
            found.append(name)
        return found
    '''
    with Zygote() as zygote, zygote.spawn() as child:
        child.load(SOURCE)
        print(child.call("importable", ["numpy", *sys.argv[2:]]).value)
        print(*child.call("files").value, sep="\\n")
    """
)


def test_the_sandbox_sees_nothing_of_what_is_installed_beside_its_libraries(
    installed: Installed,
) -> None:
    assert (installed.packages / "numpy").is_dir()
    ours = [*CODE, "convalida", "solutions.padding"]
    done = installed.run("python", "-P", "-c", LOOK_AROUND, "", *ours)
    assert done.returncode == 0, done.stderr
    importable, *files = done.stdout.splitlines()
    assert importable == "['numpy']"
    assert "/packages/numpy/__init__.py" in files
    inside = {f"/sandbox/inside/{path.name}" for path in _files(installed.packages)}
    own = {
        f"{path.parent.name}/{path.name}" for path in _files(installed.packages) if path.is_file()
    }
    seen = {file for file in files if "/".join(file.split("/")[-2:]) in own} - inside
    assert seen == set()
