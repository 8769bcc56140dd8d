"""Do the solved notebooks and the known mistakes get from `convalida grade` what they should?"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.engines.tasks import Settings
from autograder.grade import Progress, grade_class
from autograder.planning import Asked
from autograder.results import ExerciseResult, Record
from autograder.results.folder import ResultsFolder
from autograder.verify.trials import Trial, calls, write_trials
from course.exercises import Function
from course.model import Course
from course.problems import Problem, ProblemError, at
from course.texts import Message

NAMELESS = {"refuses_what_is_right", "returned_none"}
"""Said of a `raise` of one's own, and of a missing `return`: by rule these have no name."""


@dataclass
class Graded:
    """What grading told: problems and how many mistakes were named, by unit and function."""

    problems: dict[tuple[str, str], list[Problem]] = field(
        default_factory=lambda: defaultdict(list)
    )
    named: Counter[tuple[str, str]] = field(default_factory=Counter)
    stopped: list[Problem] = field(default_factory=list)


def grade_trials(course: Course, asked: Iterable[Trial], jobs: int, progress: Progress) -> Graded:
    """What `convalida grade` makes of notebooks of which we know what they should get."""
    with tempfile.TemporaryDirectory(prefix="convalida-") as folder:
        submitted, results = Path(folder, "submitted"), Path(folder, "results")
        try:
            written = write_trials(course, asked, submitted)
            if not written:
                return Graded()
            outcome = grade_class(
                course,
                Asked([submitted], student_from="{student}/**"),
                results,
                settings=Settings(),
                jobs=jobs,
                progress=progress,
            )
        except ProblemError as error:
            return Graded(stopped=[error.problem])
        records = {record.student: record for record in ResultsFolder(results, course).records()}
    labels = {str(path): trial.label for path, trial in written.items()}
    graded = Graded()
    for trouble in outcome.troubles:
        if trouble.message.id == "to_grade_by_hand":
            continue  # a written question has no solution
        where = labels.get(trouble.place, trouble.place)
        graded.stopped.append(Problem(where, trouble.message))
    for path, trial in written.items():
        _judge(records[path.parent.name], trial, graded)
    return graded


def _judge(record: Record, trial: Trial, graded: Graded) -> None:
    for row in record.exercises:
        if row.name not in trial.unit.functions:
            continue  # a written question
        function = trial.unit.functions[row.name]
        found = graded.problems[record.unit, row.name]
        if row.name in trial.wrong:
            mistake = trial.wrong[row.name]
            graded.named[record.unit, row.name] += row.mistake == mistake
            found += mistake_problems(row, mistake, trial)
        elif row.score < row.max_score:
            found += [p for p in _of_a_right_answer(row, function, trial) if p not in found]


def mistake_problems(row: ExerciseResult, mistake: str, trial: Trial) -> Iterator[Problem]:
    place = at(trial.unit.exercise_of(row.name).folder / "mistakes.py")
    if row.verdict not in {"failed", "error"}:
        yield Problem(
            place, Message("mistake_graded_as", {"mistake": mistake, "verdict": row.verdict})
        )
        return
    if row.mistake not in (None, mistake):
        yield Problem(
            place, Message("mistake_misnamed", {"mistake": mistake, "other": row.mistake})
        )
    if row.mistake is None and not (_has_no_name_by_rule(row) or _was_forbidden(row, trial)):
        yield Problem(place, Message("mistake_unnamed", {"mistake": mistake}))
    if row.counterexample is None:
        yield Problem(place, Message("mistake_without_example", {"mistake": mistake}))


def _has_no_name_by_rule(row: ExerciseResult) -> bool:
    return not NAMELESS.isdisjoint(message.id for message in row.diagnoses)


def _was_forbidden(row: ExerciseResult, trial: Trial) -> bool:
    """Did it end at what its exercise takes away? The student is told the line where it did."""
    refused = any(message.args.get("type") == "PermissionError" for message in row.messages)
    return refused and bool(trial.unit.functions[row.name].forbids)


def _of_a_right_answer(row: ExerciseResult, function: Function, trial: Trial) -> Iterator[Problem]:
    checks = [check.name for check in row.checks if check.outcome == "failed"]
    if not trial.wrong:
        args = {"function": row.name, "checks": checks, "verdict": row.verdict}
        yield Problem(trial.label, Message("solved_loses", args))
        return
    called = calls(trial.unit)[row.name] & trial.wrong.keys()
    if missing := sorted(called - set(function.builds_on)):
        file = trial.unit.exercise_of(row.name).folder / "exercise.toml"
        place = at(file, f"functions.{row.name}.builds_on")
        yield Problem(place, Message("builds_on_missing", {"function": row.name, "names": missing}))
    else:
        yield Problem(
            trial.label, Message("right_answer_loses", {"function": row.name, "checks": checks})
        )
