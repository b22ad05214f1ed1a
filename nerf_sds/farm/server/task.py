"""One attempt at one prop: a Ray task, on any node that has room for it.

The task works like the worker, in a folder of its own, and continues from the checkpoint in the store. A fault of the
prop itself becomes its last event. Ray tries again on another process or node only if the process or the node died.
"""

from __future__ import annotations

import gc
import os
import tempfile
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import ray
from ray.exceptions import RayError

from ...config import Request
from ...jobs import exploration, failures, job_folder
from ...jobs.protocol import Cancelled, Done, Event, Failed, LastEvent, Noticed, Passing, Preview, Progress, Started
from ...worker import generate, process
from .. import wire
from ..order import OrderedProp
from .store import Note, Store, StoredJob

RETRIES = 4  # new attempts at a prop whose process or node died
SECONDS_BETWEEN_CALLS = 1.0  # between two calls to the mailbox
LOG_LINES = 12  # entries of a traceback that a Failed includes


@dataclass(frozen=True)
class Terms:
    """Settings that hold for all attempts of a run."""

    run: str  # the run's name
    store: str  # a folder or a URL
    gpus: float  # share of a GPU; 0 on a farm without GPUs
    seconds_between_checkpoints: float


def attempt(prop: OrderedProp, terms: Terms, mailbox: Any) -> LastEvent:
    """Makes the prop and returns its last event. The files are in the store before a Done is returned."""
    node = ray.get_runtime_context().get_node_id()[:8]
    store = Store(terms.store)
    store.check(node)
    place = store.place(prop)
    if done := place.done():  # another run has finished it in the meantime
        return done
    before = place.notes()
    if sum(note.run == terms.run for note in before) > RETRIES:  # Ray does not count what it killed for memory
        return died(f"after step {before[-1].last_step}")
    note = Note(len(before) + 1, terms.run, node, os.getpid(), time.time())
    with tempfile.TemporaryDirectory(prefix="propsmith-") as folder:
        job = Path(folder, "job")
        _prepare(job, prop, place, before)
        with Courier(prop.name, mailbox, place, job, note) as courier:
            last = _work(prop.request, job, terms, courier)
        if isinstance(last, Done):
            place.keep_result(job, last)
        seconds = time.time() - note.began
        place.put_note(replace(courier.note, seconds=seconds, ended=type(last).__name__))
    return last


def died(detail: str) -> Failed:
    """Returns the last event of a prop whose processes all died."""
    return Failed(f"Its process or its node died {RETRIES + 1} times ({detail}): see Ray's log of them")


def _prepare(folder: Path, prop: OrderedProp, place: StoredJob, before: list[Note]) -> None:
    """Creates the job folder with everything that the worker expects in it."""
    job_folder.create(folder, prop.request, prop.start)
    if prop.scored:
        exploration.put_mark(folder, exploration.Mark("farm", prop.request.preset))
    place.bring_checkpoint(folder)
    if dtype := next((note.dtype for note in reversed(before) if note.dtype), ""):
        job_folder.record(folder, Started(0, "", dtype))


def _work(request: Request, folder: Path, terms: Terms, courier: Courier) -> LastEvent:
    job = process.JobContext(folder, courier.tell, courier.cut, between_checkpoints=terms.seconds_between_checkpoints)
    try:
        if courier.cut.is_set():
            raise process.Stopped(0)
        return generate.make(replace(request, device=_device(terms.gpus)), job)
    except process.Stopped as stopped:
        return Cancelled(stopped.step, job_folder.is_resumable(folder))
    except Exception as error:
        traceback.print_exception(error)
        reason = failures.reason(error, folder).removesuffix(f" (more in {folder / failures.LOG})")
        return Failed(reason, "".join(traceback.format_exception(error)[-LOG_LINES:]))


def _device(share: float) -> str:
    """Returns "cuda" or "cpu" as the device of this task.

    Makes "cuda" mean the GPU that Ray assigned to the task, and limits the process to its share of that GPU's memory.
    Ray starts the process with all GPUs of the node visible; otherwise a process that makes several props in turn would
    stay on the GPU of the first.
    """
    if not (given := ray.get_gpu_ids()):
        return "cpu"
    import torch

    if torch.cuda.is_available():
        gc.collect()
        torch.cuda.empty_cache()  # frees the memory of the previous prop
        index = index_of(str(given[0]), os.environ.get("CUDA_VISIBLE_DEVICES"))
        torch.cuda.set_device(index)
        torch.cuda.set_per_process_memory_fraction(share, index)
    return "cuda"


def index_of(gpu: str, visible: str | None) -> int:
    """Returns torch's index of a GPU.

    `gpu` is Ray's id of it. `visible` is the value of CUDA_VISIBLE_DEVICES, or None if it is not set.
    """
    return visible.split(",").index(gpu) if visible else int(gpu)


def _loads() -> int:
    """Returns how often this process has loaded a diffusion model."""
    from ...compute import memory  # imported here because the entry point imports this module without torch

    return memory.kept.loads


def _is_progress(line: wire.OfProp) -> bool:
    return isinstance(line, wire.Told) and isinstance(line.event, Progress)


class Courier:
    """Sends the worker's events to the mailbox and its checkpoints to the store, in a thread beside the work."""

    def __init__(self, name: str, mailbox: Any, place: StoredJob, folder: Path, note: Note) -> None:
        self.cut = threading.Event()  # set when the prop is no longer wanted
        self.note = note
        self._name, self._mailbox, self._place, self._folder = name, mailbox, place, folder
        self._lines: list[wire.OfProp] = []
        self._loads = _loads()
        self._saved = self._checkpoint_time()
        self._lock = threading.Lock()  # guards the lines
        self._heard, self._leaving = threading.Event(), threading.Event()
        self._thread = ThreadPoolExecutor(1, "courier")

    def __enter__(self) -> Self:
        """Starts the thread and waits until it knows whether the prop is wanted."""
        self._place.put_note(self.note)
        self._rounds = self._thread.submit(self._go_round)
        self._heard.wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Sends what is left. Raises OSError if the last checkpoint cannot be written to the store."""
        self._leaving.set()
        self._thread.shutdown()
        self._rounds.result()

    def tell(self, event: Event) -> None:
        """Takes an event of the worker.

        Drops events that only matter while somebody watches, and keeps only the latest of the progress events.
        """
        if isinstance(event, Passing):
            return
        lines: list[wire.OfProp] = [wire.Told(self._name, event)]
        match event:
            case Started(_, _, dtype, first_step):
                job_folder.record(self._folder, event)
                loaded = _loads() > self._loads
                self.note = replace(self.note, loaded=loaded, dtype=dtype, first_step=first_step, last_step=first_step)
                self._place.put_note(self.note)
                attempt = wire.Attempt(self._name, self.note.number, self.note.node, first_step)
                lines = [attempt, *lines]
            case Preview(path):
                lines = [*wire.parts_of(self._name, path, (self._folder / path).read_bytes()), *lines]
            case _:
                pass
        with self._lock:
            if isinstance(event, Progress):
                self._lines = [line for line in self._lines if not _is_progress(line)]
            self._lines += lines

    def _call(self) -> None:
        """Sends the collected lines, and sets `cut` if the prop is no longer wanted."""
        with self._lock:
            lines, self._lines = self._lines, []
        with suppress(RayError):  # the run is gone, so nobody wants the prop
            if ray.get(self._mailbox.tell.remote(self._name, lines)):
                return
        self.cut.set()

    def _go_round(self) -> None:
        """Calls the mailbox until the work ends; runs in a thread of its own.

        It makes all calls, because Ray lends a task's CPU to others while the main thread waits for an answer.
        """
        self._call()
        self._heard.set()
        while not self._leaving.wait(SECONDS_BETWEEN_CALLS):
            self._call()
            try:
                self._save()
            except Exception as error:  # the next checkpoint may succeed
                traceback.print_exception(error)
                self.tell(Noticed(f"A checkpoint did not get into the store ({type(error).__name__}: {error})"))
        self._save()
        self._call()

    def _save(self) -> None:
        """Writes the checkpoint to the store if there is a new one."""
        written = self._checkpoint_time()
        if written == self._saved:
            return
        from safetensors.torch import load

        data = (self._folder / job_folder.CHECKPOINT).read_bytes()
        self._place.write(job_folder.CHECKPOINT, data)
        self._saved = written
        self.note = replace(self.note, last_step=int(load(data)["step"]))
        self._place.put_note(self.note)

    def _checkpoint_time(self) -> int:
        try:
            return (self._folder / job_folder.CHECKPOINT).stat().st_mtime_ns
        except FileNotFoundError:
            return 0
