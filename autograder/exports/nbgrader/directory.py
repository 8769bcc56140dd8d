"""A course directory of nbgrader's, as its own configuration lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

from course.problems import ProblemError

CONFIG = "nbgrader_config"


class NbgraderProblem(ProblemError):
    """A course directory or gradebook that cannot be used: nothing was written to it."""

    exit_code = 2


@dataclass(frozen=True)
class Directory:
    """Where things are, as nbgrader's own `layout` says; `config` is all of its configuration."""

    layout: CourseDirectory
    config: Config

    @classmethod
    def read(cls, folder: Path) -> Directory:
        """Raises NbgraderProblem if it is no course directory."""
        root = folder.resolve()
        if not root.is_dir():
            raise NbgraderProblem("", "path_not_found", {"path": str(folder)})
        config = _config(root)
        try:
            layout = CourseDirectory(config=config, root=str(root))
            signs = (f"{CONFIG}.py", f"{CONFIG}.json", layout.source_directory, "gradebook.db")
        except TraitError as error:
            args = {"cause": " ".join(str(error).split())}
            raise NbgraderProblem(root, "nbgrader_config_wrong", args) from None
        if not any((root / sign).exists() for sign in signs):
            raise NbgraderProblem(root, "nbgrader_no_course")
        return cls(layout, config)

    @property
    def root(self) -> Path:
        return Path(self.layout.root)

    @property
    def results(self) -> Path:
        """Where records and pages lie unless somebody says otherwise."""
        return self.root / "results"

    @property
    def database(self) -> URL:
        """The gradebook's; a relative file is one of the course directory."""
        try:
            url = make_url(self.layout.db_url)
        except ArgumentError as error:
            args = {"cause": " ".join(str(error).split())}
            raise NbgraderProblem(self.root, "nbgrader_config_wrong", args) from None
        if url.get_backend_name() == "sqlite" and url.database:
            return url.set(database=str(self.root / url.database))
        return url

    @property
    def database_place(self) -> str:
        """The gradebook for people: no password."""
        url = self.database
        return url.database or "" if url.get_backend_name() == "sqlite" else repr(url)

    def source(self, assignment: str) -> Path:
        return self._folder(self.layout.source_directory, ".", assignment)

    def submitted(self, student: str, assignment: str) -> Path:
        return self._folder(self.layout.submitted_directory, student, assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        return self._folder(self.layout.autograded_directory, student, assignment)

    def feedback(self, student: str, assignment: str) -> Path:
        return self._folder(self.layout.feedback_directory, student, assignment)

    @property
    def all_submitted(self) -> Path:
        """The folder that holds what everybody handed in."""
        whole = Path(self.layout.format_path(self.layout.submitted_directory, "*", "*"))
        parts = whole.parts
        return Path(*parts[: next(i for i, part in enumerate(parts) if "*" in part)])

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.layout.format_path(step, student, assignment))


def _config(root: Path) -> Config:
    """What Jupyter's own folders and the course directory say, as nbgrader reads it."""
    app = NbGrader(load_cwd_config=False)
    loaders = (JSONFileConfigLoader, PyFileConfigLoader)
    for folder in [*reversed(app.config_file_paths), str(root)]:
        for loader, suffix in zip(loaders, ("json", "py"), strict=True):
            path = Path(folder, f"{CONFIG}.{suffix}")
            if not path.is_file():
                continue
            try:
                app.update_config(loader(path.name, path=folder).load_config())
            except Exception as error:
                args = {"cause": f"{type(error).__name__}: {' '.join(str(error).split())}"}
                raise NbgraderProblem(path, "nbgrader_config_wrong", args) from None
    config: Config = app.config
    return config
