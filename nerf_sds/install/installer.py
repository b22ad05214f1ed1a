"""Makes a virtual environment with uv, or with venv and pip. Standard library only."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ..disk import files, folders
from . import damage, interpreters
from .environment import READY, Environment, Trouble, Way, clean_environ, is_ready, lock, output, plan

CONSTRAINTS = "constraints.txt"  # pins the versions of dependencies, for pip's option -c
ADDED = "added.json"  # the packages that `add` has installed


def install(environment: Environment, find_damage: Callable[[Environment], str] = damage.missing) -> Iterator[str]:
    """Makes or updates the environment and yields lines for people. Closing the iterator stops it at once.

    Takes minutes. Continues a half made environment, which is not ready before the end. Replaces a ready one if
    `find_damage` reports damage. Raises Trouble.
    """
    parent = environment.folder.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with files.exclusive(lock(environment.folder)):
            if is_ready(environment) and (found := find_damage(environment)):
                yield f"{environment.title} is damaged ({found}): it is made anew"
                (environment.folder / READY).unlink()
                folders.remove(environment.folder)
            if not is_ready(environment):
                yield f"Installing {plan(environment)}"
                yield from _install(environment)
    except files.Busy:
        raise Trouble(f"Another process is installing {environment.title} in {parent}: wait for it") from None
    except folders.NotOurs as error:
        raise Trouble(str(error)) from error
    except OSError as error:
        raise Trouble(f"{parent} cannot be written ({error.strerror}): set PROPSMITH_HOME to another folder") from error


def add(environment: Environment, packages: Sequence[str]) -> Iterator[str]:
    """Installs more packages into a ready environment, unless `add` has installed them already.

    Yields and raises as `install` does.
    """
    try:
        with files.exclusive(lock(environment.folder)):
            if has_added(environment, packages):
                return
            yield f"Installing {', '.join(packages)} into {environment.folder}"
            constraints = environment.folder / CONSTRAINTS
            yield from _run([*installer(environment), "-c", str(constraints), *packages], log_of(environment))
            files.write(environment.folder / ADDED, json.dumps(packages).encode())
    except files.Busy:
        raise Trouble(f"Another process is installing {environment.title}: wait for it") from None
    except OSError as error:
        raise Trouble(f"{environment.folder} cannot be written ({error.strerror}): make room") from error


def has_added(environment: Environment, packages: Sequence[str]) -> bool:
    """True if `add` has installed exactly these packages. Fast: no process is started."""
    added = environment.folder / ADDED
    return added.is_file() and json.loads(added.read_text("utf-8")) == [*packages]


def log_of(environment: Environment) -> Path:
    """Returns the path of the log of the last installation."""
    return environment.folder.with_name(f"{environment.folder.name}-install.log")


def _install(environment: Environment) -> Iterator[str]:
    log = log_of(environment)
    log.unlink(missing_ok=True)
    (environment.folder / READY).unlink(missing_ok=True)
    yield from _make(environment, log)
    (environment.folder / ADDED).unlink(missing_ok=True)
    constraints = environment.folder / CONSTRAINTS
    constraints.write_text("\n".join(environment.constraints), "utf-8")
    command = [*installer(environment), "-c", str(constraints)]
    way = yield from _install_large(environment, command, log)
    if environment.requirements:
        yield from _run([*command, *environment.requirements], log)
    yield "Trying it"
    yield from _run(damage.importing(environment), log)
    ready = {"fingerprint": environment.fingerprint, "title": way.title}
    files.write(environment.folder / READY, json.dumps(ready).encode())


def _make(environment: Environment, log: Path) -> Iterator[str]:
    """Makes the empty virtual environment, unless there is a usable one already."""
    if environment.folder.exists() and any(environment.folder.iterdir()):
        with suppress(OSError, subprocess.SubprocessError):
            output([str(environment.python), "-m", "pip", "--version"])
            if not damage.missing(environment):
                return
        folders.remove(environment.folder)
    python, uv = interpreters.find(environment.versions), shutil.which("uv")
    if not python and not uv:
        raise Trouble(interpreters.advice(environment.versions, environment.title))
    folders.claim(environment.folder)
    if python:
        yield from _run([python, "-m", "venv", str(environment.folder)], log)
    elif uv:  # uv downloads a Python itself
        version = "{}.{}".format(*environment.versions[0])
        command = [uv, "venv", "--seed", "--allow-existing", "--python", version, str(environment.folder)]
        yield from _run(command, log)


def _install_large(environment: Environment, command: list[str], log: Path) -> Generator[str, None, Way]:
    """Tries the ways one after the other, each with the installer's command. Returns the first that works."""
    failure = None
    for way in environment.ways:
        free = shutil.disk_usage(environment.folder).free / 1e6
        if free < way.download + way.installed:
            needed = (way.download + way.installed) / 1000
            raise Trouble(
                f"{environment.title} needs {needed:.1f} GB, of which {environment.folder} has {free / 1000:.1f}"
            )
        yield f"Looking for {way.title}"
        index = ["--extra-index-url", way.index] if way.index else []
        try:
            yield from _run([*command, *index, way.requirement], log)
        except Trouble as error:
            failure = error
        else:
            return way
    raise failure or Trouble(f"There is no way to install {environment.title}")


def installer(environment: Environment) -> list[str]:
    """Returns the command that installs packages.

    It is uv if uv exists and pip's configuration, which uv ignores, names no package source; else it is pip.
    """
    python = str(environment.python)
    configuration = output([python, "-m", "pip", "config", "list"])
    uv = shutil.which("uv")
    if uv and not re.search(r"\b(index-url|extra-index-url|find-links|no-index)=", configuration):
        command = [uv, "pip", "install", "--python", python, "--compile-bytecode"]
        return [*command, "--index-strategy", "unsafe-best-match"]
    options = [
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        "--timeout",
        "15",
        "--retries",
        "2",
    ]
    return [python, "-m", "pip", "install", *options]


def _run(command: Sequence[str], log: Path) -> Iterator[str]:
    """Runs a command to its end, logs its output and yields the interesting lines. Raises Trouble if it fails."""
    last = ""
    with open(log, "a", encoding="utf-8") as record:
        record.write(f"$ {' '.join(command)}\n")
        process = subprocess.Popen(
            command, env=clean_environ(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert process.stdout
        try:
            for raw in process.stdout:
                line = raw.decode("utf-8", "replace").strip()
                record.write(line + "\n")
                if re.match(r"(?i)error|.*Error: ", line) or not last.lower().startswith("error"):
                    last = line or last
                if re.match(r"Downloading |Installing |Installed ", line):
                    yield line if len(line) < 100 else f"{line[:97]}..."
            code = process.wait()
        finally:
            process.kill()
            process.stdout.close()
    if code:
        raise Trouble(f"{_short(command)} failed: {last.removeprefix('ERROR: ')} (more in {log})")


def _short(command: Sequence[str]) -> str:
    name = Path(command[0]).name
    if command[1] == "-c":
        return "Importing the packages"
    return f"{name} {' '.join(command[1:4])}" if name != "uv" else "uv " + " ".join(command[1:3])
