"""A solution -> what the notebooks show of it: source, stub, set-up.

The signature is kept, the docstring comes from the texts, and what lies between the markers is
replaced in the stub.
"""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from course.files import CatalogError
from course.problems import at

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
REGION = re.compile(rf"^(?P<indent>[ ]*){BEGIN}\n.*?^[ ]*{END}$", flags=re.MULTILINE | re.DOTALL)

NOTHING = "__nothing__"
"""Stands where a region was, while a stub is looked at."""

Definition = ast.FunctionDef | ast.ClassDef


class MarkerError(CatalogError):
    """A solution whose markers are missing or do not match; its place is the function."""

    def within(self, path: Path) -> CatalogError:
        """The same, said of a function of the file at `path`."""
        problem = self.problem
        return CatalogError(at(path, problem.place), problem.message.id, problem.message.args)


def definitions(path: Path) -> dict[str, str]:
    """Name of each function and class at the top level of a file -> its source."""
    source = path.read_text(encoding="utf-8")
    return {node.name: text for node, text in _definitions(source)}


def with_docstring(source: str, docstring: str) -> str:
    """The source of one function or class with `docstring` as its docstring."""
    (node, _), *_ = _definitions(source)
    lines = source.splitlines()
    header = _last_line_of_header(node, source)
    quoted = f'"""{docstring}\n"""' if "\n" in docstring else f'"""{docstring}"""'
    inserted = textwrap.indent(quoted, "    ", lambda line: bool(line.strip())).splitlines()
    if isinstance(node.body[0], Definition):
        inserted.append("")
    return "\n".join([*lines[:header], *inserted, *lines[header:]])


def stub(source: str, placeholder: str) -> str:
    """The source with `placeholder` in the place of every marked region.

    Raises MarkerError if there is no region, a marker stands alone, or what is left returns.
    """
    cleared, regions = REGION.subn(
        lambda match: textwrap.indent(placeholder, match["indent"]), source
    )
    name = next(_definitions(source))[0].name
    if not regions or BEGIN in cleared or END in cleared:
        raise MarkerError(name, "no_markers", {"begin": BEGIN, "end": END})
    if _is_solved(REGION.sub(lambda match: f"{match['indent']}raise {NOTHING}", source)):
        raise MarkerError(name, "stub_solved", {"begin": BEGIN})
    return cleared


def _is_solved(cleared: str) -> bool:
    """Does a function whose body was taken out return something all the same?"""
    functions = (n for n in ast.walk(ast.parse(cleared)) if isinstance(n, ast.FunctionDef))
    for own in map(list, map(_own_statements, functions)):
        is_cleared = any(isinstance(s, ast.Raise) and ast.unparse(s).endswith(NOTHING) for s in own)
        if is_cleared and any(isinstance(s, ast.Return) for s in own):
            return True
    return False


def _own_statements(node: ast.AST) -> Iterator[ast.AST]:
    """What is below a node, without what belongs to a function or class inside."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Definition):
            yield child
            yield from _own_statements(child)


def parameters(source: str) -> str:
    """What a function takes, or the making of an instance of a class, without annotations."""
    node = next(_definitions(source))[0]
    if isinstance(node, ast.ClassDef):
        inits = (n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
        node = next(inits, node)
    if isinstance(node, ast.ClassDef):
        return ""
    own = node.args
    for each in ast.walk(own):
        if isinstance(each, ast.arg):
            each.annotation = None
    return ast.unparse(own).removeprefix("self").removeprefix(", ")


def without_markers(source: str) -> str:
    """The source as a person would have written it."""
    return "\n".join(line for line in source.splitlines() if line.strip() not in {BEGIN, END})


def inline_imports(source: str, root: Path) -> str:
    """A set-up with each `from solutions.x import f` replaced by the source of `f`.

    Imports come first, then constants, then functions. The module's docstring is left out: it is
    written for authors. Raises ImportError for a name that the module does not define.
    """
    lines = source.splitlines()
    imports, constants, functions = [], [], []
    for node in ast.parse(source).body:
        block = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions."):
            module = root / Path(*(node.module or "").split(".")).with_suffix(".py")
            known, set_there = definitions(module), _constants(module)
            for alias in node.names:
                if alias.name in known:
                    functions.append(known[alias.name])
                elif alias.name in set_there:
                    constants.append(set_there[alias.name])
                else:
                    raise ImportError(f"cannot import name {alias.name!r} from {node.module!r}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            imports.append(block)
        elif not isinstance(node, ast.Expr):
            constants.append(block)
    parts = ["\n".join(imports), "\n".join(constants)]
    return "\n\n\n".join(["\n\n".join(filter(None, parts)), *functions]) + "\n"


def _constants(path: Path) -> dict[str, str]:
    """Name of each constant at the top level of a file -> the line that sets it."""
    source = path.read_text(encoding="utf-8")
    return {
        target.id: ast.get_source_segment(source, node) or ""
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for each in node.targets
        for target in ast.walk(each)
        if isinstance(target, ast.Name)
    }


def with_docstrings(source: str, docstring: Callable[[str], str]) -> str:
    """The source with a docstring, by its name, in each function at its top level without one."""
    for node, text in _definitions(source):
        if ast.get_docstring(node) is not None:
            continue
        source = source.replace(text, with_docstring(text, docstring(node.name)))
    return source


def _definitions(source: str) -> Iterator[tuple[Definition, str]]:
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, Definition):
            start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            end = node.end_lineno or node.lineno
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" ")):
                end += 1
            yield node, "\n".join(lines[start - 1 : end]).rstrip()


def _last_line_of_header(node: Definition, source: str) -> int:
    """1-based number of the line that ends with the colon of `def` or `class`."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    ends = (token.end[0] for token in tokens if token.type == tokenize.NEWLINE)
    return next(line for line in ends if line >= node.lineno)
