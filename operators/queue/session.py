"""What this Blender knows of its queue: the jobs, who makes their props, and what the panel shows of them."""

from __future__ import annotations

from ...nerf_sds.jobs.job_queue import Queue
from .backend import Backend
from .status import Status

status = Status()
queue = Queue()
backend = Backend()
