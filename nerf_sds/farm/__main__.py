"""The farm's entry point: fixed strings, whose only input is a file in the current folder.

  python -I -m nerf_sds.farm           a Ray job on a cluster: makes the props of order.json
  python -I -m nerf_sds.farm cancel    the same: takes back props of a run, by cancel.json
  python -P -m nerf_sds.farm auto      a child process on this machine, with a Ray of its own; closing stdin stops it

What it says is on stdout, see `wire.py`. Nothing that a file holds becomes code, a path or a command.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..worker.event_writer import claim_stdout
from ..worker.process import SECONDS_BETWEEN_CHECKPOINTS
from . import order, wire

if TYPE_CHECKING:
    from .server.scheduler import Run

STORE = "PROPSMITH_STORE"
CHECKPOINTS = "PROPSMITH_CHECKPOINT_SECONDS"  # between two of them
MINE = "RAY_JOB_CONFIG_JSON_ENV_VAR"  # in which Ray tells a job its name


def main(arguments: list[str]) -> int:
    """The exit code."""
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
    if alone:  # its own Ray is for nobody else on this machine; Ray reads these when it is imported
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
    """To the cluster, or to a Ray of our own.

    The tasks get an empty folder to work in rather than the uploaded one, out of which Python would import. They see
    all GPUs of their node, see `attempt`.
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
    """The commands of a host that is our parent, until it closes stdin."""
    with os.fdopen(os.dup(0), "rb") as stdin:  # not sys.stdin: a thread blocked in it aborts the process at its end
        for line in stdin:
            try:
                run.cancel(order.read_names(line))
            except ValueError as error:
                print(error, file=sys.stderr, flush=True)
    stop.set()


def _name() -> str:
    """Of this run: the Ray job's, by which its host calls it."""
    return json.loads(os.environ.get(MINE, "{}")).get("metadata", {}).get("job_submission_id", f"process {os.getpid()}")


def _read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read(order.LARGEST + 1)


def _say(stdout: IO[bytes], line: wire.Line) -> None:
    """One line at once: it may not be torn by what others write to the same log."""
    left = memoryview(wire.encode(line).encode() + b"\n")
    while left:
        left = left[os.write(stdout.fileno(), left) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
