"""The verb farm, and the options of other verbs for a farm. Standard library only."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ..config import Request
from ..farm import address as addresses
from ..farm import backends, tokens
from ..farm.address import AUTO
from ..farm.farm_job import FarmJob
from ..farm.order import LEAST_GPU
from ..farm.ray_jobs import Cluster, Lost
from ..install import environment, installer
from ..install.environment import Trouble
from ..jobs import client
from .terminal import start, tell_all, worker_python

Start = Callable[[Mapping[Path, Request]], client.Job | FarmJob]  # starts making the props of these job folders


def add_verbs(farm: argparse.ArgumentParser) -> None:
    """Adds the verbs login, logout and status."""
    verbs = farm.add_subparsers(required=True, metavar="VERB")
    for name, verb, what in (
        ("login", log_in, "keep the token of a farm, which is asked for, or read from stdin"),
        ("logout", log_out, "forget it"),
        ("status", tell_status, "tell whether a farm can be reached, and what it has"),
    ):
        parser = verbs.add_parser(name, help=what)
        parser.set_defaults(verb=verb)
        parser.add_argument("address", metavar="ADDRESS", help="of Ray's dashboard: host:port or https://host:port")


def add_options(verb: argparse.ArgumentParser) -> None:
    """Adds --farm and --gpus to a verb that makes props."""
    verb.add_argument(
        "--farm", default="", metavar=f"{AUTO}|ADDRESS", help="use all GPUs of this machine, or a Ray cluster"
    )
    verb.add_argument(
        "--gpus", type=_share, default=1.0, metavar="SHARE", help="of a GPU, for each prop on a farm (default: 1)"
    )


def is_cluster(options: argparse.Namespace) -> bool:
    """True if the options name a cluster. Raises ValueError with one line if it cannot be used."""
    if options.farm in ("", AUTO):
        return False
    backends.reach(options.farm)
    return True


def starter(options: argparse.Namespace) -> Start:
    """Returns a function that starts making props where the options say. Installs what it needs.

    Raises ValueError or Trouble with one line if that is not possible.
    """
    if is_cluster(options):
        tell_all([describe(backends.reach(options.farm))])
        python = Path(sys.executable)  # not used on a cluster
    else:
        python = worker_python(options)
    if options.farm == AUTO and environment.PYPROJECT.is_file() and not options.python:
        tell_all(installer.add(environment.engine_environment(), environment.farm_packages()))
    return partial(start, python, farm=options.farm, gpus=options.gpus)


def log_in(options: argparse.Namespace, _: list[str]) -> int:
    """Asks for a farm's token and stores it if the farm accepts it. Returns 0."""
    where = addresses.read(options.address)
    if not where.is_loopback and not where.secure:
        print(f"Note: whoever listens between here and {where.host} can read the token: prefer https or a tunnel")
    asked = f"Token of {where}: "
    token = getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline(tokens.LONGEST + 2)
    cluster = Cluster(where, tokens.checked(token.strip()))
    print(describe(cluster))
    tokens.keep(where, cluster.token)
    return 0


def log_out(options: argparse.Namespace, _: list[str]) -> int:
    """Deletes a farm's token. Returns 0."""
    where = addresses.read(options.address)
    print(f"The token of {where} is forgotten" if tokens.forget(where) else f"No token of {where} is known")
    return 0


def tell_status(options: argparse.Namespace, _: list[str]) -> int:
    """Prints one line on the farm. Returns 0."""
    print(describe(backends.reach(options.address)))
    return 0


def describe(cluster: Cluster) -> str:
    """Returns one line: version of Ray, address, nodes, GPUs and CPUs. Raises Trouble if the farm is out of reach."""
    try:
        version, nodes = cluster.version(), cluster.nodes()
    except Lost as error:
        raise Trouble(str(error)) from error
    gpus, cpus = sum(node.gpus for node in nodes), sum(node.cpus for node in nodes)
    return f"Ray {version} at {cluster.address}: nodes {len(nodes)}, GPUs {gpus:g}, CPUs {cpus:g}"


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not LEAST_GPU <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share of a GPU: choose {LEAST_GPU} to 1")
    return share
