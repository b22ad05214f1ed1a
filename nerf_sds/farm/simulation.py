"""Simulates how a farm scales: a discrete-event simulation with measured times. Standard library only.

`python -m nerf_sds.farm.simulation` prints the tables of docs/farm.md.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, count
from random import Random
from statistics import median, quantiles

RETRIES = 4  # of a prop whose GPU failed; the same number as in `server/task.py`
ORDERS = 500  # number of orders in the simulated queue
BIN = 10.0  # seconds: the store's peak traffic is the largest average over such an interval


@dataclass(frozen=True)
class Work:
    """The cost of one prop on one GPU."""

    name: str
    load: float  # seconds from the start of a process to its first step
    steps: float  # seconds
    finish: float  # seconds for the mesh, the texture and the files
    checkpoint: float = 14.35  # MB
    result: float = 5.3  # MB in the store
    lines: float = 7.1  # MB of the run's log that carry the result to the host


@dataclass(frozen=True)
class Farm:
    """The GPUs of a farm, and their failures."""

    gpus: int
    failures: float = 0.0  # per GPU and hour
    repair: float = 120.0  # seconds from a failure until a new process is ready
    slow: float = 0.0  # share of GPUs that are slow, 0..1
    slowness: float = 1.0  # factor by which all work takes longer on a slow GPU
    between_checkpoints: float = 30.0  # seconds
    gap: float = 0.006  # seconds between two props of the same process
    log: float = 25.0  # MB/s at which the run's log reaches the host


# Measured on an H100 with the model that shipped before and, for Stable Diffusion, on an H200: see docs/farm.md.
SMALL = Work("a small diffusion model", load=18.5, steps=3.0, finish=9.6)
SD = Work("sd-2.1", load=22.0, steps=91.0, finish=10.0)
HOUR = replace(SD, name="a prop of an hour, which was not measured", steps=3600.0)


@dataclass(frozen=True)
class Outcome:
    """The result of all orders of a simulation. Times are in seconds."""

    made: float  # when the last prop was in the store
    arrived: float  # when the last prop had reached the host
    waits: list[float]  # from each order to its last prop
    props: int  # number of props made
    lost: int  # number of props given up
    attempts: int
    useful: float  # share of the GPUs' time until the last prop that produced kept work, 0..1
    store: float  # MB/s written to the store, on average
    peak: float  # MB/s in the busiest BIN


@dataclass
class _Prop:
    order: int
    steps: float  # seconds of steps that remain, at normal speed
    attempts: int = 0


def simulate(work: Work, farm: Farm, orders: Sequence[tuple[float, int]], seed: int = 0) -> Outcome:
    """Simulates a farm that receives orders, each given as (arrival time in seconds, number of props).

    A GPU that becomes free takes the prop that has waited longest. `seed` seeds the random failures.
    """
    return _Run(work, farm, orders, seed).go()


class _Run:
    def __init__(self, work: Work, farm: Farm, orders: Sequence[tuple[float, int]], seed: int) -> None:
        self._work, self._farm, self._orders, self._chance = work, farm, orders, Random(seed)
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._ranks = count()
        self._waiting: deque[_Prop] = deque()
        self._idle = deque(range(farm.gpus))
        self._warm: set[int] = set()  # GPUs whose process has the model in memory
        self._last = [time for time, _ in orders]
        self._made, self._arrived, self._props, self._lost, self._attempts, self._kept = 0.0, 0.0, 0, 0, 0, 0.0
        self._traffic: defaultdict[int, float] = defaultdict(float)  # MB in each BIN

    def go(self) -> Outcome:
        for number, (time, props) in enumerate(self._orders):
            self._at(time, partial(self._order, number, props))
        while self._events:
            now, _, act = heapq.heappop(self._events)
            act(now)
            while self._waiting and self._idle:
                self._attempt(now, self._idle.popleft(), self._waiting.popleft())
        return Outcome(
            self._made,
            self._arrived,
            [last - time for last, (time, _) in zip(self._last, self._orders, strict=True)],
            self._props,
            self._lost,
            self._attempts,
            self._kept / (self._made * self._farm.gpus),
            sum(self._traffic.values()) / self._made,
            max(self._traffic.values()) / BIN,
        )

    def _at(self, time: float, act: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (time, next(self._ranks), act))

    def _order(self, number: int, props: int, now: float) -> None:
        self._waiting.extend(_Prop(number, self._work.steps) for _ in range(props))

    def _attempt(self, now: float, gpu: int, prop: _Prop) -> None:
        farm, work = self._farm, self._work
        speed = farm.slowness if gpu < round(farm.slow * farm.gpus) else 1.0
        load = farm.gap if gpu in self._warm else work.load * speed
        steps, finish = prop.steps * speed, work.finish * speed
        fails = self._chance.expovariate(farm.failures / 3600) if farm.failures else math.inf
        worked = min(max(fails - load, 0.0), steps)
        saved = worked if worked == steps else worked // farm.between_checkpoints * farm.between_checkpoints
        if fails > load:
            for time in (*_every(farm.between_checkpoints, worked), *([steps] if worked == steps else [])):
                self._write(now + load + time, work.checkpoint)
        self._attempts += 1
        self._kept += saved
        prop.attempts += 1
        prop.steps -= saved / speed
        if fails < load + steps + finish:
            self._at(now + fails, partial(self._fail, gpu, prop))
        else:
            self._kept += finish
            self._at(now + load + steps + finish, partial(self._finish, gpu, prop))

    def _fail(self, gpu: int, prop: _Prop, now: float) -> None:
        self._warm.discard(gpu)
        self._at(now + self._farm.repair, lambda _: self._idle.append(gpu))
        if prop.attempts > RETRIES:
            self._lost += 1
        else:
            self._waiting.append(prop)

    def _finish(self, gpu: int, prop: _Prop, now: float) -> None:
        self._warm.add(gpu)
        self._idle.appendleft(gpu)  # before GPUs that would have to load the model
        self._props += 1
        self._made = self._last[prop.order] = now
        self._arrived = max(self._arrived, now) + self._work.lines / self._farm.log
        self._write(now, self._work.result)

    def _write(self, time: float, megabytes: float) -> None:
        self._traffic[int(time / BIN)] += megabytes


def _every(interval: float, until: float) -> Iterator[float]:
    return (number * interval for number in range(int(until / interval) + 1))


def stream(work: Work, gpus: int, load: float, props: int, seed: int = 0) -> list[tuple[float, int]]:
    """Returns ORDERS orders of `props` props at random times, which keep a share `load` of the GPUs busy."""
    chance, between = Random(seed), props * (work.steps + work.finish) / (gpus * load)
    return [(time, props) for time in accumulate(chance.expovariate(1 / between) for _ in range(ORDERS))]


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for row in (titles, ["--:"] * len(titles), *rows):
        print("| " + " | ".join(row) + " |")
    print()


def _growth(work: Work, props: int) -> None:
    rows = []
    for gpus in (1, 4, 16, 64, 256, 1000):
        alone = simulate(work, Farm(gpus), [(0.0, props)])
        rows.append([
            f"{gpus}", _time(alone.made), f"{3600 * props / alone.made:,.0f}", f"{alone.useful:.0%}",
            f"{alone.store:,.1f}", f"{alone.peak:,.1f}", _time(alone.arrived),
        ])  # fmt: skip
    print(f"{props:,} props at once, {work.name}:\n")
    _table(("GPUs", "in the store", "props/hour", "of the time kept", "MB/s", "MB/s, peak", "with the artist"), rows)


def _troubles(work: Work, gpus: int, props: int) -> None:
    well = Farm(gpus)
    never = 1e9
    troubles = {
        "none": well,
        "a failure in 100 GPU-hours": replace(well, failures=0.01),
        "a failure in 10": replace(well, failures=0.1),
        "a failure in 1": replace(well, failures=1.0),
        "the same, a checkpoint in 5 minutes": replace(well, failures=1.0, between_checkpoints=300),
        "the same, no checkpoints": replace(well, failures=1.0, between_checkpoints=never),
        "5 % of the GPUs half as fast": replace(well, slow=0.05, slowness=2.0),
        "5 % of the GPUs at a tenth": replace(well, slow=0.05, slowness=10.0),
    }
    rows = []
    for name, farm in troubles.items():
        outcome = simulate(work, farm, [(0.0, props)])
        rows.append([name, _time(outcome.made), f"{outcome.attempts}", f"{outcome.lost}", f"{outcome.useful:.0%}"])
    print(f"{props:,} props on {gpus} GPUs, {work.name}:\n")
    _table(("trouble", "in the store", "attempts", "given up", "of the time kept"), rows)


def _queues(work: Work, props: int) -> None:
    rows = []
    for gpus in (4, 16, 64, 256, 1000):
        row = [f"{gpus}"]
        for load in (0.5, 0.8, 0.95):
            waits = simulate(work, Farm(gpus), stream(work, gpus, load, props)).waits
            row.append(f"{_time(median(waits))}, {_time(quantiles(waits, n=20)[-1])}")
        rows.append(row)
    print(f"{ORDERS} orders of {props} props, {work.name}: median and 95th percentile until the last prop:\n")
    _table(("GPUs", "half busy", "80 % busy", "95 % busy"), rows)


def _time(seconds: float) -> str:
    return (
        f"{seconds:.0f} s"
        if seconds < 120
        else f"{seconds / 60:.1f} min"
        if seconds < 7200
        else f"{seconds / 3600:.1f} h"
    )


if __name__ == "__main__":
    for work in (SMALL, SD):
        _growth(work, 1000)
    _troubles(SD, 64, 1000)
    _troubles(HOUR, 64, 1000)
    _queues(SMALL, 40)
