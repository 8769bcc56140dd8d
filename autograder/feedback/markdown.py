"""Course texts as HTML that needs no script: Markdown, with formulas as MathML."""

from __future__ import annotations

import html
from functools import cache

import mistune
from latex2mathml.converter import convert
from markupsafe import Markup


@cache
def to_html(text: str) -> Markup:
    """HTML of a course's own Markdown; raw HTML in it is escaped."""
    return Markup(_renderer()(text))


@cache
def _renderer() -> mistune.Markdown:
    markdown = mistune.create_markdown(escape=True, plugins=["math", "table"])
    assert markdown.renderer is not None
    markdown.renderer.register("inline_math", lambda _, text: _mathml(text, "inline"))
    markdown.renderer.register("block_math", lambda _, text: f"<p>{_mathml(text, 'block')}</p>\n")
    return markdown


def _mathml(latex: str, display: str) -> str:
    return convert(html.unescape(latex), display=display)
