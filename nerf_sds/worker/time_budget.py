"""Measures the speed of the optimisation and limits the time spent on previews and the live view.

Standard library only.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from itertools import accumulate

from ..config import Stage

WINDOW = 50  # number of latest reports over which the speed is averaged

SECONDS_BETWEEN_PREVIEWS = (3.0, 4.0)  # minimum and maximum; the maximum holds even if PREVIEW_SHARE is exceeded
PREVIEW_SHARE = 0.04  # of the time
PREVIEW_TURN = 30.0  # degrees from one preview to the next
PREVIEW_SIZES = (64, 192)  # pixels per side, smallest and largest
SECONDS_MORE_WHILE_WATCHED = 16.0  # added between previews while the live view shows the prop

LIVE_SHARE = 0.075  # share of the time for live pictures; with meshes and previews the total is a tenth
LIVE_SAVED = 1.5  # maximum seconds of drawing time that can be saved up
LIVE_LENT = 0.3  # seconds of drawing time at the start, so that the first picture comes at once
LIVE_SIZES = (96, 512)  # pixels per side, smallest and largest
LIVE_SIZE = 256  # pixels per side that are enough unless there is time to spare
LIVE_RATES = (6.0, 1.0)  # pictures per second while the camera moves: if LIVE_SIZE is affordable, and if not
MOST_OFTEN = 0.1  # minimum seconds between pictures: a file is overwritten by the next but one


class Pace:
    """Measures the speed over the last reports and estimates the time left.

    A step's cost is roughly proportional to the side of its pictures: on 2 CPU cores, 64 pixels cost 2.3 times as much
    as 32.
    """

    def __init__(self, stages: Sequence[Stage], taken: int, now: float) -> None:
        """`taken` is the number of steps taken by the time `now`, in seconds on any clock."""
        costs = [stage.resolution for stage in stages for _ in range(stage.steps)]
        self._left = [*accumulate(reversed(costs), initial=0)][::-1]
        self._reports = deque([(taken, now)], maxlen=WINDOW)

    def report(self, number: int, now: float) -> tuple[float, float]:
        """Records that `number` steps are taken by `now`. Returns the steps per second and the seconds left."""
        self._reports.append((number, now))
        before, then = self._reports[0]
        elapsed = max(now - then, 1e-6)
        cost_a_second = max((self._left[before] - self._left[number]) / elapsed, 1e-6)
        return (number - before) / elapsed, self._left[number] / cost_a_second


class Previews:
    """Decides when the next preview is due, from which side, and how large it can be.

    Previews take about PREVIEW_SHARE of the time.
    """

    def __init__(self) -> None:
        self.count = 0  # previews drawn so far
        self.size = 96  # pixels per side of the next preview
        self._due = 0.0

    @property
    def azimuth(self) -> float:
        """The azimuth of the next preview in degrees, 0..360."""
        return self.count * PREVIEW_TURN % 360

    def is_due(self, now: float, watched: bool = False) -> bool:
        """True if a preview is due at the time `now`. Previews are rarer while the live view is `watched`."""
        return now >= self._due + watched * SECONDS_MORE_WHILE_WATCHED

    def drawn(self, now: float, seconds: float) -> None:
        """Records that a preview was finished at `now` and took `seconds`."""
        shortest, longest = SECONDS_BETWEEN_PREVIEWS
        self._due = now + min(max(shortest, seconds / PREVIEW_SHARE), longest)
        self.count += 1
        self.size = affordable_size(self.size, seconds)


def affordable_size(size: int, seconds: float) -> int:
    """Returns the side of the next preview in pixels if one of side `size` took `seconds`.

    The result is a multiple of 32 within PREVIEW_SIZES.
    """
    budget = SECONDS_BETWEEN_PREVIEWS[0] * PREVIEW_SHARE
    wanted = size * math.sqrt(budget / max(seconds, 1e-6))
    return int(min(max(wanted // 32 * 32, PREVIEW_SIZES[0]), PREVIEW_SIZES[1]))


class RenderBudget:
    """Limits live pictures to LIVE_SHARE of the time. Pictures for a moving camera have priority.

    Every second adds LIVE_SHARE seconds of drawing time; each picture uses some of it.
    """

    def __init__(self, now: float) -> None:
        self._saved, self._then, self._drawn = LIVE_LENT, now, 0.0
        self._cost = 1e-5  # seconds per pixel

    def size(self, now: float, moved: bool, largest: int) -> int:
        """Returns the side in pixels, at most `largest`, of the picture that is due at `now`, or 0 if none is due.

        `moved` says that the camera has moved since the last picture. At rest, a finer picture is due once there is
        enough time for it and for the camera's next move.
        """
        if now < self._drawn + MOST_OFTEN:
            return 0
        moving = min(self._moving_size(), largest)
        size = moving if moved else min(self._resting_size(), largest)
        most = min(LIVE_SAVED, self._cost * (LIVE_SIZE**2 + moving**2))  # enough for the next pictures
        self._saved = min(self._saved + LIVE_SHARE * (now - self._then), most)
        self._then = now
        needed = self._cost * (size**2 if moved else size**2 + moving**2)
        return size if self._saved >= min(needed, most) else 0

    def drawn(self, size: int, now: float, seconds: float) -> None:
        """Records that a picture of this side was finished at `now` and took `seconds`."""
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
