"""Tests whether the worker's Python can run the engine, and whether a prop can be made from start to end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import bpy

from ..nerf_sds.jobs import self_test
from ..nerf_sds.jobs.self_test import Finding
from .environment import engine, is_installing, worker_python
from .queue import background, driver
from .scene import import_prop
from .settings import diffusion_model
from .translations import say

test: background.Task[Finding] | None = None  # the running or the last test of this session


def is_testing() -> bool:
    """True while a test runs."""
    return test is not None and test.is_running


def findings() -> list[Finding]:
    """Returns the last finding for each title, in the order in which the titles first appeared."""
    return [*{finding.title: finding for finding in (test.said if test else ())}.values()]


def tell(operator: bpy.types.Operator, found: Sequence[Finding]) -> set[str]:
    """Reports each finding to a script; returns the operator's result, CANCELLED if one has not passed."""
    for finding in found:
        operator.report({"INFO"} if finding.passed else {"ERROR"}, say(f"{finding.title}: {finding.detail}"))
    return {"FINISHED"} if all(finding.passed for finding in found) else {"CANCELLED"}


class _Test(background.TaskOperator):
    """Base of the test operators. A button returns at once, a script waits. A subclass implements `source`."""

    def source(self, context: bpy.types.Context) -> Iterator[Finding]:
        """Returns an iterator that runs the test and yields its findings."""
        raise NotImplementedError

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if is_testing():
            cls.poll_message_set(say("It is being tested"))
        elif is_installing():
            cls.poll_message_set(say("The engine is being installed: wait for it"))
        else:
            return True
        return False

    def begin(self, context: bpy.types.Context) -> background.Task[Finding]:
        global test
        test = begun = background.Task(self.source(context))
        return begun

    def finish(self, context: bpy.types.Context) -> set[str]:
        told = tell(self, findings())
        return told if super().finish(context) == {"FINISHED"} else {"CANCELLED"}


class PROPSMITH_OT_check(_Test):
    """Look whether the worker's Python can run the engine, and on which device it computes"""

    bl_idname = "propsmith.check"
    bl_label = "Check"

    def source(self, context: bpy.types.Context) -> Iterator[Finding]:
        return self_test.look(worker_python(context), engine())


class PROPSMITH_OT_self_test(_Test):
    """Make a tiny prop with the real worker, throw it away, and say in one line each what works"""

    bl_idname = "propsmith.self_test"
    bl_label = "Self-Test"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if driver.is_running():
            cls.poll_message_set(say("A prop is being made: wait for it, or cancel it"))
            return False
        return super().poll(context)

    def source(self, context: bpy.types.Context) -> Iterator[Finding]:
        return self_test.run(
            worker_python(context),
            engine(),
            diffusion_model.chosen(context),
            driver.folder(),
            bpy.app.online_access,
            _read,
        )


class PROPSMITH_OT_stop_self_test(bpy.types.Operator):
    """Stop the test and throw the prop away"""

    bl_idname = "propsmith.stop_self_test"
    bl_label = "Stop the Test"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not is_testing():
            cls.poll_message_set(say("Nothing is being tested"))
        return is_testing()

    def execute(self, context: bpy.types.Context) -> set[str]:
        test.stop()
        return {"FINISHED"}


def _read(folder: Path) -> str:
    """Returns a line about the prop in a result folder. Raises ValueError if Blender could not build it."""
    prop = import_prop.read(folder)
    return f"Blender reads {len(prop.faces)} triangles and their picture"


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_check, PROPSMITH_OT_self_test, PROPSMITH_OT_stop_self_test)
)
