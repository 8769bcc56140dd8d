"""Does a student's function take the arguments that the exercise asks for?"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable

from autograder.submissions import Chunk

Parameters = ast.arguments
_KINDS = (
    (inspect.Parameter.POSITIONAL_ONLY, "posonlyargs"),
    (inspect.Parameter.POSITIONAL_OR_KEYWORD, "args"),
    (inspect.Parameter.KEYWORD_ONLY, "kwonlyargs"),
)


def asked_header(function: str, asked: str, chunks: Iterable[Chunk]) -> str | None:
    """The header in `asked`, a solution's source, if some call that it takes fails here."""
    wanted = _header(function, asked)
    own = next(
        (header for c in reversed(list(chunks)) if (header := _header(function, c.source))), None
    )
    if wanted is None or own is None or _takes(_signature(own), _signature(wanted)):
        return None
    return f"{function}({ast.unparse(_plain(wanted))})"


def _header(function: str, source: str) -> Parameters | None:
    """The parameters of the last function or class of this name at the top level of a source."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return node.args
        if isinstance(node, ast.ClassDef) and node.name == function:
            inits = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            return next((_without_self(n.args) for n in inits if n.name == "__init__"), None)
    return None


def _without_self(parameters: Parameters) -> Parameters:
    positional = [*parameters.posonlyargs, *parameters.args][1:]
    return ast.arguments(
        posonlyargs=[],
        args=positional,
        vararg=parameters.vararg,
        kwonlyargs=parameters.kwonlyargs,
        kw_defaults=parameters.kw_defaults,
        kwarg=parameters.kwarg,
        defaults=parameters.defaults[-len(positional) :] if positional else [],
    )


def _plain(parameters: Parameters) -> Parameters:
    """Without annotations."""
    for node in ast.walk(parameters):
        if isinstance(node, ast.arg):
            node.annotation = None
    return parameters


def _signature(parameters: Parameters) -> inspect.Signature:
    positional = len(parameters.posonlyargs) + len(parameters.args)
    optional = [False] * (positional - len(parameters.defaults)) + [True] * len(parameters.defaults)
    optional += [default is not None for default in parameters.kw_defaults]
    named = [
        (arg.arg, kind) for kind, attribute in _KINDS for arg in getattr(parameters, attribute)
    ]
    own = [
        inspect.Parameter(name, kind, default=None if has else inspect.Parameter.empty)
        for (name, kind), has in zip(named, optional, strict=True)
    ]
    if parameters.vararg:
        own.append(inspect.Parameter(parameters.vararg.arg, inspect.Parameter.VAR_POSITIONAL))
    if parameters.kwarg:
        own.append(inspect.Parameter(parameters.kwarg.arg, inspect.Parameter.VAR_KEYWORD))
    return inspect.Signature(sorted(own, key=lambda each: each.kind))


def _takes(own: inspect.Signature, asked: inspect.Signature) -> bool:
    """Whether `own` takes all arguments in their order, by their names, and the required alone."""
    parameters = asked.parameters.values()
    places = [p.name for p in parameters if p.kind <= p.POSITIONAL_OR_KEYWORD]
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    required = [p.name for p in parameters if p.default is p.empty and p.kind <= p.KEYWORD_ONLY]
    only = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    try:
        own.bind(*places, **dict.fromkeys(only))
        own.bind(**dict.fromkeys(names))
        own.bind(**dict.fromkeys(name for name in required if name in names))
    except TypeError:
        return False
    bound = own.bind(*places, **dict.fromkeys(only)).arguments
    return all(bound.get(name, name) == name for name in places)
