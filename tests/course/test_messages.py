"""Every message that a room's code asks for is in its catalogues, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from course.texts import read_catalogue

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("course", "autograder")
"""Each has its own catalogues; the second stands on the first, and may say what that says too."""

TREES = {
    room: {path: ast.parse(path.read_text("utf-8")) for path in ROOT.glob(f"{room}/**/*.py")}
    for room in ROOMS
}
TEMPLATES = {
    room: [*ROOT.glob(f"{room}/**/*.jinja"), *ROOT.glob(f"{room}/**/*.html")] for room in ROOMS
}

ID_OF = {
    **dict.fromkeys(("Problem", "CatalogError", "MarkerError", "BrokenCheck"), 1),
    **dict.fromkeys(("EngineError", "NoCluster"), 1),
    **dict.fromkeys(("Message", "t"), 0),
}
"""What takes a message id -> which of its arguments that is; a mapping for its parts follows."""

PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def messages(room: str, language: str) -> Mapping[str, str]:
    return read_catalogue(ROOT / room / "locale" / f"{language}.po")


def calls(room: str) -> Iterator[tuple[str, ast.Call, int]]:
    """Where, the call, and which of its arguments is the message id."""
    for path, tree in TREES[room].items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                position = ID_OF.get(node.func.id)
                if position is not None and len(node.args) > position:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node, position


def asked_for(room: str) -> Iterator[tuple[str, str, set[str] | None]]:
    """Where, a message id that is written out, and the parts that are; None if they are not."""
    for where, call, position in calls(room):
        match call.args[position]:
            case ast.Constant(value=str(message_id)):
                yield where, message_id, parts_of(call, position)


def parts_of(call: ast.Call, position: int) -> set[str] | None:
    given = {keyword.arg for keyword in call.keywords}
    if len(call.args) == position + 1:
        return None if None in given else {str(name) for name in given}
    match call.args[position + 1]:
        case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) for key in keys):
            return {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return None


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("room", ROOMS)
def test_what_the_code_asks_for_is_there_with_its_parts(room: str, language: str) -> None:
    """A course says nothing that only the grader's catalogue has."""
    below = messages("course", language) if room == "autograder" else {}
    known = {**below, **messages(room, language)}
    asked = list(asked_for(room))
    assert len(asked) > 30
    assert [(where, name) for where, name, _ in asked if name not in known] == []
    assert [
        (where, name)
        for where, name, parts in asked
        if parts is not None and not set(PLACEHOLDER.findall(known[name])) <= parts
    ] == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("room", ROOMS)
def test_nothing_in_a_catalogue_is_unused_in_its_room(room: str, language: str) -> None:
    words, families = words_of_the_code(room)
    unused = [
        name
        for name in messages(room, language)
        if name not in words
        and not any(name.startswith(f) and name.removeprefix(f) in words for f in families)
    ]
    assert unused == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_is_in_both_catalogues(language: str) -> None:
    assert messages("course", language).keys() & messages("autograder", language).keys() == set()


def words_of_the_code(room: str) -> tuple[set[str], set[str]]:
    """Words written out, with the names of functions, and the beginnings of ids that are made."""
    words: set[str] = set()
    families = {"reason_"}
    for tree in TREES[room].values():
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)):
                    words.add(text)
                case ast.FunctionDef(name=name):
                    words.add(name)
                case ast.ImportFrom(names=names):
                    words |= {alias.name for alias in names}
                case ast.Call(
                    func=ast.Name(id="t" | "Message"),
                    args=[ast.JoinedStr(values=[ast.Constant(value=str(start)), *_])],
                ):
                    families.add(start)
    for path in TEMPLATES[room]:
        text = path.read_text(encoding="utf-8")
        words |= set(re.findall(r'"(\w+)"', text))
        families |= set(re.findall(r'\bt\("(\w+_)" ~', text))
    return words, families
