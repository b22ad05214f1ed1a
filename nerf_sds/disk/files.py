"""Files that never lie half written under their name, locks that die with their holder, and the one way to read a file
that a stranger may have written. Standard library only."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from .texts import one_line

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # a folder may come from a stranger: its links lead nowhere
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # opening a FIFO waits for its other end, for ever if need be
MOMENT = 0.02  # seconds: far longer than `is_held` takes to look
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class Busy(Exception):
    """Another process holds the lock."""


class Damaged(ValueError):
    """A file that cannot be used, or what stands in it; one line says what is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(one_line(reason))


def is_plain(path: Path) -> bool:
    """Whether it is a plain file: no link to one, no FIFO, no device. False where that cannot be found out."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):  # the latter: a name that no file can have
        return False


def read(path: Path, largest: int, follow: bool = False) -> bytes:
    """What stands in a plain file of at most so many bytes; `follow` allows a link to one, for what a person named.

    Raises FileNotFoundError where there is none, else Damaged with one line.
    """
    with _plain(path, follow) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Damaged(f"{path} is larger than {_amount(largest)}")
    return data


def read_end(path: Path, most: int) -> bytes:
    """The last bytes of a plain file, at most so many, however large it is. Raises as `read` does."""
    with _plain(path, follow=False) as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - most))
        return file.read(most)


@contextmanager
def _plain(path: Path, follow: bool) -> Iterator[IO[bytes]]:
    """Lends a plain file for reading. Raises FileNotFoundError, else Damaged for all that goes wrong with it."""
    try:
        with _open(path, "rb", os.stat if follow else os.lstat, 0 if follow else _NO_FOLLOW) as file:
            yield file
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Damaged(f"{path} cannot be read: {reason or error}") from None


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
    """`open` in a binary mode that raises OSError where `path` is a link, a FIFO or a device."""
    return _open(path, mode, os.lstat, _NO_FOLLOW)


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


def _open(path: Path, mode: str, look: Callable[[Path], os.stat_result], flags: int) -> IO[bytes]:
    """`open`, never waiting. Raises OSError for what is no plain file, before and after it is open."""

    def opener(name: str, asked: int) -> int:
        with suppress(FileNotFoundError):  # a file that is to be made
            _check_plain(path, look(path))
        descriptor = os.open(name, asked | flags | _NO_WAIT, 0o666)
        try:
            _check_plain(path, os.fstat(descriptor))
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    return open(path, mode, opener=opener)


def _check_plain(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file", str(path))


def _amount(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"


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
