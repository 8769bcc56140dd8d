"""Carrying hidden inputs out, into the student's page or record."""

from __future__ import annotations

from dataclasses import replace

from .messages import FORGE
from .model import SIGNATURE, Hostile, Layer

SEEN = """\
seen = []
def said(x): return ' '.join(f'{v:.6f}' for v in np.ravel(x)[:8])
"""
FIRST = SEEN + SIGNATURE + "    seen.append(x)\n"


def carries(
    name: str, tries: str, source: str, verdict: str = "error", stopped_by: Layer = "words"
) -> Hostile:
    return Hostile(name, "carrying out", tries, source, stopped_by, {"pad2d": verdict})


def lines_that_raise(count: int) -> str:
    """A function in which the line of the error is chosen by a hidden value."""
    rows = "".join(
        f"    if k == {k}: raise ValueError  # {(k - count // 2) / count * 8:.6f}\n"
        for k in range(count)
    )
    return (
        f"{SEEN}def tell(k):\n{rows}\n{SIGNATURE}"
        "    v = float(np.ravel(x)[pad if type(pad) is int else 5])\n"
        f"    tell(int(v / 8 * {count}) + {count // 2})\n    return x\n"
    )


NAMES = [f"v_{place}_{digit}" for place in range(40) for digit in "0123456789m"]

CASES: tuple[Hostile, ...] = (
    carries(
        "in_the_text_of_an_error",
        "hidden numbers in the text of an error",
        FIRST + "    raise ValueError(said(x))\n",
    ),
    carries(
        "in_the_name_of_an_error",
        "hidden numbers in the name of an error class",
        FIRST + "    raise type(said(x), (Exception,), {})\n",
    ),
    carries(
        "in_a_builtin_name",
        "hidden numbers in the name of an error that says it is built in",
        FIRST + "    raise type(said(x), (Exception,), {'__module__': 'builtins'})\n",
    ),
    carries(
        "in_forged_bases",
        "hidden numbers among the bases of a forged error",
        FORGE
        + FIRST
        + """\
    reply('raised', said(x), [said(x), 'ValueError'], said(x), 'cell 1', 1)
    return x
""",
        "crashed",
    ),
    carries(
        "in_a_forged_place",
        "hidden numbers in the file and line of a forged error",
        FORGE
        + FIRST
        + """\
    reply('raised', 'E', ['ValueError'], '', said(x), 12345678)
    return x
""",
        "crashed",
    ),
    carries(
        "in_the_line_of_an_error",
        "a hidden number as the line, of a hundred thousand, in which an error is",
        lines_that_raise(4000),
        "failed",
    ),
    carries(
        "in_the_names_of_variables",
        "hidden numbers as names of variables that the function would lean on",
        FIRST
        + """\
    text = said(x).replace('-', 'm').replace('.', '').replace(' ', '')[:40]
    raise NameError(' '.join(f"'v_{i}_{d}'" for i, d in enumerate(text)))
""",
    ),
    carries(
        "in_the_type_of_an_answer",
        "hidden numbers in the name of an answer's class",
        FIRST + "    return type(said(x), (dict,), {})(a=1) if 0 else [type(said(x), (), {})]\n",
        "failed",
    ),
    carries(
        "in_keys",
        "hidden numbers as keys of a dictionary",
        FIRST + "    return {said(x): 1.0}\n",
        "failed",
    ),
    carries(
        "in_a_text", "hidden numbers as the answer itself", FIRST + "    return said(x)\n", "failed"
    ),
    carries(
        "in_a_handle",
        "hidden numbers in the class name of an instance",
        FIRST + "    return type(said(x), (), {'__module__': '__main__'})()\n",
        "failed",
    ),
    carries(
        "in_the_shape",
        "hidden numbers as the shape of the answer",
        FIRST + "    return np.zeros([int(abs(v) * 10) for v in np.ravel(x)[:4]])\n",
        "failed",
    ),
    carries(
        "in_the_output",
        "hidden numbers on stdout, stderr and in warnings",
        "import os, sys, warnings\n"
        + FIRST
        + """\
    print(said(x)); print(said(x), file=sys.stderr)
    os.write(2, said(x).encode()); warnings.warn(said(x))
    raise ValueError
""",
    ),
    carries(
        "in_the_counterexample",
        "remembers hidden arrays and returns them where its answers are shown",
        FIRST + "    return np.concatenate([np.ravel(each) for each in seen])[:64]\n",
        "failed",
        "fork",
    ),
    carries(
        "in_the_counterexamples_error",
        "remembers hidden arrays and raises them where its errors are shown",
        FIRST + "    raise ValueError(said(seen[0]))\n",
        "error",
        "fork",
    ),
    carries(
        "in_the_cells_error",
        "ends its process, and raises what it saw while its cells are loaded again",
        """\
import os, builtins
try: text = builtins.seen
except AttributeError: text = ''
if text: raise ValueError(text)
"""
        + FIRST
        + "    builtins.seen = said(x)\n    os._exit(0)\n",
        "crashed",
        "fork",
    ),
    carries(
        "in_a_file",
        "writes what it saw into a file, to read it in the counterexample",
        FIRST
        + """\
    try: open('/tmp/seen', 'a').write(said(x))
    except OSError: pass
    raise ValueError(open('/tmp/seen').read())
""",
        "error",
        "calls",
    ),
    carries(
        "in_the_source_of_an_error",
        "hidden numbers as the text of the source line of an error",
        "import linecache\n"
        + FIRST
        + "    exec(compile(f'raise ValueError({said(x)!r})', 'cell 1', 'exec'))\n",
    ),
)

LEFTOVERS = "".join(f"{name} = print()\n" for name in NAMES)
CASES = tuple(
    replace(case, experiment=LEFTOVERS) if case.name == "in_the_names_of_variables" else case
    for case in CASES
)
