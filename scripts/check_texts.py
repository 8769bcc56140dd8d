"""Are the texts in step? Catalogues, blocks of every text, and reviews: verify's quick part.

python scripts/check_texts.py; exit code 1, and a line for each problem, if they are not.
"""

from __future__ import annotations

import sys

from autograder.checking.authors.mistakes import mistakes_of
from autograder.console import echo, user_sentences
from autograder.sentences import LOCALE
from course import catalog
from course.catalog import Course
from course.languages import (
    catalogue_problems,
    exercise_problems,
    question_problems,
    unit_problems,
)
from course.problems import Problem
from course.reviews import review_problems


def problems(course: Course) -> list[Problem]:
    found = catalogue_problems(course, LOCALE)
    for unit in course.units.values():
        found += unit_problems(course, unit) + review_problems(course, unit.folder)
        for question in unit.questions:
            found += question_problems(course, question)
            found += review_problems(course, question.folder)
        for exercise in unit.exercises:
            module = exercise.module("mistakes")
            names = [name for f in exercise.functions for name in mistakes_of(module, f.name)]
            found += exercise_problems(course, exercise, names)
            found += review_problems(course, exercise.folder)
    return found


if __name__ == "__main__":
    found = problems(catalog.load())
    for problem in found:
        echo(problem.text(user_sentences()))
    sys.exit(1 if found else 0)
