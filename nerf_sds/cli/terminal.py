"""What the verbs share: the engine's Python, the events of a job, and lines on stderr. Standard library only."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from ..config import Request
from ..farm import backends
from ..farm.farm_job import FarmJob
from ..install import environment, installer
from ..install.environment import Trouble
from ..jobs import client
from ..jobs.protocol import Event, LastEvent
from ..program import interrupts
from .console import Console


def run_job(python: Path, folder: Path, request: Request, console: Console) -> LastEvent:
    """Makes the prop of a job folder, prints its progress and returns its last event.

    Raises Trouble if the Python cannot be started.
    """
    (last,) = follow(start(python, {folder: request}), console, lambda _, event: console.show(event)).values()
    return last


def start(python: Path, requests: Mapping[Path, Request], farm: str = "", gpus: float = 1.0) -> client.Job | FarmJob:
    """Starts making the props of job folders, like `farm.backends.start`.

    Raises Trouble if the Python cannot be started or a file of the job folders cannot be written.
    """
    try:
        return backends.start(farm, python, requests, gpus, is_online())
    except OSError as error:
        if error.filename not in (None, str(python)):
            raise Trouble(f"{error.filename} cannot be written ({error.strerror}): delete it") from error
        raise Trouble(f"{python} cannot be started ({error.strerror}): choose another Python") from error


def follow(job: client.Job | FarmJob, console: Console, hear: Callable[[Path, Event], None]) -> dict[Path, LastEvent]:
    """Passes every event of a job to `hear` until all folders have a last event. Returns those, by folder.

    The first Ctrl-C cancels the job, the second kills it.
    """
    last: dict[Path, LastEvent] = {}
    is_stopping = False
    with interrupts() as caught, closing(client.events(job)) as looks:
        for told in looks:
            for folder, event in told:
                if isinstance(event, LastEvent):
                    last[folder] = event
                hear(folder, event)
            if is_stopping and len(caught) > 1:
                job.kill()
            elif caught and not is_stopping:
                job.cancel()
                console.line("Stopping; Ctrl-C once more stops at once")
                is_stopping = True
    return last


def worker_python(options: argparse.Namespace) -> Path:
    """Returns the engine's interpreter: that of --python, or that of the environment, which is installed if needed."""
    if not environment.PYPROJECT.is_file():  # Propsmith is installed as a package, and its dependencies with it
        return Path(sys.executable)
    engine = environment.engine_environment()
    if options.python:
        python = Path(options.python).absolute()
        environment.check(python, engine)
        return python
    tell_all(installer.install(engine))
    return engine.python


def path(text: str) -> str:
    """Parses an option that names a file or folder. Refuses an empty name."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def is_online() -> bool:
    """True unless HF_HUB_OFFLINE forbids downloads of diffusion models."""
    return os.environ.get("HF_HUB_OFFLINE", "0").lower() not in ("1", "on", "yes", "true")


def tell_all(lines: Iterable[str]) -> None:
    """Prints each line as soon as it comes."""
    for line in lines:
        print(line, flush=True)


def command() -> str:
    """Returns how this program was started, for advice to the user: "propsmith" or "python3 -m nerf_sds"."""
    return "propsmith" if Path(sys.argv[0]).stem == "propsmith" else f"{Path(sys.executable).name} -m nerf_sds"
