"""Files that never lie half written under their name, and locks that die with their holder. Standard library only."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # a folder may come from a stranger: its links lead nowhere
MOMENT = 0.02  # seconds: far longer than `is_held` takes to look
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class Busy(Exception):
    """Another process holds the lock."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lends a name beside `path`, of the same suffix; what the block wrote takes `path`'s place if it ends well."""
    beside = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.partial{path.suffix}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Writes the whole file or leaves what was there."""
    with replacing(path) as beside:
        beside.write_bytes(data)


def sweep(folder: Path) -> None:
    """Removes what `replacing` left when its process was killed. Only the holder of the folder's lock may."""
    for beside in folder.glob(".*.partial*"):
        beside.unlink(missing_ok=True)


def open_unlinked(path: Path, mode: str) -> IO[bytes]:
    """`open` in a binary mode that fails where `path` is a symbolic link."""
    return open(path, mode, opener=lambda name, flags: os.open(name, flags | _NO_FOLLOW, 0o666))


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Holds the lock file; raises Busy when someone else does. However its holder dies, the system frees it."""
    with open_unlinked(path, "ab") as file:
        if not _takes(file):
            time.sleep(MOMENT)  # somebody may only have looked whether it is held
            if not _takes(file):
                raise Busy(str(path))
        yield


def is_held(path: Path) -> bool:
    """Whether a process holds the lock file now."""
    try:
        with open_unlinked(path, "ab") as file:
            return not _takes(file)
    except OSError:  # a folder that may only be read
        return False


def is_full(error: OSError) -> bool:
    """Whether the disk, the quota or the allowed file size was the reason."""
    return error.errno in _FULL


def _takes(file: IO[bytes]) -> bool:
    """Whether the lock is this file's from now on, until it is closed."""
    try:
        _lock(file.fileno())
    except OSError:
        return False
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
