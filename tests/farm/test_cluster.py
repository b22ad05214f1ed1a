"""A cluster of two Ray nodes on this machine: a node dies, a process dies, and every prop arrives.

To be run where there is Ray, in a network of its own that has a loopback (.ci/steps: test_farm).
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from jobs_api import Farm, RayJob, cancel, make, until

from nerf_sds.config import Request
from nerf_sds.farm import backends, order
from nerf_sds.farm.order import Order, OrderedProp
from nerf_sds.farm.ray_jobs import MAKE
from nerf_sds.farm.wire import Arrivals, Attempt, End, Line, Part, Refused, Told
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.protocol import Cancelled, Done, Failed, LastEvent, Preview, Progress

STEPS = 40
TINY = {"faces": 500, "texture_size": 64, "mesh_resolution": 32}


def prop(name: str, prompt: str, seed: int = 0, steps: int = STEPS, priority: int = 0) -> OrderedProp:
    overrides = {"stages": [[16, steps, 16, 16]], **TINY}
    return OrderedProp(name, Request(prompt, seed=seed, preset="draft", overrides=overrides), priority)


GOOD = [prop(f"mushroom-{seed}", "a red mushroom", seed, priority=seed // 6) for seed in range(12)]
BAD = prop("bad", "белиберда", priority=2)
ORDER = Order((*GOOD, BAD), gpus=0.5)


@dataclass(frozen=True)
class Ran:
    """A run that has ended."""

    lines: list[Line]
    log: str
    seconds: float
    dead: set[int]  # the processes that were killed

    def last(self, name: str) -> list[LastEvent]:
        return [line.event for line in self.of(name) if isinstance(line, Told) and isinstance(line.event, LastEvent)]

    def of(self, name: str) -> list[Line]:
        return [line for line in self.lines if not isinstance(line, End | Refused) and line.of == name]


@pytest.fixture(scope="module")
def ran(farm: Farm) -> Ran:
    """The order, while a process of the head is killed, and then the other node with all that runs on it."""
    start, dead = time.monotonic(), set()
    job = make(farm.address, ORDER)
    other = farm.cluster.list_all_nodes()[1]

    def working(on_other: bool) -> set[int]:
        """The processes of attempts that have a checkpoint in the store, and are not at their last steps."""
        last = (notes[-1] for of in GOOD if (notes := farm.notes(of)))
        notes = [note for note in last if not note.ended and 0 < note.last_step < STEPS // 2]
        return {note.process for note in notes if other.node_id.startswith(note.node) == on_other} - dead

    for on_other in (False, True):
        until(partial(working, on_other))
        killed = working(on_other)
        if on_other:
            farm.cluster.remove_node(other, allow_graceful=False)
        for process in killed:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        dead.update(killed)
    lines = job.wait(200)
    log = job.log()
    print("", *(line for line in log.splitlines() if line.startswith(("prop ", "mushroom-", "bad "))), sep="\n")
    print(f"{time.monotonic() - start:.0f} s in all; killed: {sorted(dead)}")
    return Ran(lines, log, time.monotonic() - start, dead)


def test_all_props_arrive_though_a_process_and_a_node_die(ran: Ran) -> None:
    assert [type(last) for of in GOOD for last in ran.last(of.name)] == [Done] * 12
    assert ran.lines[-1] == End() and ran.lines.count(End()) == 1


def test_every_file_of_a_prop_arrives_whole_before_its_last_event(ran: Ran) -> None:
    for of in GOOD:
        *before, last = ran.of(of.name)
        arrivals = Arrivals()
        arrived = {
            part.file: whole for part in before if isinstance(part, Part) and (whole := arrivals.add(part)) is not None
        }
        assert isinstance(last, Told) and arrived.keys() >= {*job_folder.RESULT, job_folder.PREVIEW}
        assert arrived["prop.glb"][:4] == b"glTF" and arrived["albedo.png"][1:4] == b"PNG"


def test_nobody_starts_again_who_had_a_checkpoint(farm: Farm, ran: Ran) -> None:
    again = [(of, *pair) for of in GOOD for pair in pairwise(farm.notes(of))]
    assert {before.process for _, before, _ in again} >= ran.dead and len(ran.dead) >= 2
    for of, before, after in again:
        assert not before.ended and after.first_step >= before.last_step > 0
        told = [line for line in ran.of(of.name) if isinstance(line, Attempt)]
        assert (told[-1].number, told[-1].first_step) == (after.number, after.first_step)


def test_the_log_has_the_table_of_attempts(farm: Farm, ran: Ran) -> None:
    rows = [line.split() for line in ran.log.splitlines() if line.startswith("mushroom-")]
    for of in GOOD:
        written = [(row[1], row[3], row[-1]) for row in rows if row[0] == of.name]
        assert written == [(str(note.number), str(note.process), note.ended or "died") for note in farm.notes(of)]


def test_a_bad_prop_fails_alone_and_is_not_tried_again(farm: Farm, ran: Ran) -> None:
    (last,) = ran.last("bad")
    assert isinstance(last, Failed) and "белиберда" in last.reason
    assert [note.ended for note in farm.notes(BAD)] == ["Failed"]


def test_a_process_reads_the_model_once(farm: Farm, ran: Ran) -> None:
    """Once in each precision: a prop goes on in that of its checkpoint."""
    notes = [note for of in GOOD for note in farm.notes(of)]
    loaded = [(note.node, note.process, note.dtype) for note in notes if note.loaded]
    assert len(loaded) == len(set(loaded)) < len(notes)
    assert {(note.node, note.process) for note in notes} == {(node, process) for node, process, _ in loaded}


def test_higher_priorities_start_first(farm: Farm, ran: Ran) -> None:
    first, later = ([farm.notes(of)[0].began for of in GOOD if of.priority == priority] for priority in (1, 0))
    assert max(first) < min(later)


def test_progress_comes_at_most_once_a_second_and_previews_with_their_file(ran: Ran) -> None:
    of = ran.of("mushroom-11")
    progress = [line for line in of if isinstance(line, Told) and isinstance(line.event, Progress)]
    assert 1 <= len(progress) <= ran.seconds
    previews = [i for i, line in enumerate(of) if isinstance(line, Told) and isinstance(line.event, Preview)]
    assert previews and all(isinstance(of[i - 1], Part) and of[i - 1].file == job_folder.PREVIEW for i in previews)


def test_the_same_order_again_brings_what_is_there_at_once(farm: Farm, ran: Ran, home: Path) -> None:
    before = [farm.notes(of) for of in GOOD]
    asked = {home / of.name: of.request for of in GOOD}
    for folder, request in asked.items():
        job_folder.create(folder, request)
    job = backends.start(farm.address, Path("/no/python"), asked)
    assert job.wait(60)
    assert [(folder, type(event)) for folder, event in job.poll()] == [(folder, Done) for folder in asked]
    assert all(job_folder.is_finished(folder) for folder in asked) and [farm.notes(of) for of in GOOD] == before


def test_one_prop_and_then_all_are_taken_back(farm: Farm, ran: Ran) -> None:
    running, last, waiting = long = [prop(f"long-{seed}", "a blue barrel", seed, steps=50_000) for seed in range(3)]
    job = make(farm.address, Order(tuple(long)))

    def ended() -> dict[str, LastEvent]:
        told = [line for line in job.lines() if isinstance(line, Told)]
        return {line.of: line.event for line in told if isinstance(line.event, LastEvent)}

    until(lambda: sum(isinstance(line, Attempt) for line in job.lines()) == 2)
    cancel(farm.address, job, waiting.name).wait(30)
    until(ended)
    assert ended() == {waiting.name: Cancelled(0, False)} and not farm.notes(waiting)
    cancel(farm.address, job, running.name).wait(30)
    until(lambda: len(ended()) == 2)
    until(lambda: farm.store.place(last).is_resumable())
    job.stop()
    assert job.wait(40)[-1] == End()
    for of in (running, last):
        (note,) = farm.notes(of)
        assert note.ended == "Cancelled" and ended()[of.name] == Cancelled(note.last_step, True) and note.last_step > 0


def test_a_run_that_is_not_there_cannot_be_taken_back(farm: Farm) -> None:
    (refused,) = cancel(farm.address, RayJob(farm.address, "raysubmit_none"), "p").wait(30)
    assert isinstance(refused, Refused) and "no run raysubmit_none" in refused.reason


def test_an_order_that_breaks_the_rules_is_refused_before_anything_is_made(farm: Farm) -> None:
    job = RayJob.submit(farm.address, MAKE, **{"order.json": b'{"version": 1}'})
    (refused,) = job.wait(30)
    assert isinstance(refused, Refused) and job.status() == "FAILED"


def test_what_is_uploaded_beside_the_order_is_imported_by_nobody(farm: Farm) -> None:
    evil = {f"{name}.py": b"raise SystemExit('broke in')" for name in ("nerf_sds", "torch", "safetensors", "PIL")}
    of = prop("prop", "a red cone", steps=2)
    job = RayJob.submit(farm.address, MAKE, **evil, **{order.ORDER: order.write(Order((of,)))})
    lines = job.wait(60)
    assert isinstance(lines[-2], Told) and isinstance(lines[-2].event, Done) and "broke in" not in job.log()
