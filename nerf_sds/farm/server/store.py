"""The farm's store: for each request it keeps a checkpoint, the result, and a note of every attempt.

The store is a folder that all nodes share, or any URL that fsspec supports. The people who run the nodes choose it. A
prop's place depends only on its request, so a later run of the same request continues it or finds it finished.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from ...jobs import job_folder, protocol
from ...jobs.protocol import Done
from ..order import VERSION, OrderedProp
from ..wire import FILES

MARK = "propsmith-store"
DONE = "done.json"  # written after all other files of a result
TITLES = ("prop", "attempt", "node", "process", "model", "first step", "last step", "seconds", "ended")


@dataclass(frozen=True)
class Note:
    """What is known of one attempt at a prop. `ended` stays empty if the process or the node died."""

    number: int  # from 1, counted over all runs
    run: str
    node: str
    process: int
    began: float  # seconds since 1970
    loaded: bool | None = None  # True if it loaded the diffusion model, False if the model was in memory
    dtype: str = ""  # of the diffusion model's weights
    first_step: int = 0  # the step it started from
    last_step: int = 0  # the step of its last checkpoint in the store
    seconds: float = 0.0  # duration of the attempt
    ended: str = ""  # the type of its last event


class Store:
    """The store at a folder or URL.

    Raises ValueError with one line if it cannot be used, OSError if it is out of reach.
    """

    def __init__(self, url: str) -> None:
        if not url:
            raise ValueError(
                "The farm has no store: set PROPSMITH_STORE where Ray is started, to a folder that all nodes share or "
                "a URL such as s3://bucket/propsmith"
            )
        try:
            self.files, self.folder = url_to_fs(url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise ValueError(f"The store {url} cannot be used: {error}") from error
        if "memory" in self.files.protocol:
            raise ValueError("The memory of one process is no store: set PROPSMITH_STORE to a folder or a URL")

    def make(self) -> None:
        """Creates the store's folder and marks it. Raises OSError if it cannot be written."""
        self.files.makedirs(self.folder, exist_ok=True)
        _write(self.files, f"{self.folder}/{MARK}", b"")

    def check(self, node: str) -> None:
        """Raises ValueError if `node` does not see the folder that `make` marked."""
        if not self.files.exists(f"{self.folder}/{MARK}"):
            raise ValueError(f"The node {node} does not see the store {self.folder}: have all nodes share it")

    def place(self, prop: OrderedProp) -> StoredJob:
        """Returns where the prop's files are kept. The request's device does not change the place."""
        told = f"{VERSION} {prop.scored} {protocol.encode(replace(prop.request, device='auto'))}"
        return StoredJob(self.files, f"{self.folder}/props/{sha256(told.encode()).hexdigest()[:40]}")


@dataclass(frozen=True)
class StoredJob:
    """The files that the store keeps of one prop."""

    files: AbstractFileSystem
    folder: str

    def done(self) -> Done | None:
        """Returns the last event of a finished prop, or None if the prop is not finished."""
        try:
            message = protocol.decode(self.read(DONE).decode("utf-8"))
        except FileNotFoundError:
            return None
        assert isinstance(message, Done)
        return message

    def read(self, name: str) -> bytes:
        """Returns the bytes of a file. Raises FileNotFoundError if there is none."""
        data = self.files.cat_file(f"{self.folder}/{name}")
        return data if isinstance(data, bytes) else data.encode()

    def write(self, name: str, data: bytes) -> None:
        """Writes the whole file, or leaves the old one unchanged if that fails."""
        _write(self.files, f"{self.folder}/{name}", data)

    def is_resumable(self) -> bool:
        """True if the store has a checkpoint of the prop."""
        return self.files.exists(f"{self.folder}/{job_folder.CHECKPOINT}")

    def bring_checkpoint(self, folder: Path) -> None:
        """Copies the checkpoint into a job folder. Does nothing if there is none."""
        try:
            (folder / job_folder.CHECKPOINT).write_bytes(self.read(job_folder.CHECKPOINT))
        except FileNotFoundError:
            return

    def keep_result(self, folder: Path, done: Done) -> None:
        """Stores all files of a finished job folder, and deletes the checkpoint."""
        for name in FILES:
            if (folder / name).is_file():
                self.write(name, (folder / name).read_bytes())
        self.write(DONE, protocol.encode(done).encode())
        self.files.rm_file(f"{self.folder}/{job_folder.CHECKPOINT}")

    def notes(self) -> list[Note]:
        """Returns the notes of all attempts so far, oldest first."""
        try:
            names = self.files.ls(f"{self.folder}/attempts", detail=False)
        except FileNotFoundError:
            return []
        read = (json.loads(self.files.cat_file(name)) for name in sorted(names) if name.endswith(".json"))
        known = {field.name for field in fields(Note)}
        return [Note(**{name: value for name, value in values.items() if name in known}) for values in read]

    def put_note(self, note: Note) -> None:
        """Writes a note in place of the one with the same number."""
        self.write(f"attempts/{note.number:06d}.json", json.dumps(asdict(note)).encode())


def table(notes: Sequence[tuple[str, Note]]) -> list[str]:
    """Formats (prop name, note) pairs as the lines of a table for people."""
    rows = [
        (
            name, str(note.number), note.node, str(note.process),
            {None: "", True: "read", False: "in memory"}[note.loaded],
            str(note.first_step), str(note.last_step), f"{note.seconds:.1f}", note.ended or "died",
        )
        for name, note in notes
    ]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(TITLES, *rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in (TITLES, *rows)]


def _write(files: AbstractFileSystem, path: str, data: bytes) -> None:
    beside = f"{path}.{secrets.token_hex(4)}.partial"
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
    try:
        files.pipe_file(beside, data)
        files.mv(beside, path)
    except BaseException:
        if files.exists(beside):
            files.rm_file(beside)
        raise
