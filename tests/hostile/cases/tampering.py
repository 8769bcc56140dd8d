"""Changing what the grader might use: NumPy, pytest, msgpack, builtins, its own runtime."""

from __future__ import annotations

from textwrap import indent

from .model import SIGNATURE, Hostile

ZERO = SIGNATURE + "    return np.zeros_like(x)\n"


def patched(name: str, tries: str, patch: str, verdict: str = "failed") -> Hostile:
    """A pad2d that changes something in its own process, then answers wrongly."""
    source = f"def patch():\n{indent(patch.strip(), '    ')}\n\npatched = []\n{SIGNATURE}"
    source += """\
    patched.append(patched or patch())
    return np.zeros_like(x)
"""
    return Hostile(name, "tampering", tries, source, "apart", {"pad2d": verdict})


CASES = (
    patched(
        "patches_numpy_comparisons",
        "makes every comparison of NumPy say yes",
        """
import numpy as np
yes = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
np.allclose = np.array_equal = np.isclose = np.array_equiv = np.all = yes
np.abs = np.absolute = np.max = np.count_nonzero = lambda *a, **k: 0
""",
    ),
    patched(
        "patches_numpy_by_number",
        "changes NumPy's own scalar functions through the table of ufuncs",
        """
import numpy as np
try:
    np.set_numeric_ops(equal=lambda a, b: True)
except Exception:
    pass
np.seterr(all="ignore")
np.finfo = type("finfo", (), {"eps": 1e300, "__init__": lambda self, dtype: None})
np.set_printoptions(formatter={"all": lambda value: "right"})
""",
    ),
    patched(
        "patches_builtins",
        "replaces built-in functions and AssertionError",
        """
import builtins
builtins.all = builtins.any = lambda *a: True
builtins.abs = lambda value: 0
builtins.AssertionError = type("Calm", (Exception,), {})
""",
    ),
    patched(
        "patches_msgpack",
        "makes every message say that everything passed",
        """
import msgpack
packb = msgpack.packb
def passed(message, **more):
    if len(message) > 1 and message[1] == "answer":
        message = [message[0], "passed", 4.0]
    return packb(message, **more)
msgpack.packb = passed
""",
        "crashed",
    ),
    patched(
        "invents_pytest",
        "puts modules named pytest and autograder in place, whose checks do nothing",
        """
import sys, types
for name in ("pytest", "_pytest", "_pytest.runner", "autograder", "autograder.checking",
             "autograder.checking.authors.assertions", "solutions", "solutions.padding"):
    module = sys.modules[name] = types.ModuleType(name)
    module.assert_close = module.pad2d = module.runtestprotocol = lambda *a, **k: None
""",
    ),
    patched(
        "hooks_imports",
        "puts an import hook first, which answers for every module of the project",
        """
import importlib.abc, importlib.machinery, sys
class Hook(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("autograder", "course", "pytest", "torch"):
            return importlib.machinery.ModuleSpec(name, self)
    def exec_module(self, module):
        module.passed = True
sys.meta_path.insert(0, Hook())
""",
    ),
    patched(
        "poisons_modules",
        "replaces numpy and inside in sys.modules by objects that agree with everything",
        """
import sys
class Yes:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __eq__(self, other): return True
    def __bool__(self): return True
    __path__ = []
for name in [name for name in sys.modules if name.split(".")[0] in ("numpy", "inside", "msgpack")]:
    sys.modules[name] = Yes()
""",
    ),
    patched(
        "traces_its_callers",
        "sets trace and profile functions, to change the variables of the process around it",
        """
import sys
def spy(frame, event, argument):
    try:
        frame.f_locals["value"] = frame.f_locals["facts"] = frame.f_locals["wire"] = True
    except Exception:
        pass
    return spy
sys.settrace(spy)
sys.setprofile(spy)
""",
        "crashed",
    ),
    patched(
        "changes_numbers",
        "writes over the interpreter's cached numbers, so that 0 points become 4",
        """
import ctypes
class Number(ctypes.Structure):
    _fields_ = [("count", ctypes.c_ssize_t), ("type", ctypes.c_void_p), ("value", ctypes.c_double)]
wrong = 0.0
Number.from_address(id(wrong)).value = 4.0
""",
    ),
    patched(
        "takes_over_the_session",
        "replaces the methods of the runtime that describe an answer",
        """
import inside.child
inside.child.Session._answered = lambda self, value, inputs: ["answer", True, [], []]
""",
    ),
    patched(
        "replaces_the_message_loop",
        "never returns: answers all later requests itself, with what it likes",
        """
import inside.frames as frames, inside.child, gc
session = [o for o in gc.get_objects() if isinstance(o, inside.child.Session)][0]
frames.send([session.token, "answer", None, [], []])
while True:
    token, operation, *rest = frames.receive()
    frames.send([token, "answer", True, [], []])
""",
    ),
    patched(
        "says_all_arrays_are_fine",
        "lies about the facts that come with an answer: writeable, and sharing no memory",
        """
import inside.inputs
inside.inputs.Inputs.shares = lambda self, array: False
inside.inputs.Inputs.changed = lambda self: []
""",
    ),
    Hostile(
        "changes_its_argument",
        "tampering",
        "gives a wrong answer, and leaves other values in the array that it was given",
        SIGNATURE
        + """\
    answer = right(x, pad, value)
    x += 1
    return answer - 7
""",
        "data",
        {"pad2d": "failed"},
    ),
    Hostile(
        "raises_what_pytest_raises",
        "tampering",
        "raises exceptions with the names that end or skip a test",
        """
class Skipped(BaseException): __module__ = "builtins"
class Exit(BaseException): __module__ = "builtins"
class OutcomeException(BaseException): __module__ = "_pytest.outcomes"
"""
        + SIGNATURE
        + "    raise (Skipped, Exit, OutcomeException)[x.size % 3]('passed')\n",
        "data",
    ),
    Hostile(
        "asserts_on_its_own_behalf",
        "tampering",
        "raises AssertionError, as a check does, with the text of a passing report",
        SIGNATURE + "    raise AssertionError('1 passed in 0.00s')\n",
        "data",
        raises="AssertionError",
    ),
    Hostile(
        "writes_the_name_of_the_checks",
        "tampering",
        "defines fixtures and checks of its own under the names of the hidden ones",
        """
class Fixture:
    def __call__(self, *a, **k): return self
    def __getattr__(self, name): return self
    def __eq__(self, other): return True
submission = reference = rng = request = Fixture()
def assert_close(*a, **k): pass
def test_same_on_every_side(submission, reference, rng, pad): pass
"""
        + ZERO,
        "apart",
        gets={"pad2d": "failed"},
    ),
    Hostile(
        "writes_its_own_grade",
        "tampering",
        "sets scores in every variable and module it can think of, and answers nothing",
        """
score = points = max_score = grade = 4.0
verdict = outcome = "passed"
import builtins, sys
for module in (builtins, sys, sys.modules["__main__"]):
    module.score = module.points = 4.0
    module.verdict = module.outcome = "passed"
"""
        + SIGNATURE
        + "    return {'score': 4.0, 'verdict': 'passed', 'outcome': 'passed', 'points': 4.0}\n",
        "data",
        gets={"pad2d": "failed"},
    ),
    Hostile(
        "redefines_the_other_functions",
        "tampering",
        "while pad2d is checked, spoils the other functions and what they use",
        SIGNATURE
        + "    globals().update(same_padding=None, pair=None, sides=None, right=None)\n"
        + "    del np.ndarray\n",
        "fork",
    ),
)
