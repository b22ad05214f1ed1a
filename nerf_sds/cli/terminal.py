"""What the verbs of the command line share: the engine's Python, the events of a job, a line on stderr. Standard
library only."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from ..config import Request
from ..disk.texts import one_line
from ..farm import backends
from ..farm.farm_job import FarmJob
from ..install import environment, installer
from ..install.environment import Trouble
from ..jobs import client
from ..jobs.protocol import Event, LastEvent
from .console import Console, catch

STOPPED = 130  # the exit code after Ctrl-C


def run_job(python: Path, folder: Path, request: Request, console: Console) -> LastEvent:
    """Makes the job of a folder, as `follow` tells it. Raises Trouble when the Python cannot be started."""
    (last,) = follow(start(python, {folder: request}), console, lambda _, event: console.show(event)).values()
    return last


def start(python: Path, requests: Mapping[Path, Request], farm: str = "", gpus: float = 1.0) -> client.Job | FarmJob:
    """Has the props of job folders made, as `hosts.start` does. Raises Trouble when the Python cannot be started."""
    try:
        return backends.start(farm, python, requests, gpus, is_online())
    except OSError as error:
        if error.filename not in (None, str(python)):
            raise Trouble(f"{error.filename} cannot be written ({error.strerror}): delete it") from error
        raise Trouble(f"{python} cannot be started ({error.strerror}): choose another Python") from error


def follow(job: client.Job | FarmJob, console: Console, hear: Callable[[Path, Event], None]) -> dict[Path, LastEvent]:
    """Has all events of a job heard; returns the last of each folder. Ctrl-C cancels the job, a second one kills it."""
    last: dict[Path, LastEvent] = {}
    interrupts: list[int] = []
    restore = [catch(number, lambda number, _: interrupts.append(number)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        with closing(client.events(job)) as looks:
            for told in looks:
                for folder, event in told:
                    if isinstance(event, LastEvent):
                        last[folder] = event
                    hear(folder, event)
                if len(interrupts) == 1:
                    console.line("Stopping; Ctrl-C once more stops at once")
                    interrupts.append(0)
                    job.cancel()
                elif len(interrupts) > 2:
                    job.kill()
        return last
    finally:
        for undo in restore:
            undo()


def worker_python(options: argparse.Namespace) -> Path:
    """The interpreter for the worker: the one that was named, or that of the environment, which is made if need be."""
    if not environment.PYPROJECT.is_file():  # installed as a package: what it needs was installed with it
        return Path(sys.executable)
    engine = environment.engine_environment()
    if options.python:
        python = Path(options.python).absolute()
        environment.check(python, engine)
        return python
    tell_all(installer.install(engine))
    return engine.python


def path(text: str) -> str:
    """The type of an option that names a file or a folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def is_online() -> bool:
    """Whether a diffusion model may be downloaded: unless the hub's own variable forbids it."""
    return os.environ.get("HF_HUB_OFFLINE", "0").lower() not in ("1", "on", "yes", "true")


def tell_all(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def complain(reason: str, code: int = 1) -> int:
    print(f"propsmith: {one_line(reason)}", file=sys.stderr, flush=True)
    return code


def command() -> str:
    """How this program was started, for advice that shows a command: "propsmith" or "python3 -m nerf_sds"."""
    return "propsmith" if Path(sys.argv[0]).stem == "propsmith" else f"{Path(sys.executable).name} -m nerf_sds"
