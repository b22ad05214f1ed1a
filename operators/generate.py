"""The operators that put a job into the queue, Generate from Text and Resume, and Cancel."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import bpy
from bpy.props import BoolProperty, StringProperty

from ..nerf_sds.config import Request
from ..nerf_sds.jobs import job_folder
from .environment import tried_python
from .queue import blocking, driver, job_list
from .scene import hands, initial_shape, placement
from .settings import diffusion_model
from .settings.properties import ASSET, COLLECTION, HULL, KEEP_INSIDE, LEVELS, MIRROR, PLACE, PRESET, PROMPT, SEED, SIZE
from .translations import say

JOB = StringProperty(
    name="Job",
    description="The name of the job's folder. Not given: the one that is selected in the list",
    options={"HIDDEN", "SKIP_SAVE"},
)


PRIOR = StringProperty(
    name="Model",
    description="The diffusion model. Not given: that of the preferences",
    default=Request.prior,
    options={"HIDDEN", "SKIP_SAVE"},
)


def given_to(operator: bpy.types.Operator, *names: str) -> dict[str, Any]:
    """Returns the named properties that the operator's caller has set."""
    return {name: getattr(operator, name) for name in names if operator.properties.is_property_set(name)}


def requested(operator: bpy.types.Operator, context: bpy.types.Context, **given: Any) -> Request:
    """Returns the request of an operator: its own properties where they are set, else the scene's settings.

    Values in `given` override the settings, but not the operator's properties. Raises ValueError with one line if a
    value is invalid.
    """
    names = [name for name in ("prompt", "seed", "preset", "size", "mirror", "prior") if hasattr(operator, name)]
    given |= given_to(operator, *names)
    return context.scene.propsmith.request(**{"prior": diffusion_model.chosen(context), **given})


class Starter(bpy.types.Operator):
    """Base of the operators that queue jobs.

    A button returns at once. A script waits until the queue is empty, unless `wait` is False. A subclass implements
    `begin`, and may override `finish`, which waits and reports. The operator pushes no undo step, because the driver
    pushes one when the object arrives.
    """

    bl_options = {"REGISTER"}

    wait: BoolProperty(
        name="Wait",
        description="From a script: return when the queue is empty. Else Continue makes what waits",
        default=True,
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def begin(self, context: bpy.types.Context) -> None:
        """Queues the jobs. Raises ValueError with one line if that cannot be done."""
        raise NotImplementedError

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        hands.press(context)
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
        return self.finish(context) if self.wait else {"FINISHED"}

    def finish(self, context: bpy.types.Context) -> set[str]:
        """Waits until the queue is empty and reports the result to a script."""
        blocking.pump(print)
        if driver.status.result and not driver.status.failures and not driver.status.error:
            self.report({"INFO"}, say(f"Made {driver.status.result}"))
            return {"FINISHED"}
        self.report({"ERROR"}, say(driver.status.error or [*driver.status.notices, *driver.status.failures][-1]))
        return {"CANCELLED"}

    def _has_begun(self, context: bpy.types.Context) -> bool:
        try:
            self.begin(context)
        except ValueError as error:
            driver.refuse(str(error))
            self.report({"ERROR"}, say(str(error)))
            return False
        return True


class PROPSMITH_OT_generate(Starter):
    """Make a textured prop from a line of text. What is not given is taken from the scene's settings"""

    bl_idname = "propsmith.generate"
    bl_label = "Generate from Text"

    prompt: PROMPT
    seed: SEED
    preset: PRESET
    size: SIZE
    mirror: MIRROR
    from_mesh: BoolProperty(
        name="From Selected Mesh",
        description="Begin with the shape of what is selected: the prop gets its size and stands in its place",
        options={"SKIP_SAVE"},
    )
    keep_inside: KEEP_INSIDE
    place: PLACE
    collection: COLLECTION
    levels: LEVELS
    hull: HULL
    asset: ASSET
    prior: PRIOR
    next_seed: BoolProperty(
        name="Next Seed",
        description="Go on to the next seed of which there is no prop yet, in the scene's settings too",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        """Starts a job. If this prop exists already, offers the next seed or to place the prop again."""
        made = None if self.next_seed or self.from_mesh else self._made(context)
        if made is None:
            return super().invoke(context, event)
        title = say(f"Seed {made.seed} of this prop is made already")
        context.window_manager.popup_menu(partial(_offer, made.name), title=title, icon="INFO")
        return {"CANCELLED"}

    def _made(self, context: bpy.types.Context) -> job_list.ListedJob | None:
        """Returns the finished job of the current request, or None."""
        with suppress(ValueError):
            wanted = placement.chosen(context, **given_to(self, "place"))
            return job_list.made(context, wanted.sized(requested(self, context)))
        return None

    def begin(self, context: bpy.types.Context) -> None:
        given = given_to(self, "place", "collection", "levels", "hull", "asset")
        if self.next_seed:
            context.scene.propsmith.seed = job_list.next_seed(context, requested(self, context))
        if not self.from_mesh:
            wanted = placement.chosen(context, **given)
            driver.start(tried_python(context), requested(self, context), wanted)
            return
        bounded = given_to(self, "keep_inside").get("keep_inside", context.scene.propsmith.keep_inside)
        origin = initial_shape.gather(context)
        wanted = origin.placed(placement.chosen(context, **given | {"place": placement.CURSOR}))
        request = requested(self, context, **origin.fields(bounded))
        driver.start(tried_python(context), request, wanted, start=origin.start)


def _offer(made: str, menu: bpy.types.Menu, context: bpy.types.Context) -> None:
    """Draws a menu with two choices instead of making a finished prop again."""
    menu.layout.operator_context = "INVOKE_DEFAULT"
    menu.layout.operator(PROPSMITH_OT_generate.bl_idname, text="Next Seed", icon="FORWARD").next_seed = True
    menu.layout.operator(PROPSMITH_OT_resume.bl_idname, text="Place Again", icon="IMPORT").job = made


class PROPSMITH_OT_resume(Starter):
    """Go on with a prop that was not finished, or place a finished one again"""

    bl_idname = "propsmith.resume"
    bl_label = "Resume"

    job: StringProperty(
        name="Job",
        description="The name of the job's folder. Not given: that of the newest job",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def begin(self, context: bpy.types.Context) -> None:
        place = job_list.folder_of(context, self.job) if self.job else self._newest()
        if job_folder.state(place) is job_folder.State.FINISHED:
            is_texture = job_folder.read_request(place).texture_only
            driver.deliver(place, placement.load(place, context.scene) if is_texture else placement.chosen(context))
        else:
            driver.resume(tried_python(context), place)

    def _newest(self) -> Path:
        places = job_folder.listed(driver.folder())
        if not places:
            raise ValueError("There is no prop to go on with: generate one")
        return places[0]


class PROPSMITH_OT_cancel(bpy.types.Operator):
    """Stop making this prop; where others wait, ask whether they are meant too. What was made is kept for Resume"""

    bl_idname = "propsmith.cancel"
    bl_label = "Cancel"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not driver.is_running():
            cls.poll_message_set(say("No prop is being made"))
            return False
        return True

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if not driver.queue.waiting:
            return self.execute(context)
        context.window_manager.popup_menu(_ask_which, title="Cancel", icon="CANCEL")
        return {"FINISHED"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        driver.cancel()
        return {"FINISHED"}


def _ask_which(self: bpy.types.Menu, context: bpy.types.Context) -> None:
    self.layout.operator_context = "EXEC_DEFAULT"
    self.layout.operator(PROPSMITH_OT_cancel.bl_idname, text="Cancel This Prop, Go On with the Next")
    everything = say(f"Cancel All {len(driver.queue.waiting) + 1} Props")
    self.layout.operator("propsmith.cancel_all", text=everything, translate=False)


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_generate, PROPSMITH_OT_resume, PROPSMITH_OT_cancel)
)
