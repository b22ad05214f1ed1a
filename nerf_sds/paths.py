"""Where things lie: the project, the models that ship, and what Propsmith keeps. Standard library only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]  # the folder that nerf_sds lies in
TOYBOX, WORLD = (PROJECT / "nerf_sds" / "priors" / name for name in ("toybox", "world"))  # the models that ship


def home() -> Path:
    """The folder for all that Propsmith keeps: PROPSMITH_HOME, or else a folder in the user's program data.

    Raises ValueError with one line when the user has no home folder.
    """
    if chosen := os.environ.get("PROPSMITH_HOME"):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        return (_named("LOCALAPPDATA") or _user() / "AppData/Local") / "Propsmith"
    if sys.platform == "darwin":
        return _user() / "Library/Application Support/Propsmith"
    return (_named("XDG_DATA_HOME") or _user() / ".local/share") / "propsmith"


def _named(variable: str) -> Path | None:
    """The folder that a variable names; None for a relative one, which its standard says to ignore."""
    folder = Path(os.environ.get(variable, ""))
    return folder if folder.is_absolute() else None


def _user() -> Path:
    """The user's own folder: HOME, or what the system says where HOME is no whole path. Raises ValueError."""
    if sys.platform == "win32" or _named("HOME"):
        return Path.home()
    import pwd  # there is none on Windows

    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise ValueError("This user has no home folder: set PROPSMITH_HOME to a folder by its whole path") from None


def words() -> Path:
    """Where encoded prompts are kept."""
    return home() / "words"


def farm_store() -> Path:
    """Where a farm of this machine's GPUs keeps checkpoints and results, unless its own variable says otherwise."""
    return home() / "farm"
