"""The distributions students are promised, and where their modules lie on this machine."""

from __future__ import annotations

import importlib.metadata as metadata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ALWAYS = "numpy"
PROMISED = (ALWAYS, "torch", "matplotlib")
OURS = ("cloudpickle", "msgpack", "pyseccomp")


def closure(names: Iterable[str]) -> list[metadata.Distribution]:
    """These distributions and all they require here; what is not installed is left out."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = distribution
        for text in distribution.requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return list(found.values())


def modules(distributions: Iterable[metadata.Distribution]) -> dict[str, Path]:
    """Top-level modules, packages and library folders by name; no metadata."""
    found: dict[str, Path] = {}
    for distribution in distributions:
        files = distribution.files or ()
        names = {file.parts[0] for file in files if len(file.parts) > 1 or file.suffix != ".pth"}
        names |= set((distribution.read_text("top_level.txt") or "").split())
        for name in names:
            path = Path(str(distribution.locate_file(name)))
            if _is_code(name) and path.exists():
                found[name] = path.resolve()
    return found


def visible(preload: AbstractSet[str]) -> dict[str, Path]:
    """The modules that a zygote with the libraries of `preload` needs, and may show."""
    libraries = {name.partition(".")[0] for name in preload}
    return modules(closure([ALWAYS, *_distributions(libraries), *OURS]))


def _distributions(libraries: Iterable[str]) -> Iterator[str]:
    """The names under which libraries are installed: `sklearn` comes from scikit-learn."""
    for library in libraries:
        try:
            metadata.distribution(library)
            yield library
        except metadata.PackageNotFoundError:
            yield from metadata.packages_distributions().get(library, ())


def folders(distributions: Iterable[metadata.Distribution]) -> list[str]:
    """The folders these distributions are installed in, for a run without isolation."""
    return list(dict.fromkeys(str(distribution.locate_file("")) for distribution in distributions))


def _is_code(name: str) -> bool:
    return name not in ("..", "bin", "share", "__pycache__") and not name.endswith(
        (".dist-info", ".egg-info", ".pth")
    )
