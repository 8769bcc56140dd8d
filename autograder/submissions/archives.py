"""What zip archives hold, read member by member and never extracted."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.results import Message
from autograder.submissions.encodings import names_of
from autograder.submissions.folders import MAX_DEPTH, cannot_open, printable, skipped_below
from autograder.submissions.models import Unreadable
from autograder.submissions.names import shortened
from autograder.submissions.platforms.gradescope import METADATA
from autograder.submissions.zips import ZIP_ERRORS, bad_archive, content, open_zip, refusal, seconds

MAX_MEMBERS = 200_000
MAX_NESTED_MEMBERS = 20_000
MAX_NAME = 255
MAX_NESTED_BYTES = 64 << 20
MAX_NESTED_TOTAL = 1 << 30
MAX_METADATA_BYTES = 32 << 20


@dataclass(frozen=True)
class Member:
    """A file in an archive: its names from the top, as people read them, and how to get at it.

    `inside` is what `read_member` takes; a member with a `problem` cannot be read. `handed_in` is
    the place in `parts` of the outermost archive inside this one that holds the member, and
    `received` is that archive's own time.
    """

    parts: tuple[str, ...]
    inside: tuple[str, ...]
    size: int
    modified: float
    problem: Message | None = None
    handed_in: int | None = None
    received: float | None = None


@dataclass(frozen=True)
class Listing:
    """What an archive holds, archives inside it included, and what of it needs a person.

    `metadata` is the text of Gradescope's own list, empty where there is none.
    """

    members: tuple[Member, ...] = ()
    messages: tuple[Message, ...] = ()
    metadata: bytes = b""

    def to_json(self) -> bytes:
        return json.dumps({**asdict(self), "metadata": self.metadata.decode("latin-1")}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Listing:
        """Raises ValueError if the bytes are not a listing."""
        try:
            raw = json.loads(data)
            members = tuple(map(_member, raw["members"]))
            messages = tuple(Message(**message) for message in raw["messages"])
            return cls(members, messages, raw["metadata"].encode("latin-1"))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a listing: {error}") from error


def _member(raw: dict[str, Any]) -> Member:
    problem = Message(**raw["problem"]) if raw["problem"] else None
    parts, inside = tuple(map(str, raw["parts"])), tuple(map(str, raw["inside"]))
    return Member(**{**raw, "parts": parts, "inside": inside, "problem": problem})


def list_members(path: Path) -> Listing:
    """Names, sizes and dates of what the archive at `path` holds; no member is unpacked to disk.

    Never raises for what the archive is: `messages` say what is wrong with it.
    """
    origin = printable(path)
    try:
        with open_zip(path) as archive:
            walk = _Walk(path)
            problem = walk.add(archive, (), ())
            walk.messages += [problem] if problem else []
            return Listing(tuple(walk.members), tuple(walk.messages), _metadata(archive))
    except Unreadable as error:
        return Listing(messages=(error.message,))
    except (OSError, *ZIP_ERRORS) as error:
        return Listing(messages=(bad_archive(origin, error),))


class _Walk:
    """One pass over an archive and the archives inside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.members: list[Member] = []
        self.messages: list[Message] = []
        self._nested_bytes = 0
        self._handed_in = 0
        self._received = 0.0

    def add(
        self, archive: zipfile.ZipFile, above: tuple[str, ...], chain: tuple[str, ...]
    ) -> Message | None:
        """Adds the members; the message says why an archive was not read to its end."""
        infos = list({info.filename: info for info in archive.infolist()}.values())
        named = [
            (info, name, tuple(p[:MAX_NAME] for p in name.split("/") if p not in ("", ".")))
            for info, name in zip(infos, names_of(infos), strict=True)
        ]
        skipped = skipped_below([parts for _, _, parts in named])
        kept = [each for each in named if each[2] and not skipped(each[2])]
        kept.sort(key=lambda each: (len(each[2]), each[2]))
        limit = MAX_NESTED_MEMBERS if chain else MAX_MEMBERS
        for info, name, parts in kept[:limit]:
            self._add_one(archive, info, name, (*above, *parts), (*chain, info.filename))
        if len(kept) > limit:
            args = {"path": self._origin(above), "limit": limit}
            return Message("archive_too_many_members", args)
        return None

    def _add_one(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        name: str,
        parts: tuple[str, ...],
        inside: tuple[str, ...],
    ) -> None:
        problem = None
        if refused := refusal(info, name):
            args = {"path": self._origin(parts[:-1]), "member": shortened(name), "reason": refused}
            problem = Message("unsafe_member", args)
            if refused in ("absolute", "traversal"):
                self.messages.append(problem)  # such a name names nobody
                return
        elif len(parts) > MAX_DEPTH:
            parts = parts[:MAX_DEPTH]
            problem = Message("folder_too_deep", {"path": self._origin(parts[:1])})
        elif name.endswith("/"):
            parts = (*parts, "")
        elif name.lower().endswith(".zip"):
            before = len(self.members)
            problem = self._add_nested(archive, info, parts, inside)
            if len(self.members) > before:
                self.messages += [problem] if problem else []
                return
        told = (self._handed_in, self._received) if len(inside) > 1 else (None, None)
        self.members.append(Member(parts, inside, info.file_size, seconds(info), problem, *told))

    def _add_nested(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        parts: tuple[str, ...],
        inside: tuple[str, ...],
    ) -> Message | None:
        """Adds what the archive inside holds; the message says why not all of it."""
        origin = self._origin(parts)
        if len(inside) > 1:
            return Message("nested_too_deep", {"path": origin})
        self._handed_in, self._received = len(parts) - 1, seconds(info)
        self._nested_bytes += info.file_size
        if info.file_size > MAX_NESTED_BYTES or self._nested_bytes > MAX_NESTED_TOTAL:
            args = {"path": origin, "limit_mib": MAX_NESTED_BYTES >> 20}
            return Message("archive_too_large", args)
        try:
            with open_zip(self.path, content(archive, info)) as inner:
                return self.add(inner, parts, inside)
        except (OSError, *ZIP_ERRORS) as error:
            return bad_archive(origin, error)

    def _origin(self, parts: tuple[str, ...]) -> str:
        return "!".join([printable(self.path), *([shortened("/".join(parts))] if parts else [])])


def _metadata(archive: zipfile.ZipFile) -> bytes:
    """Gradescope's list of who handed in what, at the top or in the only folder there."""
    own = [i for i in archive.infolist() if i.filename.rpartition("/")[2] == METADATA]
    own = [i for i in own if i.filename.count("/") <= 1 and i.file_size <= MAX_METADATA_BYTES]
    return content(archive, own[0]) if len(own) == 1 and not refusal(own[0], "") else b""


def read_member(path: Path, inside: tuple[str, ...], limit: int) -> bytes:
    """The bytes of the member at the end of the chain `inside`; raises Unreadable."""
    data: bytes | None = None
    try:
        for depth, name in enumerate(inside):
            most = limit if depth == len(inside) - 1 else MAX_NESTED_BYTES
            with open_zip(path, data) as archive:
                info = archive.getinfo(name)
                if info.file_size > most:
                    raise Unreadable(Message("too_large", {"limit_mib": most >> 20}))
                data = content(archive, info)
    except (KeyError, *ZIP_ERRORS) as error:
        raise Unreadable(bad_archive(printable(path), error)) from error
    except OSError as error:
        raise Unreadable(cannot_open(path, error)) from error
    return data or b""
