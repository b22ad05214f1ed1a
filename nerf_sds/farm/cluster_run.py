"""A run on a Ray cluster, as the host sees it. Standard library only."""

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
    """Runs an order on a cluster. Implements `farm_job.Source`."""

    def __init__(self, cluster: Cluster, order_file: bytes) -> None:
        self._cluster, self._order = cluster, order_file
        self.name = f"propsmith-{secrets.token_hex(8)}"  # the submission id of the Ray job
        self._log = LogStream(cluster, self.name)
        self._left = threading.Event()

    def lines(self) -> Iterator[bytes | Noticed]:
        """Submits the order and yields the lines of the job's log, and notices about the connection.

        Raises ValueError or Lost if the farm does not accept the order.
        """
        self._cluster.submit(self.name, MAKE, {order.ORDER: self._order})
        yield from self._log

    def cancel(self, names: Sequence[str]) -> None:
        """Cancels props by name.

        Tries again until the run confirms it, because a run that has just begun cannot hear it yet.
        """
        file = order.write_cancellation(Cancellation(self.name, tuple(names)))
        while not self._left.is_set():
            with suppress(Lost, ValueError):
                if self._hears(file):
                    return
            self._left.wait(SECONDS_BETWEEN_LOOKS)

    def kill(self) -> None:
        """Ends `lines` and `cancel` at once. `close` ends what runs on the farm."""
        self._left.set()
        self._log.leave()

    def close(self, ended: bool) -> None:
        """Stops the Ray job unless the run has `ended` by itself. Does nothing if the run never began."""
        self.kill()
        if not ended:
            with suppress(Lost, ValueError):
                self._cluster.stop(self.name)

    def verdict(self) -> str:
        """Returns Ray's own account of why the run ended, in one line."""
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
