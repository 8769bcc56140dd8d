"""The team's page of a large class: how large it is, and how long Chromium takes to open and sort.

python benchmarks/team_page.py [STUDENTS]
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from autograder.report.writing import write_report
from autograder.results import Record
from course import catalog
from course.model import Course
from tests.conftest import FLAGS
from tests.feedback.conftest import everything
from tests.feedback.records import record

SORTED = """() => {
    const began = performance.now();
    document.querySelector('section.students button[data-column="3"]').click();
    document.body.getBoundingClientRect();
    return performance.now() - began;
}"""


def class_of(course: Course, count: int) -> Iterator[Record]:
    """Two units each; a third of the functions are wrong, each with one of its mistakes."""
    chance = random.Random(0)
    units = [course.units[name] for name in course.demo]
    for number in range(count):
        for unit in units:
            wrong = {
                name: {**everything(unit, name, chance.randrange(9)), "score": 0.5}
                for name in unit.functions
                if chance.random() < 1 / 3
            }
            student = f"Nombre Apellido {number:05d}"
            yield replace(record(course, unit.name, **wrong), student=student)


def main(count: int) -> None:
    course = catalog.load()
    with tempfile.TemporaryDirectory() as folder:
        for each in class_of(course, count):
            path = Path(folder, each.unit, f"{each.student}.json")
            path.parent.mkdir(exist_ok=True)
            path.write_text(each.to_json(), encoding="utf-8")
        began = time.perf_counter()
        page = write_report(course, Path(folder))
        made = time.perf_counter() - began
        print(f"{count} students: made in {made:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            tab = browser.new_page()
            began = time.perf_counter()
            tab.goto(page.as_uri())
            opened = time.perf_counter() - began
            print(f"opened in {opened:.2f} s, sorted in {tab.evaluate(SORTED) / 1000:.2f} s")
            browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5000)
