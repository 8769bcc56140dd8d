"""A student's code -> a mistake as `mistakes.py` holds it, and the cell that hands it in.

Everything here works on what a student wrote: it runs in a bounded process.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from autograder.adopting.cleaning import anonymous, renamed
from autograder.answers import closure_in, names_in
from course.model import Unit

PURE = {
    *("math", "cmath", "itertools", "functools", "operator", "collections", "typing"),
    *("numbers", "copy", "fractions", "__future__"),
}
"""Modules beside a unit's own that a mistake may import."""

OUTSIDE = {
    *("eval", "exec", "compile", "open", "input", "breakpoint", "exit", "quit", "getattr"),
    *("setattr", "delattr", "globals", "locals", "vars", "get_ipython"),
    *("load", "save", "savez", "savez_compressed", "savetxt", "loadtxt", "genfromtxt", "dump"),
    *("fromfile", "tofile", "fromregex", "memmap", "open_memmap", "DataSource", "ctypeslib"),
    *("f2py", "testing", "hub", "multiprocessing", "utils", "serialization", "ctypes"),
}
"""Names through which code reaches files, processes or other code."""

HELPS = "from autograder.checking import mistake_in"


class ByHand(Exception):
    """Code that cannot be taken over as it is; the message id says why, `names` what."""

    def __init__(self, message_id: str, names: Collection[str] = ()) -> None:
        super().__init__(message_id)
        self.message_id, self.names = message_id, sorted(names)


@dataclass(frozen=True)
class Composed:
    """The new text of `mistakes.py`, what of it is new, and a cell that gives the same answers."""

    text: str
    added: str
    cell: str


def displayed_code(source: str, function: str, words: Collection[str]) -> str:
    """The code as a person may see it."""
    return ast.unparse(anonymous(ast.parse(source), function, words))


def compose(unit: Unit, function: str, name: str, source: str, mistakes: str) -> Composed:
    """`source`, which defines `function`, as the mistake `name` at the end of `mistakes`.

    Raises ByHand.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        _without_annotations(node)
    if strange := set(_reaching_out(tree, unit)):
        raise ByHand("adopt_reaches_out", strange)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    body = [node for node in tree.body if node not in imports]
    own = ast.parse(mistakes)
    known = _bound_at_top(own)
    there = {ast.unparse(alias) for node in own.body for alias in _aliases(node)}
    wanted = [e for node in imports for e in _aliases(node) if "__future__" not in ast.unparse(e)]
    wanted += _from_the_course(unit, tree, function)
    wanted += _aliases(ast.parse(HELPS).body[0])
    new = {ast.unparse(each): None for each in wanted if ast.unparse(each) not in there}
    bound = {name for each in new for name in _bound_at_top(ast.parse(each))}
    helpers = _bound_at_top(ast.Module(body, [])) - {function}
    taken = known | bound | set(dir(builtins))
    others = {each: f"{each}_of_{name}" for each in helpers & taken}
    if clash := (bound & known) | (set(others) & _arguments(tree)):
        raise ByHand("adopt_names_clash", clash)
    module = renamed(ast.Module(body, []), {**others, function: name})
    added = "\n\n\n".join(_blocks(module, function, name))
    text = _with_imports(mistakes, own, list(new)).rstrip("\n") + f"\n\n\n{added}\n"
    return Composed(text, added, closure_in(unit, text, name, function))


def _reaching_out(tree: ast.Module, unit: Unit) -> Iterator[str]:
    allowed = {*unit.packages, *PURE}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (a.name for a in names if a.name.split(".")[0] not in allowed)
            case ast.ImportFrom(module=module, names=names, level=level):
                root = str(module).split(".")[0]
                if level or root not in allowed or any(a.name == "*" for a in names):
                    yield str(module)
                yield from (a.name for a in names if a.name in OUTSIDE)
            case ast.Name(id=name) | ast.Attribute(attr=name):
                if name in OUTSIDE or (name.startswith("__") and name != "__init__"):
                    yield name


def _from_the_course(unit: Unit, tree: ast.Module, function: str) -> list[ast.stmt]:
    """Imports of what the code takes from the unit's other functions and from its set-up."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)} | _arguments(tree)
    free = names_in(tree) - bound - _bound_at_top(tree)
    found = [
        ast.parse(f"from solutions.{unit.name} import {each}").body[0]
        for each in sorted(free & unit.functions.keys() - {function})
    ]
    setup = ast.parse((unit.folder / "setup.py").read_text(encoding="utf-8"))
    given = {
        each: alias for node in setup.body for alias in _aliases(node) for each in _bound(alias)
    }
    found += [given[each] for each in sorted(free & given.keys())]
    if inside := free & (_bound_at_top(setup) - given.keys()):
        raise ByHand("adopt_leans_on_setup", inside)
    return found


def _aliases(node: ast.stmt) -> list[ast.stmt]:
    """An import of several names as one of each; nothing of what is none."""
    match node:
        case ast.Import(names=names):
            return [ast.Import([each]) for each in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            return [ast.ImportFrom(module, [each], level) for each in names]
    return []


def _bound_at_top(tree: ast.Module) -> set[str]:
    return {name for node in tree.body for name in _bound(node)}


def _bound(node: ast.stmt) -> set[str]:
    """The names that a statement binds where it stands."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(alias.asname or alias.name).split(".")[0] for alias in names}
    names_of = (n for n in ast.walk(node) if isinstance(n, ast.Name))
    return {n.id for n in names_of if isinstance(n.ctx, ast.Store)}


def _arguments(tree: ast.AST) -> set[str]:
    """Names of arguments, where they are declared and where they are given."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.arg | ast.keyword))
    return {node.arg for node in nodes if node.arg}


def _without_annotations(node: ast.AST) -> None:
    if isinstance(node, ast.arg):
        node.annotation = None
    if isinstance(node, ast.FunctionDef):
        node.returns = None


def _blocks(module: ast.Module, function: str, name: str) -> Iterator[str]:
    """The source in parts, the mistake marked; raises ByHand unless one statement defines it."""
    binding = [node for node in module.body if name in _bound(node)]
    if len(binding) != 1:
        raise ByHand("adopt_no_definition", [function])
    mark = f'mistake_in("{function}")'
    for node in module.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef() if node is binding[0]:
                yield f"@{mark}\n{ast.unparse(node)}"
            case ast.Assign(value=value) if node is binding[0]:
                yield f"{name} = {mark}({ast.unparse(value)})"
            case _ if node is binding[0]:
                raise ByHand("adopt_no_definition", [function])
            case _:
                yield ast.unparse(node)


def _with_imports(text: str, tree: ast.Module, new: Collection[str]) -> str:
    """The text with more imports after those that it has, or after its docstring."""
    ends = [n.end_lineno or 0 for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    if not ends and ast.get_docstring(tree) is not None:
        ends = [tree.body[0].end_lineno or 0]
    lines = text.splitlines()
    end = max(ends, default=0)
    return "\n".join([*lines[:end], *new, *lines[end:]]) + "\n"
