"""Texts in several languages: Jinja blocks of Markdown, and gettext catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po
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


LOCALE = Path(__file__).resolve().parent / "locale"
"""Our own catalogues, which stand behind those of a course."""


class Translation:
    """The sentences of one language, by message id: `t("wrong_shape", expected=(2, 3))`.

    Asking for a sentence never fails. What a course's catalogue does not have comes from ours,
    then from ours in English, and is the id in the end. `gaps` has the ids of sentences that the
    language lacks, and of those with a placeholder that nobody fills.
    """

    def __init__(self, locale: Path, language: str) -> None:
        self.language = language
        self.gaps: dict[str, tuple[str, str]] = {}
        self._own = [_read(folder / f"{language}.po") for folder in dict.fromkeys((locale, LOCALE))]

    def __call__(self, message_id: str, /, **args: Any) -> str:
        """A list is shown with commas; `reason` is a word of ours, reason_<word> there."""
        shown = {k: ", ".join(map(str, v)) if isinstance(v, list) else v for k, v in args.items()}
        if "reason" in args:
            shown["reason"] = self(f"reason_{args['reason']}")
        for catalogue in (*self._own, _read(LOCALE / "en.po")):
            if message_id in catalogue:
                try:
                    return catalogue[message_id].format(**shown)
                except (LookupError, ValueError, AttributeError) as error:
                    self.gaps[message_id] = ("placeholder_unknown", str(error.args[0]))
            elif catalogue is self._own[-1]:
                self.gaps.setdefault(message_id, ("message_missing", message_id))
        return message_id


@cache
def _read(path: Path) -> Mapping[str, str]:
    """Id -> sentence; empty if there is no catalogue there that can be read."""
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
    except (OSError, ValueError, PoFileError, UnknownLocaleError):
        return {}
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string}
