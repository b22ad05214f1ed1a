"""A run on a Ray cluster, seen from afar. Standard library only."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress

from ..jobs.protocol import Noticed
from . import order
from .log_stream import LogStream
from .order import Cancellation
from .ray_jobs import CANCEL, MAKE, Cluster, Lost

SECONDS_BETWEEN_LOOKS = 0.5


class ClusterRun:
    """Of an order that was written: see `run.Source`."""

    def __init__(self, cluster: Cluster, order_file: bytes) -> None:
        self._cluster, self._order = cluster, order_file
        self.name = f"propsmith-{secrets.token_hex(8)}"  # of the Ray job
        self._log = LogStream(cluster, self.name)
        self._left = threading.Event()

    def lines(self) -> Iterator[bytes | Noticed]:
        """Raises ValueError or Lost where the farm does not take the order."""
        self._cluster.submit(self.name, MAKE, {order.ORDER: self._order})
        yield from self._log

    def cancel(self, names: Sequence[str]) -> None:
        """Until the farm has heard it: a run that has just begun has nobody yet who would."""
        file = order.write_cancellation(Cancellation(self.name, tuple(names)))
        while not self._left.is_set():
            with suppress(Lost, ValueError):
                if self._hears(file):
                    return
            self._left.wait(SECONDS_BETWEEN_LOOKS)

    def kill(self) -> None:
        """`close` ends what runs on the farm."""
        self._left.set()
        self._log.leave()

    def close(self, ended: bool) -> None:
        """No harm where the run never began."""
        self.kill()
        if not ended:
            with suppress(Lost, ValueError):
                self._cluster.stop(self.name)

    def verdict(self) -> str:
        """What Ray says."""
        try:
            state = self._cluster.state(self.name)
        except (Lost, ValueError) as error:
            return str(error)
        return (
            f"The run on {self._cluster.address} ended early ({state.status}): {' '.join(state.message.split())[:300]}"
        )

    def _hears(self, cancellation: bytes) -> bool:
        job = f"{self.name}-{secrets.token_hex(4)}"
        self._cluster.submit(job, CANCEL, {order.CANCEL: cancellation})
        while not (state := self._cluster.state(job)).has_ended:
            if self._left.wait(SECONDS_BETWEEN_LOOKS):
                break
        return state.status == "SUCCEEDED"
