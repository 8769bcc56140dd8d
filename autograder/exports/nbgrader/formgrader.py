"""nbgrader's own autograding and feedback, with us in the place of its kernel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Unicode

from autograder.exports.nbgrader.autograded import make
from autograder.exports.nbgrader.cells import sanitized
from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory
from autograder.exports.nbgrader.marks import read_marks, with_marks
from autograder.exports.nbgrader.master import Master, compare, read_master
from autograder.exports.nbgrader.resident import grade_one
from autograder.exports.nbgrader.scores import scores_of, write_scores
from autograder.results import Record
from autograder.results.folder import ResultsFolder
from autograder.submissions.ipynb import Cell
from autograder.submissions.models import Found
from autograder.submissions.names import safe_student
from course import catalog
from course.model import Course, Unit

Resources = dict[str, Any]
Processed = tuple[NotebookNode, Resources]

GRADED = "convalida"
"""In the resources of a notebook that we have graded."""


@dataclass(frozen=True)
class Ours:
    """A notebook of one of our units, in nbgrader's hands."""

    course: Course
    unit: Unit
    directory: Directory
    master: Master
    student: str

    @classmethod
    def of(cls, converter: Any, folder: str, told: dict[str, str]) -> Ours | None:
        """None if it is not ours: of another name, or with none of our functions in it."""
        course = catalog.load(Path(folder) if folder else catalog.INSTALLED)
        unit = course.units.get(told["notebook"])
        if unit is None:
            return None
        directory = Directory(converter.coursedir, converter.config)
        with opened(directory) as gradebook, transaction(gradebook):
            master = read_master(gradebook, unit, told["assignment"])
        if not set(unit.functions) & set(master.by_name):
            return None
        return cls(course, unit, directory, master, told["student"])

    @property
    def found(self) -> Found:
        """The file that was submitted."""
        folder = self.directory.submitted(self.student, self.master.assignment)
        path = folder / f"{self.master.notebook}.ipynb"
        name = safe_student(self.student)
        return Found(name, path, str(path), name=self.student, titled=True)

    @property
    def page(self) -> Path:
        folder = ResultsFolder(self.directory.results, self.course)
        return folder.page(self.unit.name, safe_student(self.student))


class OurPreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """Does something to notebooks of our units only."""

    course = Unicode("", help="Folder of the course; the installed one if empty.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        ours = Ours.of(self.parent.parent, self.course, resources["nbgrader"])
        if ours is not None:
            self.process(ours, nb, resources)
        return nb, resources

    def process(self, ours: Ours, nb: NotebookNode, resources: Resources) -> None:
        raise NotImplementedError


class SanitizeOurs(OurPreprocessor):
    """Cells under the metadata that they were released with, each of them once.

    Two cells with one id, or metadata of another schema, would end nbgrader's whole run.
    """

    def process(self, ours: Ours, nb: NotebookNode, resources: Resources) -> None:
        numbered = list(enumerate(nb.cells, 1))
        cells = [Cell(n, cell.cell_type, cell.source, cell.metadata) for n, cell in numbered]
        attachments = {n: cell.get("attachments") for n, cell in numbered}
        nb.cells = sanitized(cells, attachments, ours.master)
        nb.nbformat_minor = 5


class GradeOurs(OurPreprocessor):
    """Grades what was submitted, in the sandbox, and enters scores and comments."""

    def process(self, ours: Ours, nb: NotebookNode, resources: Resources) -> None:
        compare(ours.master, ours.unit)
        record = grade_one(ours.course, ours.unit, ours.found, ours.directory.results)
        scores = scores_of(record, make(ours.course, record, ours.master, ours.found))
        with opened(ours.directory) as gradebook, transaction(gradebook):
            write_scores(gradebook, ours.student, ours.master, scores, look_again=True)
        resources[GRADED] = True


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

    course = Unicode("", help="Folder of the course; the installed one if empty.").tag(config=True)

    def from_filename(
        self, filename: str, resources: Resources | None = None, **options: Any
    ) -> tuple[Any, Resources]:
        told = resources or {}
        ours = Ours.of(self.parent, self.course, told["nbgrader"])
        if ours is None or not ours.page.is_file():
            return super().from_filename(filename, resources, **options)
        with opened(ours.directory) as gradebook, transaction(gradebook):
            work = gradebook.find_submission_notebook(
                ours.master.notebook, ours.master.assignment, ours.student
            )
            record = Record.from_json(ours.page.with_suffix(".json").read_bytes())
            marks = read_marks(gradebook, ours.master, work, record)
        page = with_marks(ours.page.read_bytes(), marks, ours.course)
        return page.decode(), {**told, "output_extension": self.file_extension}
