"""Imports without files: what a child may import lies in memory before the first fork.

A child looks up no path, because what one child has looked up (a name, a folder, a page of a
file) the next finds cached, and can tell by the time it takes.
"""

from __future__ import annotations

import _ctypes
import ctypes
import importlib.abc
import importlib.machinery as machinery
import importlib.util
import marshal
import mmap
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from types import CodeType, ModuleType

import numpy as np

from .limits import libc

SUFFIXES = tuple(s for s in machinery.EXTENSION_SUFFIXES if s != ".so")  # a plain library's
HEADER, CHECKED = 16, 0b11
LEFT_OUT = re.compile(
    "_?(test|xx|tkinter|curses|ssl|hashlib|sqlite3|g?dbm|codecs_|crypt|uuid|lzma|bz2)"
    "|.*_tests|_simd|audioop|grp|nis|ossaudiodev|readline|spwd|syslog"
)
"""Extension modules that are no use here: each costs every fork a little."""


@dataclass(frozen=True)
class Book:
    """A module: where it came from, its folder if it is a package, its bytes on the shelf."""

    path: str
    folder: str | None
    start: int
    end: int


class Shelf(importlib.abc.MetaPathFinder):
    """Finds the standard library and `promised` packages as they were when it was filled."""

    def __init__(self, promised: Iterable[str]) -> None:
        names = {*(name.partition(".")[0] for name in promised), *sys.stdlib_module_names}
        self.books: dict[str, Book] = {}
        descriptor = os.memfd_create("shelf")
        with os.fdopen(descriptor, "wb") as file:
            for folder in sys.path:
                for name, path, inside in _modules(folder, "", names):
                    data = None if name in self.books else _content(path)
                    if data is not None:
                        start = file.tell()
                        file.write(data)
                        self.books[name] = Book(path, inside, start, file.tell())
            file.flush()
            self.memory = mmap.mmap(
                descriptor, file.tell(), flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ
            )
        self.address = np.frombuffer(self.memory, np.uint8).ctypes.data

    def stand(self) -> None:
        """From here on, modules come from the shelf and never from a folder."""
        place = sys.meta_path.index(machinery.PathFinder)
        sys.meta_path[place] = self
        sys.path_importer_cache.clear()

    def forget(self, name: str) -> None:
        """Take a module away for good: in this process, its bytes are gone."""
        book = self.books.pop(name, None)
        if book is not None:
            first = book.start // mmap.PAGESIZE * mmap.PAGESIZE
            start = ctypes.c_void_p(self.address + first)
            libc.mprotect(start, book.end - first, mmap.PROT_READ | mmap.PROT_WRITE)
            ctypes.memset(self.address + book.start, 0, book.end - book.start)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> machinery.ModuleSpec | None:
        book = self.books.get(name)
        if book is None:
            return None
        inside = None if book.folder is None else [book.folder]
        if not book.path:
            spec = machinery.ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = inside
            return spec
        if _is_extension(book.path):
            loader: importlib.abc.Loader = machinery.ExtensionFileLoader(name, book.path)
        else:
            loader = _Loader(name, book.path, self.memory[book.start : book.end])
        return importlib.util.spec_from_file_location(
            name, book.path, loader=loader, submodule_search_locations=inside
        )


class _Loader(machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, data: bytes) -> None:
        super().__init__(name, path)
        self.data = data

    def get_code(self, name: str) -> CodeType:
        if self.data.startswith(importlib.util.MAGIC_NUMBER):
            code: CodeType = marshal.loads(self.data[HEADER:])
            return code
        return self.source_to_code(self.data, self.path)


def _modules(
    folder: str, prefix: str, names: AbstractSet[str] | None = None
) -> Iterator[tuple[str, str, str | None]]:
    """Name, file and folder (of a package) of each module below a folder, or of some in it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        stem = entry.name.partition(".")[0]
        name = prefix + stem
        if names is not None and stem not in names and not stem.startswith("_sysconfigdata"):
            continue
        if entry.is_dir():
            if entry.name.isidentifier() and entry.name not in ("__pycache__", "tests"):
                first = os.path.join(entry.path, "__init__.py")
                yield name, first if os.path.exists(first) else "", entry.path
                yield from _modules(entry.path, f"{name}.")
        elif _is_module(entry.name):
            yield name, entry.path, None


def _is_module(file: str) -> bool:
    if _is_extension(file):
        return not LEFT_OUT.match(file)
    return file.endswith(".py") and file != "__init__.py"


def _is_extension(path: str) -> bool:
    return path.endswith(SUFFIXES)


def _content(path: str) -> bytes | None:
    """A module's compiled file if that is its own, or else its source; None without either.

    An extension is loaded, so that importing it later opens nothing.
    """
    if not path:
        return b""
    with suppress(OSError):
        if _is_extension(path):
            _ctypes.dlopen(path, sys.getdlopenflags())
            return b""
        compiled = importlib.util.cache_from_source(path)
        if os.path.exists(compiled):
            data = _read(compiled)
            if data.startswith(importlib.util.MAGIC_NUMBER) and _is_valid(data[4:HEADER], path):
                return data
        return _read(path)
    return None


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _is_valid(header: bytes, path: str) -> bool:
    flags, date, size = (int.from_bytes(header[i : i + 4], "little") for i in (0, 4, 8))
    if flags:
        return flags & CHECKED != CHECKED
    status = os.stat(path)
    return date == int(status.st_mtime) & 0xFFFFFFFF and size == status.st_size & 0xFFFFFFFF
