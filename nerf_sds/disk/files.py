"""Files that are never half written, locks that end with their holder, and safe reading of untrusted files.

Standard library only.
"""

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

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # a folder may come from a stranger, so links are not followed
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # without it, opening a FIFO could block for ever
MOMENT = 0.02  # seconds: much longer than `is_held` holds the lock
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class Busy(Exception):
    """Another process holds the lock."""


class Damaged(ValueError):
    """A file or its content cannot be used. One line says what is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(one_line(reason))


def is_plain(path: Path) -> bool:
    """True if `path` is a regular file: not a link, a FIFO or a device. False if this cannot be determined."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):  # ValueError: no file can have such a name
        return False


def read(path: Path, largest: int, follow: bool = False) -> bytes:
    """Returns the content of a regular file of at most `largest` bytes.

    `follow` allows a link to a regular file, for paths that a person chose. Raises FileNotFoundError if there is no
    file, else Damaged with one line.
    """
    with _plain(path, follow) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Damaged(f"{path} is larger than {_amount(largest)}")
    return data


def read_end(path: Path, most: int) -> bytes:
    """Returns at most the last `most` bytes of a regular file of any size. Raises as `read` does."""
    with _plain(path, follow=False) as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - most))
        return file.read(most)


@contextmanager
def _plain(path: Path, follow: bool) -> Iterator[IO[bytes]]:
    """Opens a regular file for reading. Raises FileNotFoundError, or Damaged for every other problem."""
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
    """Yields a temporary path in the same folder, with the same suffix.

    The file there replaces `path` if the block succeeds. An OSError about it names `path`.
    """
    beside = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.partial{path.suffix}")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        if error.filename in (None, str(beside), beside):
            error.filename = str(path)
        raise
    finally:
        beside.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Writes the whole file, or leaves the old one unchanged if that fails."""
    with replacing(path) as beside:
        beside.write_bytes(data)


def sweep(folder: Path) -> None:
    """Deletes the temporary files that `replacing` left when a process was killed.

    The caller must hold the folder's lock.
    """
    for beside in folder.glob(".*.partial*"):
        beside.unlink(missing_ok=True)


def open_unlinked(path: Path, mode: str) -> IO[bytes]:
    """Opens a file in a binary mode. Raises OSError if `path` is a link, a FIFO or a device."""
    return _open(path, mode, os.lstat, _NO_FOLLOW)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Holds the lock file while the block runs. Raises Busy if another process holds it.

    The system frees the lock however its holder dies.
    """
    with open_unlinked(path, "ab") as file:
        if not _takes(file):
            time.sleep(MOMENT)  # perhaps another process is only in `is_held`
            if not _takes(file):
                raise Busy(str(path))
        yield


def is_held(path: Path) -> bool:
    """True if a process holds the lock file now. False if the folder is read-only."""
    try:
        with open_unlinked(path, "ab") as file:
            return not _takes(file)
    except OSError:  # a read-only folder
        return False


def is_full(error: OSError) -> bool:
    """True if the error means that the disk, the quota or the allowed file size is exhausted."""
    return error.errno in _FULL


def _open(path: Path, mode: str, look: Callable[[Path], os.stat_result], flags: int) -> IO[bytes]:
    """Opens a file without ever waiting.

    Checks before and after opening that it is a regular file; raises OSError if not.
    """

    def opener(name: str, asked: int) -> int:
        with suppress(FileNotFoundError):  # a file that will be created
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
    """Locks the file until it is closed. Returns False if another process holds the lock."""
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
