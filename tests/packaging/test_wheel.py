"""The wheel in a virtual environment does what the clone does, in another folder."""

from __future__ import annotations

import csv
import json
import shutil
import textwrap
import zipfile
from functools import partial
from pathlib import Path

import pytest

from .conftest import CODE, PRIVATE, ROOT, Installed

pytestmark = pytest.mark.slow


def test_the_wheel_has_every_file_of_the_clone_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
    files = [path for top in CODE for path in (ROOT / top).rglob("*") if path.is_file()]
    own = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    assert own > {"autograder/py.typed", "course/py.typed"}
    assert own > {"autograder/locale/es.po", "course/locale/es.po"}
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
    """Ana hands in the solutions, Bruno the notebook as he got it."""
    folder = installed.folder / "own"
    shutil.copytree(small_course, folder / "mine", ignore=shutil.ignore_patterns("__pycache__"))
    run = partial(installed.run, "convalida", cwd=folder)
    done = run("build", "--course", "mine", "--language", "en")
    assert done.returncode == 0, done.stderr
    (folder / "handed-in").mkdir()
    for student, version in (("ana", "solved"), ("bruno", "release")):
        made = folder / "build" / "en" / version / "padding" / "padding.ipynb"
        shutil.copy(made, folder / "handed-in" / f"{student}.ipynb")
    done = run("grade", "handed-in", "--course", "mine", "--jobs", 1)
    assert done.returncode == 0, done.stderr
    ana, bruno = _scores(folder / "results")
    assert ana["score"] == ana["max_score"]
    assert float(bruno["score"]) == 0.0
    done = run("verify", "--course", "mine")
    said = [line for line in done.stderr.splitlines() if " a second, " not in line]
    assert (done.returncode, said) == (0, []), done.stdout
    assert "padding/pad2d_backward" in done.stdout
    assert {path.name for path in folder.iterdir()} == {"mine", "build", "handed-in", "results"}


def test_the_course_in_the_wheel_is_built_graded_and_verified(installed: Installed) -> None:
    """By the demo, whose first student hands in the solutions, and by verify."""
    folder = installed.folder / "ours"
    folder.mkdir()
    before = _files(installed.packages)
    run = partial(installed.run, "convalida", cwd=folder)
    done = run("demo", "--students", 1)
    assert done.returncode == 0, done.stderr
    scores = _scores(folder / "demo" / "results")
    assert len(scores) == 2
    assert all(row["score"] == row["max_score"] for row in scores)
    done = run("verify", "--unit", "response_norm")
    said = [line for line in done.stderr.splitlines() if " a second, " not in line]
    assert (done.returncode, said) == (0, []), done.stdout
    assert {path.name for path in folder.iterdir()} == {"demo"}
    assert _files(installed.packages) == before


def _scores(results: Path) -> list[dict[str, str]]:
    with (results / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _files(folder: Path) -> set[Path]:
    files = {path for top in CODE for path in (folder / top).rglob("*") if path.is_file()}
    return {path for path in files if path.suffix != ".pyc"}


LOOK_AROUND = textwrap.dedent(
    """
    import json, sys
    from autograder.sandbox import Zygote

    SOURCE = '''
    import importlib, os
    def of_these(files):
        names, known = {n for n, _ in files}, {tuple(file) for file in files}
        paths = [(n, os.path.join(f, n)) for f, _, ns in os.walk('/') for n in ns if n in names]
        return [path for n, path in paths if (n, os.stat(path).st_size) in known]
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
        asked = json.load(sys.stdin)
        answers = child.call("importable", asked["modules"]), child.call("of_these", asked["files"])
        print(json.dumps([answer.value for answer in answers]))
    """
)


def test_the_sandbox_sees_nothing_of_what_is_installed_beside_its_libraries(
    installed: Installed,
) -> None:
    assert not (installed.packages / "numpy").is_symlink()
    common = {"__init__.py", "py.typed"}
    own = [path for path in _files(installed.packages) if path.name not in common]
    files = [[path.name, path.stat().st_size] for path in own]
    asked = {"modules": ["numpy", *CODE, "convalida", "solutions.padding"], "files": files}
    done = installed.run("python", "-P", "-c", LOOK_AROUND, told=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    importable, seen = json.loads(done.stdout)
    assert importable == ["numpy"]
    assert seen == []  # a child opens no file at all
