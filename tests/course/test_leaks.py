"""Nothing that must stay hidden is in a release, found by a method of this file's own.

`autograder.verify.leaks` compares statements as they are written. Here the names of variables do
not count in syntax trees, and runs of tokens are compared besides.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from course import catalog
from course.catalog import Course, Unit

UNITS = pytest.mark.parametrize("unit", catalog.load().units)

NEAR = (14, 14)
"""From how many nodes of a tree, and how many tokens in a row, code of the same unit is telling."""

FAR = (40, 24)
"""The same for code of any unit: size formulas and idioms of NumPy are shorter."""

SPAN = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
OURS = ("checks.py", "mistakes.py", "mistake_in", "assert_close", "autograder", "solutions.")

Part = str | tuple[str, ...]
Secrets = dict[Part, str]
"""Part of a hidden source -> where it is."""


def parts(source: str, least: tuple[int, int]) -> set[Part]:
    nodes, run = least
    return {*shapes(source, nodes), *runs(source, run)}


def shapes(source: str, least: int) -> Iterator[str]:
    """The tree of each statement that is large enough, with its variables numbered."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or isinstance(node, ast.Import | ast.ImportFrom):
            continue
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and sum(1 for _ in ast.walk(node)) >= least:
            yield numbered(ast.dump(node))


def numbered(tree: str) -> str:
    numbers: dict[str, str] = {}
    return re.sub(
        r"(id|arg|name)='(\w+)'",
        lambda match: f"{match[1]}={numbers.setdefault(match[2], str(len(numbers)))}",
        tree,
    )


def runs(source: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every run of tokens, without layout and comments; text that is not Python has none."""
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    try:
        tokens = [
            token.string
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type not in skipped
        ]
    except (tokenize.TokenError, IndentationError):
        return
    for start in range(len(tokens) - length + 1):
        yield tuple(tokens[start : start + length])


def bodies(path: Path) -> list[str]:
    """What lies between the markers of a file of solutions."""
    regions = REGION.findall(path.read_text(encoding="utf-8"))
    return ["def body():\n" + body.rstrip() for body in regions]


def hidden_files(unit: Unit) -> list[Path]:
    return [e.folder / f"{name}.py" for e in unit.exercises for name in ("checks", "mistakes")]


def known_to_all(unit: Unit) -> list[str]:
    """What every student of a unit may see: examples, pictures, solutions outside their regions."""
    names = ("examples.py", "picture.py")
    shown = [path for e in unit.exercises for name in names if (path := e.folder / name).is_file()]
    outside = REGION.sub("pass", unit.solution_path.read_text(encoding="utf-8"))
    return [outside, *(path.read_text(encoding="utf-8") for path in shown)]


def collect(sources: dict[str, list[str]], given: list[str], least: tuple[int, int]) -> Secrets:
    known = {part for source in given for part in parts(source, least)}
    return {
        part: where
        for where, several in sources.items()
        for source in several
        for part in parts(source, least) - known
    }


def secrets_of(unit: Unit) -> Secrets:
    """What the release of a unit must not show of that unit itself."""
    given = known_to_all(unit)
    solution = collect({unit.solution_path.name: bodies(unit.solution_path)}, given, NEAR)
    others = {str(path): [path.read_text(encoding="utf-8")] for path in hidden_files(unit)}
    return solution | collect(others, [*given, unit.setup, unit.closing], NEAR)


@pytest.fixture(scope="module")
def secrets(course: Course) -> Secrets:
    """What no release may show, of the whole course."""
    sources: dict[str, list[str]] = {}
    given: list[str] = []
    for unit in course.units.values():
        sources[unit.solution_path.name] = bodies(unit.solution_path)
        for path in hidden_files(unit):
            sources[str(path)] = [path.read_text(encoding="utf-8")]
        given += known_to_all(unit)
    return collect(sources, given, FAR)


def found_in(book: nbformat.NotebookNode, secrets: Secrets, least: tuple[int, int]) -> list[str]:
    """What of the secrets the cells of a notebook hold."""
    visible = [cell.source for cell in book.cells if cell.cell_type == "code"]
    for cell in book.cells:
        visible += [block or span for block, span in SPAN.findall(cell.source)]
    shown = {part for source in visible for part in parts(source, least)}
    return [f"{secrets[part]}: {part}" for part in secrets.keys() & shown]


def release(built: Path, language: str, unit: str) -> nbformat.NotebookNode:
    path = built / language / "release" / unit / f"{unit}.ipynb"
    book: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    return book


@UNITS
def test_no_code_of_solutions_checks_or_mistakes_is_in_a_release(
    built: Path, course: Course, secrets: Secrets, unit: str
) -> None:
    own = secrets_of(course.units[unit])
    for language in course.languages:
        book = release(built, language, unit)
        assert found_in(book, own, NEAR) == []
        assert found_in(book, secrets, FAR) == []


@UNITS
def test_no_text_about_checks_or_mistakes_is_in_a_release(
    built: Path, course: Course, unit: str
) -> None:
    for language in course.languages:
        path = built / language / "release" / unit / f"{unit}.ipynb"
        raw = path.read_text(encoding="utf-8")
        assert [word for word in OURS if word in raw] == []
        text = folded("\n".join(cell.source for cell in release(built, language, unit).cells))
        for exercise in course.units[unit].exercises:
            for block, secret in exercise.texts(language).items():
                name = block.removeprefix("mistake_")
                if name != block and "_" in name:
                    assert not re.search(rf"\b{name}\b", text), block
                if block.startswith(("mistake_", "check_")):
                    assert folded(secret) not in text, block


def folded(text: str) -> str:
    return " ".join(text.split())


PLANTED = {
    "a statement of a solution, with other names": "q[:, :, a : a + i, b : b + j] = z",
    "a line of a solution in a text": "Write `y[:, :, top : top + h, left : left + w] = x`.",
    "a mistake": "def g(p, q, r=0.0):\n    s, t = sides(q)\n    return pad2d(p, (t, s), r)",
    "a check": (
        "def f(a, b, rng, layout):\n    for shape in [(2, 3, 4, 5), (1, 1, 2, 6)]:\n"
        "        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))"
    ),
    "a part of a statement": "print(n, c, top + h + bottom, left + w + right, 3)",
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_leak_that_is_planted_is_found(built: Path, course: Course, case: str) -> None:
    own = secrets_of(course.units["padding"])
    book = release(built, "en", "padding")
    kind = "markdown" if "`" in PLANTED[case] else "code"
    cell = next(c for c in book.cells if c.cell_type == kind and c.id != "set-up")
    assert found_in(book, own, NEAR) == []
    cell.source += f"\n\n{PLANTED[case]}"
    assert found_in(book, own, NEAR) != []


@UNITS
def test_a_solved_notebook_would_be_found(
    built: Path, course: Course, secrets: Secrets, unit: str
) -> None:
    """A sanity check of the thresholds: every unit's own solution is seen, near and far."""
    path = built / "en" / "solved" / unit / f"{unit}.ipynb"
    book = nbformat.read(path, as_version=4)
    assert found_in(book, secrets_of(course.units[unit]), NEAR) != []
    assert found_in(book, secrets, FAR) != []
