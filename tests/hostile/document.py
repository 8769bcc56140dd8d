"""What the layers stopped -> docs/security.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.verify.unearned import guesses
from course import catalog

from .cases.model import Hostile, Layer, Without
from .layers import Endings

TEXT = Path(__file__).with_name("security.md")
STOPPED_BY: dict[Layer, str] = {
    "apart": "checks, expected values and scores are in another process",
    "data": "only plain data crosses; the comparison runs on the grader's own copies",
    "codec": "every message is checked byte by byte, and carries a random number",
    "clock": "deadlines held by the grader, for calls and for submissions",
    "limits": "limits of the kernel on memory, processor, files and processes",
    "fork": "a fresh process for each function and each student",
    "files": "bubblewrap: nothing but the interpreter and the libraries can be seen",
    "namespaces": "bubblewrap: its own processes, network, users; an empty environment",
    "calls": "seccomp: a short list of system calls",
    "words": "a record has fixed sentences, and nothing that a hidden call printed",
    "reader": "a notebook is parsed within bounds before anything of it runs",
}


def document(cases: Sequence[Hostile], outcomes: Endings) -> str:
    """The whole page, the same for the same outcomes."""
    text = TEXT.read_text(encoding="utf-8")
    parts = {
        "count": str(len(cases)),
        "kinds": "\n".join(_kinds(cases, outcomes)),
        "layers": "\n".join(_layers(cases)),
        "without seccomp": "\n".join(_got_through(cases, outcomes, "seccomp")),
        "without bubblewrap": "\n".join(_got_through(cases, outcomes, "bubblewrap")),
        "guesses": "\n".join(_guesses()),
        "all": "\n".join(_all(cases)),
    }
    for name, part in parts.items():
        text = text.replace(f"<!-- {name} -->", part)
    return text


def _kinds(cases: Sequence[Hostile], outcomes: Endings) -> Iterator[str]:
    yield "| kind | notebooks | full isolation | without seccomp | without bubblewrap |"
    yield "|---|--:|--:|--:|--:|"
    kinds = dict.fromkeys(case.kind for case in cases)
    groups = [(kind, [c for c in cases if c.kind == kind]) for kind in kinds]
    for kind, group in [*groups, ("**all**", list(cases))]:
        cells = [_cell(group, outcomes, mode) for mode in (None, "seccomp", "bubblewrap")]
        yield f"| {kind} | {len(group)} | {' | '.join(cells)} |"


def _cell(group: Iterable[Hostile], outcomes: Endings, mode: Without | None) -> str:
    words = Counter(outcomes[case.name][mode].word for case in group)
    through = f"**{words['got through']}**" if words["got through"] else "0"
    untried = f" ({words['not tried']} not tried)" if words["not tried"] else ""
    return f"{through}{untried}"


def _layers(cases: Sequence[Hostile]) -> Iterator[str]:
    yield "| stopped by | notebooks |"
    yield "|---|--:|"
    counts = Counter(case.stopped_by for case in cases)
    for layer, what in STOPPED_BY.items():
        yield f"| {what} | {counts[layer]} |"


def _got_through(cases: Sequence[Hostile], outcomes: Endings, mode: Without) -> Iterator[str]:
    yield "| notebook | what it tries | full isolation | without |"
    yield "|---|---|---|---|"
    for case in cases:
        outcome = outcomes[case.name][mode]
        if outcome.word == "got through":
            full = outcomes[case.name][None].how
            yield f"| `{case.name}` | {_cell_text(case.tries)} | {full} | {outcome.how} |"


def _all(cases: Sequence[Hostile]) -> Iterator[str]:
    yield "| notebook | what it tries | what it gets | stopped by |"
    yield "|---|---|---|---|"
    for case in cases:
        verdicts = dict.fromkeys(case.gets.values())
        gets = " or ".join(" or ".join(verdicts).split("|")) or "nothing: its cell is left out"
        yield f"| `{case.name}` | {_cell_text(case.tries)} | {gets} | {case.stopped_by} |"


def _guesses() -> Iterator[str]:
    """For each function of the course that a wild guess earns something in."""
    yield "| function | best of the answers that know nothing | earns |"
    yield "|---|---|--:|"
    course = catalog.load()
    for unit in course.units.values():
        key = AnswerKey(course, collect(course, unit, 0))
        for function in unit.functions.values():
            best = guesses(key, function)[0]
            if best.share:
                yield f"| `{function.name}` | {_cell_text(best.answer)} | {best.share:.1%} |"


def _cell_text(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
