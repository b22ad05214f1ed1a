"""Stores the tokens of farms in one file that only its user may read, and nowhere else. Standard library only."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from pathlib import Path

from .. import paths
from ..disk import files
from .address import Address

LARGEST = 1_000_000  # bytes: the largest file that is read
LONGEST = 4096  # characters: the longest token
_TOKEN = re.compile(rf"[!-~]{{1,{LONGEST}}}")


def file() -> Path:
    """Returns the path of the file with the tokens."""
    return paths.home() / "farm-tokens.json"


def needed(address: Address) -> str:
    """Returns the token of a farm, or "" for a farm on this machine that has none.

    Raises ValueError with one line if others can reach the farm and no token is known, or if others can read the file.
    """
    token = _all().get(str(address), "")
    if not token and not address.is_loopback:
        raise ValueError(
            f"{address} can be reached by others than you, and no token for it is known: start its Ray with "
            f"RAY_AUTH_MODE=token, then give the token to: python3 -m nerf_sds farm login {address}"
        )
    return token


def checked(token: str) -> str:
    """Returns the token unchanged.

    Raises ValueError with one line if the token cannot stand in an HTTP header. The line does not show the token.
    """
    if not _TOKEN.fullmatch(token):
        raise ValueError(f"This is no token: it is 1 to {LONGEST} ASCII characters without blanks")
    return token


def keep(address: Address, token: str) -> None:
    """Stores the token of a farm in place of an earlier one. Raises ValueError as `checked` does."""
    _write(_all() | {str(address): checked(token)})


def forget(address: Address) -> bool:
    """Deletes the token of a farm. Returns True if there was one."""
    tokens = _all()
    known = tokens.pop(str(address), None) is not None
    if known:
        _write(tokens)
    return known


def _all() -> dict[str, str]:
    path = file()
    try:
        with files.open_unlinked(path, "rb") as source:
            _check_private(path, os.fstat(source.fileno()))
            tokens = json.loads(source.read(LARGEST).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}): delete it, and log in anew") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ValueError(f"{path} is damaged: delete it, and log in anew") from None
    if not isinstance(tokens, dict) or not all(isinstance(token, str) for token in tokens.values()):
        raise ValueError(f"{path} is damaged: delete it, and log in anew")
    return tokens


def _check_private(path: Path, status: os.stat_result) -> None:
    if sys.platform == "win32":  # on Windows a user's program data is private, and file modes say nothing
        return
    if stat.S_IMODE(status.st_mode) & 0o077 or status.st_uid != os.getuid():
        raise ValueError(f"{path} holds tokens and is open to others: chmod 600 {path}, and ask for new tokens")


def _write(tokens: dict[str, str]) -> None:
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(path) as beside:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as target:
            json.dump(tokens, target, indent=1)
