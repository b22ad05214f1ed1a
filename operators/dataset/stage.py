"""The scene in which props are rendered, with the cameras and lights that the built-in models are trained on."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector

from ...nerf_sds.viewpoints import FIELD_OF_VIEW, Light, Viewpoint

RESOLUTION = 64  # pixels a side
SAMPLES = 12  # Cycles samples per pixel


class Stage:
    """A scene with a camera, a sun and a sky, set up for fast small renders with Cycles on one CPU thread."""

    def __init__(self) -> None:
        self.scene = scene = bpy.data.scenes.new("Views")
        self.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
        self.camera.data.angle = math.radians(FIELD_OF_VIEW)
        self.sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
        self.sun.data.angle = math.radians(10)
        for part in (self.camera, self.sun):
            part.rotation_mode = "QUATERNION"
            scene.collection.objects.link(part)
        scene.camera = self.camera
        scene.world = bpy.data.worlds.new("Sky")
        if scene.world.node_tree is None:
            scene.world.use_nodes = True
        self.sky = next(node for node in scene.world.node_tree.nodes if node.type == "BACKGROUND")
        self.sky.inputs["Color"].default_value = (1, 1, 1, 1)
        scene.world.cycles.sampling_method = "NONE"
        self._set_up_cycles()

    def _set_up_cycles(self) -> None:
        render, cycles = self.scene.render, self.scene.cycles
        render.engine = "CYCLES"
        render.resolution_x = render.resolution_y = RESOLUTION
        render.resolution_percentage = 100
        render.film_transparent = True
        render.use_persistent_data = True
        render.threads_mode, render.threads = "FIXED", 1
        render.dither_intensity = 0
        render.use_compositing = render.use_sequencer = False
        render.image_settings.file_format = "TARGA_RAW"
        render.image_settings.color_mode = "RGBA"
        self.scene.view_settings.view_transform = "Standard"
        cycles.device = "CPU"
        cycles.samples = SAMPLES
        cycles.use_adaptive_sampling = cycles.use_denoising = False
        cycles.caustics_reflective = cycles.caustics_refractive = False
        cycles.max_bounces = cycles.diffuse_bounces = 2

    def remove(self) -> None:
        """Deletes the scene with its camera, sun and sky."""
        camera, sun, world = self.camera.data, self.sun.data, self.scene.world
        bpy.data.batch_remove([self.scene, self.camera, self.sun, camera, sun, world])

    def render(self, viewpoint: Viewpoint, light: Light) -> np.ndarray:
        """Renders the scene and returns a uint8 (64, 64, 4) image.

        It is sRGB with straight alpha, row 0 at the top. Uncovered pixels are 0.
        """
        self.camera.location = viewpoint.position
        self.camera.rotation_quaternion = Vector(viewpoint.position).to_track_quat("Z", "Y")
        self.sun.rotation_quaternion = Vector(light.direction).to_track_quat("Z", "Y")
        self.sun.data.energy = light.sun * math.pi  # a white surface that faces a sun of pi W/m2 has radiance 1
        self.sky.inputs["Strength"].default_value = light.ambient
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
            self.scene.render.filepath = str(Path(folder, "view.tga"))
            bpy.ops.render.render(write_still=True, scene=self.scene.name)
            return _read_targa(Path(self.scene.render.filepath))


def _read_targa(path: Path) -> np.ndarray:
    """Returns an uncompressed Targa file as uint8 (H, W, 4) RGBA, row 0 at the top, uncovered pixels 0."""
    data = path.read_bytes()
    width, height, top_down = (
        int.from_bytes(data[12:14], "little"),
        int.from_bytes(data[14:16], "little"),
        data[17] & 0x20,
    )
    pixels = np.frombuffer(data, np.uint8, width * height * 4, offset=18 + data[0]).reshape(height, width, 4)
    pixels = (pixels if top_down else pixels[::-1])[:, :, [2, 1, 0, 3]]
    return pixels * (pixels[:, :, 3:] > 0)
