"""Answers that are not what they look like."""

from __future__ import annotations

from .model import SIGNATURE, Hostile, Layer

EQUAL = """
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __le__(self, other): return True
    __lt__ = __ge__ = __gt__ = __le__
    def __sub__(self, other): return 0.0
    __rsub__ = __add__ = __radd__ = __sub__
    def __abs__(self): return 0.0
    def __float__(self): return 0.0
    def __hash__(self): return 0
    def __bool__(self): return True
    def __len__(self): return 4
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter(())
"""


def gives(
    name: str,
    tries: str,
    expression: str,
    before: str = "",
    *,
    verdict: str = "failed",
    stopped_by: Layer = "data",
    raises: str = "",
) -> Hostile:
    """A pad2d that returns the value of an expression."""
    source = f"{before}\n{SIGNATURE}    return {expression}\n"
    return Hostile(name, "answers", tries, source, stopped_by, {"pad2d": verdict}, raises)


CASES = (
    gives("equals_everything", "an object that equals everything", "Equal()", EQUAL),
    gives(
        "array_of_equals",
        "an array of objects that equal everything",
        "filled()",
        EQUAL
        + """\
def filled():
    y = np.empty((1, 1, 1, 1), object)
    y[0, 0, 0, 0] = Equal()
    return y
""",
    ),
    gives(
        "subclass_equals_everything",
        "a subclass of ndarray whose operators and ufuncs always agree",
        "np.zeros_like(x).view(Agreeing)",
        """
class Agreeing(np.ndarray):
    def __eq__(self, other): return np.ones(np.shape(other), bool)
    def __sub__(self, other): return np.zeros(np.shape(other))
    def __rsub__(self, other): return np.zeros(np.shape(other))
    def __array_ufunc__(self, ufunc, method, *inputs, **more): return np.zeros(np.shape(inputs[-1]))
    def __array_function__(self, function, types, args, more): return True
    def all(self, *a, **k): return True
    def any(self, *a, **k): return False
""",
    ),
    gives(
        "subclass_lies_about_itself",
        "a subclass of ndarray with a shape, a size and a dtype that it does not have",
        "np.zeros_like(x).view(Liar)",
        """
class Liar(np.ndarray):
    shape = property(lambda self: (2, 3, 6, 7))
    size = property(lambda self: 252)
    dtype = property(lambda self: np.dtype("float64"))
    itemsize = property(lambda self: 8)
    ndim = property(lambda self: 4)
    def tobytes(self, order="C"): return bytes(2016)
    def astype(self, *a, **k): return np.zeros((2, 3, 6, 7))
    def view(self, *a, **k): return np.zeros((2, 3, 6, 7))
""",
    ),
    gives(
        "says_it_is_an_array",
        "an object whose __class__ says ndarray",
        "Impostor()",
        """
class Impostor:
    __class__ = property(lambda self: np.ndarray)
    size, itemsize, ndim, shape = 1, 8, 4, (1, 1, 1, 1)
    dtype = np.dtype("float64")
    flags = np.zeros(1).flags
    def __array__(self, *a, **k): return np.zeros((1, 1, 1, 1))
""",
        verdict="error",
    ),
    gives(
        "becomes_an_array_when_asked",
        "an object with __array__, another array each time that it is asked",
        "Shifty()",
        """
class Shifty:
    asked = 0
    def __array__(self, *a, **k):
        Shifty.asked += 1
        return np.full((2, 3, 4, 5), Shifty.asked)
    __array_interface__ = property(lambda self: dict(typestr="<f8", data=(0, False), version=3))
    __array_struct__ = property(lambda self: 1 / 0)
""",
    ),
    gives(
        "changes_while_it_is_read",
        "an array over memory that changes whenever a property of it is read",
        "np.zeros(4).view(Moving)",
        """
class Moving(np.ndarray):
    def __array_finalize__(self, other):
        if other is not None:
            np.ndarray.fill(self, 1e9)
    def __getattribute__(self, name):
        np.ndarray.fill(self, 7)
        return super().__getattribute__(name)
""",
    ),
    gives(
        "masked_array",
        "an array whose every value is masked: comparisons with it are empty",
        "np.ma.masked_array(right(x, pad, value) * 0, mask=True)",
    ),
    gives(
        "nan_everywhere",
        "not-a-numbers, which are neither near nor far",
        "right(x, pad, value) * np.nan",
    ),
    gives(
        "infinities",
        "infinities, whose differences are no numbers",
        "right(x, pad, value) + np.inf",
    ),
    gives("one_number", "a number that broadcasts to every shape", "np.float64(0)"),
    gives(
        "broadcasts", "an array of shape (1, 1, 1, 1), which broadcasts", "np.zeros((1, 1, 1, 1))"
    ),
    gives("empty_array", "an empty array, whose comparison is true", "np.zeros((0, 3, 4, 5))"),
    gives(
        "coarse_numbers",
        "float16, whose tolerance would be wide",
        "(right(x, pad, value) * (1 + 1e-4)).astype(np.float16)",
    ),
    gives(
        "complex_numbers", "complex numbers with the right real part", "right(x, pad, value) + 1j"
    ),
    gives(
        "long_doubles",
        "a dtype that is not the same on every machine",
        "right(x, pad, value).astype(np.longdouble)",
    ),
    gives("dates", "dates and not numbers", "np.zeros(x.shape, 'datetime64[s]')"),
    gives("text_array", "an array of texts", "np.full(x.shape, '0.0')"),
    gives(
        "record_array",
        "a structured dtype with a field that is an object",
        "np.zeros(x.shape, [('a', 'f8'), ('b', object)])",
    ),
    gives("list_of_lists", "nested lists and not an array", "right(x, pad, value).tolist()"),
    gives(
        "generator",
        "a generator, which yields the answer later",
        "(row for row in right(x, pad, value))",
    ),
    gives(
        "function", "a function that would give the answer later", "lambda: right(x, pad, value)"
    ),
    gives("class", "a class, a module and a type", "[Exception, np, type]"),
    gives(
        "lying_tuple",
        "a tuple that has another length each time",
        "Long((1, 2, 3))",
        """
class Long(tuple):
    def __len__(self): return id(object()) % 9
    def __iter__(self):
        while True:
            yield 1
""",
    ),
    gives(
        "lying_number",
        "a float that equals everything",
        "Same(0)",
        """\
class Same(float):
    __eq__ = __le__ = __lt__ = lambda self, other: True
    __hash__ = float.__hash__
""",
    ),
    gives(
        "itself",
        "a list that contains itself",
        "loop()",
        """\
def loop():
    x = []
    x.append(x)
    return x
""",
    ),
    gives(
        "deep",
        "a hundred thousand lists in one another",
        "deep()",
        """\
def deep():
    x = 0
    for _ in range(100_000): x = [x]
    return x
""",
    ),
    gives("many_items", "a list of a million numbers", "[0] * 10**6", verdict="failed|timeout"),
    gives(
        "many_keys",
        "a dictionary with a hundred thousand keys",
        "dict.fromkeys(map(str, range(10**5)))",
        verdict="failed|timeout",
    ),
    gives("swelling_text", "a text of ten million characters, to swell the record", "'x' * 10**7"),
    gives(
        "pages_of_numbers",
        "a list of fifty thousand numbers, to swell the record",
        "list(range(50_000))",
        verdict="failed|timeout",
    ),
    gives("big_number", "an integer of a million digits", "1 << 3_000_000"),
    gives(
        "huge_array",
        "an array of eight terabytes that takes no memory",
        "np.broadcast_to(0.0, (10**6, 10**6))",
    ),
    gives("wide_array", "an array with thirty axes", "np.zeros((1,) * 30)"),
    gives(
        "markup",
        "text that would be a script on a page",
        "'<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}\\x1b[2J\\u202e'",
    ),
)
