"""Folders with Propsmith's mark: only these are deleted, and never through a link. Standard library only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

OWNER = ".propsmith"  # the mark: created first in our folders and deleted last


class NotOurs(ValueError):
    """The folder does not have the mark. One line says what to do."""


def claim(folder: Path) -> None:
    """Creates the folder if it does not exist, and marks it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / OWNER).touch()


def is_ours(folder: Path) -> bool:
    """True if `folder` is a folder with the mark, and not a link."""
    return not folder.is_symlink() and (folder / OWNER).is_file()


def remove(folder: Path) -> None:
    """Deletes a folder with our mark, if it exists. Targets of links in it stay. Raises NotOurs or OSError.

    The mark is deleted last, so that a folder whose deletion was interrupted can still be deleted later.
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
    """Returns the bytes of all files in a folder and its subfolders; 0 if there is no folder.

    Links are not followed.
    """
    return sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # it does not exist, or was deleted meanwhile
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
