"""The one place that owns a worker: it starts jobs, hears their events and builds what they made.

With a window Blender calls `tick` on a timer; without one `pump` calls it until the job has ended. What the panel shows
is `status`, which lives here and not in the file, so that opening another file loses nothing.
"""

from __future__ import annotations

import atexit
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

import bpy

from ..nerf_sds import jobs, models, prompts
from ..nerf_sds.client import Job
from ..nerf_sds.config import Request
from ..nerf_sds.protocol import Cancelled, Done, Entered, Event, Failed, Noticed, Preview, Progress, Started
from . import import_prop, preview
from .properties import ROOT_PACKAGE

TICK = 0.1  # seconds
STOPPING = "Stopping"  # the stage from Cancel to the worker's last event


@dataclass
class Status:
    """What there is to say about the running job, or about the last one."""

    stage: str = ""
    factor: float = 0.0  # 0..1
    seconds_left: float | None = None
    notices: list[str] = field(default_factory=list)
    error: str = ""  # one line; empty unless the last job failed
    result: str = ""  # the name of the object that the last job made

    @property
    def line(self) -> str:
        """The stage and how far it is."""
        if self.seconds_left is None:
            return self.stage
        minutes, seconds = divmod(round(self.seconds_left), 60)
        return f"{self.stage}: {self.factor:.0%}, {minutes}:{seconds:02} left"


status = Status()
_job: Job | None = None
_waiting: Path | None = None  # the folder of a finished prop, until the artist is in Object Mode


def register() -> None:
    atexit.register(_let_go)


def unregister() -> None:
    atexit.unregister(_let_go)
    close()


def is_running() -> bool:
    """Whether a prop is being made or waits to be placed."""
    return _job is not None or _waiting is not None


def folder() -> Path:
    """Where the job folders lie: the extension's own user folder, which outlives its updates."""
    try:
        return Path(bpy.utils.extension_path_user(ROOT_PACKAGE, path="jobs"))
    except ValueError:  # not installed as an extension
        return Path(bpy.utils.user_resource("DATAFILES", path="propsmith/jobs"))


def start(python: Path, request: Request) -> None:
    """Starts a worker on a new job. Raises ValueError with one line that says what to do when that cannot be."""
    prompts.check(request.prompt, request.prior)
    models.check(request.prior, bpy.app.online_access)
    place = folder() / f"{time.strftime('%Y%m%d-%H%M%S')}-{_slug(request.prompt)}-{request.seed}"
    jobs.create(place, request)
    _start(python, place, request)


def resume(python: Path, place: Path) -> None:
    """Goes on with the job of a folder. Raises ValueError as `start` does."""
    _start(python, place, jobs.check_resumable(place))


def deliver(place: Path) -> None:
    """Has the next `tick` build the finished prop of a folder."""
    global status, _waiting
    status, _waiting = Status(), place


def cancel() -> None:
    """Asks the worker to leave, whose last event then ends the job; a finished prop that waits stays in its folder."""
    global _waiting
    status.stage, status.seconds_left = STOPPING if _job else "", None
    if _job is not None:
        _job.cancel()
    _waiting = None


def close() -> None:
    """Lets go of the worker, which then leaves by itself, and forgets the job. Nothing is called afterwards."""
    global _job, _waiting
    if bpy.app.timers.is_registered(tick):
        bpy.app.timers.unregister(tick)
    _let_go()
    _job = _waiting = None
    preview.hide()


def refuse(reason: str) -> None:
    """Has the panel say why no job was started."""
    global status
    status = Status(error=reason)


def follow() -> None:
    """Has Blender call `tick` until the job has ended."""
    bpy.app.timers.register(tick, first_interval=TICK, persistent=True)


def tick() -> float | None:
    """Hears what the worker told and returns the seconds to the next call, None after the last.

    Blender drops a timer that raises, silently: whatever happens here ends the job with an error that the artist sees.
    """
    try:
        if _job is not None:
            for event in _job.poll():
                _hear(event, _job.folder)
        if _waiting is not None:
            _place(_waiting)
    except Exception as error:
        traceback.print_exc()
        _fail(f"{error or type(error).__name__} (the job's folder keeps what was made)")
    preview.redraw("UI")
    return TICK if is_running() else None


def pump(tell: Callable[[str], object]) -> None:
    """Blocks until the job has ended; Ctrl-C cancels it. Each new stage is told, and the progress every few seconds."""
    before = signal.signal(signal.SIGINT, lambda *_: cancel())
    told, next_time = "", 0.0
    try:
        while tick() is not None:
            if status.stage != told or (status.seconds_left is not None and time.monotonic() > next_time):
                tell(status.line)
                told, next_time = status.stage, time.monotonic() + 5
            time.sleep(TICK)
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _let_go() -> None:
    """Also runs when Blender ends, when nothing of Blender's may be touched any more."""
    if _job is not None:
        _job.cancel()


def _start(python: Path, place: Path, request: Request) -> None:
    global status, _job
    try:
        _job = Job(python, place, request, bpy.app.online_access)
    except OSError as error:
        raise ValueError(f"{python} cannot be started ({error.strerror}): choose another worker Python") from error
    status = Status(stage="Starting")


def _hear(event: Event, place: Path) -> None:
    global _job, _waiting
    match event:
        case Started():
            status.factor = event.first_step / event.steps
        case Entered():
            if status.stage != STOPPING:
                status.stage, status.seconds_left = event.title, None
        case Progress():
            status.factor = event.step / event.steps
            status.seconds_left = event.seconds_left if status.stage != STOPPING else None
        case Preview():
            preview.show(place / event.path, f"Step {event.step}")
        case Noticed():
            status.notices.append(event.message)
        case Done():
            _job, _waiting = None, place
            preview.hide()
        case Failed():
            if event.log:
                print(event.log, file=sys.stderr)
            _fail(event.reason)
        case Cancelled():
            _job = None
            preview.hide()
            kept = ": Resume goes on with it" if event.resumable else ""
            status.stage, status.seconds_left = "", None
            status.notices.append(f"Cancelled at step {event.step}{kept}")
        case _:
            assert_never(event)


def _place(place: Path) -> None:
    """Builds the finished prop as one undo step, once in Object Mode: the other modes have an undo of their own."""
    global _waiting
    if bpy.context.mode != "OBJECT":
        status.stage, status.seconds_left = "Finished: go back to Object Mode", None
        return
    _waiting = None
    status.result = import_prop.build(bpy.context, import_prop.read(place)).name
    status.stage = ""
    if not bpy.app.background:
        bpy.ops.ed.undo_push(message="Generate from Text")


def _fail(reason: str) -> None:
    """Ends the job with an error."""
    global _job, _waiting
    if _job is not None:
        _job.kill()
    _job = _waiting = None
    preview.hide()
    status.stage, status.seconds_left, status.error = "", None, reason


def _slug(prompt: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", prompt.lower()).strip("-")[:40]
