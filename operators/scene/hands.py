"""Tells whether the artist is busy, so that an undo step does not capture an unfinished move."""

from __future__ import annotations

import bpy

MODES = ("OBJECT", "POSE")  # modes with Blender's global undo; the other modes have an undo of their own
BUTTONS = ("LEFTMOUSE", "MIDDLEMOUSE", "RIGHTMOUSE", "BUTTON4MOUSE", "BUTTON5MOUSE", "BUTTON6MOUSE", "BUTTON7MOUSE")

_watchers: set[str] = set()  # bl_idnames of modal operators that let the artist press Propsmith's buttons
_last_event = ("", "")  # type and value of the last mouse or key event


class PROPSMITH_OT_feel_mouse(bpy.types.Operator):
    """Learn whether a mouse button is held down"""

    bl_idname = "propsmith.feel_mouse"
    bl_label = "Feel the Mouse"
    bl_options = {"INTERNAL"}

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        global _last_event
        _last_event = event.type, event.value
        return {"CANCELLED"}


def press(context: bpy.types.Context) -> None:
    """Records which modal operators run while the artist presses a Propsmith button.

    Such an operator lets the artist work, as a listening add-on does. It is no unfinished move, so `busy` ignores it.
    """
    _watchers.update(verb.bl_idname for window in context.window_manager.windows for verb in window.modal_operators)


def busy(context: bpy.types.Context) -> str:
    """Returns one line that says why no prop can be placed now; empty if one can.

    In background mode only the mode of the active object and a running render count.
    """
    windows = () if bpy.app.background else context.window_manager.windows
    layers = [window.view_layer for window in windows] or [context.view_layer]
    if not all(mode(layer) in MODES for layer in layers):
        return "Finished: go back to Object Mode"
    if bpy.app.is_job_running("RENDER"):
        return "Finished: it waits until the render is over"
    for window in windows:
        for verb in window.modal_operators:
            if verb.bl_idname not in _watchers:
                return f"Finished: it waits until {verb.name} is over"
    if any(_holds_mouse(context, window) for window in windows):
        return "Finished: it waits until the mouse is let go"
    return ""


def touched(context: bpy.types.Context, layer: bpy.types.ViewLayer) -> tuple[object, ...]:
    """Returns a value that changes when the artist selects something or runs an operator other than Propsmith's."""
    selected = frozenset(obj.name for obj in filter(None, layer.objects.selected))
    verbs = [verb for verb in context.window_manager.operators if not verb.bl_idname.startswith("PROPSMITH_")]
    active = layer.objects.active.name if layer.objects.active else ""
    return layer.name, active, selected, verbs[-1].as_pointer() if verbs else 0


def mode(layer: bpy.types.ViewLayer) -> str:
    """Returns the mode of the layer's active object; OBJECT if there is none."""
    return layer.objects.active.mode if layer.objects.active else "OBJECT"


def _holds_mouse(context: bpy.types.Context, window: bpy.types.Window) -> bool:
    """True if a mouse button is held down in the window.

    Only operators receive events. An operator that Python invokes receives the window's last event.
    """
    with context.temp_override(window=window):
        bpy.ops.propsmith.feel_mouse("INVOKE_DEFAULT")
    button, value = _last_event
    return button in BUTTONS and value == "PRESS"


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_feel_mouse,))
