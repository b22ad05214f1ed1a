"""The operators for the farm in the preferences: log in, log out, test it, and install Ray."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import bpy
from bpy.props import StringProperty

from ..nerf_sds.farm import address, tokens
from ..nerf_sds.farm.address import Address
from ..nerf_sds.farm.ray_jobs import Cluster
from ..nerf_sds.install import installer
from ..nerf_sds.install.environment import farm_packages, output
from ..nerf_sds.jobs.self_test import Finding
from .environment import engine_of, is_installing, may_download, worker_python
from .queue import background
from .self_test import tell
from .settings import farm
from .translations import say

trial: background.Task[Finding] | None = None  # the running or the last test of this session
adding: background.Task[str] | None = None  # the running or the last installation of Ray
adding_log = Path()  # the log of that installation


def is_trying() -> bool:
    """True while the farm is being tested."""
    return trial is not None and trial.is_running


def findings() -> list[Finding]:
    """Returns the findings of the last test, and its error as a failed finding."""
    if trial is None:
        return []
    return [*trial.said, *([Finding("Farm", trial.error, False)] if trial.error else [])]


def is_adding() -> bool:
    """True while Ray is being installed."""
    return adding is not None and adding.is_running


def lacks_ray(context: bpy.types.Context) -> bool:
    """True if the worker runs in Propsmith's own environment and that has no Ray. Fast: starts no process."""
    try:
        engine = engine_of(worker_python(context))
    except ValueError:
        return False
    return engine is not None and not installer.has_added(engine, farm_packages())


class _FarmVerb(bpy.types.Operator):
    """Base of the operators for the cluster in the preferences. A subclass implements `do`."""

    bl_options = set()  # not REGISTER: Blender would keep and show the operator's properties

    def do(self, cluster: Address) -> str:
        """Does the operator's work and returns the line to report.

        Raises ValueError or OSError with one line if that fails.
        """
        raise NotImplementedError

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        try:
            _cluster(context)
        except ValueError as error:
            cls.poll_message_set(say(str(error)))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            said = self.do(_cluster(context))
        except (OSError, ValueError) as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        self.report({"INFO"}, say(said))
        return {"FINISHED"}


class PROPSMITH_OT_farm_login(_FarmVerb):
    """Keep the token of the farm's cluster on this machine, in a file that only you can read: in no Blender file"""

    bl_idname = "propsmith.farm_login"
    bl_label = "Log In"

    token: StringProperty(
        name="Token",
        description="What the cluster's Ray was started with. Whoever has it can run commands on the cluster",
        subtype="PASSWORD",
        options={"SKIP_SAVE", "HIDDEN"},
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        return context.window_manager.invoke_props_dialog(self, width=400, title="Log In", confirm_text="Log In")

    def draw(self, context: bpy.types.Context) -> None:
        cluster = _cluster(context)
        self.layout.label(text=str(cluster), icon="URL", translate=False)
        if not cluster.is_loopback and not cluster.secure:
            self.layout.label(text="Whoever listens on the way can read the token: prefer https", icon="ERROR")
        self.layout.prop(self, "token")

    def do(self, cluster: Address) -> str:
        token, self.token = self.token, ""
        tokens.keep(cluster, token.strip())
        if not bpy.app.background:
            bpy.ops.propsmith.try_farm("INVOKE_DEFAULT")
        return f"Logged in to {cluster}: the token is in {tokens.file()}"


class PROPSMITH_OT_farm_logout(_FarmVerb):
    """Delete the token of the farm's cluster from this machine"""

    bl_idname = "propsmith.farm_logout"
    bl_label = "Log Out"

    def do(self, cluster: Address) -> str:
        if not tokens.forget(cluster):
            raise ValueError(f"No token of {cluster} is kept")
        return f"Logged out of {cluster}"


class PROPSMITH_OT_try_farm(background.TaskOperator):
    """Ask the farm whether it can be reached, and what it has"""

    bl_idname = "propsmith.try_farm"
    bl_label = "Try the Farm"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        try:
            if is_trying():
                raise ValueError("The farm is being tried")
            if not farm.chosen(context).address:
                raise ValueError("The farm is off: choose one in Propsmith's preferences")
        except ValueError as error:
            cls.poll_message_set(say(str(error)))
            return False
        return True

    def begin(self, context: bpy.types.Context) -> background.Task[Finding]:
        global trial
        chosen = farm.chosen(context)
        source = _look(address.read(chosen.address)) if chosen.is_far else _look_here(worker_python(context))
        trial = begun = background.Task(source)
        return begun

    def finish(self, context: bpy.types.Context) -> set[str]:
        return tell(self, findings())


class PROPSMITH_OT_install_ray(background.TaskOperator):
    """Install Ray beside the engine, which several props at a time on this machine's GPUs need"""

    bl_idname = "propsmith.install_ray"
    bl_label = "Install Ray"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if is_adding() or is_installing():
            cls.poll_message_set(say("It is being installed"))
        elif not lacks_ray(context):
            cls.poll_message_set(say("Only an engine that Propsmith has installed, and that has no Ray, needs it"))
        else:
            return may_download(cls)
        return False

    def begin(self, context: bpy.types.Context) -> background.Task[str]:
        global adding, adding_log
        engine = engine_of(worker_python(context))
        assert engine, "poll lets no other Python come here"
        adding_log = installer.log_of(engine)
        adding = begun = background.Task(installer.add(engine, farm_packages()))
        return begun

    def finish(self, context: bpy.types.Context) -> set[str]:
        ended = super().finish(context)
        if ended == {"FINISHED"}:
            self.report({"INFO"}, say("Ray is installed"))
        return ended


def _cluster(context: bpy.types.Context) -> Address:
    """Returns the address of the cluster in the preferences. Raises ValueError if no cluster is set."""
    chosen = farm.chosen(context)
    if not chosen.is_far:
        raise ValueError("The preferences name no cluster: choose one as the farm, with its address")
    return address.read(chosen.address)


def _look(where: Address) -> Iterator[Finding]:
    """Yields findings about a cluster. Raises OSError or ValueError with one line if it cannot be reached."""
    cluster = Cluster(where, tokens.needed(where))
    yield Finding("Farm", f"Ray {cluster.version()} answers at {where}", True)
    nodes = cluster.nodes()
    gpus, cpus = sum(node.gpus for node in nodes), sum(node.cpus for node in nodes)
    yield Finding("Nodes", f"{len(nodes)}, with {gpus:g} GPUs and {cpus:g} CPUs", bool(nodes))


def _look_here(python: Path) -> Iterator[Finding]:
    script = "import ray, torch; print(ray.__version__, torch.cuda.device_count())"
    try:
        version, gpus = output([str(python), "-c", script]).split()
    except (OSError, ValueError, subprocess.SubprocessError):
        yield Finding("Farm", f"{python} has no Ray: install it", False)
    else:
        yield Finding("Farm", f"Ray {version} on this machine, with {gpus} GPUs", True)


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_farm_login, PROPSMITH_OT_farm_logout, PROPSMITH_OT_try_farm, PROPSMITH_OT_install_ray)
)
