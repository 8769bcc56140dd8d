"""Blocks of Markdown with LaTeX in them, and sentences by message id."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from course.texts import LOCALE, Message, Translation, environment, read_blocks

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "wrong_shape"
msgstr "La forma es {got}; debería ser {expected}"

msgid "plain"
msgstr "¿Está bien?"
"""


@pytest.mark.parametrize(
    "text",
    [
        r"$x_{{a}}$",
        r"$$\frac{{1}}{{2}} \sum_{i}^{{n}} {x}$$",
        r"$\{a, b\}$ {% not a tag %} {# not a comment #}",
        r"`f'{x}'` and `{{x}}`",
        "1 < 2, 3 > 2, a < b > c",
        "`x % 2`, 50 %",
        "¿Qué? «así» — “so” …",
        "a line\n\n    an indented one\n\tand a tab",
    ],
)
def test_blocks_leave_latex_and_code_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "en.md"
    path.write_text(f"<% block title %>\n{text}\n<% endblock %>\n", encoding="utf-8")
    assert read_blocks(path) == {"title": text}


def test_blocks_come_without_the_blank_lines_around_them(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text(
        "<# a comment #>\n<% block one %>\n\n\n  first\n\nsecond\n\n<% endblock %>\n\n"
        "between\n<% block two %>2<% endblock %>",
        encoding="utf-8",
    )
    assert read_blocks(path) == {"one": "  first\n\nsecond", "two": "2"}


@pytest.mark.parametrize(
    "text",
    [
        "<% block title %>\nno end",
        "<% block a %>x<% endblock %><% block a %>y<% endblock %>",
        "<% block a %><< nobody >><% endblock %>",
        "<% block a %><% include 'x' %><% endblock %>",
        "<% blok a %><% endblock %>",
    ],
)
def test_a_text_that_is_no_template_says_why_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "es.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^.+$"):
        read_blocks(path)


def test_a_text_that_is_not_utf8_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "es.md").write_bytes("<% block a %>ñ<% endblock %>".encode("latin-1"))
    with pytest.raises(ValueError, match="utf-8"):
        read_blocks(tmp_path / "es.md")


def test_a_text_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"es\.md"):
        read_blocks(tmp_path / "es.md")


def test_a_template_that_asks_for_a_missing_block_fails(tmp_path: Path) -> None:
    template = environment(tmp_path).from_string("<< blocks.statement >>")
    with pytest.raises(UndefinedError, match="statement"):
        template.render(blocks={})


@pytest.fixture
def spanish(tmp_path: Path) -> Translation:
    (tmp_path / "es.po").write_text(PO, encoding="utf-8")
    return Translation("es", tmp_path, LOCALE)


def test_a_sentence_is_filled_in(spanish: Translation) -> None:
    said = spanish("wrong_shape", got=(2, 3), expected=(3, 2))
    assert said == "La forma es (2, 3); debería ser (3, 2)"
    assert spanish("plain") == "¿Está bien?"


def test_a_message_is_said_as_its_id_with_its_arguments(spanish: Translation) -> None:
    message = Message("wrong_shape", {"got": 1, "expected": 2})
    assert spanish(message) == spanish("wrong_shape", **message.args)


def test_what_fills_a_sentence_is_never_a_template_itself(spanish: Translation) -> None:
    said = spanish("wrong_shape", got="{expected} {0} << x >>", expected="%s")
    assert said == "La forma es {expected} {0} << x >>; debería ser %s"


def test_a_list_is_written_with_commas(spanish: Translation) -> None:
    assert spanish("wrong_shape", got=["a", 1], expected=[]) == "La forma es a, 1; debería ser "


def test_a_sentence_that_a_course_does_not_have_is_ours(spanish: Translation) -> None:
    assert spanish("block_empty", block="f") == "el bloque f está vacío: escríbelo"
    assert spanish.gaps == {}


def test_a_sentence_of_the_course_comes_before_ours(tmp_path: Path) -> None:
    po = PO + '\nmsgid "block_empty"\nmsgstr "No hay nada en {block}"\n'
    (tmp_path / "es.po").write_text(po, encoding="utf-8")
    assert Translation("es", tmp_path, LOCALE)("block_empty", block="f") == "No hay nada en f"
    assert (
        Translation("en", tmp_path, LOCALE)("block_empty", block="f")
        == "the block f is empty: write it"
    )


def test_a_language_that_we_do_not_speak_falls_back_to_english(tmp_path: Path) -> None:
    french = Translation("fr", tmp_path, LOCALE)
    for _ in range(2):
        assert french("block_empty", block="f") == "the block f is empty: write it"
    assert french.gaps == {"fr.po": Message("file_missing")}


def test_a_sentence_of_another_language_of_the_course_is_english_first(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text(PO.replace("¿Está bien?", "Is it?"), encoding="utf-8")
    spanish = Translation("es", tmp_path, LOCALE)
    assert spanish("plain") == "Is it?"
    assert spanish.gaps.keys() == {"plain"}


@pytest.mark.parametrize("damage", ["no catalogue at all", '"alone"', "\x00\xff"])
def test_a_catalogue_that_cannot_be_read_falls_back_and_is_named(
    tmp_path: Path, damage: str
) -> None:
    (tmp_path / "es.po").write_text(damage, encoding="utf-8")
    spanish = Translation("es", tmp_path, LOCALE)
    assert spanish("block_empty", block="f") == "el bloque f está vacío: escríbelo"
    ((name, message),) = spanish.gaps.items()
    assert (name, message.id) == ("es.po", "cannot_be_read")
    assert message.args["cause"]


def test_a_placeholder_that_nobody_fills_falls_back(tmp_path: Path) -> None:
    po = PO + '\nmsgid "block_empty"\nmsgstr "Nada en {bloque}."\n'
    (tmp_path / "es.po").write_text(po, encoding="utf-8")
    spanish = Translation("es", tmp_path, LOCALE)
    assert spanish("block_empty", block="f") == "el bloque f está vacío: escríbelo"
    assert spanish.gaps == {"block_empty": Message("placeholder_unknown", {"name": "bloque"})}


def test_a_sentence_that_nobody_has_is_its_id(spanish: Translation) -> None:
    assert spanish("wrong_colour", got=1) == "wrong_colour"
    assert spanish.gaps == {"wrong_colour": Message("message_missing", {"name": "wrong_colour"})}
