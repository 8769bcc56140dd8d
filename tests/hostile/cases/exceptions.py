"""Exceptions whose type, text or traceback is the attack."""

from __future__ import annotations

from textwrap import indent

from .model import SIGNATURE, Hostile, Layer


def raises(
    name: str,
    tries: str,
    before: str,
    expression: str = "E()",
    *,
    verdict: str = "error",
    stopped_by: Layer = "words",
    names: str = "Exception",
) -> Hostile:
    """A pad2d that raises the value of an expression."""
    source = f"{before.strip()}\n{SIGNATURE}    raise {expression}\n"
    named = names if verdict == "error" else ""
    return Hostile(name, "exceptions", tries, source, stopped_by, {"pad2d": verdict}, named)


def with_method(method: str, body: str, base: str = "Exception") -> str:
    return f"class E({base}):\n    def {method}(self, *a):\n{indent(body.strip(), ' ' * 8)}\n"


LOOP = """\
while True:
    try:
        while True: pass
    except BaseException: pass"""

CASES = (
    raises(
        "text_without_end",
        "an error whose text takes a terabyte",
        with_method("__str__", "return 'x' * 10**12"),
    ),
    raises(
        "text_that_loops",
        "an error whose text is never finished",
        with_method("__str__", LOOP),
        verdict="timeout",
        stopped_by="clock",
    ),
    raises(
        "text_that_exits",
        "an error whose text ends the process",
        with_method("__str__", "import os; os._exit(0)"),
        verdict="crashed",
        stopped_by="fork",
    ),
    raises(
        "text_that_is_no_text",
        "an error whose text is a number, an array or itself",
        with_method("__str__", "return self"),
    ),
    raises(
        "text_of_another_class",
        "an error whose text is a str that lies about its length",
        """\
class S(str):
    def __getitem__(self, key): return self * 10**6
    def encode(self, *a): return self
"""
        + with_method("__str__", "return S('x' * 1000)"),
    ),
    raises(
        "text_with_surrogates",
        "an error with half characters, controls and directions",
        "class E(Exception): pass",
        "E('\\ud800\\x00\\x1b[2J\\u202e\\udfff')",
    ),
    raises(
        "text_that_raises",
        "an error whose text raises an error whose text raises",
        with_method("__str__", "raise self"),
    ),
    raises(
        "name_that_loops",
        "an error class whose name is computed, and never ends",
        """\
class M(type):
    @property
    def __name__(cls):
        while True: pass
class E(Exception, metaclass=M): pass""",
        verdict="timeout",
        stopped_by="clock",
    ),
    raises(
        "name_without_end",
        "an error class with a name of a megabyte of markup",
        "E = type('<script>' * 10**5, (Exception,), {})",
    ),
    raises(
        "bases_that_lie",
        "an error class whose bases are invented",
        """\
class M(type):
    @property
    def __mro__(cls): return [type('ok', (), {'__module__': 'builtins'})] * 10**6
class E(Exception, metaclass=M): pass""",
        verdict="crashed",
        stopped_by="codec",
    ),
    raises(
        "says_it_is_builtin",
        "an error class that says it is built in, with a name of its own choice",
        "class Passed(Exception): __module__ = 'builtins'",
        "Passed()",
    ),
    raises(
        "traceback_without_end",
        "an error with a traceback ten thousand steps long",
        """\
import types
step = None
try: 1 / 0
except Exception as error: base = error.__traceback__
for _ in range(10**4): step = types.TracebackType(step, base.tb_frame, 0, 1)
class E(Exception): pass""",
        "E().with_traceback(step)",
    ),
    raises(
        "causes_in_a_circle",
        "errors that are each other's cause",
        """\
a, b = Exception('a'), Exception('b')
a.__cause__ = a.__context__ = b
b.__cause__ = b.__context__ = a""",
        "a",
    ),
    raises(
        "group_without_end",
        "groups of groups of errors",
        """\
e = Exception()
for _ in range(10_000): e = ExceptionGroup('', [e])""",
        "e",
        names="ExceptionGroup",
    ),
    raises(
        "line_that_is_no_number",
        "a syntax error with a line and a file of its own",
        """\
e = SyntaxError('x', ('cell 1', 10**30, 1, 'text'))
e.filename, e.lineno, e.msg = 'cell 1', 10**30, 5""",
        "e",
        names="SyntaxError",
    ),
    raises("is_not_raised", "raises what is no exception at all", "E = int", names="TypeError"),
    raises(
        "file_of_another",
        "an error in a file that it says is the grader's",
        "exec(compile('def E(): raise ValueError', '/grader/secret.py', 'exec'))",
        names="ValueError",
    ),
    raises(
        "warns_without_end",
        "a million warnings that are errors",
        """\
import warnings
warnings.simplefilter('error')
def E():
    while True:
        try: warnings.warn('x' * 999)
        except UserWarning: pass""",
        verdict="timeout",
        stopped_by="clock",
    ),
    raises(
        "hooks_for_errors",
        "its own hooks for errors that nobody handles",
        """\
import sys, threading
sys.excepthook = sys.unraisablehook = threading.excepthook = lambda *a: exec('while True: pass')
class E(Exception): pass""",
    ),
)
