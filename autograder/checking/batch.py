"""Grade many submissions of one unit: checks collected once, one fork for each submission."""

from __future__ import annotations

import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from autograder.checking.bench import Bench
from autograder.checking.collecting import with_checks
from autograder.checking.grading import Grader
from autograder.checking.zygotes import Zygotes, libraries_of
from autograder.results import Message, Record
from autograder.sandbox import SandboxLost
from autograder.sandbox.inside.limits import address_space, die_with_parent
from autograder.sandbox.zygote import Isolation
from autograder.submissions import Submission
from course.catalog import Course, Unit

GRADER_BYTES = 2**30
"""Address space that the process of one submission may take beyond what it starts with."""

MARGIN_SECONDS = 20.0
"""For the grader's own work on a submission, beyond what its code may take."""


@dataclass(frozen=True)
class Settings:
    """How to grade, the same for a whole class."""

    isolation: Isolation = "full"
    seed: int = 0


@dataclass(frozen=True)
class Graded:
    """A record, with the traceback of what went wrong in the grader itself, if there is one."""

    record: Record
    problem: str = ""


def grade_unit(
    course: Course,
    unit: Unit,
    settings: Settings,
    zygotes: Zygotes,
    submissions: Iterator[Submission],
    emit: Callable[[Graded], None],
) -> None:
    """Grades submissions of `unit` as they come, and gives each result to `emit`.

    Raises BrokenCheck if the course's own checks cannot be collected, or fail against its own
    solutions; IsolationUnavailable if the sandbox asked for is not there.
    """

    def work(bench: Bench) -> None:
        _warm_up(bench, unit)
        for submission in submissions:
            for last in (False, True):
                zygote = zygotes.of(libraries_of(unit, submission))
                grader = Grader(bench, unit, zygote, zygotes.limits, settings.isolation)
                graded = _graded(grader, submission, last)
                zygotes.clear(zygote)
                if graded is not None:
                    emit(graded)
                    break

    with_checks(course, unit, settings.seed, work)


def _warm_up(bench: Bench, unit: Unit) -> None:
    """What every fork then shares: expected values, and the answers of known mistakes."""
    bench.run(bench.items, None)
    for function in unit.functions:
        bench.runs_of_mistakes(unit, function)
        bench.candidates(unit, function)


def _graded(grader: Grader, submission: Submission, last: bool) -> Graded | None:
    """None if the sandbox was lost and this is not the last try: nobody's code can do that."""
    if submission.status != "readable":
        return Graded(grader.record(submission))
    answer = _in_fork(grader, submission)
    if answer[:1] == b"+":
        return Graded(Record.from_json(answer[1:].decode()))
    if answer[:1] == b"!" and not last:
        return None
    failed = replace(
        grader.record(submission), status="unreadable", messages=(Message("grader_failed"),)
    )
    return Graded(failed, answer[1:].decode().strip())


def _in_fork(grader: Grader, submission: Submission) -> bytes:
    """Grades in a fork of this process, so that no state goes to the next student.

    `+` and the record, `!` and why the sandbox was lost, `-` and a traceback, or nothing.
    """
    worker = os.getpid()
    readable, writeable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        _answer(grader, submission, writeable, worker)
    os.close(writeable)
    try:
        return _read_all(readable, 2 * grader.limits.submission_seconds + MARGIN_SECONDS)
    finally:
        os.close(readable)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _read_all(pipe: int, seconds: float) -> bytes:
    """What comes until the other end closes; nothing if it does not in time."""
    ends_at = time.monotonic() + seconds
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    answer = b""
    while poll.poll(max(0.0, ends_at - time.monotonic()) * 1000):
        part = os.read(pipe, 2**20)
        if not part:
            return answer
        answer += part
    return b""


def _answer(grader: Grader, submission: Submission, writeable: int, worker: int) -> None:
    """In the fork: the record, or the traceback, through the pipe; never returns.

    Its memory is bounded: a student can ask a stand-in for a very large answer. It ends with the
    worker that it was forked from.
    """
    try:
        die_with_parent()
        if os.getppid() != worker:
            return
        most = address_space() + GRADER_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        try:
            answer = b"+" + grader.grade(submission).to_json().encode()
        except SandboxLost as error:
            answer = b"!" + str(error).encode()
        except Exception:  # the parent reports it with the name of the notebook
            answer = b"-" + traceback.format_exc().encode()
        with os.fdopen(writeable, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)
