"""Texts in several languages: Jinja blocks of Markdown, and gettext catalogues."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError

Blocks = Mapping[str, str]
"""Name of a block -> its text, rendered, without the blank lines around it."""


def environment(*folders: Path) -> Environment:
    """Jinja with delimiters that leave LaTeX alone: `<< >>`, `<% %>`, `<# #>`.

    A template is that of the first folder that has it.
    """
    return Environment(
        loader=FileSystemLoader(folders),
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


class BrokenTemplate(ValueError):
    """Why a text is no template, in one line, and the number of its line, where there is one."""

    def __init__(self, error: Exception, line: int | None = None) -> None:
        super().__init__(" ".join(str(error).split()))
        self.line = line


@cache
def read_blocks(path: Path) -> Blocks:
    """The blocks of a Markdown file.

    Raises FileNotFoundError if there is no such file; BrokenTemplate if it is not a template.
    """
    source = path.read_bytes()
    try:
        template: Template = environment(path.parent).from_string(source.decode())
    except TemplateSyntaxError as error:
        raise BrokenTemplate(error, error.lineno) from error
    except UnicodeDecodeError as error:
        raise BrokenTemplate(error) from error
    try:
        context = template.new_context({})
        return {
            name: "".join(render(context)).strip("\n") for name, render in template.blocks.items()
        }
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        compiled = [frame.lineno or 0 for frame in frames if frame.filename == "<template>"]
        line = template.get_corresponding_lineno(compiled[-1]) if compiled else None
        raise BrokenTemplate(error, line) from error


LOCALE = Path(__file__).resolve().parent / "locale"
"""Our own catalogues of what a course says, which stand behind those of a course."""

TEMPLATES = LOCALE.with_name("templates")
"""The same for templates."""


@dataclass(frozen=True)
class Message:
    """What is said to people, as data: an id of the catalogues, and what fills its placeholders.

    `args` holds JSON values only; the sentence is made when somebody reads it.
    """

    id: str
    args: Mapping[str, Any] = field(default_factory=dict)


class Translation:
    """The sentences of one language: `t("wrong_shape", expected=(2, 3))`, `t(message)`.

    Asking for a sentence never fails. The catalogue of the first folder that has it counts, then
    those of English in the same order; in the end it is the id. `gaps` says, by message id, what
    the language lacks or has with a placeholder that nobody fills; a file that is missing or no
    catalogue is there by its name.
    """

    def __init__(self, language: str, *folders: Path) -> None:
        self.language = language
        self.path = folders[0] / f"{language}.po"
        self.gaps: dict[str, Message] = {}
        self._own = [self._read(folder / f"{language}.po") for folder in dict.fromkeys(folders)]
        self._english = [self._read(folder / "en.po") for folder in dict.fromkeys(folders)]

    def together(self, names: Sequence[str]) -> str:
        """All of them in a sentence: `a`, `a and b`, `a, b and c`."""
        *others, last = names
        return self("and", others=others, last=last) if others else last

    def __call__(self, message: str | Message, /, **args: Any) -> str:
        """A list is shown with commas; `reason` is a word of ours, reason_<word> there."""
        if isinstance(message, Message):
            return self(message.id, **message.args)
        shown = {k: ", ".join(map(str, v)) if isinstance(v, list) else v for k, v in args.items()}
        if "reason" in args:
            shown["reason"] = self(f"reason_{args['reason']}")
        said = self._filled(self._own, message, shown)
        if said is None:
            if any(self._own):
                self.gaps.setdefault(message, Message("message_missing", {"name": message}))
            else:
                self.gaps[self.path.name] = Message("file_missing")
            said = self._filled(self._english, message, shown)
        return message if said is None else said

    def _filled(
        self, catalogues: Sequence[Mapping[str, str]], message: str, args: Mapping[str, Any]
    ) -> str | None:
        """The first that can be filled with `args`; those that cannot are gaps."""
        for catalogue in catalogues:
            if message not in catalogue:
                continue
            try:
                return catalogue[message].format(**args)
            except (LookupError, ValueError, AttributeError) as error:
                self.gaps[message] = Message("placeholder_unknown", {"name": str(error.args[0])})
        return None

    def _read(self, path: Path) -> Mapping[str, str]:
        catalogue, cause = _read(path)
        if cause:
            self.gaps[path.name] = Message("cannot_be_read", {"cause": cause})
        return catalogue


def read_catalogue(path: Path) -> Mapping[str, str]:
    """Id -> sentence; empty if there is no such file. Raises ValueError, which says why."""
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem, abort_invalid=True)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, PoFileError, UnknownLocaleError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string}


@cache
def _read(path: Path) -> tuple[Mapping[str, str], str]:
    """The catalogue, and why it cannot be read."""
    try:
        return read_catalogue(path), ""
    except ValueError as error:
        return {}, str(error)
