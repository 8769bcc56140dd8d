"""Does a release give away what must stay hidden? Syntax trees and texts are compared."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import nbformat

from course.catalog import Course, Exercise, Unit
from course.problems import Problem
from course.stubs import REGION, MarkerError, definitions, inline_imports, stub
from course.texts import Message

SHORTEST_STATEMENT = 24
"""Characters of a normalised statement from which it is telling: `return y` is not."""

SPAN = re.compile(r"```(?:python)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def leaks(
    course: Course, unit: Unit, language: str, release: nbformat.NotebookNode
) -> Iterator[Problem]:
    """What of the solutions, hidden checks and mistakes of the course the notebook holds."""
    hidden = hidden_statements(course)
    place = f"{unit.name} ({language})"
    for cell in release.cells:
        sources = [cell.source] if cell.cell_type == "code" else _spans(cell.source)
        for statement in (s for source in sources for s in statements(source)):
            if statement in hidden:
                args = {"cell": cell.id, "source": hidden[statement], "statement": statement}
                yield Problem(place, Message("statement_leaks", args))
    text = _folded("\n".join(cell.source for cell in release.cells))
    for where, secret in _secret_texts(unit, language):
        if _folded(secret) in text:
            yield Problem(place, Message("text_leaks", {"source": where, "text": secret[:60]}))


def hidden_statements(course: Course) -> dict[str, str]:
    """Normalised statement -> where it must stay. What every student is given is not in it."""
    hidden: dict[str, str] = {}
    given: set[str] = set()
    for unit in course.units.values():
        given |= set(statements(unit.setup))
        for name, source in definitions(unit.solution_path).items():
            secret = "\n".join(match[0] for match in REGION.finditer(source))
            hidden |= dict.fromkeys(_of_body(secret), f"solutions/{unit.name}.py ({name})")
            if REGION.search(source):
                given |= set(statements(_stub(unit, source)))
        for exercise in unit.exercises:
            for module in ("checks", "mistakes"):
                path = exercise.folder / f"{module}.py"
                source = inline_imports(path.read_text(encoding="utf-8"), course.root)
                hidden |= dict.fromkeys(statements(source), f"{exercise.name}/{module}.py")
            given |= set(statements((exercise.folder / "examples.py").read_text(encoding="utf-8")))
    return {statement: where for statement, where in hidden.items() if statement not in given}


def _stub(unit: Unit, source: str) -> str:
    try:
        return stub(source, "raise NotImplementedError")
    except MarkerError as error:
        raise error.within(unit.solution_path) from error


def statements(source: str) -> Iterator[str]:
    """Every telling statement of a source, without layout, comments and docstrings."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(
            node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef
        ):
            text = ast.unparse(node)
            if len(text) >= SHORTEST_STATEMENT and not isinstance(node, ast.Expr):
                yield text


def _of_body(source: str) -> Iterator[str]:
    return statements("def body():\n" + source) if source else iter(())


def _spans(markdown: str) -> list[str]:
    return [block or span for block, span in SPAN.findall(markdown)]


def _secret_texts(unit: Unit, language: str) -> Iterator[tuple[str, str]]:
    for exercise in unit.exercises:
        for name, text in exercise.texts(language).items():
            if name.startswith(("mistake_", "check_")):
                yield f"{exercise.name}/{language}.md ({name})", text
        yield from ((f"{exercise.name}/mistakes.py", name) for name in _mistake_names(exercise))


def _mistake_names(exercise: Exercise) -> Iterator[str]:
    return (n for n in definitions(exercise.folder / "mistakes.py") if "_" in n and len(n) > 12)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
