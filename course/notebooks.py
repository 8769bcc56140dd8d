"""Exercise -> nbformat notebooks: source, release, solved."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import nbformat
from nbformat.v4 import new_notebook

from course.catalog import CatalogError, Course, Exercise, Unit, load_module
from course.cells import parse
from course.stubs import MarkerError, definitions, stub, with_docstring, with_docstrings, without_markers
from course.texts import Translation, environment

Version = Literal["source", "release", "solved"]
VERSIONS: tuple[Version, ...] = ("source", "release", "solved")

SECTION = re.compile(r"^# %% (\w+)$", re.MULTILINE)

CONFIG = '''"""What nbgrader needs to know of this course."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course}"
c.ClearSolutions.code_stub = {{"python": {stub!r}}}
'''


@dataclass(frozen=True)
class Shown:
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
) -> list[Path]:
    """Writes `out/<language>/{source,release,solved}/<unit>/<unit>.ipynb`; returns the paths.

    Each language is a course directory for nbgrader. Nothing is written if anything fails.
    Raises CatalogError.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".building-") as scratch:
        made = [
            _write(course, unit, language, version, Path(scratch))
            for language in languages or course.languages
            for unit in map(course.units.__getitem__, units or course.units)
            for version in VERSIONS
        ]
        for path in made:
            target = out / path.relative_to(scratch).parent
            shutil.rmtree(target, ignore_errors=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.parent.replace(target)
        for language in languages or course.languages:
            t = Translation(course.locale, language)
            config = CONFIG.format(course=f"convalida-{language}", stub=placeholder(t))
            (out / language / "nbgrader_config.py").write_text(config, encoding="utf-8")
    return [out / path.relative_to(scratch) for path in made]


def notebook(course: Course, unit: Unit, language: str, version: Version) -> nbformat.NotebookNode:
    """One notebook of a unit. Raises CatalogError if a text or a marker is missing."""
    t = Translation(course.locale, language)
    show = partial(_show, t=t, version=version)
    template = environment(course.templates).get_template("notebook.jinja")
    try:
        text = template.render(
            unit=unit,
            texts=unit.texts(language),
            exercises=[
                (exercise, exercise.texts(language), show(exercise, unit))
                for exercise in unit.exercises
            ],
            setup=with_docstrings(unit.setup, lambda name: t(f"given_{name}")),
            closing=unit.closing,
            t=t,
        )
    except (MarkerError, ValueError, FileNotFoundError) as error:
        raise CatalogError(unit.folder, str(error)) from error
    made: nbformat.NotebookNode = new_notebook(
        cells=parse(text, _painter(unit)),
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "convalida": {"unit": unit.name, "language": language, "course": course.version},
        },
    )
    made.nbformat_minor = 5
    return made


def placeholder(t: Translation) -> str:
    """What a student finds where the solution was."""
    return f"# {t('your_code_here')}\nraise NotImplementedError"


def _show(exercise: Exercise, unit: Unit, t: Translation, version: Version) -> list[Shown]:
    sources = definitions(unit.solution_path)
    texts = exercise.texts(t.language)
    examples = sections(exercise.folder / "examples.py")
    shown = []
    for function in exercise.functions:
        if function.name not in sources:
            raise CatalogError(unit.solution_path, f"{function.name} is missing: write it")
        if f"docstring_{function.name}" not in texts:
            path = exercise.folder / f"{t.language}.md"
            raise CatalogError(path, f"the block docstring_{function.name} is missing: add it")
        source = with_docstring(sources[function.name], texts[f"docstring_{function.name}"])
        cleared = stub(source, placeholder(t))
        code = {"source": source, "release": cleared, "solved": without_markers(source)}[version]
        if function.name not in examples:
            path = exercise.folder / "examples.py"
            raise CatalogError(path, f"the section # %% {function.name} is missing: add it")
        shown.append(Shown(function.name, code, examples[function.name], function.points))
    return shown


def sections(path: Path) -> Mapping[str, str]:
    """The `# %% name` sections of a file, by name."""
    _, *parts = SECTION.split(path.read_text(encoding="utf-8"))
    return {n: text.strip("\n") for n, text in zip(parts[::2], parts[1::2], strict=True)}


def _painter(unit: Unit) -> Callable[[str], bytes]:
    """A function that draws the pictures of a unit as PNG, 2 pixels to a point."""

    def paint(name: str) -> bytes:
        path = unit.folder / "pictures.py"
        module = load_module(f"course.units.{unit.name}.pictures", path)
        if not hasattr(module, name):
            raise CatalogError(path, f"{name} is missing: a text shows it")
        image = io.BytesIO()
        getattr(module, name)().savefig(image, format="png", dpi=144, metadata={"Software": None})
        return image.getvalue()

    return paint


def _write(course: Course, unit: Unit, language: str, version: Version, scratch: Path) -> Path:
    path = scratch / language / version / unit.name / f"{unit.name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook(course, unit, language, version), path)
    return path
