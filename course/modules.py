"""The Python modules of courses. Each course has its own `solutions`, `exercises` and pictures.

Their names are the same in every course, so `sys.modules` holds those of the course that was used
last, and those of the others wait here. Nothing is added to `sys.path`.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from course.files import CatalogError, errors_about

OWN = ("solutions", "exercises", "course.units", "course.golden")
"""Packages of which every course has its own."""


class _Modules(MetaPathFinder):
    """Finds `solutions` in the course that is used; the import system finds what is below it."""

    def __init__(self) -> None:
        self._root: Path | None = None
        self._waiting: dict[Path | None, dict[str, ModuleType]] = {}

    def use(self, root: Path) -> None:
        if self not in sys.meta_path:
            sys.meta_path.insert(0, self)
        if root != self._root:
            names = [name for name in sys.modules if f"{name}.".startswith(_PREFIXES)]
            self._waiting[self._root] = {name: sys.modules.pop(name) for name in names}
            sys.modules.update(self._waiting.pop(root, {}))
            self._root = root

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == "solutions" and self._root is not None:
            return PathFinder.find_spec(name, [str(self._root)])
        return None


_PREFIXES = tuple(f"{package}." for package in OWN)
_MODULES = _Modules()


def use_course(root: Path) -> None:
    """From here on, `import solutions` and the like are about the course under `root`.

    An import inside a function is about the course that is used when the function is called.
    """
    _MODULES.use(root.resolve())


def load_module(root: Path, path: Path) -> ModuleType:
    """The module at `path` of the course under `root`, executed once. Raises CatalogError."""
    use_course(root)
    name = ".".join(path.relative_to(root).with_suffix("").parts)
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise CatalogError(path, "not_python")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        with errors_about(path):
            spec.loader.exec_module(module)
    except CatalogError:
        del sys.modules[name]
        raise
    return module
