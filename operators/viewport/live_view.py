"""Draws the growing prop in the viewport, at its future place and from the artist's point of view.

The worker renders the prop from the camera of the viewport that moved last. The image is drawn as a card in the scene
that faces the artist, so an old one still follows pans and zooms. Its depths let other objects stand before it.
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

LARGEST = 1024  # pixels a side; a larger frame is not shown
PICTURE, MESH, NOTHING = "PICTURE", "MESH", "NOTHING"  # values of `scene.propsmith.watch`
_BEHIND = 0.3  # opacity behind other objects: the prop stays visible inside Blender's default cube

_Camera = tuple[tuple[float, ...], tuple[float, ...], int, int]  # c2w, projection, width and height of a View
_ZEROS = (0.0,) * 16
_NOBODY: _Camera = (_ZEROS, _ZEROS, 0, 0)

_GRID = 32  # points along each side of the card's depth mesh

_VERTEX = """
void main() {
    at = uv;
    gl_Position = toClip * vec4(uv - 0.5, 0.0, 1.0);
    float z = cardZ + nearness;
    gl_Position.z = (depthOf.x * z + depthOf.y) / (depthOf.z * z + depthOf.w) * gl_Position.w;
}
"""
# The shader outputs linear colours: Blender itself encodes what is drawn in the scene as sRGB.
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
    picture: np.ndarray  # (H, W, 4) float32: sRGB premultiplied by opacity, then opacity; bottom row first
    uvs: np.ndarray  # (N, 2) float32, the points of the depth mesh on the card
    nearness: np.ndarray  # (N,) float32, distance of each point in front of the card, metres in the scene
    triangles: np.ndarray  # (T, 3) int32, triangles of the depth mesh
    centre: Vector  # of the card, in the prop's axes
    width: float  # metres in the scene, like the height
    height: float
    view: int  # number of the View that the card shows
    texture: gpu.types.GPUTexture | None = None  # created at the first drawing, in a GPU context, like the batch
    batch: gpu.types.GPUBatch | None = None


_card: _Card | None = None
_cameras: dict[int, _Camera] = {}  # by the address of a viewport's region: its camera, while a job runs
_pose = Matrix()  # from the prop's axes to the scene's, with a uniform scale
_watched: int | None = None  # address of the region whose camera moved last
_sent: tuple[_Camera, bool] | None = None  # the last View that was sent: its camera, and whether it asks for a mesh
_number = 0  # number of the View that was sent last
_is_asking = False  # True while the viewports' cameras are recorded
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
    """Returns the 4 x 4 matrix from the axes of the prop that is being made to the scene's."""
    return _pose


def begin(pose: Matrix) -> None:
    """Starts recording the viewports' cameras, because a worker is ready to render.

    `pose` is the matrix from the prop's axes to the scene's.
    """
    global _pose, _sent, _is_asking
    _pose, _sent, _is_asking = pose, None, True
    _cameras.clear()
    preview.redraw("WINDOW")


def look(job: Job | FarmJob) -> None:
    """Sends the watched viewport's camera to the worker if it has changed. Never blocks."""
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
    """Draws the frame from the next redraw on. If the frame cannot be read, the one before stays.

    `folder` is the job's folder. The frame's file holds (H, W, 5) float16: sRGB, opacity and nearness, all but the
    opacity premultiplied by it; the bottom row comes first.
    """
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
    """Stops drawing the prop and recording cameras."""
    global _watched, _is_asking
    _watched, _is_asking = None, False
    _cameras.clear()
    _drop()


def is_drawn() -> bool:
    """True if a viewport has drawn the current frame."""
    return _card is not None and _card.texture is not None


def drawn_view() -> int:
    """Returns the number of the View that the current frame shows; -1 if there is none."""
    return _card.view if _card else -1


def sent_view() -> int:
    """Returns the number of the View that was sent last."""
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
    """Draws empty cards, because drivers compile a shader at its first use, which would be slow during a job.

    Mesa compiles another shader for textures whose sides are not powers of two.
    """
    global _shader
    _shader = _make_shader()
    for height, width in itertools.product((2, 3), repeat=2):
        nothing = np.zeros((height, width, 4), np.float32)
        _draw_card(_Card(nothing, *_net(nothing[..., 3], nothing[..., 3]), Vector(), 1.0, 1.0, -1), view, Vector())


def _notice(region: bpy.types.Region, view: bpy.types.RegionView3D) -> None:
    """Records a viewport's camera. A viewport whose camera has moved becomes the watched one."""
    global _watched
    c2w, projection = as_seen_by_the_prop(view.view_matrix, view.window_matrix)
    camera = (_row_by_row(c2w), _row_by_row(projection), region.width, region.height)
    address = region.as_pointer()
    if _cameras.get(address) != camera:
        if _watched is None or address in _cameras:
            _watched = address
        _cameras[address] = camera


def as_seen_by_the_prop(view: Matrix, window: Matrix) -> tuple[Matrix, Matrix]:
    """Returns a viewport's camera-to-world matrix and projection matrix in the prop's axes and metres.

    The camera-to-world matrix does not scale.
    """
    scale = Matrix.Scale(_pose.median_scale, 4)
    return _pose.inverted() @ view.inverted() @ scale, window @ scale


def _row_by_row(matrix: Matrix) -> tuple[float, ...]:
    return tuple(value for row in matrix for value in row)


def _is_in_sight(to_clip: Matrix, corners: list[Vector]) -> bool:
    """True if a part of the card may be in the viewport: its corners are not all beyond one side."""
    clipped = [to_clip @ corner.to_4d() for corner in corners]
    return not any(all(sign * corner[axis] > corner.w for corner in clipped) for axis in range(2) for sign in (-1, 1))


def _net(opacity: np.ndarray, nearness: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns UVs (N, 2), nearness (N,) and triangles (T, 3) of a depth mesh over the card.

    `opacity` and `nearness` are (H, W); nearness is premultiplied by opacity. At outlines the depth of the prop is
    extended outwards. The depth is geometry because not every Blender lets a shader write depths.
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
