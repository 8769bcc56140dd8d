"""On Gradescope's machine: one submission -> results.json. Started by run_autograder.

What isolation exists there is found out first. Where the one that was asked for is not there,
nothing is graded and no results.json is written: Gradescope then tells the student to ask the
instructor, and shows the instructor what is printed here.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.console import user_sentences
from autograder.engines.tasks import NoIsolation, Settings
from autograder.exports.gradescope import results_of
from autograder.grade import ClassOutcome, grade_class
from autograder.planning import Asked
from autograder.results.folder import records_in
from autograder.submissions.names import safe_student
from course import catalog
from course.catalog import Course

NO_ISOLATION = 3


class Silent:
    """Progress that nobody sees."""

    def start(self, total: int) -> None: ...
    def advance(self) -> None: ...


def main(root: Path) -> int:
    t = user_sentences()
    settings = json.loads((root / "source" / "settings.json").read_text("utf-8"))
    course = catalog.load(root / "source" / "course")
    print(t("gradescope_isolation", isolation=settings["isolation"]))
    with tempfile.TemporaryDirectory() as folder:
        handed_in, results = Path(folder, "in"), Path(folder, "results")
        shutil.copytree(root / "submission", handed_in / _student(root), symlinks=True)
        try:
            outcome = grade_class(
                course,
                Asked([handed_in], settings["unit"], "{student}/**"),
                results,
                settings=Settings(settings["isolation"]),
                progress=Silent(),
            )
        except NoIsolation as error:
            print(error.problem.text(t))
            return NO_ISOLATION
        made = _results(course, results, outcome)
    target = root / "results" / "results.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def _student(root: Path) -> str:
    """As Gradescope calls whoever handed in; a team by its names together."""
    path = root / "submission_metadata.json"
    told = json.loads(path.read_text("utf-8")) if path.exists() else {}
    names = [str(user.get("name") or user.get("email") or "") for user in told.get("users", ())]
    return safe_student(", ".join(filter(None, names)) or "student")


def _results(course: Course, results: Path, outcome: ClassOutcome) -> dict[str, Any]:
    """Of the one record; without any, what is the matter."""
    for record in records_in(results):
        return results_of(record, course)
    t = user_sentences()
    said = [t(each.message.id, **each.message.args) for each in outcome.troubles]
    return {"score": 0.0, "output": "\n".join(said), "output_format": "text", "tests": []}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
