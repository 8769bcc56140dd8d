"""Exercise -> nbformat notebooks: source, release, solved."""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Literal

import nbformat
from nbformat.v4 import new_notebook

from course.cells import parse
from course.data import copy_data
from course.drawing import png
from course.exercises import Exercise, Question
from course.files import CatalogError, errors_about
from course.languages import EXERCISE_BLOCKS, QUESTION_BLOCKS, UNIT_BLOCKS, picture_blocks
from course.model import Course, Unit
from course.modules import load_module
from course.problems import Problem, gaps_of
from course.reveals import folded
from course.stubs import (
    MarkerError,
    parameters,
    stub,
    with_docstring,
    with_docstrings,
    without_markers,
)
from course.texts import Blocks, Translation, environment

Version = Literal["source", "release", "solved"]
VERSIONS: tuple[Version, ...] = ("source", "release", "solved")

SECTION = re.compile(r"^# %% (\w+)$", re.MULTILINE)

TORCH = re.compile(r"\b(torch\b|F\.)")

CONFIG = '''"""What nbgrader needs to know of this course."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course}"
c.ClearSolutions.code_stub = {{"python": {stub!r}}}
c.ClearSolutions.text_stub = {text!r}
c.GenerateAssignment.force = True  # release/ is there already: this enters it in the gradebook
'''


@dataclass
class Built:
    """The notebooks that were written, and what sentences they lack: others stand there."""

    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class FunctionCells:
    """A function or class as a template shows it."""

    name: str
    code: str
    examples: str
    points: float


def build(
    course: Course,
    out: Path,
    languages: Sequence[str] = (),
    units: Sequence[str] = (),
) -> Built:
    """Writes `out/<language>/{source,release,solved}/<unit>/<unit>.ipynb`, and its data beside it.

    Each language is a course directory for nbgrader. Nothing is written if anything fails.
    Raises CatalogError.
    """
    out.mkdir(parents=True, exist_ok=True)
    wanted = units or list(course.units)
    built = Built()
    with (
        tempfile.TemporaryDirectory(dir=out, prefix=".building-") as scratch,
        processes(min(len(wanted), os.cpu_count() or 1)) as pool,
    ):
        write = partial(_write, course, languages or course.languages, Path(scratch))
        for made in list(pool.imap(write, wanted)):
            built.problems += [p for p in made.problems if p not in built.problems]
            for path in made.paths:
                target = out / path.relative_to(scratch)
                shutil.rmtree(target.parent, ignore_errors=True)
                target.parent.parent.mkdir(parents=True, exist_ok=True)
                path.parent.replace(target.parent)
                built.paths.append(target)
        for language in languages or course.languages:
            t = course.sentences(language)
            config = CONFIG.format(
                course=f"convalida-{language}", stub=placeholder(t), text=t("your_answer_here")
            )
            (out / language / "nbgrader_config.py").write_text(config, encoding="utf-8")
    return built


def processes(count: int) -> Pool:
    """That many, for one unit each at a time; Ctrl-C is for the process that started them."""
    return get_context("fork").Pool(count, signal.signal, (signal.SIGINT, signal.SIG_IGN))


def notebook(course: Course, unit: Unit, t: Translation, version: Version) -> nbformat.NotebookNode:
    """One notebook of a unit, in the language of `t`, which notes the sentences that it lacks.

    Raises CatalogError if a text or a marker is missing.
    """
    language = t.language
    show = partial(_show, t=t, version=version)
    template = environment(*course.templates).get_template("notebook.jinja")
    try:
        text = template.render(
            unit=unit,
            texts=_complete(unit, language, UNIT_BLOCKS | picture_blocks(unit)),
            order=unit.order,
            exercises={
                each.name: (
                    each,
                    _complete(each, language, EXERCISE_BLOCKS | picture_blocks(each)),
                    show(each, unit),
                )
                for each in unit.exercises
            },
            questions={
                each.name: (each, _complete(each, language, QUESTION_BLOCKS))
                for each in unit.questions
            },
            setup=with_docstrings(unit.setup, lambda name: t(f"given_{name}")),
            closing=_closing(unit),
            folded=folded,
            colab=course.colab(unit.name, language) if version == "release" else "",
            torch=_shows_torch(unit),
            headers={name: parameters(unit.sources[name]) for name in unit.asked},
            t=t,
        )
    except MarkerError as error:
        raise error.within(unit.solution_path) from error
    made: nbformat.NotebookNode = new_notebook(
        cells=parse(text, partial(_picture, unit.root, unit.folder / "pictures.py")),
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "convalida": {"unit": unit.name, "language": language, "course": course.version},
        },
    )
    made.nbformat_minor = 5
    return made


def _shows_torch(unit: Unit) -> bool:
    """Does the notebook need PyTorch? Its examples may, where its answers may not."""
    examples = [each.folder / "examples.py" for each in unit.exercises]
    pictures = [folder / "picture.py" for folder in (unit.folder, *unit.folders)]
    sources = [
        path.read_text(encoding="utf-8") for path in (*examples, *pictures) if path.is_file()
    ]
    texts = (unit.setup, unit.closing, *unit.packages, *sources)
    return any(TORCH.search(text) for text in texts)


def _complete(
    owner: Unit | Exercise | Question, language: str, required: AbstractSet[str]
) -> Blocks:
    """The texts of a unit or exercise. Raises CatalogError if a required block is missing."""
    texts = owner.texts(language)
    for block in sorted(required - texts.keys()):
        path = owner.folder / f"{language}.md"
        raise CatalogError(path, "block_missing", {"block": block})
    return texts


def _closing(unit: Unit) -> Mapping[str, str]:
    """The cells that end the notebook: the `# %% name` sections of the file, or one."""
    if not unit.closing:
        return {}
    return sections(unit.folder / "closing.py") or {"code": unit.closing}


def placeholder(t: Translation) -> str:
    """What a student finds where the solution was."""
    return f"# {t('your_code_here')}\nraise NotImplementedError"


def _show(exercise: Exercise, unit: Unit, t: Translation, version: Version) -> list[FunctionCells]:
    sources = unit.sources
    texts = _complete(exercise, t.language, {f"docstring_{f.name}" for f in exercise.functions})
    examples = sections(exercise.folder / "examples.py")
    shown = []
    for function in exercise.functions:
        if function.name not in sources:
            raise CatalogError(unit.solution_path, "solution_missing", {"function": function.name})
        source = with_docstring(sources[function.name], texts[f"docstring_{function.name}"])
        cleared = stub(source, placeholder(t))
        code = {"source": source, "release": cleared, "solved": without_markers(source)}[version]
        if function.name not in examples:
            path = exercise.folder / "examples.py"
            raise CatalogError(path, "section_missing", {"function": function.name})
        counted = 0 if function.bonus else function.points
        shown.append(FunctionCells(function.name, code, examples[function.name], counted))
    return shown


def sections(path: Path) -> Mapping[str, str]:
    """The `# %% name` sections of a file, by name."""
    with errors_about(path):
        text = path.read_text(encoding="utf-8")
        ast.parse(text)
    _, *parts = SECTION.split(text)
    return {n: text.strip("\n") for n, text in zip(parts[::2], parts[1::2], strict=True)}


@cache
def _picture(root: Path, path: Path, name: str) -> bytes:
    """A picture of a unit as PNG: the same in every language, drawn once."""
    module = load_module(root, path)
    if not hasattr(module, name):
        raise CatalogError(path, "picture_missing", {"picture": name})
    return png(getattr(module, name))


def _write(course: Course, languages: Sequence[str], scratch: Path, unit: str) -> Built:
    """The notebooks of one unit, in a process of its own; paths below `scratch`."""
    made = Built()
    for t in map(course.sentences, languages):
        for version in VERSIONS:
            path = scratch / t.language / version / unit / f"{unit}.ipynb"
            path.parent.mkdir(parents=True)
            nbformat.write(notebook(course, course.units[unit], t, version), path)
            copy_data(course.units[unit], path.parent)
            made.paths.append(path)
        made.problems += gaps_of(t)
    return made
