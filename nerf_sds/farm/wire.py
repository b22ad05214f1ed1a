"""The messages of a running farm: lines of text in a Ray job's log or in a pipe. Standard library only.

Each message is one line: MARK and a JSON object. Other lines are ignored. Incoming messages are untrusted and checked:
a file's name must be one of FILES, and its size is limited.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from ..disk import strict_json
from ..jobs import exploration, job_folder, protocol
from ..jobs.batch import checked_name
from ..jobs.protocol import Command, Event

MARK = "propsmith "
FILES = (
    *job_folder.RESULT,
    "normal.png",
    "orm.png",
    job_folder.FIELD_VIEWS,
    job_folder.PREVIEW,
    exploration.SCORE,
)  # the only files that are sent
PART = 12_000  # bytes of a file in one line, at most: Ray's log delivers only short lines whole
LARGEST = 100_000_000  # bytes: the largest file


@dataclass(frozen=True)
class Told:
    """An event of a prop."""

    of: str
    event: Event


@dataclass(frozen=True)
class Part:
    """One part of a file of a prop. Parts come in order, all of them before the event that speaks of the file."""

    of: str
    file: str  # one of FILES
    part: int  # from 0
    parts: int
    data: bytes  # at most PART


@dataclass(frozen=True)
class Attempt:
    """Says that a task has started to work on a prop."""

    of: str
    number: int  # from 1
    node: str
    first_step: int  # more than 0 if it continues from a checkpoint


@dataclass(frozen=True)
class Refused:
    """Says that nothing of the order is made; one line says why and what to do."""

    reason: str


@dataclass(frozen=True)
class End:
    """Says that the run is over. No message follows."""


OfProp = Told | Part | Attempt
Line = OfProp | Refused | End


def encode(line: Line) -> str:
    """Returns the message as text without a line end. `decode` reverses it."""
    match line:
        case Told(of, event):
            values: dict[str, Any] = {"of": of, "event": json.loads(protocol.encode(event))}
        case Part():
            values = asdict(line) | {"data": base64.b64encode(line.data).decode()}
        case Attempt():
            values = {"of": line.of, "attempt": {name: value for name, value in asdict(line).items() if name != "of"}}
        case Refused(reason):
            values = {"refused": reason}
        case End():
            values = {"end": True}
    return MARK + json.dumps(values)


def decode(text: str) -> Line | None:
    """Parses a line. Returns None if it is not a message of ours.

    Raises ValueError if the line has our mark but is no valid message.
    """
    if not text.startswith(MARK):
        return None
    try:
        match strict_json.parse(text.removeprefix(MARK)):
            case {"end": True}:
                return End()
            case {"refused": str(reason)}:
                return Refused(reason)
            case {"of": str(of), "event": dict(event)}:
                return _told(checked_name(of), event)
            case {"of": str(of), "file": str(file), "part": int(part), "parts": int(parts), "data": str(data)}:
                return _part(checked_name(of), file, part, parts, data)
            case {"of": str(of), "attempt": {"number": int(number), "node": str(node), "first_step": int(first_step)}}:
                return Attempt(checked_name(of), number, node, first_step)
            case _:
                raise ValueError("it is of no known kind")
    except ValueError as error:
        raise ValueError(f"a line of the farm's cannot be read ({error}): {text[:60]!r}") from None


def parts_of(of: str, file: str, data: bytes) -> Iterator[Part]:
    """Yields the parts of a file. An empty file has one empty part."""
    count = max(1, -(-len(data) // PART))
    return (Part(of, file, number, count, data[number * PART : (number + 1) * PART]) for number in range(count))


@dataclass
class Arrivals:
    """Assembles files from their parts."""

    _parts: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)

    def add(self, part: Part) -> bytes | None:
        """Adds a part. Returns the whole file with its last part, else None.

        Part 0 starts the file again, because the task that sent the earlier parts has died. Raises ValueError if a part
        was lost.
        """
        key = (part.of, part.file)
        if part.part == 0:
            self._parts[key] = []
        there = self._parts.get(key)
        if there is None or part.part != len(there):
            raise ValueError(f"a part of {part.file} of {part.of} was lost")
        there.append(part.data)
        return b"".join(self._parts.pop(key)) if len(there) == part.parts else None


def _told(of: str, values: dict[str, Any]) -> Told:
    event = protocol.message(values)
    if isinstance(event, Command):
        raise ValueError("a command is no event")
    return Told(of, event)


def _part(of: str, file: str, part: int, parts: int, data: str) -> Part:
    if file not in FILES:
        raise ValueError(f"no file {file!r:.40} is expected")
    if not 0 <= part < parts <= LARGEST // PART:
        raise ValueError(f"part {part} of {parts}")
    piece = base64.b64decode(data, validate=True)
    if len(piece) > PART:
        raise ValueError(f"a part of {len(piece)} bytes")
    return Part(of, file, part, parts, piece)
