"""How fast the optimisation goes, and what may be spent on previews of it. Standard library only."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from itertools import accumulate

from .config import Stage

WINDOW = 50  # reports that the speed is taken over

SECONDS_BETWEEN_PREVIEWS = (3.0, 4.0)  # at least and at most; the longest wait goes before the share
PREVIEW_SHARE = 0.04  # of the time
PREVIEW_TURN = 30.0  # degrees from a preview to the next
PREVIEW_SIZES = (64, 192)  # pixels a side, smallest and largest


class Pace:
    """The speed over the last reports, and the time left.

    A step costs about as much as its pictures are wide: on 2 CPU cores 2.3 times as much for 64 pixels as for 32.
    """

    def __init__(self, stages: Sequence[Stage], taken: int, now: float) -> None:
        """`taken` steps lie behind at the time `now`, in seconds on any clock."""
        costs = [stage.resolution for stage in stages for _ in range(stage.steps)]
        self._left = [*accumulate(reversed(costs), initial=0)][::-1]
        self._reports = deque([(taken, now)], maxlen=WINDOW)

    def report(self, number: int, now: float) -> tuple[float, float]:
        """`number` steps lie behind now: steps a second, and seconds left for the steps."""
        self._reports.append((number, now))
        before, then = self._reports[0]
        elapsed = max(now - then, 1e-6)
        cost_a_second = max((self._left[before] - self._left[number]) / elapsed, 1e-6)
        return (number - before) / elapsed, self._left[number] / cost_a_second


class Previews:
    """When the next preview is due, from where, and how large it may be to stay within its share of the time."""

    def __init__(self) -> None:
        self.azimuth = 0.0  # degrees
        self.size = 96  # pixels a side
        self._due = 0.0

    def is_due(self, now: float) -> bool:
        return now >= self._due

    def drawn(self, now: float, seconds: float) -> None:
        """The last preview is ready now and took so many seconds."""
        shortest, longest = SECONDS_BETWEEN_PREVIEWS
        self._due = now + min(max(shortest, seconds / PREVIEW_SHARE), longest)
        self.azimuth = (self.azimuth + PREVIEW_TURN) % 360
        self.size = affordable_size(self.size, seconds)


def affordable_size(size: int, seconds: float) -> int:
    """The next preview's size, when one of `size` took so many seconds: a multiple of 32 within PREVIEW_SIZES."""
    budget = SECONDS_BETWEEN_PREVIEWS[0] * PREVIEW_SHARE
    wanted = size * math.sqrt(budget / max(seconds, 1e-6))
    return int(min(max(wanted // 32 * 32, PREVIEW_SIZES[0]), PREVIEW_SIZES[1]))
