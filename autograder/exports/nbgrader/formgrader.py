"""nbgrader's own autograding and feedback, with us in the place of its kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Unicode

from autograder.exports.nbgrader.autograded import make
from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory, NbgraderProblem
from autograder.exports.nbgrader.export import scores_of
from autograder.exports.nbgrader.marks import read_marks, with_marks
from autograder.exports.nbgrader.master import Master, compare, read_master
from autograder.exports.nbgrader.resident import grade_one
from autograder.exports.nbgrader.scores import write_scores
from autograder.results.folder import ResultsFolder
from autograder.submissions.models import Found
from autograder.submissions.names import safe_student
from course import catalog
from course.model import Course, Unit

Resources = dict[str, Any]
Processed = tuple[NotebookNode, Resources]

COURSE = "Folder of the course; the installed one if empty."
GRADED = "convalida"
"""In the resources of a notebook that we have graded."""


class GradeWithConvalida(NbGraderPreprocessor):  # type: ignore[misc]
    """Grades what was submitted of our units, in the sandbox, and enters scores and comments."""

    course = Unicode("", help=COURSE).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        course, directory = load(self.course), Directory(self.parent.parent.coursedir, self.config)
        told = resources["nbgrader"]
        student, assignment, name = told["student"], told["assignment"], told["notebook"]
        unit = course.units.get(name)
        master = master_of(directory, unit, assignment)
        if unit is None or master is None:
            return nb, resources
        compare(master, unit)
        path = directory.submitted(student, assignment) / f"{name}.ipynb"
        found = Found(safe_student(student), path, str(path), name=student, titled=True)
        record = grade_one(course, unit, found, directory.results)
        scores = scores_of(record, make(course, record, master, found))
        with opened(directory) as gradebook, transaction(gradebook):
            write_scores(gradebook, student, master, scores, look_again=True)
        resources[GRADED] = True
        return nb, resources


class ExecuteOthers(Execute):  # type: ignore[misc]
    """nbgrader's kernel, for notebooks that are not ours."""

    def preprocess(self, nb: NotebookNode, resources: Resources, **options: Any) -> Processed:
        if GRADED in resources:
            return nb, resources
        done: Processed = super().preprocess(nb, resources, **options)
        return done


class SaveOthersAutoGrades(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's scores, for notebooks that are not ours."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        if GRADED in resources:
            return nb, resources
        done: Processed = super().preprocess(nb, resources)
        return done


class StudentPageExporter(HTMLExporter):
    """Our page as the feedback on our units, with what people gave; nbgrader's on all others."""

    course = Unicode("", help=COURSE).tag(config=True)

    def from_filename(
        self, filename: str, resources: Resources | None = None, **options: Any
    ) -> tuple[Any, Resources]:
        page = self._page((resources or {}).get("nbgrader", {}))
        if page is not None:
            return page, {**(resources or {}), "output_extension": self.file_extension}
        return super().from_filename(filename, resources, **options)

    def _page(self, told: dict[str, str]) -> str | None:
        converter: Any = self.parent
        course, directory = load(self.course), Directory(converter.coursedir, self.config)
        unit = course.units.get(told.get("notebook", ""))
        master = master_of(directory, unit, told.get("assignment", ""))
        if unit is None or master is None:
            return None
        path = ResultsFolder(directory.results, course).page(
            unit.name, safe_student(told["student"])
        )
        if not path.is_file():
            return None
        try:
            with opened(directory) as gradebook, transaction(gradebook):
                marks = read_marks(gradebook, master, told["student"])
        except MissingEntry:
            return None
        return with_marks(path.read_bytes(), marks, course).decode()


def load(folder: str) -> Course:
    """The course of a configuration."""
    return catalog.load(Path(folder) if folder else catalog.INSTALLED)


def master_of(directory: Directory, unit: Unit | None, assignment: str) -> Master | None:
    """The unit's notebook in this assignment; None if what bears its name there is not ours."""
    if unit is None:
        return None
    with opened(directory) as gradebook, transaction(gradebook):
        try:
            master = read_master(gradebook, unit, assignment)
        except NbgraderProblem:
            return None
    return master if set(unit.functions) & set(master.by_name) else None
