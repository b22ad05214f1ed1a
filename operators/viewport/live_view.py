"""The growing prop in the viewport, where it will stand and as the artist looks at it.

The worker draws what a viewport's camera sees of the prop. Its answer is a card that stands in the scene and always
faces the artist, so that an old one still follows pans and zooms; each of its pixels has a depth, so that it fades
behind what stands before it. Watched is the viewport whose camera moved last.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import bpy
import gpu
import numpy as np
from gpu_extras.batch import batch_for_shader
from mathutils import Matrix, Vector

from ...nerf_sds.farm.backends import FarmJob, Job
from ...nerf_sds.jobs.protocol import Frame, View
from . import preview

LARGEST = 1024  # pixels a side of a picture
PICTURE, MESH, NOTHING = "PICTURE", "MESH", "NOTHING"  # of `scene.propsmith.watch`
_BEHIND = 0.3  # opacity where something stands before the prop, as Blender's default cube does: it is not lost to sight

_Camera = tuple[tuple[float, ...], tuple[float, ...], int, int]  # a View's c2w, projection, width and height
_ZEROS = (0.0,) * 16
_NOBODY: _Camera = (_ZEROS, _ZEROS, 0, 0)

_GRID = 32  # points along a side of the net of depths

_VERTEX = """
void main() {
    at = uv;
    gl_Position = toClip * vec4(uv - 0.5, 0.0, 1.0);
    float z = cardZ + nearness;
    gl_Position.z = (depthOf.x * z + depthOf.y) / (depthOf.z * z + depthOf.w) * gl_Position.w;
}
"""
# Blender encodes what is drawn in the scene as sRGB by itself.
_FRAGMENT = """
void main() {
    vec4 seen = texture(picture, at);
    if (seen.a < 0.004) discard;
    vec3 rgb = clamp(seen.rgb / seen.a, 0.0, 1.0);
    rgb = mix(pow((rgb + 0.055) / 1.055, vec3(2.4)), rgb / 12.92, vec3(lessThan(rgb, vec3(0.04045))));
    colour = vec4(rgb, 1.0) * seen.a * strength;
}
"""


@dataclass
class _Card:
    picture: np.ndarray  # (H, W, 4) float32 sRGB times opacity, opacity; the bottom row first
    uvs: np.ndarray  # (N, 2) float32, the points of a net over the card
    nearness: np.ndarray  # (N,) float32 metres of the scene in front of the card
    triangles: np.ndarray  # (T, 3) int32 of the net
    centre: Vector  # in the prop's axes
    width: float  # metres of the scene
    height: float
    view: int  # the number of the View that it shows
    texture: gpu.types.GPUTexture | None = None  # made at the first drawing, where there is a GPU context, as is
    batch: gpu.types.GPUBatch | None = None


_card: _Card | None = None
_cameras: dict[int, _Camera] = {}  # of each viewport's region, by its address, while a job runs
_pose = Matrix()  # from the prop's axes to the scene's; it may scale, the same along each axis
_watched: int | None = None  # that whose camera moved last
_sent: tuple[_Camera, bool] | None = None
_number = 0  # of the View that was sent last
_is_asking = False  # whether viewports tell their cameras
_handle: object = None
_shader: gpu.types.GPUShader | None = None


def register() -> None:
    global _handle
    _handle = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_VIEW")


def unregister() -> None:
    global _handle, _shader
    bpy.types.SpaceView3D.draw_handler_remove(_handle, "WINDOW")
    _handle = _shader = None
    hide()


def pose() -> Matrix:
    """Where the prop that is being made will stand, and how large: from its axes to the scene's."""
    return _pose


def begin(pose: Matrix) -> None:
    """Has the viewports tell their cameras, since a worker is there that can answer."""
    global _pose, _sent, _is_asking
    _pose, _sent, _is_asking = pose, None, True
    _cameras.clear()
    preview.redraw("WINDOW")


def look(job: Job | FarmJob) -> None:
    """Tells the worker where the artist looks from, when that has changed; never blocks."""
    global _sent, _number
    if _watched is None:
        return
    mode = bpy.context.scene.propsmith.watch
    wanted = _NOBODY if mode == NOTHING else _cameras[_watched], mode == MESH
    if wanted == _sent:
        return
    (c2w, projection, width, height), mesh = wanted
    if job.look(View(_number + 1, list(c2w), list(projection), width, height, mesh)):
        _sent, _number = wanted, _number + 1
        if mode != PICTURE:
            _drop()


def show(folder: Path, frame: Frame) -> None:
    """Draws the frame from the next redraw on. One that cannot be read leaves the one before."""
    global _card
    if _sent is None or _sent[0] is _NOBODY or _sent[1]:
        return
    try:
        pixels = np.load(folder / Path(frame.path).name, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return
    if pixels.ndim != 3 or pixels.shape[2] != 5 or pixels.dtype != np.float16 or max(pixels.shape) > LARGEST:
        return
    picture = np.ascontiguousarray(pixels[..., :4], np.float32)
    scale = _pose.median_scale
    net = _net(picture[..., 3], scale * pixels[..., 4].astype(np.float32))
    _card = _Card(picture, *net, Vector(frame.centre), scale * frame.width, scale * frame.height, frame.view)
    preview.redraw("WINDOW")


def hide() -> None:
    """Draws nothing any more, and asks no viewport for its camera."""
    global _watched, _is_asking
    _watched, _is_asking = None, False
    _cameras.clear()
    _drop()


def is_drawn() -> bool:
    """Whether a viewport has drawn the current frame."""
    return _card is not None and _card.texture is not None


def drawn_view() -> int:
    """The number of the View that the current frame shows; -1 when there is none."""
    return _card.view if _card else -1


def sent_view() -> int:
    """The number of the View that was sent last."""
    return _number


def _drop() -> None:
    global _card
    _card = None
    preview.give_way(None)
    preview.redraw("WINDOW")


def _draw() -> None:
    region, view = bpy.context.region, bpy.context.region_data
    if _shader is None:
        _prepare(view)
    if _is_asking:
        _notice(region, view)
    if _card is None or region.as_pointer() != _watched:
        return
    middle = _pose @ _card.centre
    right, up = (Vector(view.view_matrix[axis][:3]) for axis in range(2))
    across, along = right * (_card.width / 2), up * (_card.height / 2)
    corners = [middle + x * across + y * along for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    if _is_in_sight(view.perspective_matrix, corners):
        _draw_card(_card, view, middle)
        preview.give_way(_watched)
    else:
        preview.give_way(None)


def _prepare(view: bpy.types.RegionView3D) -> None:
    """Draws nothing with the shader: drivers build one at its first drawing, better now than while a prop grows.

    Mesa builds another one for pictures whose sides are no powers of two.
    """
    global _shader
    _shader = _make_shader()
    for height, width in itertools.product((2, 3), repeat=2):
        nothing = np.zeros((height, width, 4), np.float32)
        _draw_card(_Card(nothing, *_net(nothing[..., 3], nothing[..., 3]), Vector(), 1.0, 1.0, -1), view, Vector())


def _notice(region: bpy.types.Region, view: bpy.types.RegionView3D) -> None:
    """Remembers a viewport's camera; where it has moved, that is the watched viewport."""
    global _watched
    c2w, projection = as_seen_by_the_prop(view.view_matrix, view.window_matrix)
    camera = (_row_by_row(c2w), _row_by_row(projection), region.width, region.height)
    address = region.as_pointer()
    if _cameras.get(address) != camera:
        if _watched is None or address in _cameras:
            _watched = address
        _cameras[address] = camera


def as_seen_by_the_prop(view: Matrix, window: Matrix) -> tuple[Matrix, Matrix]:
    """A viewport's camera and projection in the prop's axes and metres; nothing is scaled in the camera."""
    scale = Matrix.Scale(_pose.median_scale, 4)
    return _pose.inverted() @ view.inverted() @ scale, window @ scale


def _row_by_row(matrix: Matrix) -> tuple[float, ...]:
    return tuple(value for row in matrix for value in row)


def _is_in_sight(to_clip: Matrix, corners: list[Vector]) -> bool:
    """Whether a part of the card is within the viewport: its corners are not all beyond the same side."""
    clipped = [to_clip @ corner.to_4d() for corner in corners]
    return not any(all(sign * corner[axis] > corner.w for corner in clipped) for axis in range(2) for sign in (-1, 1))


def _net(opacity: np.ndarray, nearness: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """UVs, nearness and triangles of a net over the card; at the outlines the depth of the prop goes on.

    `nearness` (H, W) is times opacity. Geometry, since not every Blender lets a shader write depths.
    """
    height, width = opacity.shape
    rows, columns = (np.linspace(0, side - 1, min(_GRID, side)).round().astype(int) for side in (height, width))
    opacity, nearness = opacity[rows][:, columns], nearness[rows][:, columns]
    around = np.pad([opacity, nearness], ((0, 0), (2, 2), (2, 2)))
    window = np.lib.stride_tricks.sliding_window_view(around, (5, 5), axis=(1, 2)).sum((3, 4))
    depth = window[1] / np.maximum(window[0], 1e-3)
    u, v = np.meshgrid((columns + 0.5) / width, (rows + 0.5) / height)
    index = np.arange(depth.size, dtype=np.int32).reshape(depth.shape)
    a, b, c, d = (each.ravel() for each in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]))
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return np.stack([u.ravel(), v.ravel()], 1).astype(np.float32), depth.ravel(), triangles


def _draw_card(card: _Card, view: bpy.types.RegionView3D, middle: Vector) -> None:
    assert _shader
    card.texture = card.texture or _upload(card.picture)
    card.batch = card.batch or batch_for_shader(
        _shader, "TRIS", {"uv": card.uvs, "nearness": card.nearness}, indices=card.triangles
    )
    right, up, backward = (Vector(view.view_matrix[axis][:3]) for axis in range(3))
    to_world = Matrix((card.width * right, card.height * up, backward)).to_4x4().transposed()
    to_world.translation = middle
    projection = view.window_matrix
    _shader.bind()
    _shader.uniform_float("toClip", view.perspective_matrix @ to_world)
    _shader.uniform_float("depthOf", [projection[2][2], projection[2][3], projection[3][2], projection[3][3]])
    _shader.uniform_float("cardZ", (view.view_matrix @ middle).z)
    _shader.uniform_sampler("picture", card.texture)
    gpu.state.blend_set("ALPHA_PREMULT")
    for test, strength in (("LESS_EQUAL", 1.0), ("GREATER", _BEHIND)):
        gpu.state.depth_test_set(test)
        _shader.uniform_float("strength", strength)
        card.batch.draw(_shader)
    gpu.state.depth_test_set("NONE")
    gpu.state.blend_set("NONE")


def _upload(picture: np.ndarray) -> gpu.types.GPUTexture:
    height, width, _ = picture.shape
    buffer = gpu.types.Buffer("FLOAT", picture.size, picture.ravel())
    return gpu.types.GPUTexture((width, height), format="RGBA16F", data=buffer)


def _make_shader() -> gpu.types.GPUShader:
    between = gpu.types.GPUStageInterfaceInfo("propsmith_card")
    between.smooth("VEC2", "at")
    info = gpu.types.GPUShaderCreateInfo()
    info.push_constant("MAT4", "toClip")
    info.push_constant("VEC4", "depthOf")
    info.push_constant("FLOAT", "cardZ")
    info.push_constant("FLOAT", "strength")
    info.sampler(0, "FLOAT_2D", "picture")
    info.vertex_in(0, "VEC2", "uv")
    info.vertex_in(1, "FLOAT", "nearness")
    info.vertex_out(between)
    info.fragment_out(0, "VEC4", "colour")
    info.vertex_source(_VERTEX)
    info.fragment_source(_FRAGMENT)
    return gpu.shader.create_from_info(info)
