"""The folders of the project, of the shipped model, and of what Propsmith keeps. Standard library only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]  # the folder that contains nerf_sds
WORLD = PROJECT / "nerf_sds" / "priors" / "world"  # the shipped diffusion model


def home() -> Path:
    """Returns the folder for everything that Propsmith keeps.

    It is PROPSMITH_HOME if that is set, else a folder in the user's application data. Raises ValueError with one line
    if the user has no home folder.
    """
    if chosen := os.environ.get("PROPSMITH_HOME"):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        return (_named("LOCALAPPDATA") or _user() / "AppData/Local") / "Propsmith"
    if sys.platform == "darwin":
        return _user() / "Library/Application Support/Propsmith"
    return (_named("XDG_DATA_HOME") or _user() / ".local/share") / "propsmith"


def _named(variable: str) -> Path | None:
    """Returns the folder that a variable names, or None for a relative path, which the XDG standard says to ignore."""
    folder = Path(os.environ.get(variable, ""))
    return folder if folder.is_absolute() else None


def _user() -> Path:
    """Returns the user's home folder: HOME, or the system's entry if HOME is not an absolute path.

    Raises ValueError.
    """
    if sys.platform == "win32" or _named("HOME"):
        return Path.home()
    import pwd  # does not exist on Windows

    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise ValueError("This user has no home folder: set PROPSMITH_HOME to a folder by its whole path") from None


def words() -> Path:
    """Returns the folder of encoded prompts."""
    return home() / "words"


def farm_store() -> Path:
    """Returns the folder for checkpoints and results of a farm on this machine, if PROPSMITH_STORE is not set."""
    return home() / "farm"
