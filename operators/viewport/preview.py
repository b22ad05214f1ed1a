"""Draws the latest turntable frame of the running job in the lower left corner of 3D viewports.

It is not drawn in the viewport in which the live view draws the prop itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from pathlib import Path

import blf
import bpy
import gpu
import numpy as np
from gpu_extras.batch import batch_for_shader
from gpu_extras.presets import draw_texture_2d

from ..srgb import to_linear
from ..translations import say

SIDE = 240  # pixels before the interface's scale, like the next three
PLOT_HEIGHT = 84  # the progress plot below the picture
MARGIN = 16
BORDER = 2
_GROUND = (0.08, 0.08, 0.08, 0.9)
_TEXT_COLOUR = (1.0, 1.0, 1.0, 0.9)
_WRITTEN = ("Step {}", "Step {} of {}, {} steps/s", "Step {} of {}, {} s a step", "{}:{} left")  # all texts
# Blender 4 always encodes what a viewport's handlers draw as sRGB; Blender 5 does so only if it is asked.
_ENCODED = "is_scene_linear_with_rec709_srgb_target"
_AS_PAINTED = {_ENCODED: True} if _ENCODED in signature(draw_texture_2d).parameters else {}


@dataclass
class _Frame:
    pixels: np.ndarray  # (H, W, 4) float32 sRGB, bottom row first
    caption: str
    texture: gpu.types.GPUTexture | None = None  # created at the first drawing, in a GPU context


_frame: _Frame | None = None
_without: int | None = None  # address of the region in which no frame is drawn
_handle: object = None
_ready: set[tuple[float, str]] = set()  # font sizes and the glyphs that are loaded in them


def register() -> None:
    global _handle
    _handle = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")


def unregister() -> None:
    global _handle
    bpy.types.SpaceView3D.draw_handler_remove(_handle, "WINDOW")
    _handle = None
    hide()


def show(picture: Path, caption: str) -> None:
    """Draws the picture from the next redraw on. If the picture cannot be read, the one before stays."""
    global _frame
    pixels = _read(picture)
    if pixels is not None:
        _frame = _Frame(pixels, caption)
        redraw("WINDOW")


def hide() -> None:
    """Stops drawing the picture."""
    global _frame
    if _frame is not None:
        _frame = None
        redraw("WINDOW")


def give_way(region: int | None) -> None:
    """Stops drawing the picture in the region with this address, because the prop itself is drawn there.

    None draws it in all viewports again.
    """
    global _without
    _without = region


def redraw(kind: str, editor: str = "VIEW_3D") -> None:
    """Redraws the regions of a kind, such as "UI" or "WINDOW", in all editors of a type.

    A viewport's "WINDOW" is costly to redraw. Its sidebar, "UI", costs less.
    """
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            for region in area.regions:
                if area.type == editor and region.type == kind:
                    region.tag_redraw()


def redraw_status_bar() -> None:
    """Redraws Blender's status bar, unless a modal operator uses it."""
    for window in bpy.context.window_manager.windows:
        if not window.modal_operators:
            with bpy.context.temp_override(window=window):
                window.workspace.status_text_set(None)


def current() -> np.ndarray | None:
    """Returns the picture that is drawn, (H, W, 4) float32 sRGB, bottom row first; None if there is none."""
    return _frame.pixels if _frame else None


def is_drawn() -> bool:
    """True if a viewport has drawn the current picture."""
    return _frame is not None and _frame.texture is not None


def corner(area: bpy.types.Area) -> bpy.types.Region:
    """Returns the region in whose corner the picture and plot are drawn: in quad view the lower left one."""
    views = [region for region in area.regions if region.type == "WINDOW"]
    return min(views, key=lambda region: region.x + region.y)


def place(area: bpy.types.Area) -> tuple[float, float, float]:
    """Returns the picture's left edge, bottom edge and side in its region, in pixels.

    The picture is clear of the toolbar and the plot.
    """
    scale = bpy.context.preferences.system.ui_scale
    region = corner(area)
    left = sum(each.width for each in area.regions if each.type == "TOOLS") + MARGIN * scale
    bottom = (2 * MARGIN + PLOT_HEIGHT) * scale
    room = min(region.width - left, region.height - bottom) - MARGIN * scale
    return left, bottom, max(min(SIDE * scale, region.height / 2, room), 1.0)


def _read(picture: Path) -> np.ndarray | None:
    """Returns the pixels of the file, (H, W, 4) float32, or None. Leaves no Blender data behind."""
    try:
        image = bpy.data.images.load(str(picture), check_existing=False)
    except RuntimeError:
        return None
    try:
        width, height = image.size
        if not width:
            return None
        pixels = np.empty((height, width, 4), np.float32)
        image.pixels.foreach_get(pixels.ravel())
        return pixels
    finally:
        bpy.data.images.remove(image)


def _draw() -> None:
    if not _ready:
        _prepare()
    if _frame is None or bpy.context.region.as_pointer() == _without or bpy.context.region != corner(bpy.context.area):
        return
    if _frame.texture is None:
        _frame.texture = _upload(_frame.pixels)
    scale = bpy.context.preferences.system.ui_scale
    border = BORDER * scale
    x, y, side = place(bpy.context.area)
    draw_box(x - border, y - border, side + 2 * border, side + 2 * border)
    draw_texture_2d(_frame.texture, (x, y), side, side, **_AS_PAINTED)
    write(say(_frame.caption), x + 6 * scale, y + 6 * scale, 12 * scale)


def _prepare() -> None:
    """Draws everything out of sight, because drivers compile shaders at first use, which would slow down a job."""
    away = -100.0
    draw_box(away, away, 1, 1)
    for side in (2, 3):  # Mesa compiles another shader for textures whose sides are not powers of two
        draw_texture_2d(_upload(np.zeros((side, side, 4), np.float32)), (away, away), 1, 1, **_AS_PAINTED)
    write("", away, away, 12 * bpy.context.preferences.system.ui_scale)


def _upload(pixels: np.ndarray) -> gpu.types.GPUTexture:
    linear = to_linear(pixels).astype(np.float32)
    height, width, _ = pixels.shape
    buffer = gpu.types.Buffer("FLOAT", linear.size, linear.ravel())
    return gpu.types.GPUTexture((width, height), format="RGBA16F", data=buffer)


def draw_box(x: float, y: float, width: float, height: float) -> None:
    """Draws a dark background box in the current region. All values are in pixels."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.uniform_float("color", _GROUND)
    gpu.state.blend_set("ALPHA")
    batch_for_shader(shader, "TRIS", {"pos": corners}, indices=((0, 1, 2), (0, 2, 3))).draw(shader)
    gpu.state.blend_set("NONE")


def write(text: str, x: float, y: float, size: float) -> None:
    """Draws a line of text in the current region. Position and size are in pixels."""
    font = 0
    blf.enable(font, blf.SHADOW)
    blf.shadow(font, 5, 0.0, 0.0, 0.0, 1.0)
    blf.size(font, size)
    blf.color(font, *_TEXT_COLOUR)
    glyphs = "0123456789." + "".join(map(say, _WRITTEN))
    if (size, glyphs) not in _ready:  # loading a glyph later would wait for the GPU to finish earlier drawing
        _ready.add((size, glyphs))
        blf.position(font, 0, -100 * size, 0)
        blf.draw(font, glyphs)
    blf.position(font, x, y, 0)
    blf.draw(font, text)
    blf.disable(font, blf.SHADOW)
