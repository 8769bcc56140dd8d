"""The zygotes of a worker, and which of them a submission needs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from autograder.sandbox import Limits, SandboxLost, Zygote
from autograder.sandbox.zygote import Isolation
from autograder.submissions import Submission
from course.catalog import Unit

TORCH_NAMES = re.compile(r"\b(torch|F)\.")
"""The names under which a notebook's own set-up cell has PyTorch."""


class Zygotes:
    """One for each set of libraries, limits and data: started when needed, kept until `close`."""

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation
        self._running: dict[tuple[frozenset[str], Limits, Path | None], Zygote] = {}

    def of(self, unit: Unit, libraries: frozenset[str]) -> Zygote:
        limits = limits_of(unit)
        key = libraries, limits, unit.folder if unit.data else None
        if key not in self._running:
            self._running[key] = Zygote(libraries, self._isolation, limits, unit.data)
        return self._running[key]

    def clear(self, zygote: Zygote, *, is_lost: bool) -> None:
        """Ends what a submission left running; a zygote that is gone is forgotten."""
        try:
            if is_lost:
                raise SandboxLost
            zygote.kill_children()
        except SandboxLost:
            self._running = {k: z for k, z in self._running.items() if z is not zygote}
            zygote.close()

    def close(self) -> None:
        for zygote in self._running.values():
            zygote.close()


def libraries_of(unit: Unit, submission: Submission) -> frozenset[str]:
    """What is slow to import, used by a notebook and allowed in its unit: its zygote has that.

    matplotlib is always allowed: it answers nothing.
    """
    chunks = submission.chunks
    imported = {module for chunk in chunks for module in chunk.imports}
    imported |= {package for package in unit.more if re.search(rf"\b{package}\b", unit.setup)}
    found = imported.intersection({*unit.packages, "matplotlib"})
    if "torch" in unit.packages and (
        unit.preload == "torch"
        or "torch" in imported
        or any(TORCH_NAMES.search(chunk.source) for chunk in chunks)
    ):
        found |= {"torch"}
        if unit.preload == "torch":
            found |= {"torch.autograd"}
        if any("optim" in chunk.source for chunk in chunks):
            found |= {"torch.optim"}
    return frozenset(found - {"numpy"})


def limits_of(unit: Unit) -> Limits:
    """The sandbox limits that course.toml sets, the defaults for the others."""
    default = Limits()
    mebibytes = unit.limits.get("memory_mebibytes", default.memory_bytes / 2**20)
    return replace(
        default,
        call_seconds=unit.limits.get("call_seconds", default.call_seconds),
        load_seconds=unit.limits.get("load_seconds", default.load_seconds),
        submission_seconds=unit.limits.get("submission_seconds", default.submission_seconds),
        memory_bytes=int(mebibytes * 2**20),
    )
