"""`convalida preview`: a unit as students find it, and the page of one who made a known mistake.

Both are files of a folder. While files of the course change they are written again, each time by a
process of its own, so that nothing of before is remembered and nothing that goes wrong ends this.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from autograder.authoring.page import page_of
from autograder.engines.tasks import Settings
from autograder.grade import Silent, grade_class
from autograder.planning import Asked
from autograder.results.folder import ResultsFolder
from autograder.verify.trials import trials, write_trials
from course.model import Course, Unit
from course.notebooks import notebook
from course.problems import Problem
from course.texts import Translation

EVERY = 0.5
"""Seconds between two looks at the files of a course."""

WATCHED = ("course", "exercises", "solutions")
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)


def write_preview(course: Course, unit: Unit, language: str, folder: Path) -> list[Problem]:
    """notebook.html and student.html in `folder`. Raises CatalogError and the like."""
    released = notebook(course, unit, course.sentences(language), "release")
    page = page_of(released, unit.name, language)
    (folder / "notebook.html").write_text(page, encoding="utf-8")
    *_, known = trials(course, unit)
    with tempfile.TemporaryDirectory(prefix="convalida-") as scratch:
        submitted, results = Path(scratch, "submitted"), Path(scratch, "results")
        (path,) = write_trials(course, [replace(known, language=language)], submitted)
        asked = Asked([submitted], student_from="{student}/**")
        done = grade_class(course, asked, results, settings=Settings(), progress=Silent())
        record = ResultsFolder(results, course).record_path(unit.name, path.parent.name)
        graded = record.with_suffix(".html")
        if graded.is_file():
            (folder / "student.html").write_bytes(graded.read_bytes())
    return done.troubles


def write_frame(folder: Path, unit: str, t: Translation) -> None:
    """The page that shows both, and reloads them when state.json says that they are newer."""
    page = TEMPLATES.get_template("preview.html.jinja").render(unit=unit, t=t)
    (folder / "index.html").write_text(page, encoding="utf-8")


def keep_writing(root: Path, folder: Path, command: list[str], say: Callable[[str], None]) -> None:
    """Runs `command` at once and after each change below `root`, until Ctrl-C."""
    seen, number = None, 0
    while True:
        now = _stamps(root)
        if now != seen:
            seen, number = now, number + 1
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            lines = done.stderr.strip().splitlines()
            for line in lines:
                say(line)
            state = json.dumps({"number": number, "lines": lines})
            waiting = folder / ".state"
            waiting.write_text(state, encoding="utf-8")
            waiting.replace(folder / "state.json")
        time.sleep(EVERY)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, on this machine alone, of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def again(root: Path, unit: str, language: str | None, folder: Path) -> list[str]:
    """The command that writes the pages once, in a process of its own."""
    options = ["--course", root, "--once", "--out", folder]
    options += ["--language", language] if language else []
    return [sys.executable, "-P", "-m", "autograder", "preview", unit, *map(str, options)]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def _stamps(root: Path) -> dict[str, int]:
    """Path -> when it was changed; a file that goes away while we look is not there."""
    stamps = {}
    for path in (path for name in WATCHED for path in (root / name).rglob("*")):
        if path.suffix != ".pyc":
            try:
                stamps[str(path)] = path.stat().st_mtime_ns if path.is_file() else 0
            except FileNotFoundError:
                continue
    return stamps
