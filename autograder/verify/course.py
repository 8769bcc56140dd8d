"""All of the course's own checks, as one table and a list of problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from nbgrader.nbgraderformat import MetadataValidator, ValidationError

from autograder.checking.authors.mistakes import mistaken
from autograder.checking.cases import BrokenCheck
from autograder.grade import Progress, Silent
from autograder.sentences import LOCALE
from autograder.verify.answers import Findings, verify_answers
from autograder.verify.golden import golden_problems
from autograder.verify.graded import Graded, grade_trials
from autograder.verify.leaks import leaks
from autograder.verify.packages import missing_packages
from autograder.verify.placeholders import (
    exercise_placeholders,
    texts_to_fill,
    unit_placeholders,
)
from autograder.verify.readings import readings, unsolved
from autograder.verify.trials import narrowed, trials
from course.catalog import Course, Exercise, Unit
from course.files import CatalogError, all_or_errors
from course.languages import (
    catalogue_problems,
    exercise_problems,
    question_problems,
    unit_problems,
)
from course.notebooks import VERSIONS, notebook, processes
from course.problems import Problem, ProblemError, at, gaps_of
from course.reviews import accept, review_problems
from course.texts import Message

NAMES_OF_A_MISTAKE = ("mistake", "one", "other")
"""Arguments of problems: what is said of one by the checks is not said again when it is graded."""


@dataclass(frozen=True)
class TableRow:
    """One exercise of the table."""

    cells: tuple[str, ...]


@dataclass
class Report:
    """What `verify` found; no problems means that the course may be released."""

    rows: list[TableRow] = field(default_factory=list)
    limits: dict[str, Mapping[str, float]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def verify_course(
    course: Course, units: Sequence[str], *, jobs: int = 1, progress: Progress | None = None
) -> Report:
    """Every check of DESIGN's list on `units`. Raises CatalogError."""
    report = Report(problems=catalogue_problems(course, LOCALE) + golden_problems(course))
    asked = [course.units[name] for name in units]
    report.limits = {unit.name: own for unit in asked if (own := unit.own_limits(course))}
    answers = _answers(course, asked, jobs)
    sound = [unit for unit in asked if _is_sound(answers[unit.name])]
    todo = chain.from_iterable(trials(course, unit) for unit in sound)
    graded = grade_trials(course, todo, jobs, progress or Silent())
    for unit in asked:
        report.problems += unit_placeholders(course, unit)
        report.problems += _told(partial(_around, course, unit))
        found = answers[unit.name]
        if isinstance(found, ProblemError):
            report.problems += _unasked(course, unit, found)
            continue
        for question in unit.questions:
            report.problems += question_problems(course, question)
            report.problems += _reviews(course, question.folder)
        for exercise in unit.exercises:
            _verify_exercise(course, exercise, found, graded, report)
        report.problems += _told(partial(_verify_notebooks, course, unit))
    report.problems += graded.stopped
    report.problems = [p for i, p in enumerate(report.problems) if p not in report.problems[:i]]
    return report


def verify_exercise(
    course: Course, exercise: Exercise, *, jobs: int = 1, progress: Progress | None = None
) -> Report:
    """What concerns one exercise alone, with what it leans on. Raises CatalogError."""
    unit = narrowed(course.units[exercise.unit], exercise)
    part = replace(course, units={unit.name: unit}, demo=())
    (found,) = _answers(part, [unit], 1).values()
    if isinstance(found, ProblemError):
        return Report(problems=_unasked(part, unit, found))
    report = Report()
    todo = trials(part, unit, exercise) if _is_sound(found) else ()
    graded = grade_trials(part, todo, jobs, progress or Silent())
    _verify_exercise(part, exercise, found, graded, report)
    report.problems += graded.stopped
    return report


def accept_reviews(course: Course, units: Sequence[str]) -> None:
    """Records that the languages of every text of `units` were read side by side.

    What is still the skeleton's nobody has read.
    """
    for unit in map(course.units.__getitem__, units):
        for folder in (unit.folder, *unit.folders):
            if not texts_to_fill(course, folder):
                accept(course, folder)


def _answers(
    course: Course, units: Sequence[Unit], jobs: int
) -> Mapping[str, Mapping[str, Findings] | ProblemError]:
    """By unit, what its checks proved or why they could not be asked; a process for each unit."""
    with processes(min(jobs, len(units))) as pool:
        return dict(pool.imap(partial(_answers_of, course), units))


def _answers_of(course: Course, unit: Unit) -> tuple[str, Mapping[str, Findings] | ProblemError]:
    """Every file that is needed is read before anything is asked: each may be a problem."""
    try:
        all_or_errors(readings(course, unit))
        return unit.name, verify_answers(course, unit)
    except (BrokenCheck, CatalogError) as error:
        return unit.name, error


def _around(course: Course, unit: Unit) -> list[Problem]:
    """What concerns a unit and none of its exercises."""
    texts = unit_problems(course, unit) + _reviews(course, unit.folder)
    return [*texts, *missing_packages(course, unit)]


def _reviews(course: Course, folder: Path) -> list[Problem]:
    """None while a text of the folder is to be written: nobody can have read it."""
    return [] if texts_to_fill(course, folder) else review_problems(course, folder)


def _told(find: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """What it finds, or why it cannot look."""
    try:
        return list(find())
    except ProblemError as error:
        return [error.problem, *error.others]


def _unasked(course: Course, unit: Unit, found: ProblemError) -> list[Problem]:
    """Why the checks of a unit could not be asked, and what is still to write there."""
    told = [found.problem, *found.others]
    for exercise in unit.exercises:
        told += exercise_placeholders(course, unit, exercise)
        if not unsolved(unit):
            texts = _told(partial(_texts_of, course, exercise))
            told += (problem for problem in texts if problem not in told)
    return told


def _is_sound(found: Mapping[str, Findings] | ProblemError) -> bool:
    """Can notebooks of the unit be graded?"""
    return isinstance(found, Mapping) and all(f.is_sound for f in found.values())


def _verify_exercise(
    course: Course,
    exercise: Exercise,
    findings: Mapping[str, Findings],
    graded: Graded,
    report: Report,
) -> None:
    texts = _texts_of(course, exercise) + _reviews(course, exercise.folder)
    own = [findings[function.name] for function in exercise.functions]
    keys = [(exercise.unit, function.name) for function in exercise.functions]
    mistakes = sum(f.mistakes for f in own)
    cells = (
        f"{exercise.unit}/{exercise.name}",
        str(sum(f.cases for f in own)),
        f"{sum(f.caught for f in own)}/{mistakes}",
        f"{sum(f.apart for f in own)}/{mistakes}",
        f"{sum(graded.named[key] for key in keys)}/{mistakes}",
        f"{max(f.guess for f in own):.0%}",
        " ".join(course.languages) + (" ✗" if texts else " ✓"),
        f"{sum(function.points for function in exercise.functions):g}",
    )
    report.rows.append(TableRow(cells))
    proved = [problem for f in own for problem in f.problems]
    fill = list(exercise_placeholders(course, course.units[exercise.unit], exercise))
    report.problems += [*fill, *texts, *_of_nothing(exercise), *proved]
    told = {
        arg for p in proved for name, arg in p.message.args.items() if name in NAMES_OF_A_MISTAKE
    }
    found = (problem for key in keys for problem in graded.problems.get(key, ()))
    report.problems += (p for p in found if p.message.args.get("mistake") not in told)


def _texts_of(course: Course, exercise: Exercise) -> list[Problem]:
    return exercise_problems(course, exercise, mistaken(exercise.module("mistakes")))


def _of_nothing(exercise: Exercise) -> Iterator[Problem]:
    """Mistakes in what the exercise does not ask for."""
    known = [function.name for function in exercise.functions]
    for name, function in mistaken(exercise.module("mistakes")).items():
        if function not in known:
            args = {"mistake": name, "function": function, "known": known}
            yield Problem(at(exercise.folder / "mistakes.py"), Message("mistake_of_nothing", args))


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
