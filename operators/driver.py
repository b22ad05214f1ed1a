"""The one place that owns a worker and the queue: it starts jobs, hears their events and builds what they made.

With a window Blender calls `tick` on a timer; without one `pump` calls it until the queue is empty. What the panel
shows is `status`, which lives here and not in the file, so that opening another file loses nothing.
"""

from __future__ import annotations

import atexit
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import assert_never

import bpy

from ..nerf_sds import exploration, jobs, models, prompts, refinement
from ..nerf_sds.client import Job
from ..nerf_sds.config import Request
from ..nerf_sds.exploration import Mark
from ..nerf_sds.job_queue import Queue
from ..nerf_sds.protocol import (
    Cancelled,
    CoarseMesh,
    Done,
    Entered,
    Event,
    Failed,
    Frame,
    Noticed,
    Preview,
    Progress,
    Started,
)
from . import placement, placing, preview, watching
from .placement import Placement
from .properties import ROOT_PACKAGE
from .status import PAUSING, STOPPING, Status

TICK = 0.1  # seconds
SHORT_TICK = 0.02  # while a prop is built

status = Status()
queue = Queue()
_job: Job | None = None
_python = Path()  # of the next workers
named_folder: Path | None = None  # for the jobs, where a command line names one


def register() -> None:
    if old := _old_folder():
        jobs.gather(old, folder())
    atexit.register(_let_go)


def unregister() -> None:
    atexit.unregister(_let_go)
    close()


def is_running() -> bool:
    """Whether props are being made or wait to be placed."""
    return _job is not None or placing.is_pending() or (bool(queue.waiting) and not queue.held)


def folder() -> Path:
    """Where the job folders lie: not in the extension's user folder, which Blender deletes with the extension."""
    return named_folder or Path(bpy.utils.user_resource("DATAFILES", path="propsmith/jobs"))


def start(
    python: Path,
    request: Request,
    wanted: Placement,
    source: Path | None = None,
    start: bytes = b"",
    mark: Mark | None = None,
) -> Path:
    """Puts a new job into the queue, which goes on from the checkpoint of the folder `source` if one is given.

    Where its prop is wanted is kept with it; with the mark of an exploration it is not placed. `start` is the start.npz
    that a new request names. Returns the job's folder. Raises ValueError with one line that says what to do when that
    cannot be.
    """
    request = wanted.sized(request)
    prompts.check(request.prompt, request.prior)
    models.check(request.prior, bpy.app.online_access)
    queue.check_new(request)
    place = jobs.new_folder(folder(), request)
    if source is None:
        jobs.create(place, request, start)
    else:
        refinement.branch(source, place, request)
    placement.save(wanted, place)
    if mark is not None:
        exploration.put_mark(place, mark)
    _enqueue(python, place, wanted)
    return place


def resume(python: Path, place: Path) -> None:
    """Puts the job of a folder into the queue again. Raises ValueError as `start` does."""
    jobs.check_resumable(place)
    _enqueue(python, place, placement.load(place, bpy.context.scene))


def deliver(place: Path, wanted: Placement) -> None:
    """Has the next `tick` build the finished prop of a folder."""
    global status
    if _job is None:
        status = Status()
    placing.expect(place, wanted)
    placing.deliver(place)


def go_on(python: Path) -> None:
    """Has the queue run, by workers of this Python."""
    global status, _python
    if _job is None:
        status = Status()
    _python = python
    queue.hold(False)


def pause() -> None:
    """Holds the queue. The running worker writes its checkpoint and leaves, so that its memory is free as well."""
    queue.hold()
    if _job is not None and not status.is_stopping:
        status.stage, status.seconds_left = PAUSING, None
        _job.cancel()


def cancel(place: Path | None = None) -> None:
    """Takes a job out of the queue, the running one if none is named. Its checkpoint stays in its folder.

    A worker is asked to leave, whose last event then ends the job. Where nothing runs, finished props are not placed.
    """
    if _job is not None and place in (None, *_job.folders):
        status.stage, status.seconds_left = STOPPING, None
        _job.cancel()
    elif place is None:
        placing.forget()
    elif place in queue.waiting:
        _end(place, Cancelled(0, jobs.is_resumable(place)))


def close() -> None:
    """Lets go of the worker, which then leaves by itself, and of the queue. Nothing is called afterwards."""
    global _job
    if bpy.app.timers.is_registered(tick):
        bpy.app.timers.unregister(tick)
    _let_go()
    _job = None
    queue.close()
    placing.forget()
    watching.end()


def refuse(reason: str) -> None:
    """Has the panel say why no job was started."""
    global status
    if _job is None:
        status = Status()
    status.error = reason


def follow() -> None:
    """Has Blender call `tick` until the queue is empty or held."""
    if not bpy.app.timers.is_registered(tick):
        bpy.app.timers.register(tick, first_interval=TICK, persistent=True)


def tick() -> float | None:
    """Hears what the worker told, builds a prop or starts a job; the seconds to the next call, None after the last.

    Blender drops a timer that raises, silently: whatever happens here ends the job with an error that the artist sees.
    """
    try:
        _go_on()
    except Exception as error:
        traceback.print_exc()
        _fail(f"{error or type(error).__name__} (the job's folder keeps what was made)")
    preview.redraw("UI")
    if not is_running():
        return None
    return SHORT_TICK if placing.is_building() else TICK


def pump(tell: Callable[[str], object]) -> None:
    """Blocks until the queue is empty or held; Ctrl-C pauses it. New stages are told, progress every few seconds."""
    before = signal.signal(signal.SIGINT, lambda *_: pause())
    told, next_time = "", 0.0
    try:
        while pause_before_next := tick():
            if status.stage != told or (status.seconds_left is not None and time.monotonic() > next_time):
                tell(status.line)
                told, next_time = status.stage, time.monotonic() + 5
            time.sleep(pause_before_next)
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _old_folder() -> Path | None:
    """Where earlier versions kept the jobs."""
    try:
        return Path(bpy.utils.extension_path_user(ROOT_PACKAGE, path="jobs"))
    except ValueError:  # not installed as an extension
        return None


def _go_on() -> None:
    """Builds no prop and starts no job in the same call, so that none takes long."""
    if _job is not None:
        for place, event in _job.poll():
            _hear(event, place)
    if _job is not None:
        watching.look(_job)
    if placing.is_pending() and bpy.context.mode == "OBJECT":
        _place()
    elif place := queue.take():
        _start(place)
    elif placing.is_pending() and _job is None:
        status.stage, status.seconds_left = "Finished: go back to Object Mode", None


def _enqueue(python: Path, place: Path, wanted: Placement) -> None:
    queue.add(place)
    if exploration.mark_of(place) is None:
        placing.expect(place, wanted)
    go_on(python)


def _start(place: Path) -> None:
    """Starts a worker. What stands in the way of all jobs holds the queue; what is wrong with this one ends it."""
    global status, _job
    try:
        request = jobs.check_resumable(place)
        _job = Job(_python, {place: request}, bpy.app.online_access)
        status = Status(stage="Starting", error=status.error)
    except (OSError, jobs.Full) as error:
        reason = str(error)
        if isinstance(error, OSError):
            reason = f"{_python} cannot be started ({error.strerror}): choose another worker Python"
        queue.put_back()
        queue.hold()
        status = Status(error=f"{reason}. What waits goes on with Continue")
    except jobs.Refused as error:
        _end(place, Failed(str(error)))
        status.error = str(error)


def _hear(event: Event, place: Path) -> None:
    match event:
        case Started():
            status.factor = event.first_step / event.steps
            watching.begin(place)
        case Entered():
            if not status.is_stopping:
                status.stage, status.seconds_left = event.title, None
        case Progress():
            status.factor = event.step / event.steps
            status.seconds_left = None if status.is_stopping else event.seconds_left
            watching.show(place, event)
        case Preview() | Frame() | CoarseMesh():
            watching.show(place, event)
        case Noticed():
            status.notices.append(event.message)
        case Done():
            _end(place, event)
            if exploration.mark_of(place):
                status.result = place.name
            elif not placing.deliver(place):
                status.notices.append("Finished for another file: Import brings it into this one")
        case Failed():
            if event.log:
                print(event.log, file=sys.stderr)
            _end(place, event)
            status.error = event.reason
        case Cancelled() if status.stage == PAUSING:
            _end(place, None)
            status.notices.append(f"Paused at step {event.step}: Continue goes on with it")
        case Cancelled():
            _end(place, event)
            kept = ": Resume goes on with it" if event.resumable else ""
            status.notices.append(f"Cancelled at step {event.step}{kept}")
        case _:
            assert_never(event)


def _end(place: Path, last: Done | Failed | Cancelled | None) -> None:
    """Ends the work on a job and takes it out of the queue; without a last event it waits again."""
    global _job
    if _job is not None and place in _job.folders:
        _job = None
        status.stage, status.seconds_left = "", None
        watching.end()
    if last is None:
        queue.put_back()
    else:
        queue.leave(place, last)


def _place() -> None:
    """Takes the next step of building a finished prop; one that is damaged harms no running job."""
    try:
        if name := placing.step(bpy.context):
            status.result = name
    except ValueError as error:
        status.error = str(error)
    if _job is None and not placing.is_pending():
        status.stage = ""


def _fail(reason: str) -> None:
    """Ends the job with an error."""
    if _job is not None:
        _job.kill()
        for place in _job.folders:
            _end(place, Failed(reason))
    status.stage, status.seconds_left, status.error = "", None, reason


def _let_go() -> None:
    """Also runs when Blender ends, when nothing of Blender's may be touched any more."""
    if _job is not None:
        _job.cancel()
