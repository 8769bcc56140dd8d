"""The wheel, built once, and a virtual environment with nothing of the clone that has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("autograder", "course", "exercises", "solutions")
PRIVATE = (
    "autograder/__pycache__/old.cpython-311.pyc",
    "course/results/padding/ana.html",
    "course/results/padding/ana.json",
    "course/results/scores.csv",
    "exercises/padding/ana.ipynb",
    "results/padding/ana.json",
    "solutions/.env",
    "tests/test_ours.py",
)
"""What lies about in a folder that somebody works in, and must not be shipped."""


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel, and an empty folder to work in."""

    environment: Path
    folder: Path

    @property
    def packages(self) -> Path:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return self.environment / "lib" / version / "site-packages"

    def run(
        self, program: str, *arguments: object, cwd: Path | None = None, told: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """A program of the environment, run by somebody without the clone; `told` is its input."""
        return subprocess.run(
            [self.environment / "bin" / program, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            cwd=cwd or self.folder,
            input=told,
            timeout=300,
        )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the clone, with PRIVATE in it: building writes beside the source."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE", "convalida.py"):
        shutil.copy(ROOT / name, source / name)
    for name in CODE:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=ignore)
    for name in PRIVATE:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("private", encoding="utf-8")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", out, source)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """What the wheel depends on is linked from the environment of these tests, for speed.

    NumPy is copied: what the sandbox shows lies in the folder that the wheel is installed in.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True, with_pip=False)
    made = Installed(environment, tmp_path_factory.mktemp("elsewhere"))
    for folder in (Path(path) for path in sys.path if path.endswith("-packages")):
        for path in folder.iterdir():
            ours = path.suffix == ".pth" or "convalida" in path.name
            if path.name == "numpy":
                shutil.copytree(path, made.packages / path.name)
            elif not ours and not (made.packages / path.name).exists():
                (made.packages / path.name).symlink_to(path)
    _pip("--python", environment, "install", "--no-deps", "--no-index", wheel)
    return made


def _pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
    )
    assert done.returncode == 0, done.stderr
