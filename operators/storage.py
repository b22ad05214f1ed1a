"""Measures and deletes Propsmith's files on the disk, in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bpy
from bpy.props import StringProperty

from ..nerf_sds import units
from ..nerf_sds.disk import folders
from ..nerf_sds.install import disk_use
from ..nerf_sds.install.disk_use import Kept
from ..nerf_sds.install.environment import Environment
from ..nerf_sds.jobs.workers import pool
from . import self_test
from .environment import engine, is_installing
from .queue import background, driver
from .translations import say


@dataclass(frozen=True)
class Measured:
    """A folder that Propsmith keeps, with its size."""

    place: Kept
    size: int  # bytes

    @property
    def amount(self) -> str:
        """Returns the size as text with its unit."""
        return units.amount(self.size)


measuring: background.Task[Measured] | None = None  # the running or the last measurement of this session


def is_measuring() -> bool:
    """True while folders are being measured or deleted."""
    return measuring is not None and measuring.is_running


class _Storage(background.TaskOperator):
    """Base of the storage operators. A button returns at once; without a window the operator waits."""

    def source(self) -> Iterator[Measured]:
        """Returns an iterator that does the work and yields the measured folders."""
        raise NotImplementedError

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if is_measuring():
            cls.poll_message_set(say("The disk is being looked at: wait for it"))
        return not is_measuring()

    def begin(self, context: bpy.types.Context) -> background.Task[Measured]:
        global measuring
        measuring = begun = background.Task(self.source())
        return begun

    def execute(self, context: bpy.types.Context) -> set[str]:
        return super().execute(context) if bpy.app.background else self.start(context)


class PROPSMITH_OT_measure_storage(_Storage):
    """Measure how much of the disk the engine, the diffusion models, the encoded prompts and the jobs take"""

    bl_idname = "propsmith.measure_storage"
    bl_label = "Measure Disk Use"

    def source(self) -> Iterator[Measured]:
        return _measured(engine(), driver.folder())


class PROPSMITH_OT_remove_stored(_Storage):
    """Delete this from the disk, after asking. It can be installed, downloaded or encoded again"""

    bl_idname = "propsmith.remove_stored"
    bl_label = "Delete from the Disk"

    name: StringProperty(
        name="Name",
        description="What is deleted: engine, shared-engine, bpy, words, or a diffusion model as owner/name",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if driver.is_running() or self_test.is_testing() or is_installing():
            cls.poll_message_set(say("The engine is at work: wait for it, or cancel it"))
            return False
        return super().poll(context)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        known = {of.place.name: of for of in (measuring.said if measuring else ())}
        if self.name not in known:
            self.report({"ERROR"}, say("Measure the disk use first: what is deleted is shown with its size before"))
            return {"CANCELLED"}
        chosen = known[self.name]
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=say(f"Delete {chosen.place.title}, {chosen.amount}?"),
            message=str(chosen.place.folder),
            confirm_text="Delete",
            icon="WARNING",
        )

    def source(self) -> Iterator[Measured]:
        return _removed(disk_use.find(self.name, engine()), engine(), driver.folder())


def _removed(place: Kept, engine: Environment, jobs: Path) -> Iterator[Measured]:
    pool.dismiss()  # Windows deletes no file that a worker has open
    disk_use.remove(place)
    yield from _measured(engine, jobs)


def _measured(engine: Environment, jobs: Path) -> Iterator[Measured]:
    for place in disk_use.kept(engine, jobs):
        yield Measured(place, folders.size(place.folder))


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_measure_storage, PROPSMITH_OT_remove_stored))
