"""A class of eight in a copy of the course: three share a wrong answer that nobody had seen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from course.stubs import definitions, without_markers

from ..conftest import ROOT, Command, CopyCourse, Graded, Notebook

LOWEST = '''# Ana López, grupo de tarde, ana.lopez@uni.es
BORDE_DE_ANA = -1.0  # lo puse yo, con Benito


def con_borde_lopez(x, ph, pw):
    """Escrito por Ana."""
    sides = ((0, 0), (0, 0), (ph, ph), (pw, pw))
    return np.pad(x.astype(float), sides, constant_values=BORDE_DE_ANA)


def max_pool2d(x: np.ndarray, kernel, stride=None, padding=0):
    """Mi max pool."""
    (kh, kw), (ph, pw) = pair(kernel), pair(padding)
    sh, sw = pair(kernel if stride is None else stride)
    if x.shape[2] + 2 * ph < kh or x.shape[3] + 2 * pw < kw:
        raise ValueError("no cabe, dice Ana")
    xp = con_borde_lopez(x, ph, pw)
    n, c, h, w = xp.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    y, index = np.empty((n, c, oh, ow)), np.empty((n, c, oh, ow), dtype=np.int64)
    for i in range(oh):
        for j in range(ow):
            v = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            best = v.argmax(-1)
            y[:, :, i, j] = v.max(-1)
            row, column = i * sh + best // kw - ph, j * sw + best % kw - pw
            index[:, :, i, j] = row * x.shape[3] + column
    return y, index
'''

SHORTER = (
    LOWEST.replace("BORDE_DE_ANA", "BORDE")
    .replace("con_borde_lopez", "con_borde")
    .replace("v.max(-1)", "np.max(v, axis=-1)")
)

NEVER_RUN = "    if x is None:\n        open('/tmp/here', 'w')\n"
DOUBLED = f"""def avg_pool2d(x, kernel, stride=None, padding=0, count_include_pad=True):
{NEVER_RUN}    return x * 1.5
"""


@dataclass(frozen=True)
class Classroom:
    """The course that graded the class, and what came of it; `copy` is to write in."""

    course: Path
    graded: Graded
    convalida: Command

    @property
    def results(self) -> Path:
        return self.graded.results

    def copy(self, to: Path) -> Path:
        shutil.copytree(self.course, to)
        return to


@pytest.fixture(scope="session")
def classroom(
    copy_course: CopyCourse,
    convalida: Command,
    grade: Callable[..., Graded],
    answer: Callable[[Path, Mapping[str, str]], Notebook],
    tmp_path_factory: pytest.TempPathFactory,
) -> Classroom:
    root = copy_course(
        tmp_path_factory.mktemp("adopting") / "course", pooling=["max_pool2d", "avg_pool2d"]
    )
    out = root.parent / "build"
    built = convalida("build", "--course", root, "--out", out)
    assert built.returncode == 0, built.stderr
    sources = definitions(ROOT / "solutions" / "pooling.py")
    right = {n: without_markers(sources[n]) for n in ("max_pool2d", "avg_pool2d")}
    answers: dict[str, dict[str, str]] = {
        "ana_lopez": {"max_pool2d": LOWEST},
        "benito_ruiz": {"max_pool2d": SHORTER},
        "carla_sanz": {"max_pool2d": LOWEST.replace("range(ow)", "range(0, ow)")},
        "diego": {},
        "elena": {"avg_pool2d": DOUBLED},
        "felipe": {"avg_pool2d": DOUBLED},
        "greta": {"avg_pool2d": "def avg_pool2d(x, *sizes, **more):\n    return 7"},
        "hugo": {"max_pool2d": right["max_pool2d"].replace("-np.inf", "0.0")},
    }
    languages = ("en", "es")
    books = {
        student: answer(
            out / languages[i % 2] / "release" / "pooling" / "pooling.ipynb", {**right, **own}
        )
        for i, (student, own) in enumerate(answers.items())
    }
    return Classroom(root, grade(root, books), convalida)
