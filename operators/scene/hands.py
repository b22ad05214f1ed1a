"""Whether the artist's hands are free: an undo step that comes in the middle of a move would hold half of the move."""

from __future__ import annotations

import bpy

MODES = ("OBJECT", "POSE")  # whose undo is that of the whole file; the others have one of their own
BUTTONS = ("LEFTMOUSE", "MIDDLEMOUSE", "RIGHTMOUSE", "BUTTON4MOUSE", "BUTTON5MOUSE", "BUTTON6MOUSE", "BUTTON7MOUSE")

_watchers: set[str] = set()  # modal operators during which the artist can press our buttons
_last_event = ("", "")  # the type and value of the last button or key


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
    """The artist presses one of our buttons: what is modal at this moment is no move, but an add-on that listens."""
    _watchers.update(verb.bl_idname for window in context.window_manager.windows for verb in window.modal_operators)


def busy(context: bpy.types.Context) -> str:
    """Why nothing can be built now, one line; nothing when it can. Without a window only the mode counts."""
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
    """What is another value after the artist has done something: what is selected, and the last verb but ours."""
    selected = frozenset(obj.name for obj in filter(None, layer.objects.selected))
    verbs = [verb for verb in context.window_manager.operators if not verb.bl_idname.startswith("PROPSMITH_")]
    active = layer.objects.active.name if layer.objects.active else ""
    return layer.name, active, selected, verbs[-1].as_pointer() if verbs else 0


def mode(layer: bpy.types.ViewLayer) -> str:
    """That of the active object."""
    return layer.objects.active.mode if layer.objects.active else "OBJECT"


def _holds_mouse(context: bpy.types.Context, window: bpy.types.Window) -> bool:
    """Only an operator is told of events; one that Python invokes gets the window's last one."""
    with context.temp_override(window=window):
        bpy.ops.propsmith.feel_mouse("INVOKE_DEFAULT")
    button, value = _last_event
    return button in BUTTONS and value == "PRESS"


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_feel_mouse,))
