"""Texts in several languages: Jinja blocks of Markdown, and gettext catalogues."""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

Blocks = Mapping[str, str]
"""Name of a block -> its text, rendered, without the blank lines around it."""


def environment(folder: Path) -> Environment:
    """Jinja with delimiters that leave LaTeX alone: `<< >>`, `<% %>`, `<# #>`."""
    return Environment(
        loader=FileSystemLoader(folder),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def read_blocks(path: Path) -> Blocks:
    """The blocks of a Markdown file.

    Raises FileNotFoundError if there is no such file; ValueError, which says why in one line, if it
    is not a template.
    """
    source = path.read_bytes()
    try:
        template: Template = environment(path.parent).from_string(source.decode())
        context = template.new_context({})
        return {
            name: "".join(render(context)).strip("\n") for name, render in template.blocks.items()
        }
    except Exception as error:
        raise ValueError(" ".join(str(error).split())) from error


class NoMessage(KeyError):
    """A catalogue has no message of this id."""


class Translation:
    """The sentences of one language, by message id: `t("wrong_shape", expected=(2, 3))`."""

    def __init__(self, locale: Path, language: str) -> None:
        self.language = language
        self._catalogue = _compile(locale / f"{language}.po")

    def __call__(self, message_id: str, /, **args: Any) -> str:
        """A list is shown with commas; `reason` is a word of ours, reason_<word> in the catalogue.

        Raises NoMessage if the catalogue has no such message, KeyError if a placeholder is not
        given.
        """
        shown = {k: ", ".join(map(str, v)) if isinstance(v, list) else v for k, v in args.items()}
        if "reason" in args:
            shown["reason"] = self._catalogue.gettext(f"reason_{args['reason']}")
        return self._catalogue.gettext(message_id).format(**shown)


class Unknown(gettext.NullTranslations):
    """What is asked when a catalogue has no such message."""

    def gettext(self, message: str) -> str:
        raise NoMessage(message)


@cache
def _compile(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(Unknown())
    return translations
