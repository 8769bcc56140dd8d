"""What a cell does when it is read and when it is executed, before any function is called."""

from __future__ import annotations

from .model import PAD2D, SIGNATURE, Hostile, Layer


def loads(
    name: str,
    tries: str,
    source: str,
    stopped_by: Layer = "fork",
    gets: dict[str, str] | None = None,
    below: str = "",
    raises: str = "",
) -> Hostile:
    """`below` is in the same cell: what stands above a definition runs before it."""
    verdicts = {"pad2d": "missing"} if gets is None else gets
    return Hostile(name, "loading", tries, source + below, stopped_by, verdicts, raises)


CASES = (
    loads(
        "loops_while_loading",
        "never comes to the end of its cell",
        "while True: pass\n",
        "clock",
        {},
        PAD2D,
    ),
    loads(
        "exits_while_loading",
        "ends the process in the middle of its cells",
        "import os\nos._exit(0)\n",
        "fork",
        {},
        PAD2D,
    ),
    loads(
        "crashes_while_loading",
        "crashes in the middle of its cells",
        "import ctypes\nctypes.string_at(0)\n",
        "fork",
        {},
        PAD2D,
    ),
    loads(
        "exits_in_a_decorator",
        "ends the process where pad2d is defined",
        "import os\n@lambda f: os._exit(0)\n" + PAD2D,
        "fork",
    ),
    loads(
        "a_thousand_exits",
        "two thousand statements above pad2d, each of which ends the process",
        "import os\n" + "os._exit(0)\n" * 2000 + PAD2D,
        "clock",
        {"pad2d": "timeout|missing"},
    ),
    loads(
        "a_thousand_loops",
        "a thousand statements above pad2d, each of which takes all the time there is",
        "while True: pass\n" * 1000 + PAD2D,
        "clock",
        {"pad2d": "timeout|missing"},
    ),
    loads(
        "ten_thousand_errors",
        "ten thousand definitions that each raise an error",
        "".join(f"@missing{i}\ndef f{i}(): pass\n" for i in range(10_000)),
        "clock",
        {"pad2d": "timeout|missing"},
        f"@missing\n{PAD2D}",
    ),
    loads(
        "deep_source",
        "brackets a hundred thousand deep",
        "x = " + "(" * 100_000 + ")" * 100_000 + "\n" + PAD2D,
        "reader",
    ),
    loads(
        "long_chain",
        "an expression of a hundred thousand terms",
        "x = " + "-" * 100_000 + "1\n" + PAD2D,
        "reader",
    ),
    loads(
        "deep_attributes",
        "a chain of fifty thousand attributes",
        "x = a" + ".a" * 50_000 + "\n" + PAD2D,
        "reader",
    ),
    loads(
        "deep_blocks",
        "blocks within blocks, beyond what the parser takes",
        "".join(" " * i + "if 1:\n" for i in range(200)) + " " * 200 + "pass\n" + PAD2D,
        "reader",
    ),
    loads(
        "long_number",
        "a number of a hundred thousand digits",
        "x = " + "9" * 100_000 + "\n" + PAD2D,
        "reader",
    ),
    loads(
        "folded_constant",
        "a constant that the compiler would make huge",
        "x = 'x' * 10**9 * 10**9\n",
        "fork",
        {},
        PAD2D,
    ),
    loads(
        "long_text",
        "a text of two hundred thousand characters in one line",
        "x = '" + "x" * 200_000 + "'\n",
        "reader",
        {},
        PAD2D,
    ),
    loads(
        "nested_formats",
        "formats in formats in formats",
        "x = f'" + "{f'" * 200 + "'}" * 200 + "'\n" + PAD2D,
        "reader",
    ),
    loads("null_bytes", "bytes that end a text in C", "x = '\\0'\ny = 1 \0\n" + PAD2D, "reader"),
    loads(
        "other_encoding",
        "a declared encoding that the text is not in",
        "# -*- coding: utf-7 -*-\n" + PAD2D,
        "reader",
        {},
    ),
    loads(
        "empties_builtins",
        "takes every built-in function away",
        "import builtins\n"
        + SIGNATURE
        + """\
    builtins.__dict__.clear()
    return right(x, pad, value)
""",
        "fork",
        {"pad2d": "crashed"},
    ),
    loads(
        "is_no_function",
        "an object in the place of a function, whose call ends the process",
        """\
import os
class Callable:
    def __call__(self, *a, **k): os._exit(0)
pad2d = Callable()
""",
        "fork",
        {"pad2d": "crashed"},
    ),
    loads(
        "cannot_be_asked",
        "an object that ends the process when it is asked whether it can be called",
        """\
import os
class M(type):
    def __getattribute__(cls, name): os._exit(0)
class C(metaclass=M): pass
pad2d = C
""",
        "fork",
        {"pad2d": "error"},
    ),
    loads(
        "is_another_module",
        "another module in the place of __main__",
        """\
import sys, types
sys.modules['__main__'] = types.ModuleType('__main__')
""",
        "fork",
        {},
        PAD2D,
    ),
    loads(
        "hides_the_set_up",
        "replaces the functions that the course gives",
        "def pair(value): return 1 / 0\n",
        "fork",
        {"pad2d": "error"},
        PAD2D,
        "ZeroDivisionError",
    ),
    loads(
        "raises_a_novel",
        "a definition whose error is a novel with markup",
        """\
def f(): raise ValueError('<script>alert(1)</script>' * 10**5)
@(lambda g: f())
"""
        + PAD2D,
        "words",
    ),
    loads(
        "text_loops_while_loading",
        "an error while loading whose text never ends",
        """\
class E(Exception):
    def __str__(self):
        while True:
            pass
def f(g): raise E
@f
"""
        + PAD2D,
        "clock",
    ),
    loads(
        "recursion_limit",
        "a recursion limit of one for whatever comes after",
        "import sys\n"
        + SIGNATURE
        + """\
    sys.setrecursionlimit(60)
    return [pad2d(x, pad)]
""",
        "fork",
        {"pad2d": "error"},
        "",
        "RecursionError",
    ),
    loads(
        "collects_no_garbage",
        "turns garbage collection off and leaves circles",
        "import gc\n"
        + SIGNATURE
        + """\
    gc.disable()
    x = [np.ones(10**5)]
    while True: x = [x, [np.ones(10**5)]]
""",
        "limits",
        {"pad2d": "memory|timeout"},
    ),
)
