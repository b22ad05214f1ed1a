"""The verbs of the panel's big button: Generate from Text, Cancel, and Resume."""

from __future__ import annotations

import bpy
from bpy.props import StringProperty

from ..nerf_sds import jobs
from ..nerf_sds.config import Request
from . import diffusion_model, driver
from .environment import tried_python
from .properties import PRESET, PROMPT, SEED, SIZE
from .translations import say


class _Starter(bpy.types.Operator):
    """What starts a job: from the panel and the menus it returns at once, from a script it waits for the object.

    A subclass's `begin` starts the job and raises ValueError with one line when that cannot be. The driver pushes the
    undo step once the object is there, so the operator pushes none.
    """

    bl_options = {"REGISTER"}

    def begin(self, context: bpy.types.Context) -> None:
        raise NotImplementedError

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if driver.is_running():
            cls.poll_message_set(say("A prop is being made: wait for it, or cancel it"))
            return False
        return True

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if not self._has_begun(context):
            return {"CANCELLED"}
        driver.follow()
        return {"FINISHED"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        if context.mode != "OBJECT":
            self.report({"ERROR"}, say("A script generates in Object Mode: leave the mode you are in"))
            return {"CANCELLED"}
        if not self._has_begun(context):
            return {"CANCELLED"}
        driver.pump(print)
        if driver.status.result:
            self.report({"INFO"}, say(f"Made {driver.status.result}"))
            return {"FINISHED"}
        self.report({"ERROR"}, say(driver.status.error or driver.status.notices[-1]))
        return {"CANCELLED"}

    def _has_begun(self, context: bpy.types.Context) -> bool:
        try:
            self.begin(context)
        except ValueError as error:
            driver.refuse(str(error))
            self.report({"ERROR"}, say(str(error)))
            return False
        return True


class PROPSMITH_OT_generate(_Starter):
    """Make a textured prop from a line of text. What is not given is taken from the scene's settings"""

    bl_idname = "propsmith.generate"
    bl_label = "Generate from Text"

    prompt: PROMPT
    seed: SEED
    preset: PRESET
    size: SIZE
    prior: StringProperty(
        name="Model",
        description="The diffusion model. Not given: that of the preferences",
        default=Request.prior,
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def begin(self, context: bpy.types.Context) -> None:
        names = ("prompt", "seed", "preset", "size", "prior")
        given = {name: getattr(self, name) for name in names if self.properties.is_property_set(name)}
        given.setdefault("prior", diffusion_model.chosen(context))
        driver.start(tried_python(context), context.scene.propsmith.request(**given))


class PROPSMITH_OT_resume(_Starter):
    """Go on with the last prop that was not finished, or place the last finished one again"""

    bl_idname = "propsmith.resume"
    bl_label = "Resume"

    def begin(self, context: bpy.types.Context) -> None:
        places = jobs.listed(driver.folder())
        if not places:
            raise ValueError("There is no prop to go on with: generate one")
        if jobs.state(places[0]) is jobs.State.FINISHED:
            driver.deliver(places[0])
        else:
            driver.resume(tried_python(context), places[0])


class PROPSMITH_OT_cancel(bpy.types.Operator):
    """Stop making the prop. What was optimised so far is kept for Resume"""

    bl_idname = "propsmith.cancel"
    bl_label = "Cancel"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not driver.is_running():
            cls.poll_message_set(say("No prop is being made"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        driver.cancel()
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_generate, PROPSMITH_OT_resume, PROPSMITH_OT_cancel)
)
