"""Course texts as HTML that needs no script, with formulas as MathML; and as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from xml.etree import ElementTree

import mistune
from latex2mathml.converter import convert
from markupsafe import Markup

FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)
EMPHASIS = re.compile(r"(\*{1,2})(\S.*?)\1", re.DOTALL)
MATHML = "{http://www.w3.org/1998/Math/MathML}"

OPERATORS = {*"=+−×·≤≥<>≠∈"}


@cache
def to_html(text: str) -> Markup:
    """HTML of a course's own Markdown; raw HTML in it is escaped."""
    return Markup(_renderer()(text))


def to_text(text: str) -> str:
    """A course's own Markdown for a terminal: formulas in a line, no asterisks."""
    plain = FORMULA.sub(lambda match: _line_of(match[1] or match[2]), text)
    return EMPHASIS.sub(lambda match: match[2], plain)


@cache
def _renderer() -> mistune.Markdown:
    markdown = mistune.create_markdown(escape=True, plugins=["math", "table"])
    assert markdown.renderer is not None
    markdown.renderer.register("inline_math", lambda _, text: mathml(text, "inline"))
    markdown.renderer.register("block_math", lambda _, text: f"<p>{mathml(text, 'block')}</p>\n")
    return markdown


def mathml(latex: str, display: str) -> str:
    """A formula, `inline` or as a `block`."""
    return convert(html.unescape(latex), display=display)


def _line_of(latex: str) -> str:
    return _line(ElementTree.fromstring(convert(latex)))


def _line(element: ElementTree.Element) -> str:
    parts = [_line(child) for child in element]
    match element.tag.removeprefix(MATHML), parts:
        case "msub", [base, below]:
            return f"{base}_{_grouped(below)}"
        case "msup", [base, above]:
            return f"{base}′" if above == "′" else f"{base}^{_grouped(above)}"
        case "msubsup", [base, below, above]:
            return f"{base}_{_grouped(below)}^{_grouped(above)}"
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
    return (element.text or "").strip() + "".join(_spaced(parts))


def _spaced(parts: Sequence[str]) -> Iterator[str]:
    """Spaces around operators that stand between two things, and where names would run together."""
    for i, part in enumerate(parts):
        before = parts[i - 1] if i else "("
        if part in OPERATORS and before[-1:] not in "(,":
            yield f" {part} "
        elif part == ",":
            yield ", "
        elif "_" in before and before not in OPERATORS and part[:1].isalnum():
            yield f" {part}"
        else:
            yield part


def _grouped(text: str) -> str:
    return text if text.isalnum() else f"({text})"
