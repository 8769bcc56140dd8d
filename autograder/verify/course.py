"""All of the course's own checks, as one table and a list of problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nbgrader.nbgraderformat import MetadataValidator, ValidationError

from autograder.checking.cases import BrokenCheck
from autograder.checking.mistakes import mistakes_of
from autograder.sentences import LOCALE
from autograder.verify.answers import Findings, verify_answers
from autograder.verify.golden import golden_problems
from autograder.verify.leaks import leaks
from autograder.verify.packages import missing_packages
from course.catalog import Course, Exercise, Unit
from course.languages import (
    catalogue_problems,
    exercise_problems,
    question_problems,
    unit_problems,
)
from course.notebooks import VERSIONS, notebook
from course.problems import Problem, gaps_of
from course.reviews import accept, review_problems
from course.texts import Message


@dataclass(frozen=True)
class Row:
    """One exercise of the table."""

    cells: tuple[str, ...]


@dataclass
class Report:
    """What `verify` found; no problems means that the course may be released."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def verify_course(course: Course, units: Sequence[str]) -> Report:
    """Every check of DESIGN's list on `units`. Raises CatalogError."""
    report = Report(problems=catalogue_problems(course, LOCALE) + golden_problems(course))
    for unit in map(course.units.__getitem__, units):
        report.problems += unit_problems(course, unit) + review_problems(course, unit.folder)
        report.problems += missing_packages(course, unit)
        try:
            findings = verify_answers(course, unit)
        except BrokenCheck as error:
            report.problems.append(error.problem)
            continue
        for question in unit.questions:
            report.problems += question_problems(course, question)
            report.problems += review_problems(course, question.folder)
        for exercise in unit.exercises:
            row, problems = _verify_exercise(course, exercise, findings)
            report.rows.append(row)
            report.problems += problems
        report.problems += _verify_notebooks(course, unit)
    report.problems = [p for i, p in enumerate(report.problems) if p not in report.problems[:i]]
    return report


def accept_reviews(course: Course, units: Sequence[str]) -> None:
    """Records that the languages of every text of `units` were read side by side."""
    for unit in map(course.units.__getitem__, units):
        for folder in (unit.folder, *unit.folders):
            accept(course, folder)


def _verify_exercise(
    course: Course, exercise: Exercise, findings: Mapping[str, Findings]
) -> tuple[Row, list[Problem]]:
    module = exercise.module("mistakes")
    names = [name for f in exercise.functions for name in mistakes_of(module, f.name)]
    texts = exercise_problems(course, exercise, names) + review_problems(course, exercise.folder)
    own = [findings[function.name] for function in exercise.functions]
    mistakes = sum(f.mistakes for f in own)
    cells = (
        f"{exercise.unit}/{exercise.name}",
        str(sum(f.cases for f in own)),
        f"{sum(f.caught for f in own)}/{mistakes}",
        f"{sum(f.apart for f in own)}/{mistakes}",
        f"{max(f.guess for f in own):.0%}",
        " ".join(course.languages) + (" ✗" if texts else " ✓"),
        f"{sum(function.points for function in exercise.functions):g}",
    )
    return Row(cells), [*texts, *(problem for f in own for problem in f.problems)]


def _verify_notebooks(course: Course, unit: Unit) -> Iterator[Problem]:
    for t in map(course.sentences, course.languages):
        for version in VERSIONS:
            made = notebook(course, unit, t, version)
            try:
                MetadataValidator().validate_nb(made)
            except ValidationError as error:
                place = f"{unit.name} ({t.language}, {version})"
                yield Problem(place, Message("nbgrader_refuses", {"cause": str(error)}))
            if version == "release":
                yield from leaks(course, unit, t.language, made)
        yield from gaps_of(t)
