"""Folders that bear Propsmith's mark: only these are deleted, and never through a link. Standard library only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

OWNER = ".propsmith"  # the mark, the first file in a folder of ours and the last one that is deleted


class NotOurs(ValueError):
    """The folder does not bear the mark; one line says what to do."""


def claim(folder: Path) -> None:
    """Makes the folder, should it not be there, and marks it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / OWNER).touch()


def is_ours(folder: Path) -> bool:
    """Whether it is a folder, no link to one, that bears the mark."""
    return not folder.is_symlink() and (folder / OWNER).is_file()


def remove(folder: Path) -> None:
    """Deletes a folder of ours, if it is there; what links in it lead to stays. Raises NotOurs or OSError.

    The mark goes last: what a kill leaves is still ours, and can be deleted later.
    """
    if not os.path.lexists(folder):
        return
    if not is_ours(folder):
        raise NotOurs(f"{folder} was not made by Propsmith: delete it yourself if nobody needs it")
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != OWNER:
            os.unlink(entry.path)
    (folder / OWNER).unlink()
    folder.rmdir()


def size(folder: Path) -> int:
    """Bytes of all files in it, 0 where there is no folder; links count nothing and are not followed."""
    return sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # not there, or gone meanwhile
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
