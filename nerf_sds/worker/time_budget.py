"""How fast the optimisation goes, and what may be spent on previews of it. Standard library only."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from itertools import accumulate

from ..config import Stage

WINDOW = 50  # reports that the speed is taken over

SECONDS_BETWEEN_PREVIEWS = (3.0, 4.0)  # at least and at most; the longest wait goes before the share
PREVIEW_SHARE = 0.04  # of the time
PREVIEW_TURN = 30.0  # degrees from a preview to the next
PREVIEW_SIZES = (64, 192)  # pixels a side, smallest and largest
SECONDS_MORE_WHILE_WATCHED = 16.0  # between previews: the artist sees the prop anyway

LIVE_SHARE = 0.075  # of the time, for pictures while the artist watches; the rest of a tenth is for meshes and previews
LIVE_SAVED = 1.5  # seconds of it that can be saved up at most
LIVE_LENT = 0.3  # seconds of it at the beginning: the artist sees something at once
LIVE_SIZES = (96, 512)  # pixels, smallest and largest
LIVE_SIZE = 256  # pixels; enough, unless there is time to spare
LIVE_RATES = (6.0, 1.0)  # pictures a second while the camera moves, where LIVE_SIZE can be had so often, and elsewhere
MOST_OFTEN = 0.1  # seconds between two pictures, at least: the host has to read the one before the next but one comes


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
        self.count = 0  # drawn so far
        self.size = 96  # pixels a side
        self._due = 0.0

    @property
    def azimuth(self) -> float:
        """Of the next one, degrees."""
        return self.count * PREVIEW_TURN % 360

    def is_due(self, now: float, watched: bool = False) -> bool:
        return now >= self._due + watched * SECONDS_MORE_WHILE_WATCHED

    def drawn(self, now: float, seconds: float) -> None:
        """The last preview is ready now and took so many seconds."""
        shortest, longest = SECONDS_BETWEEN_PREVIEWS
        self._due = now + min(max(shortest, seconds / PREVIEW_SHARE), longest)
        self.count += 1
        self.size = affordable_size(self.size, seconds)


def affordable_size(size: int, seconds: float) -> int:
    """The next preview's size, when one of `size` took so many seconds: a multiple of 32 within PREVIEW_SIZES."""
    budget = SECONDS_BETWEEN_PREVIEWS[0] * PREVIEW_SHARE
    wanted = size * math.sqrt(budget / max(seconds, 1e-6))
    return int(min(max(wanted // 32 * 32, PREVIEW_SIZES[0]), PREVIEW_SIZES[1]))


class RenderBudget:
    """What may be drawn for an artist who watches: never more than LIVE_SHARE of the time, and what moves goes first.

    Every second gives LIVE_SHARE of one to spend; what is drawn takes from it.
    """

    def __init__(self, now: float) -> None:
        self._saved, self._then, self._drawn = LIVE_LENT, now, 0.0
        self._cost = 1e-5  # seconds a pixel of a square picture

    def size(self, now: float, moved: bool, largest: int) -> int:
        """The side in pixels of the picture that is due now, at most `largest`; 0 when none is.

        `moved` tells that the camera has moved since the last one; at rest, a finer picture comes once enough is saved
        up for it and for the camera's next move.
        """
        if now < self._drawn + MOST_OFTEN:
            return 0
        moving = min(self._moving_size(), largest)
        size = moving if moved else min(self._resting_size(), largest)
        most = min(LIVE_SAVED, self._cost * (LIVE_SIZE**2 + moving**2))  # enough for what may be wanted next
        self._saved = min(self._saved + LIVE_SHARE * (now - self._then), most)
        self._then = now
        needed = self._cost * (size**2 if moved else size**2 + moving**2)
        return size if self._saved >= min(needed, most) else 0

    def drawn(self, size: int, now: float, seconds: float) -> None:
        """A picture of that side is ready now and took so many seconds."""
        self._saved -= seconds
        self._drawn = now
        self._cost += 0.5 * (seconds / size**2 - self._cost)

    def _moving_size(self) -> int:
        often, seldom = (self._affordable(LIVE_SHARE / rate) for rate in LIVE_RATES)
        return often if often >= LIVE_SIZE else min(seldom, LIVE_SIZE)

    def _resting_size(self) -> int:
        return max(min(LIVE_SIZE, self._affordable(LIVE_SAVED)), self._affordable(LIVE_SHARE / LIVE_RATES[1]))

    def _affordable(self, seconds: float) -> int:
        return int(min(max(math.sqrt(seconds / self._cost), LIVE_SIZES[0]), LIVE_SIZES[1]))
