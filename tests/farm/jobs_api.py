"""The cluster and its jobs as the tests watch them."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from ray.cluster_utils import Cluster as RayCluster

from nerf_sds.farm import address, order, wire
from nerf_sds.farm.order import OrderedProp
from nerf_sds.farm.ray_jobs import CANCEL, MAKE, Cluster
from nerf_sds.farm.server.store import Note, Store
from nerf_sds.farm.wire import Line


def until(question: Callable[[], object], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@dataclass
class Farm:
    """The cluster, and what its store knows."""

    cluster: RayCluster
    store: Store

    @property
    def address(self) -> str:
        return f"http://{self.cluster.webui_url}"

    def notes(self, of: OrderedProp) -> list[Note]:
        return self.store.place(of).notes()


@dataclass(frozen=True)
class RayJob:
    """A job on the cluster at the address."""

    address: str
    name: str

    @property
    def cluster(self) -> Cluster:
        return Cluster(address.read(self.address), os.environ["RAY_AUTH_TOKEN"])

    @classmethod
    def submit(cls, address: str, entry_point: str, **uploaded: bytes) -> RayJob:
        """With a package of these files."""
        job = cls(address, f"test-{secrets.token_hex(8)}")
        job.cluster.submit(job.name, entry_point, uploaded)
        return job

    def status(self) -> str:
        return self.cluster.state(self.name).status

    def log(self) -> str:
        if not (node := self.cluster.state(self.name).node):
            return ""
        with self.cluster.log(self.name, node, follow=None) as answer:
            return answer.read().decode()

    def lines(self) -> list[Line]:
        """What is on the wire so far."""
        whole = self.log().rpartition("\n")[0]
        return [line for text in whole.splitlines() if (line := wire.decode(text))]

    def stop(self) -> None:
        self.cluster.stop(self.name)

    def wait(self, seconds: float) -> list[Line]:
        """All lines, once it has ended."""
        deadline = time.monotonic() + seconds
        while not self.cluster.state(self.name).has_ended:
            assert time.monotonic() < deadline, self.log()[-3000:]
            time.sleep(0.3)
        return self.lines()


def make(address: str, wanted: order.Order) -> RayJob:
    return RayJob.submit(address, MAKE, **{order.ORDER: order.write(wanted)})


def cancel(address: str, run: RayJob, *names: str) -> RayJob:
    unwanted = order.write_cancellation(order.Cancellation(run.name, names))
    return RayJob.submit(address, CANCEL, **{order.CANCEL: unwanted})
