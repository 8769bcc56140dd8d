"""The pages of reference that are made from the code: a hook of the docs' generator.

`python scripts/docs_reference.py commands` writes the page of commands in the language of the
locale: what a command says of itself is known when it is imported.
"""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OTHER_LANGUAGE = re.compile(
    r"^\*(?:En español|In English): \[.*?\]\(.*?\)\.(?:\*$| )", re.MULTILINE
)

HEADS = {
    "en": """# Commands

What each command says of itself with `-h`. Exit codes: 0 all done; 1 finished, and something
needs a person, each named; 2 wrong usage, or it is not certain who handed in what; 3 the
isolation is not there, and nothing was graded. A shell completes commands, units and paths after
`eval "$(_CONVALIDA_COMPLETE=bash_source convalida)"` (`zsh_source`; for fish
`_CONVALIDA_COMPLETE=fish_source convalida | source`).
""",
    "es": """# Órdenes

Lo que cada orden dice de sí misma con `-h`. Códigos de salida: 0, todo hecho; 1, terminado, y
algo necesita a una persona, con su nombre; 2, uso incorrecto, o no es seguro quién entregó qué;
3, no hay aislamiento y no se corrigió nada. El intérprete de órdenes completa órdenes, unidades y
rutas tras `eval "$(_CONVALIDA_COMPLETE=bash_source convalida)"` (`zsh_source`; en fish,
`_CONVALIDA_COMPLETE=fish_source convalida | source`).
""",
}
"""How the page of commands begins."""


def on_config(config: Any) -> Any:
    """Writes the pages among those of the folder, before it is read; git does not keep them."""
    pages = {"commands.md": "commands", "commands.es.md": "commands", "checking.md": "names"}
    for name, what in pages.items():
        locale = "es_ES.UTF-8" if ".es." in name else "C.UTF-8"
        made = subprocess.run(
            [sys.executable, __file__, what],
            env={**os.environ, "LC_ALL": locale, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        path = Path(config["docs_dir"], "reference", name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Without the line that leads to the other language: the site has a switch for that."""
    return OTHER_LANGUAGE.sub(lambda m: "" if m[0].endswith("*") else "*", markdown, count=1)


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as `--help` says them."""
    import click

    from autograder.cli import main
    from autograder.cli.options import t

    yield HEADS[t.language]
    for name, command in main.commands.items():
        context = click.Context(command, info_name=f"convalida {name}", color=False)
        yield f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"


def names() -> Iterator[str]:
    """What `from autograder.checking import …` gives, with what each says of itself."""
    from autograder import checking

    yield "# For authors of checks\n\nWhat `from autograder.checking import …` offers.\n"
    for name in checking.__all__:
        thing = getattr(checking, name)
        if inspect.ismodule(thing):
            yield f"## `{name}`\n\n{inspect.getdoc(thing)}\n"
            for part, each in sorted(vars(thing).items()):
                is_own = getattr(each, "__module__", "") == thing.__name__
                if is_own and not part.startswith("_") and callable(each):
                    yield from _entry(f"{name}.{part}", each, 3)
        else:
            yield from _entry(name, thing, 2)


def _entry(name: str, thing: Any, level: int) -> Iterator[str]:
    yield f"{'#' * level} `{name}`\n\n```python\n{name}{inspect.signature(thing)}\n```\n"
    yield f"{inspect.getdoc(thing) or ''}\n"


if __name__ == "__main__":
    sys.stdout.write("\n".join(commands() if sys.argv[1:] == ["commands"] else names()))
