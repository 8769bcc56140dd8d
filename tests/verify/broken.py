"""Ways to break a course, with what `verify` must say of each."""

from __future__ import annotations

from pathlib import Path

from ..edits import Edit, append, replace, sentences, template, write

EXERCISE = "exercises/padding/pad2d"
SOLUTION = "solutions/padding.py"


def both(*edits: Edit) -> Edit:
    def edit(root: Path) -> None:
        for each in edits:
            each(root)

    return edit


def explained(mistake: str) -> Edit:
    block = f"\n<% block mistake_{mistake} %>\nNobody else writes this.\n<% endblock %>\n"
    return both(append(f"{EXERCISE}/en.md", block), append(f"{EXERCISE}/es.md", block))


def mistake(name: str, body: str) -> Edit:
    source = f'\n\n@mistake_in("pad2d")\ndef {name}(x, pad, value=0.0):\n    {body}\n'
    return both(append(f"{EXERCISE}/mistakes.py", source), explained(name))


# name: (how the course is broken, where the problem is said to be, words of the problem)
BROKEN: dict[str, tuple[Edit, str, list[str]]] = {
    "the reference differs from PyTorch": (
        replace(SOLUTION, "    return y\n", "    y[..., -1] += 1e-6\n    return y\n"),
        SOLUTION,
        ["pad2d differs from oracle.py", "same_on_every_side[1]"],
    ),
    "the oracle differs from the reference": (
        replace(f"{EXERCISE}/oracle.py", "value=value)", "value=0.0)"),
        SOLUTION,
        ["pad2d differs from oracle.py", "border_value"],
    ),
    "the reference fails a check": (
        replace(
            f"{EXERCISE}/checks.py", "    x = inputs.normal", "    assert 0\n    x = inputs.normal"
        ),
        f"{EXERCISE}/checks.py",
        ["the reference itself fails", "same_on_every_side"],
    ),
    "nobody asks whether arguments are kept": (
        replace(
            f"{EXERCISE}/checks.py",
            "assert_keeps_arguments(submission.pad2d, expected, x, 1)",
            "assert_close(submission.pad2d(x, 1), expected)",
        ),
        f"{EXERCISE}/checks.py",
        ["pad2d pays in full", "changes the arrays", "assert_keeps_arguments"],
    ),
    "the reference changes its input": (
        replace(SOLUTION, "    return y\n", "    x += 1\n    return y\n"),
        f"{EXERCISE}/checks.py",
        ["the reference itself fails"],
    ),
    "a check passes without an answer": (
        both(
            append(f"{EXERCISE}/checks.py", "\n\ndef test_idle(submission):\n    pass\n"),
            append(f"{EXERCISE}/exercise.toml", "idle = 1.0\n"),
            append(
                f"{EXERCISE}/en.md",
                "<% block check_idle %>\nNobody else writes this.\n<% endblock %>\n",
            ),
            append(
                f"{EXERCISE}/es.md",
                "<% block check_idle %>\nNobody else writes this.\n<% endblock %>\n",
            ),
        ),
        f"{EXERCISE}/checks.py",
        ["pad2d: ", "passes idle"],
    ),
    "a check is passed by refusing": (
        both(
            append(
                f"{EXERCISE}/checks.py",
                "\n\ndef test_refuses(submission, reference):\n"
                "    from autograder.checking import assert_refuses\n"
                "    assert_refuses(submission.pad2d, 'x', 1)\n",
            ),
            replace(
                SOLUTION,
                "    (top, bottom)",
                "    if isinstance(x, str):\n        raise ValueError\n    (top, bottom)",
            ),
            replace(
                f"{EXERCISE}/oracle.py",
                "    vertical,",
                "    if isinstance(x, str):\n        raise ValueError\n    vertical,",
            ),
            append(f"{EXERCISE}/exercise.toml", "refuses = 1.0\n"),
            append(
                f"{EXERCISE}/en.md",
                "<% block check_refuses %>\nNobody else writes this.\n<% endblock %>\n",
            ),
            append(
                f"{EXERCISE}/es.md",
                "<% block check_refuses %>\nNobody else writes this.\n<% endblock %>\n",
            ),
        ),
        f"{EXERCISE}/checks.py",
        ["pad2d: ", "ValueError", "passes refuses"],
    ),
    "a mistake survives": (
        mistake("right_after_all", "return pad2d(x, pad, value)"),
        f"{EXERCISE}/mistakes.py",
        ["right_after_all passes every check"],
    ),
    "two mistakes are alike": (
        mistake("never_any_value", "return pad2d(x, pad, 0.0)"),
        f"{EXERCISE}/mistakes.py",
        ["value_ignored and never_any_value give the same answers"],
    ),
    "a mistake uses a name that is not there": (
        mistake("misspelt", "return pad2d(x, pads, value)"),
        f"{EXERCISE}/mistakes.py",
        ["misspelt fails because of an error of its own", "'pads' is not defined"],
    ),
    "a mistake has no small input": (
        mistake("only_when_wide", "return pad2d(x, pad, value) * (1 if x.shape[3] < 6 else 2)"),
        f"{EXERCISE}/mistakes.py",
        ["only_when_wide has no smallest example"],
    ),
    "a small input has an argument that is not there": (
        replace(f"{EXERCISE}/checks.py", '"pad": small.sides(2)', '"pads": small.sides(2)'),
        f"{EXERCISE}/checks.py",
        ["SMALL draws pads for pad2d, which takes x, pad, value"],
    ),
    "small inputs are of nothing": (
        replace(f"{EXERCISE}/checks.py", '"pad2d": st.one_of', '"pad3d": st.one_of'),
        f"{EXERCISE}/checks.py",
        ["SMALL draws inputs of pad3d"],
    ),
    "a small input is none": (
        replace(f"{EXERCISE}/checks.py", "small.sides(2)", 'st.just("one")'),
        f"{EXERCISE}/checks.py",
        ["no input can be drawn for pad2d"],
    ),
    "a header names what no notebook has": (
        both(
            replace(
                SOLUTION,
                "import numpy as np\n",
                "import numpy as np\nfrom numpy.typing import ArrayLike\n",
            ),
            replace(SOLUTION, "def pad2d(x: np.ndarray", "def pad2d(x: ArrayLike"),
        ),
        SOLUTION,
        ["pad2d: the header of pad2d names ArrayLike"],
    ),
    "a solution needs what no notebook has": (
        both(
            append(SOLUTION, "\n\ndef doubled(y):\n    return y * 1\n"),
            replace(SOLUTION, "    return y\n", "    return doubled(y)\n"),
        ),
        "padding (en)",
        ["the solved notebook loses points in pad2d (error)", "by_axis"],
    ),
    "what a class made passes a check": (
        write(
            f"{EXERCISE}/adopted.toml",
            '[value_ignored]\nfunction = "pad2d"\nstudents = 3\nfails = ["by_axis"]\n',
        ),
        f"{EXERCISE}/adopted.toml",
        ["value_ignored passes by_axis"],
    ),
    "what a class made is gone": (
        write(
            f"{EXERCISE}/adopted.toml",
            '[of_last_year]\nfunction = "pad2d"\nstudents = 3\nfails = ["by_axis"]\n',
        ),
        f"{EXERCISE}/adopted.toml",
        ["mistakes.py has no of_last_year any more"],
    ),
    "a mistake is not explained": (
        replace(f"{EXERCISE}/mistakes.py", "def value_ignored(", "def value_forgotten("),
        f"{EXERCISE}/en.md",
        ["mistake_value_forgotten is missing"],
    ),
    "a check has no points": (
        append(f"{EXERCISE}/checks.py", "\n\ndef test_more(submission):\n    pass\n"),
        f"{EXERCISE}/exercise.toml",
        ["more", "has no points"],
    ),
    "points have no check": (
        append(f"{EXERCISE}/exercise.toml", "more = 1.0\n"),
        f"{EXERCISE}/checks.py",
        ["test_more is missing"],
    ),
    "the checks cannot be collected": (
        replace(f"{EXERCISE}/checks.py", "import numpy", "import nonumpy"),
        f"{EXERCISE}/checks.py",
        ["cannot be read", "nonumpy"],
    ),
    "a formula differs": (
        replace(f"{EXERCISE}/es.md", "<% block title %>\n", "<% block title %>\n$x$ "),
        f"{EXERCISE}/es.md",
        ["title: formulas differ from en"],
    ),
    "a text changed and its sibling did not": (
        replace("course/units/padding/es.md", "<% block title %>\n", "<% block title %>\nEl "),
        "course/units/padding/en.md",
        ["not reviewed since es.md changed"],
    ),
    "a sentence is missing in one language": (
        both(
            sentences("en", given_frame="A frame.", given_border="A border."),
            sentences("es", given_border="Un borde."),
        ),
        "course/locale/es.po",
        ["given_frame is not in both en and es"],
    ),
    "a solution leaks into a hint": (
        both(
            *(
                replace(
                    f"{EXERCISE}/{language}.md",
                    "<% block hint_line %>\n",
                    "<% block hint_line %>\n`y[:, :, top : top + h, left : left + w] = x` ",
                )
                for language in ("en", "es")
            )
        ),
        "padding (en)",
        ["pad2d-hints holds a statement of", "y[:, :, top:top + h"],
    ),
    "a mistake leaks into the set-up": (
        append(
            "course/units/padding/setup.py",
            "\nborrowed = '''negative_slice_breaks_at_zero'''\n",
        ),
        "padding (en)",
        ["negative_slice_breaks_at_zero"],
    ),
    "nbgrader refuses a notebook": (
        template("exercise.jinja", "grade_id=function.name)", 'grade_id="setup")'),
        "padding (en, source)",
        ["nbgrader refuses it", "setup"],
    ),
}
