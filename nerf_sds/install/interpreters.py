"""Finds a Python that can run the engine. Standard library only; any Python from 3.8 on can import it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

WORKER_VERSIONS = ((3, 12), (3, 11), (3, 13))  # 3.14 has not been tried
_PROBE = "import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1], sys.executable)"


def find(versions: Sequence[tuple[int, int]]) -> str | None:
    """Returns the path of a Python of one of the versions that can make virtual environments, or None.

    Tries this Python first, then the programs on PATH in the order of `versions`.
    """
    for command in _candidates(versions):
        found = _probe(command)
        if found and found[0] in versions:
            return found[1]
    return None


def become(command: list[str], variables: Mapping[str, str]) -> int:
    """Becomes another program, which then gets the signals. On Windows it waits for it and returns its exit code."""
    if os.name != "nt":
        os.execve(command[0], command, variables)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both
    return subprocess.call(command, env=variables)


def this() -> str | None:
    """Returns the program of the Python that runs this code, or None.

    Inside Blender that is Blender's Python, not Blender.
    """
    version = "{}.{}".format(*sys.version_info[:2])
    beside = [os.path.join(sys.base_prefix, "bin", name) for name in (f"python{version}", "python3", "python.exe")]
    for program in (sys.executable, *beside, os.path.join(sys.base_prefix, "python.exe")):
        if os.path.basename(program).lower().startswith("python") and os.path.isfile(program):
            return program
    return None


def name(versions: Sequence[tuple[int, int]]) -> str:
    """Returns the versions as text for people: "Python 3.11, 3.12 or 3.13"."""
    *others, last = (f"{major}.{minor}" for major, minor in sorted(versions))
    return f"Python {', '.join(others)} or {last}" if others else f"Python {last}"


def advice(versions: Sequence[tuple[int, int]], title: str = "the engine") -> str:
    """Returns one line for people when `find` has found no Python: what there is, what is needed, and what to do."""
    here = "{}.{}".format(*sys.version_info[:2])
    if sys.version_info[:2] in versions:
        return f"Python {here} lacks venv: install it (on Debian or Ubuntu python{here}-venv), or uv, for {title}"
    return (
        f"This is Python {here}, and {title} needs {name(versions)}: "
        "install it with venv (on Debian or Ubuntu python3-venv), or uv, which brings a Python"
    )


def _candidates(versions: Sequence[tuple[int, int]]) -> Iterator[Sequence[str]]:
    own = this()
    if own and sys.version_info[:2] in versions:
        yield (own,)
    for major, minor in versions:
        for folder in os.get_exec_path():
            command = shutil.which(f"python{major}.{minor}", path=folder)
            if command:
                yield (command,)
        if os.name == "nt" and shutil.which("py"):
            yield ("py", f"-{major}.{minor}")
    for command in ("python3", "python"):
        if shutil.which(command):
            yield (command,)


def _probe(command: Sequence[str]) -> tuple[tuple[int, int], str] | None:
    """Returns version and path of a Python; None if it does not start, like the stubs of pyenv and of Windows."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    try:
        answer = subprocess.run(
            [*command, "-c", _PROBE], env=clean, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20
        )
        major, minor, executable = answer.stdout.strip().split(" ", 2)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return (int(major), int(minor)), executable
