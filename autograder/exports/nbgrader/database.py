"""The gradebook, opened only if it is one of this nbgrader's; one transaction at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from autograder.exports.nbgrader.directory import Directory, NbgraderProblem

TABLES = {"alembic_version", "assignment", "notebook", "student"}


@contextmanager
def opened(directory: Directory) -> Iterator[Gradebook]:
    """Whatever goes wrong with the database is a NbgraderProblem; nothing is made that was not."""
    with errors_about(directory):
        _check(directory)
        url = directory.database.render_as_string(hide_password=False)
        with closing(Gradebook(url, directory.layout.course_id)) as gradebook:
            if directory.database.get_backend_name() == "sqlite":
                _lock_at_the_start(gradebook.engine)
            yield gradebook


@contextmanager
def transaction(gradebook: Gradebook) -> Iterator[None]:
    """All that the block does with the gradebook, or nothing: its own commits are parts of it."""
    with gradebook.engine.begin() as connection:
        gradebook.db.remove()
        gradebook.db.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            yield
            gradebook.db.commit()
        finally:
            gradebook.db.remove()


@contextmanager
def errors_about(directory: Directory) -> Iterator[None]:
    """An error of the database is a problem of this gradebook."""
    try:
        yield
    except NbgraderProblem as error:
        problem = error.problem
        place = problem.place or directory.database_place
        raise NbgraderProblem(place, problem.message.id, problem.message.args) from None
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        if "locked" in cause:
            raise NbgraderProblem(directory.database_place, "nbgrader_locked") from None
        args = {"cause": cause}
        raise NbgraderProblem(directory.database_place, "nbgrader_not_opened", args) from None


def _check(directory: Directory) -> None:
    """Raises NbgraderProblem unless the database is there and of this nbgrader's schema."""
    url, place = directory.database, directory.database_place
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise NbgraderProblem(place, "nbgrader_no_gradebook")
    try:
        engine = create_engine(url)
    except ImportError as error:
        raise NbgraderProblem(place, "nbgrader_not_opened", {"cause": str(error)}) from None
    try:
        with engine.connect() as connection:
            if not set(inspect(connection).get_table_names()) >= TABLES:
                raise NbgraderProblem(place, "nbgrader_no_gradebook")
            theirs = connection.scalar(text("SELECT version_num FROM alembic_version"))
    finally:
        engine.dispose()
    versions = ScriptDirectory(ALEMBIC_DIR)
    ours = versions.get_current_head()
    if theirs == ours:
        return
    args = {"theirs": str(theirs), "ours": str(ours)}
    try:
        versions.get_revision(str(theirs))
    except CommandError:
        raise NbgraderProblem(place, "nbgrader_schema_unknown", args) from None
    raise NbgraderProblem(place, "nbgrader_schema_old", args)


def _lock_at_the_start(engine: Engine) -> None:
    """SQLite, as SQLAlchemy's guide has it: savepoints that work, and no wait in the middle."""
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
