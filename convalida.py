"""Where the command starts: under a name that no other distribution owns.

Others are imported as `autograder` or `course` too. Where one of theirs comes first on the path, or
pip has written its files over ours, the command says so instead of running it.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = {
    "course": "course/__init__.py",
    "autograder": "autograder/__init__.py",
    "autograder.cli": "autograder/cli/__init__.py",
}
"""What is imported first, and the file beside this one that it must be; each names convalida."""

SENTENCES = {
    "en": "convalida: the package `{name}` that Python finds is not ours: {found}. Take it off "
    "PYTHONPATH, or install convalida again, in a virtual environment of its own",
    "es": "convalida: el paquete `{name}` que encuentra Python no es el nuestro: {found}. Quítalo "
    "de PYTHONPATH o vuelve a instalar convalida en un entorno virtual propio",
}
"""Not in the catalogues, which are read by packages that may be somebody else's."""

WRONG_USAGE = 2


def main() -> None:
    """Until the command is ready to say how to go on, Ctrl-C ends it without a word."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    for name, file in OURS.items():
        found = _found(name)
        if found != HERE / file or b"convalida" not in (HERE / file).read_bytes():
            print(SENTENCES[_language()].format(name=name, found=found), file=sys.stderr)
            sys.exit(WRONG_USAGE)
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", os.devnull)  # or it leaves a folder here
    from autograder import cli

    signal.signal(signal.SIGINT, before)
    cli.main(prog_name="convalida")


def _found(name: str) -> Path | None:
    """The file, or the folder without one, that `import name` would read."""
    spec = find_spec(name)
    if spec is None:
        return None
    return Path(spec.origin or next(iter(spec.submodule_search_locations or ()))).resolve()


def _language() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, map(os.environ.get, names)), "")
    return "es" if locale.lower().startswith("es") else "en"


if __name__ == "__main__":
    main()
