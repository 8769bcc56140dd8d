"""`deadlines.toml`: when each unit is due, for whom later, and what handing in late takes."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from autograder.results.layers import Lateness
from autograder.results.record import Record
from autograder.submissions.words import plain
from course.files import CatalogError, check_keys, names_of
from course.problems import at

FILE = "deadlines.toml"
DAY = timedelta(days=1)


class DeadlinesError(CatalogError):
    """A deadlines.toml that says nothing certain: which key, and what to do."""

    exit_code = 2


@dataclass(frozen=True)
class Rule:
    """Percent of what was earned for each begun day after the deadline; None of it by default."""

    percent_a_day: float = 0.0
    grace: timedelta = timedelta(0)
    cap_percent: float = 100.0


@dataclass(frozen=True)
class Extension:
    """Another deadline, or so many days more, for people or groups, in some units or all."""

    place: str
    people: tuple[str, ...]
    groups: tuple[str, ...]
    units: tuple[str, ...]
    due: datetime | None
    days: float
    reason: str

    def is_for(self, record: Record) -> bool:
        if self.units and record.unit not in self.units:
            return False
        names = {plain(text) for text in (record.student, record.id, record.email) if text}
        group = plain(record.group) if record.group else None
        return bool(names & set(map(plain, self.people))) or group in set(map(plain, self.groups))


@dataclass(frozen=True)
class Deadlines:
    """When units are due; without a file nothing is."""

    due: Mapping[str, datetime]
    extensions: tuple[Extension, ...] = ()
    rule: Rule = Rule()

    def of(self, record: Record) -> tuple[datetime, Extension | None] | None:
        """The latest that holds for somebody, and by which extension."""
        due = self.due.get(record.unit)
        if due is None:
            return None
        later = [
            (each.due or due + timedelta(days=each.days), each)
            for each in self.extensions
            if each.is_for(record)
        ]
        latest = max(later, key=lambda one: one[0], default=(due, None))
        return latest if latest[0] > due else (due, None)

    def are_over(self, unit: str, now: datetime) -> bool:
        """Is a unit due for nobody any more, extensions and grace included? No, without a date."""
        due = self.due.get(unit)
        if due is None:
            return False
        extensions = (one for one in self.extensions if not one.units or unit in one.units)
        later = (each.due or due + timedelta(days=each.days) for each in extensions)
        return now > max([due, *later]) + self.rule.grace

    def lateness(self, record: Record, earned: float, decimals: int) -> Lateness | None:
        """None where there is no deadline, or nobody knows when the work was handed in."""
        found = self.of(record)
        if found is None or record.handed_in is None:
            return None
        due, extension = found
        after = datetime.fromisoformat(record.handed_in) - due
        days = math.ceil(after / DAY) if after > self.rule.grace else 0
        percent = min(days * self.rule.percent_a_day, self.rule.cap_percent)
        return Lateness(
            due=due.isoformat(),
            days=days,
            percent=percent,
            points=round(max(earned, 0.0) * percent / 100, decimals),
            extension=extension.reason if extension else None,
        )


def read_deadlines(folder: Path, units: Sequence[str]) -> Deadlines:
    """The deadlines of a results folder; raises DeadlinesError."""
    path = folder / FILE
    if not path.exists():
        return Deadlines({})
    try:
        return _read(path, units)
    except DeadlinesError:
        raise
    except CatalogError as error:
        raise DeadlinesError(*error.args) from None


def _read(path: Path, units: Sequence[str]) -> Deadlines:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DeadlinesError(path, "not_toml", {"cause": str(error)}) from None
    check_keys(path, "", raw, required={"units"}, optional={"zone", "late", "extensions"})
    zone = _zone(path, raw.get("zone"))
    due = {}
    check_keys(path, "units", raw["units"], optional=set(units))
    for unit, table in raw["units"].items():
        check_keys(path, f"units.{unit}", table, required={"due"})
        due[unit] = _time(path, f"units.{unit}.due", table["due"], zone)
    tables = raw.get("extensions", [])
    if not isinstance(tables, list):
        raise DeadlinesError(at(path, "extensions"), "extension_tables_wanted")
    extensions = [_extension(path, i, table, units, zone) for i, table in enumerate(tables)]
    return Deadlines(due, tuple(extensions), _rule(path, raw.get("late", {})))


def _rule(path: Path, table: Any) -> Rule:
    known = {"percent_a_day", "grace_minutes", "cap_percent"}
    check_keys(path, "late", table, optional=known)
    numbers = {name: _number(path, f"late.{name}", table[name]) for name in table}
    return Rule(
        numbers.get("percent_a_day", 0.0),
        timedelta(minutes=numbers.get("grace_minutes", 0.0)),
        min(numbers.get("cap_percent", 100.0), 100.0),
    )


def _extension(
    path: Path, i: int, table: Any, units: Sequence[str], zone: tzinfo | None
) -> Extension:
    where = f"extensions[{i}]"
    known = {"people", "groups", "units", "due", "days"}
    check_keys(path, where, table, required={"because"}, optional=known)
    if ("due" in table) == ("days" in table):
        raise DeadlinesError(at(path, where), "extension_due_or_days")
    people, groups, meant = (
        names_of(path, f"{where}.{name}", table.get(name, []))
        for name in ("people", "groups", "units")
    )
    if not people and not groups:
        raise DeadlinesError(at(path, where), "extension_for_nobody")
    if unknown := set(meant) - set(units):
        args = {"name": min(unknown), "known": list(units)}
        raise DeadlinesError(at(path, f"{where}.units"), "unknown_unit_asked", args)
    due = _time(path, f"{where}.due", table["due"], zone) if "due" in table else None
    days = _number(path, f"{where}.days", table["days"]) if "days" in table else 0.0
    reason = str(table["because"])
    return Extension(at(path, where), people, groups, meant, due, days, reason)


def _number(path: Path, where: str, value: object) -> float:
    """0 or more; a percentage, minutes or days."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise DeadlinesError(at(path, where), "number_or_zero_wanted")
    return float(value)


def _zone(path: Path, name: object) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(str(name))
    except (OSError, ValueError, LookupError):
        raise DeadlinesError(at(path, "zone"), "zone_unknown", {"zone": str(name)}) from None


def _time(path: Path, where: str, value: object, zone: tzinfo | None) -> datetime:
    """A time with a zone: its own, or that of the file."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
        except ValueError:
            raise DeadlinesError(at(path, where), "time_wanted", {"value": value}) from None
    if not isinstance(value, datetime):
        args = {"value": value.isoformat() if isinstance(value, date) else str(value)}
        raise DeadlinesError(at(path, where), "time_wanted", args)
    if value.tzinfo is None:
        if zone is None:
            args = {"value": value.isoformat()}
            raise DeadlinesError(at(path, where), "zone_missing", args)
        return value.replace(tzinfo=zone)
    return value
