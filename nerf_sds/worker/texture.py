"""Draws a texture on the mesh that a job holds, and tells the host how far it is."""

from __future__ import annotations

import time

from ..compute.memory import RunContext
from ..config import Request
from ..jobs.protocol import Entered, Progress, Started
from ..mesh.texture import TexturedMesh
from ..texturing import drawing, own_mesh
from .process import JobContext


def draw(request: Request, job: JobContext, context: RunContext) -> TexturedMesh:
    """Returns the job's mesh with the texture that the request's prior draws on it. A step is one use of the prior.

    Raises Stopped if the job is cut off, ValueError with one line if the mesh cannot be used.
    """
    begun = 0.0

    def follow(over: int, total: int) -> None:
        nonlocal begun
        if over == 0:
            begun = time.monotonic()
            job.tell(Started(total, context.device.type, str(context.dtype).removeprefix("torch.")))
            job.tell(Entered("Drawing the texture"))
        else:
            seconds = (time.monotonic() - begun) / over
            job.tell(Progress(over, total, 1 / max(seconds, 1e-9), (total - over) * seconds, loss=0.0))
        job.check(over)

    textured, keep = own_mesh.of_job(job.folder, request)
    return drawing.draw(request, textured, context, follow, is_bare=True, keep=keep)
