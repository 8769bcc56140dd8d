"""Which messages of a submission need a person."""

from __future__ import annotations

from autograder.results import Message, Record

HARMLESS = {"marked_late"}
"""Messages of a submission that nobody needs to look at."""

DAMAGE = {
    *("missing", "syntax_error", "cell_not_read"),
    *("definition_failed", "definition_stopped", "cell_raised", "needed_cell_raised"),
    *("newer_python", "invisible_character", "module_missing"),
}
"""Messages of a notebook and its functions that a person should know of."""


def damage(record: Record, problem: str) -> list[Message]:
    """What of a graded submission needs a person."""
    if Message("grader_failed") in record.messages:
        cause = problem.strip().splitlines()[-1:]
        if cause and cause[0] != "died":
            return [Message("grader_failed_because", {"cause": cause[0]})]
        return [Message("worker_lost")]
    found = [Message("page_failed")] if problem else []
    if record.status == "graded":
        asked = [row for row in record.exercises if not (row.bonus and row.verdict == "missing")]
        messages = [*record.messages, *(m for row in asked for m in row.messages)]
        found += [message for message in messages if message.id in DAMAGE]
    return found
