"""Which units is a notebook an answer to? What it defines decides; its metadata is a hint."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from course.model import Course


@dataclass(frozen=True)
class Asked:
    """The names that a unit asks for, those that its set-up cell gives, and that cell's source."""

    functions: tuple[str, ...]
    given: frozenset[str] = frozenset()
    setup: str = ""


Units = Mapping[str, Asked]


def units_of(course: Course) -> Units:
    """What each unit of a course asks for."""
    return {
        name: Asked(tuple(unit.functions), unit.given, unit.setup)
        for name, unit in course.units.items()
    }


def units_in(
    defined: Collection[str], hints: Sequence[object], units: Units, only: str | None = None
) -> list[str]:
    """The unit that most of the definitions belong to, then others that are there as well.

    Ties go to the unit that explains more of what is defined, then to the first of `hints` (what
    the metadata says, what the file's name says); hints alone decide where nothing is defined.
    Another unit is there if at least half of its functions are defined, leaving aside what the
    first one asks for or gives. With `only`, it is that unit or none.
    """
    hinted = [hint for hint in hints if isinstance(hint, str) and hint in units]
    if only is not None:
        mine = _count(defined, units[only].functions)
        elsewhere = any(_count(defined, asked.functions) for asked in units.values())
        return [only] if mine or not elsewhere else []
    ranks = {
        unit: (
            _count(defined, asked.functions),
            _count(defined, {*asked.functions, *asked.given}),
        )
        for unit, asked in units.items()
    }
    most = max(ranks.values(), default=(0, 0))
    if not most[0]:
        return hinted[:1]
    best = [unit for unit, rank in ranks.items() if rank == most]
    wanted = [hint for hint in hinted if hint in best]
    if len(best) > 1 and not wanted:
        return []
    first = (wanted or best)[0]
    rest = set(defined).difference(units[first].functions, units[first].given)
    others = [
        unit
        for unit, asked in units.items()
        if unit != first and 2 * _count(rest, asked.functions) >= len(asked.functions)
    ]
    return [first, *others]


def _count(defined: Collection[str], functions: Collection[str]) -> int:
    return len(set(defined).intersection(functions))
