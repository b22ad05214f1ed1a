"""Chooses where props are made: by one worker here, on all GPUs of this machine, or on a cluster.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ..config import Request
from ..jobs import exploration, failures, job_folder, start_mesh
from ..jobs.client import Job
from . import address as addresses
from . import order, tokens
from .address import AUTO
from .cluster_run import ClusterRun
from .farm_job import FarmJob
from .local_run import LocalRun
from .order import Order, OrderedProp
from .ray_jobs import Cluster


def start(
    address: str,
    python: Path,
    requests: Mapping[Path, Request],
    gpus: float = 1.0,
    online: bool = False,
    priorities: Mapping[Path, int] | None = None,
) -> Job | FarmJob:
    """Starts making the props of job folders that `job_folder.create` made. Never waits for a network.

    `address` is "" for one worker on this machine, "auto" for all of its GPUs, or a farm's address as `address.read`
    takes it. `python` is the engine's interpreter on this machine; a cluster ignores it, because its nodes have their
    own. `gpus` is the share of a GPU for each prop, 0.01 to 1. Props with a higher priority start first; the default is
    0. A single worker ignores `gpus` and `priorities`.

    Raises ValueError with one line before anything is sent, if the address is invalid, the farm's token is missing, or
    the farm does not accept a prop. Raises OSError if the interpreter cannot be started.
    """
    if not address:
        return Job(python, requests, online)
    cluster = None if address == AUTO else reach(address)
    folders = {_label(number, folder): folder.absolute() for number, folder in enumerate(requests, 1)}
    priority = (priorities or {}).get
    labelled = zip(folders, requests.items(), strict=True)
    props = tuple(_prop(label, folder, request, priority(folder, 0)) for label, (folder, request) in labelled)
    file = order.write(Order(props, gpus))
    if cluster:
        return FarmJob(ClusterRun(cluster, file), folders)
    return FarmJob(LocalRun(python, file, next(iter(folders.values())) / failures.LOG, online), folders)


def reach(address: str) -> Cluster:
    """Returns the cluster at an address, with its token. Sends nothing. Raises ValueError with one line."""
    where = addresses.read(address)
    return Cluster(where, tokens.needed(where))


def _prop(label: str, folder: Path, request: Request, priority: int) -> OrderedProp:
    job_folder.check_resumable(folder)
    scored = exploration.mark_of(folder) is not None
    return OrderedProp(label, request, priority, scored, start_mesh.read(folder, request))


def _label(number: int, folder: Path) -> str:
    """Returns a name that every farm accepts and that people recognise: a number and the folder's name."""
    return f"{number}-{re.sub(r'[^0-9A-Za-z_-]+', '-', folder.name)[:40]}"
