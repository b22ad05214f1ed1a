"""The farm's entry point. Its commands are fixed strings, and its only input is a file in the current folder.

  python -I -m nerf_sds.farm           runs as a Ray job on a cluster and makes the props of order.json
  python -I -m nerf_sds.farm cancel    runs as a Ray job too and cancels the props that cancel.json names
  python -P -m nerf_sds.farm auto      runs as a child process on this machine with its own Ray; closing stdin stops it

It writes the messages of `wire.py` to stdout. No content of a file becomes code, a path or a command.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..worker.event_writer import claim_stdout
from ..worker.process import SECONDS_BETWEEN_CHECKPOINTS
from . import order, wire

if TYPE_CHECKING:
    from .server.scheduler import Run

STORE = "PROPSMITH_STORE"  # the variable that holds the store's folder or URL
CHECKPOINTS = "PROPSMITH_CHECKPOINT_SECONDS"  # the variable that sets the seconds between two checkpoints
MINE = "RAY_JOB_CONFIG_JSON_ENV_VAR"  # the variable in which Ray tells a job its own name


def main(arguments: list[str]) -> int:
    """Runs one of the commands above.

    Returns the exit code: 0 for success, 1 for an error, 2 for wrong arguments.
    """
    stdout = claim_stdout()
    try:
        match arguments:
            case []:
                return _make(stdout, alone=False)
            case ["auto"]:
                return _make(stdout, alone=True)
            case ["cancel"]:
                return _cancel()
            case _:
                print("usage: python -m nerf_sds.farm [auto|cancel]", file=sys.stderr)
                return 2
    except ImportError as error:
        _say(stdout, wire.Refused(f"{sys.executable} has no Ray ({error}): install the extra farm of nerf-sds"))
    except (ValueError, OSError) as error:
        _say(stdout, wire.Refused(" ".join(str(error).split())))
    return 1


def _make(stdout: IO[bytes], alone: bool) -> int:
    if alone:  # nobody else on this machine may use this Ray; Ray reads the variables when it is imported
        private = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
        os.environ.update(private | {"RAY_USAGE_STATS_ENABLED": "0"})
    import ray

    from .server.scheduler import Run
    from .server.task import Terms

    wanted = order.read(_read(order.ORDER))
    stop = threading.Event()
    with tempfile.TemporaryDirectory(prefix="propsmith-") as empty:
        _connect(Path(empty), alone)
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        gpus = wanted.gpus if ray.cluster_resources().get("GPU") else 0
        seconds = float(os.environ.get(CHECKPOINTS, SECONDS_BETWEEN_CHECKPOINTS))
        terms = Terms(_name(), os.environ.get(STORE, ""), gpus, seconds)
        run = Run(wanted, terms, lambda line: _say(stdout, line))
        if alone:
            threading.Thread(target=_listen, args=(run, stop), name="stdin", daemon=True).start()
        run.go(stop)
        print(*run.table(), sep="\n", file=sys.stderr, flush=True)
        ray.shutdown()
    return 0


def _cancel() -> int:
    import ray

    from .server import mailbox

    unwanted = order.read_cancellation(_read(order.CANCEL))
    ray.init(address="auto", namespace=mailbox.NAMESPACE, log_to_driver=False)
    try:
        ray.get(ray.get_actor(mailbox.name(unwanted.run)).cancel.remote(unwanted.names))
    except ValueError:
        raise ValueError(f"There is no run {unwanted.run} on this cluster, or no longer") from None
    return 0


def _connect(empty: Path, alone: bool) -> None:
    """Connects to the cluster, or with `alone` starts a private Ray on this machine.

    The tasks work in the folder `empty` instead of the uploaded one, because Python would import modules from the
    uploaded folder. They see all GPUs of their node; see `_device` in server/task.py.
    """
    import ray

    from .server import mailbox

    os.environ["RAY_OVERRIDE_JOB_RUNTIME_ENV"] = "1"
    ray.init(
        address="local" if alone else "auto",
        namespace=mailbox.NAMESPACE,
        log_to_driver=False,
        runtime_env={"working_dir": str(empty), "env_vars": {"RAY_EXPERIMENTAL_NOSET_CUDA_VISIBLE_DEVICES": "1"}},
        **({"include_dashboard": False} if alone else {}),
    )


def _listen(run: Run, stop: threading.Event) -> None:
    """Cancels the props that the parent process names on stdin, line by line. Sets `stop` when stdin closes."""
    with os.fdopen(os.dup(0), "rb") as stdin:  # a thread blocked in sys.stdin would abort the process at exit
        for line in stdin:
            try:
                run.cancel(order.read_names(line))
            except ValueError as error:
                print(error, file=sys.stderr, flush=True)
    stop.set()


def _name() -> str:
    """Returns the name of this run: the submission id of the Ray job, by which the host addresses it."""
    return json.loads(os.environ.get(MINE, "{}")).get("metadata", {}).get("job_submission_id", f"process {os.getpid()}")


def _read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read(order.LARGEST + 1)


def _say(stdout: IO[bytes], line: wire.Line) -> None:
    """Writes one line to stdout without buffering, so that other writers to the same log cannot split the line.

    Ignores a closed stdout: stdin tells that the host is gone, and until then the props go on into the store.
    """
    left = memoryview(wire.encode(line).encode() + b"\n")
    with suppress(OSError):
        while left:
            left = left[os.write(stdout.fileno(), left) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
