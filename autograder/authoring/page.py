"""A notebook as a page that needs no network: formulas are MathML, and no script is loaded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import FileSystemLoader, pass_context
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.feedback.markdown import FORMULA, mathml

TEMPLATES = Path(__file__).parent


class _Renderer(IPythonRenderer):
    def block_math(self, body: str) -> str:
        return mathml(body, "block")

    def inline_math(self, body: str) -> str:
        return mathml(body, "inline")

    def block_html(self, html: str) -> str:
        """A notebook shows the formulas of a `<summary>`, too."""
        return super().block_html(FORMULA.sub(_in_line, html))


def _in_line(formula: re.Match[str]) -> str:
    return mathml(formula[1] or formula[2], "inline")


class _Exporter(HTMLExporter):
    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        attachments = context["cell"].get("attachments", {})
        renderer = _Renderer(escape=False, attachments=attachments)
        return str(MarkdownWithMath(renderer=renderer).render(source))


def page_of(notebook: nbformat.NotebookNode, title: str, language: str) -> str:
    """HTML that opens on any machine, whatever it can reach."""
    exporter = _Exporter(  # type: ignore[no-untyped-call]
        template_name="lab",
        template_file="notebook.html.jinja",
        extra_loaders=[FileSystemLoader(TEMPLATES)],
        language_code=language,
    )
    notebook = nbformat.from_dict({**notebook, "metadata": {**notebook.metadata, "title": title}})
    html, _ = exporter.from_notebook_node(notebook)
    return str(html)
