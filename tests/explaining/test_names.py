"""A wrong answer is called by its name, described in general, or left alone: never misnamed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from textwrap import dedent

import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.running import Run
from autograder.explaining.diagnosis import Why, why
from autograder.explaining.two import together
from autograder.submissions import Chunk

from .evaluate import named
from .unseen import FOLDER, Unseen, made, unseen

Keys = Callable[[str], AnswerKey]

UNITS = sorted(path.stem for path in FOLDER.glob("*.md"))
ANSWERS = [(unit, answer) for unit in UNITS for answer in unseen(unit)]


def told_of(key: AnswerKey, answer: Unseen) -> Why:
    runs = runs_of(key, answer)
    return why(
        key, answer.function, runs, chunks=[Chunk(answer.source, 1, 1, (answer.function,), ())]
    )


def runs_of(key: AnswerKey, answer: Unseen) -> list[Run]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of wrong answers
        return key.run_function(answer.function, made(answer, key))


def test_there_are_many_unseen_answers_to_many_functions() -> None:
    assert len(ANSWERS) >= 60
    assert len({answer.function for _, answer in ANSWERS}) >= 15


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("unit", "answer"), ANSWERS, ids=[f"{a.function}, {a.what}" for _, a in ANSWERS]
)
def test_an_unseen_answer_is_called_what_it_is(key_of: Keys, unit: str, answer: Unseen) -> None:
    told = told_of(key_of(unit), answer)
    said = [message.id for message in told.diagnoses]
    names = named(told)
    if answer.expected == ("nothing",):
        assert (names, said) == (set(), [])
    else:
        assert names == set(answer.expected) or (not names and answer.expected[0] in said)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("unit", ["padding", "pooling"])
def test_every_known_mistake_alone_is_named_or_said_to_refuse(key_of: Keys, unit: str) -> None:
    """One whose mistake is its own `raise` has no name: others raise there for other reasons."""
    key, unnamed = key_of(unit), {}
    for function in key.unit.functions:
        for name, runs in key.mistakes(function).items():
            told = why(key, function, runs)
            if told.mistake != name:
                unnamed[name] = (told.mistake, [message.id for message in told.diagnoses])
    refuses = (None, ["refuses_what_is_right"])
    is_own_raise = {"pooling": ["window_compared_with_the_bare_map"]}.get(unit, ())
    assert unnamed == dict.fromkeys(is_own_raise, refuses)


@pytest.mark.parametrize(
    ("one", "other"), [("axes_swapped", "value_ignored"), ("one_side_only", "axes_swapped")]
)
def test_two_mistakes_at_once_are_both_named(key_of: Keys, one: str, other: str) -> None:
    key = key_of("padding")
    known = key.wrong("pad2d")
    both = together(known[one], known[other], "pad2d") or together(
        known[other], known[one], "pad2d"
    )
    assert named(why(key, "pad2d", key.run_function("pad2d", both))) == {one, other}


def pad2d(body: str) -> Unseen:
    source = "def pad2d(x, pad, value=0.0):\n" + dedent(body).replace("\n", "\n    ")
    return Unseen("pad2d", body, (), source.replace(":\n", ":\n    ", 1))


BY_HAND = (
    "raise ValueError('could not broadcast input array from shape (2,3,4,5) into shape (2,3,0,0)')"
)


TEXT = "could not broadcast input array from shape (2,3,4,5) into shape (2,3,0,0)"


def test_a_raise_of_ones_own_names_nothing_whatever_it_says(key_of: Keys) -> None:
    """The text is NumPy's, as in the mistake `negative_slice_breaks_at_zero`."""
    body = f"(t, b), (l, r) = sides(pad)\nif 0 in (t, b, l, r): raise ValueError('{TEXT}')\n"
    body += "return np.pad(x * 1.0, ((0, 0), (0, 0), (t, b), (l, r)), constant_values=value)"
    told = told_of(key_of("padding"), pad2d(body))
    assert told.mistake is None
    assert [m.id for m in told.diagnoses] == [
        "refuses_what_is_right",
        "wrong_when_an_axis_not_padded",
    ]


def test_an_error_of_another_text_is_another_error(key_of: Keys) -> None:
    body = "(t, b), (l, r) = sides(pad)\nif 0 in (t, b, l, r): int('no')\n"
    body += "return np.pad(x * 1.0, ((0, 0), (0, 0), (t, b), (l, r)), constant_values=value)"
    assert told_of(key_of("padding"), pad2d(body)).mistake is None


def test_who_is_right_where_a_mistake_is_wrong_does_not_have_it(key_of: Keys) -> None:
    """The border is zero, as in `value_ignored`, but only for a negative value."""
    body = "(t, b), (l, r) = sides(pad)\nif np.isfinite(value) and value < 0: value = 0.0\n"
    body += "return np.pad(x * 1.0, ((0, 0), (0, 0), (t, b), (l, r)), constant_values=value)"
    assert told_of(key_of("padding"), pad2d(body)).mistake is None
