"""Gradescope: a results.json for each hand-in, as its autograders write them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.exports.models import Given, Written, is_scored
from autograder.feedback.markdown import to_text
from autograder.feedback.rows import ExerciseRow
from autograder.feedback.view import View, languages_of
from autograder.results import CheckResult, ExerciseResult, Record
from autograder.results.folder import write_whole
from autograder.results.totals import total_of
from course.model import Course


def write(given: Given) -> Written:
    """`gradescope/<unit>/<student>/results.json`, in the language of each student."""
    done = Written()
    for record in given.records():
        if is_scored(record):
            path = given.out / "gradescope" / record.unit / record.student / "results.json"
            text = json.dumps(results_of(record, given.course), ensure_ascii=False, indent=1)
            write_whole(path, text.encode())
            done.paths.append(path)
    return done


def results_of(record: Record, course: Course) -> dict[str, Any]:
    """What Gradescope shows; what it would hide would hide the total too, so all is visible."""
    view = View(record, course, languages_of(record, course)[0])
    return {
        "score": round(total_of(record), course.decimals),
        "output": "\n".join(_output(view)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": list(_tests(view)),
        "extra_data": {
            "unit": record.unit,
            "status": record.status,
            "automatic_score": record.score,
            "bonus": record.bonus,
            "notebook_sha256": record.notebook_sha256,
            "course_version": record.course_version,
        },
    }


def _output(view: View) -> Iterator[str]:
    yield f"{view.title}: {view.score} / {view.max_score}"
    yield from view.reckoning
    if not view.is_graded:
        yield view.t(f"status_{view.record.status}")
    yield from view.sentences
    yield f"{view.t('next_title')}: {view.advice}"
    yield ", ".join(f"{name} {value}" for name, value in view.receipt)


def _tests(view: View) -> Iterator[dict[str, Any]]:
    """One for each check; what is to be said of a function stands at its first failed check."""
    rows = {row.name: row for row in view.rows}
    for i, result in enumerate(view.credited.exercises, 1):
        if result.bonus and result.verdict == "missing":
            continue
        row = rows.get(result.name)
        optional = f"{view.t('verdict_optional')}: " if result.bonus else ""
        told = list(_about(row)) if row else []
        if row and not result.checks:
            yield _written(row, result, i)
        for j, check in enumerate(result.checks, 1):
            passed = check.points >= check.max_points
            output = [] if passed else told
            if not passed:
                told = []
            yield {
                "name": f"{optional}{result.name}: {_text(row, view, check)}",
                "name_format": "text",
                "number": f"{i}.{j}",
                "score": check.points,
                "max_score": check.max_points,
                "status": "passed" if passed else "failed",
                "output": "\n".join(output),
                "output_format": "text",
                "visibility": "visible",
                "tags": [result.name],
            }


def _written(row: ExerciseRow, result: ExerciseResult, number: int) -> dict[str, Any]:
    """A question that a person grades: what they gave, or that it waits."""
    return {
        "name": f"{result.name}: {row.verdict}",
        "name_format": "text",
        "number": str(number),
        "score": result.score,
        "max_score": result.max_score,
        "status": "passed" if row.tone == "good" else "failed",
        "output": "\n".join(row.given),
        "output_format": "text",
        "visibility": "visible",
        "tags": [result.name],
    }


def _about(row: ExerciseRow) -> Iterator[str]:
    yield from row.given
    yield from row.sentences
    yield from row.diagnoses
    yield from (to_text(mistake) for mistake in row.mistakes)
    yield from row.common_why


def _text(row: ExerciseRow | None, view: View, check: CheckResult) -> str:
    if row is None:
        return check.name
    texts = view.texts_of(row.name)
    return to_text(texts.get(f"check_{check.name}", check.name))
