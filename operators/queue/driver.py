"""Owns the queue and the backend: starts jobs, handles their events, and has finished props placed.

With a window, Blender calls `tick` on a timer. Without one, `blocking.pump` calls `tick` until the queue is empty. The
panel shows `status`, which lives in this module and not in the .blend, so opening another file loses nothing.
"""

from __future__ import annotations

import atexit
import traceback
from collections.abc import Iterable
from pathlib import Path

import bpy
from bpy.app.handlers import persistent

from ...nerf_sds import models
from ...nerf_sds.config import Request
from ...nerf_sds.jobs import exploration, failures, job_folder, refinement, start_mesh
from ...nerf_sds.jobs.exploration import Mark
from ...nerf_sds.jobs.protocol import Cancelled, Failed
from ...nerf_sds.jobs.workers import pool
from ...nerf_sds.program import log
from ...nerf_sds.words.understanding import understand
from ..scene import hands, placement, placing
from ..scene.placement import Placement
from ..settings import farm
from ..settings.farm import Farm
from ..viewport import preview, watching
from . import hearing
from .hearing import GO_ON, PLACING, end
from .session import backend, queue, status
from .status import PAUSING, STOPPING

TICK = 0.1  # seconds
SHORT_TICK = 0.02  # seconds, while a prop is built

_python = Path()  # the interpreter of the next workers
named_folder: Path | None = None  # the folder for the jobs, if a command line names one


def register() -> None:
    atexit.register(backend.leave)
    bpy.app.handlers.load_post.append(_wake)  # runs after placing's own handlers


def unregister() -> None:
    bpy.app.handlers.load_post.remove(_wake)
    atexit.unregister(backend.leave)
    close()
    pool.stay(0)


def is_running() -> bool:
    """True if props are being made, wait in a running queue, or wait to be placed."""
    return bool(backend) or placing.is_pending() or (bool(queue.waiting) and not queue.held)


def folder() -> Path:
    """Returns the folder that holds the job folders.

    It is not the extension's user folder, which Blender deletes together with the extension.
    """
    return named_folder or Path(bpy.utils.user_resource("DATAFILES", path="propsmith/jobs"))


def start(
    python: Path,
    request: Request,
    wanted: Placement,
    source: Path | None = None,
    start: bytes = b"",
    mark: Mark | None = None,
) -> Path:
    """Queues a new job and returns its folder.

    The job starts from the checkpoint in the folder `source`, if one is given. `start` is the content of the start.npz
    that the request names. The placement is saved with the job. A job with the `mark` of an exploration is not placed.
    Raises ValueError with one line that says what to do.
    """
    request = wanted.sized(request)
    understand(request.prompt, request.prior)
    where = farm.chosen(bpy.context)
    models.check(request.prior, where.is_online)
    where.check(request)
    queue.check_new(request)
    wanted = wanted if mark else placing.settled(wanted, request)
    place = job_folder.new_folder(folder(), request)
    if source is None:
        job_folder.create(place, request, start)
    else:
        refinement.branch(source, place, request)
    placement.save(wanted, place)
    if mark is not None:
        exploration.put_mark(place, mark)
    _enqueue(python, place, wanted)
    return place


def resume(python: Path, place: Path) -> None:
    """Queues the job of a folder again. Raises ValueError with one line if the job cannot be resumed."""
    job_folder.check_resumable(place)
    _enqueue(python, place, placement.load(place, bpy.context.scene))


def deliver(place: Path, wanted: Placement) -> None:
    """Queues a finished prop for placing: a later `tick` builds it."""
    _turn_over()
    placing.expect(place, wanted)
    placing.deliver(place)
    status.idle = PLACING


def go_on(python: Path) -> None:
    """Lets the queue run, with workers of this interpreter."""
    global _python
    _turn_over()
    _python = python
    queue.hold(False)


def pause() -> None:
    """Holds the queue and stops the running jobs with checkpoints. Their worker ends, which frees its memory."""
    queue.hold()
    _stop(PAUSING, backend.places)


def cancel(place: Path | None = None) -> None:
    """Takes a job out of the queue; without a folder, all running jobs. Checkpoints are kept.

    A running job ends only with its last event. If no folder is given and nothing runs, finished props are not placed.
    """
    if place is None and not backend:
        placing.forget()
    elif place is None or place in backend:
        _stop(STOPPING, backend.places if place is None else [place])
    elif place in queue.waiting:
        end(place, Cancelled(0, job_folder.is_resumable(place)))


def close() -> None:
    """Cancels the jobs, releases the queue and stops the timer."""
    if bpy.app.timers.is_registered(tick):
        bpy.app.timers.unregister(tick)
    backend.leave()
    queue.close()
    placing.forget()
    watching.end()


def refuse(reason: str) -> None:
    """Shows in the panel why no job was started."""
    _turn_over()
    status.error = reason


def follow() -> None:
    """Starts a timer that calls `tick` until the queue is empty or held."""
    if not bpy.app.timers.is_registered(tick):
        bpy.app.timers.register(tick, first_interval=TICK, persistent=True)


def tick(waits: bool = True) -> float | None:
    """Handles events, builds a part of a prop or starts jobs. Returns seconds to the next call, None after the last.

    If `waits`, a finished prop is not placed while the artist is busy; a script that blocks Blender passes False.
    Blender silently drops a timer that raises, so any exception here ends the running jobs with an error in the panel.
    """
    try:
        _go_on(waits)
    except Exception as error:
        log(traceback.format_exc())
        _fail(f"{error or type(error).__name__} (the job's folder keeps what was made)")
    preview.redraw("UI")
    preview.redraw_status_bar()
    if not is_running():
        return None
    return SHORT_TICK if placing.is_building() else TICK


@persistent
def _wake(*_: object) -> None:
    """Starts the timer after a file is opened, if props wait to be placed in that file."""
    if placing.is_pending() and not bpy.app.background:
        follow()


def _go_on(waits: bool) -> None:
    """Handles all events, then either takes one step of placing a prop or starts jobs, so that no call takes long."""
    for place, event in backend.poll():
        hearing.hear(event, place)
    backend.look()
    busy = hands.busy(bpy.context) if waits and placing.is_pending() else ""
    if placing.is_pending() and not busy:
        _place()
    elif queue.waiting and not queue.held:
        _start_next()
    elif placing.is_pending() and not backend:
        status.idle = busy


def _turn_over() -> None:
    """Clears the status lines after the artist has pressed a button, unless props are being made."""
    if not backend:
        status.reset(keep_counts=is_running())


def _enqueue(python: Path, place: Path, wanted: Placement) -> None:
    _turn_over()
    queue.add(place)
    if exploration.mark_of(place) is None:
        placing.expect(place, wanted)
    go_on(python)


def _start_next() -> None:
    """Starts the next jobs. A general problem holds the queue; a problem with one job ends that job."""
    places = []
    try:
        where = farm.chosen(bpy.context)
        places = queue.take(where.most)
        requests = {place: request for place in places if (request := _checked(place, where))}
        if requests:
            backend.begin(where, _python, requests)
            status.begin(requests, where.beginning)
    except (OSError, ValueError) as error:
        for place in places:
            queue.put_back(place)
        queue.hold()
        _turn_over()
        status.error = f"{error}. {GO_ON}"


def _checked(place: Path, where: Farm) -> Request | None:
    """Returns the request of a job folder.

    Ends the job and returns None if the folder is invalid. Raises Full if the disk is full.
    """
    try:
        request = job_folder.check_resumable(place)
        start_mesh.read(place, request)
        where.check(request)
        return request
    except failures.Full:
        raise
    except ValueError as error:
        end(place, Failed(str(error)))
        status.fail(str(error))


def _stop(stage: str, places: Iterable[Path]) -> None:
    """Asks the workers of these jobs to stop with a checkpoint."""
    working = [place for place in places if status.making[place].stage not in (STOPPING, stage)]
    for place in working:
        status.making[place].stop(stage)
    backend.stop(working)


def _place() -> None:
    """Takes the next step of placing a prop. A damaged prop is reported and does not affect running jobs."""
    try:
        if arrival := placing.step(bpy.context):
            status.arrive(arrival)
    except ValueError as error:
        status.fail(str(error))
    if not backend and not placing.is_pending():
        status.idle = ""


def _fail(reason: str) -> None:
    """Ends all running jobs with an error."""
    backend.kill()
    for place in backend.places:
        end(place, Failed(reason))
    status.idle = ""
    status.fail(reason)
