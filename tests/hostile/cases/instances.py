"""Instances that stay inside behind handles, and stand-ins of prerequisites that fail."""

from __future__ import annotations

from .given import given
from .messages import FORGE

WRONG_DOUBLE = "def double(x):\n    return x\n"
BOTH_FAIL = {"double": "failed", "fourfold": "failed"}


def fourfold(body: str, before: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{before}\n{WRONG_DOUBLE}\ndef fourfold(x):\n{lines}"


CASES = (
    given(
        "instances_of_nobody",
        "handles of instances that do not exist",
        FORGE
        + """\
def Counter(start):
    reply('answer', ['h', 2**60, 'Counter'], [], [])
    os.read(3, 0)
    raise EOFError
""",
        {"Counter": "crashed"},
    ),
    given(
        "one_instance_for_all",
        "the same instance whatever is made",
        """\
class Counter:
    one = None
    def __new__(cls, start):
        cls.one = cls.one or super().__new__(cls)
        return cls.one
    def __init__(self, start): self.total = None
    def add(self, x): return -x
""",
        {"Counter": "failed"},
        stopped_by="apart",
    ),
    given(
        "attributes_that_loop",
        "an attribute that is computed, and never ends",
        """\
class Counter:
    def __init__(self, start): pass
    def __getattribute__(self, name):
        while True: pass
""",
        {"Counter": "timeout"},
        stopped_by="clock",
    ),
    given(
        "methods_that_exit",
        "a method that ends the process",
        """\
import os
class Counter:
    def __init__(self, start): pass
    def add(self, x): os._exit(0)
""",
        {"Counter": "crashed"},
        stopped_by="fork",
    ),
    given(
        "instances_that_do_not_die",
        "instances whose __del__ loops",
        """\
class Counter:
    def __init__(self, start): self.again = Last()
    def add(self, x): self.again = None
class Last:
    def __del__(self):
        while True: pass
""",
        {"Counter": "timeout"},
        stopped_by="clock",
    ),
    given(
        "a_million_instances",
        "instances without end, each behind a handle",
        """\
class Counter:
    def __init__(self, start): self.total = [Counter.make() for _ in range(10**6)]
    @staticmethod
    def make(): return object.__new__(Counter)
    def add(self, x): return self.total
""",
        {"Counter": "failed|timeout|memory"},
        stopped_by="limits",
    ),
    given(
        "stand_in_as_an_oracle",
        "fails double on purpose, and takes its stand-in for the answer to fourfold",
        fourfold("return double(x)"),
        BOTH_FAIL,
        stopped_by="apart",
    ),
    given(
        "stand_in_by_number",
        "looks for the reference of fourfold among the stand-ins",
        FORGE
        + fourfold(
            "if double(x)[0] == x[0]: return x\n"
            "for number in range(2, 200):\n"
            "    reply('callback', number, ['l', 1.0], ['d'])\n"
            "    kind, *rest = frames.receive()\n"
            "    if kind == 'value' and rest[0] == 4.0: return 4 * x\n"
            "return x"
        ),
        BOTH_FAIL,
    ),
    given(
        "stand_in_for_ever",
        "asks a stand-in without end",
        fourfold("""\
y = double(x)
while y[0] != x[0]: double(x)
return x"""),
        BOTH_FAIL,
        stopped_by="clock",
    ),
    given(
        "stand_in_of_gigabytes",
        "asks a stand-in for the largest answers that there are",
        fourfold("""\
if double(x)[0] != x[0]:
    for n in range(10**6): double(np.broadcast_to(0.0, (1400, 1400)))
return x"""),
        BOTH_FAIL,
    ),
    given(
        "stand_in_of_texts",
        "asks a stand-in about texts and lists that it multiplies",
        fourfold("""\
if double(x)[0] != x[0]:
    y = 'x' * 10**6
    while True: y = double(y)
return x"""),
        BOTH_FAIL,
    ),
    given(
        "stand_in_tells_where_it_is",
        "looks for the grader in the traceback of a stand-in's error",
        fourfold(
            "try: double(None)\n"
            "except Exception as error:\n"
            "    step = error.__traceback__\n"
            "    while step:\n"
            "        if 'solutions' in step.tb_frame.f_code.co_filename: return 4 * x\n"
            "        step = step.tb_next\n"
            "    if 'solutions' in str(error): return 4 * x\n"
            "return x"
        ),
        BOTH_FAIL,
        stopped_by="apart",
    ),
)
