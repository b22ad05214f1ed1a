"""Renders captioned views of toybox props: the data from which the built-in models learn, and by which they are judged.

A folder of views holds
    dataset.json       what was asked for, the kinds and colours, and the pairs of both that are held out of training
    views.jsonl        one line an image, in order: object, kind, colour, caption, clay, seed, azimuth, elevation,
                       distance, light
    shard-0000.npy.xz  uint8 (images, 64, 64, 4): the next images in that order, row 0 at the top, sRGB with straight
                       alpha, 0 where nothing is. Over a background: rgb * alpha + background * (1 - alpha), in sRGB.

Everything but the pixels follows from the seed, so several processes can share the shards of one folder, and a run that
was broken off goes on where it stopped. All shards but the last are of one size ("shard" in dataset.json, in images).
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

import bpy
import numpy as np
from mathutils import Vector

from ..nerf_sds.viewpoints import FIELD_OF_VIEW, Light, Viewpoint, headlight, ring, sample_light, sample_viewpoints
from . import toybox

VERSION = 1
RESOLUTION = 64  # pixels
SAMPLES = 12
HELD_OUT = 0.1  # share of the pairs of kind and colour that training never sees
SHARD = 125  # objects


@dataclass(frozen=True)
class Purpose:
    """What a folder of views is for, and so what is in it."""

    clay: float  # share of objects left unpainted; their captions still name the colour
    all_pairs: bool  # whether the pairs that the prior never sees are there as well
    ring: bool  # the fixed cameras and lights of the evaluation, instead of random ones


PURPOSES = {
    "prior": Purpose(clay=0.15, all_pairs=False, ring=False),
    "image-text": Purpose(clay=0.4, all_pairs=True, ring=False),
    "references": Purpose(clay=0.5, all_pairs=True, ring=True),
}


@dataclass(frozen=True)
class Subject:
    """A prop to be rendered, and from where."""

    object: int
    kind: str
    colour: str
    clay: bool
    seed: int
    views: tuple[tuple[Viewpoint, Light], ...]

    @property
    def caption(self) -> str:
        return f"{'an' if self.colour[0] in 'aeiou' else 'a'} {self.colour} {self.kind}"


def held_out_pairs() -> list[tuple[str, str]]:
    """The (kind, colour) pairs that are never rendered for training: a fixed tenth of all, whatever the seed."""
    pairs = [(kind, colour) for kind in sorted(toybox.KINDS) for colour in sorted(toybox.COLOURS)]
    return sorted(Random(0).sample(pairs, round(HELD_OUT * len(pairs))))


def plan(objects: int, views: int, seed: int, purpose: Purpose) -> list[Subject]:
    """Draws the subjects: every pair that is not held out comes equally often, in a random order."""
    random = Random(seed)
    held_out = set() if purpose.all_pairs else set(held_out_pairs())
    pairs = [(kind, colour) for kind in toybox.KINDS for colour in toybox.COLOURS if (kind, colour) not in held_out]
    order: list[tuple[str, str]] = []
    while len(order) < objects:
        order += random.sample(pairs, len(pairs))
    subjects = []
    for number, (kind, colour) in enumerate(order[:objects]):
        own_seed = random.getrandbits(31)
        own = Random(own_seed)
        viewpoints = ring(views) if purpose.ring else sample_viewpoints(own, views)
        lit = tuple(
            (viewpoint, headlight(viewpoint) if purpose.ring else sample_light(own, viewpoint))
            for viewpoint in viewpoints
        )
        subjects.append(Subject(number, kind, colour, own.random() < purpose.clay, own_seed, lit))
    return subjects


def render_views(
    folder: Path, objects: int, views: int, seed: int, purpose: str = "prior", part: tuple[int, int] = (1, 1)
) -> None:
    """Renders `views` images of each of `objects` props into `folder`, or goes on with it.

    `purpose` is a key of PURPOSES; `part` = (2, 3) renders the second third of the shards, for three
    processes side by side.
    """
    subjects = plan(objects, views, seed, PURPOSES[purpose])
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "dataset.json", json.dumps(_description(objects, views, seed, purpose), indent=1).encode())
    _write(folder / "views.jsonl", "".join(f"{json.dumps(line)}\n" for line in _lines(subjects)).encode())
    stage = Stage()
    shards = range(math.ceil(objects / SHARD))
    for shard in shards[part[0] - 1 :: part[1]]:
        path = folder / f"shard-{shard:04d}.npy.xz"
        if path.exists():
            continue
        images = [
            image for subject in subjects[shard * SHARD : (shard + 1) * SHARD] for image in stage.photograph(subject)
        ]
        _write(path, _packed(np.stack(images)))
        print(f"{path.name}: {len(images)} images, {path.stat().st_size / len(images):.0f} bytes each", flush=True)


class Stage:
    """A scene with a camera, a sun and a sky, set up for quick small pictures with Cycles."""

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

    def photograph(self, subject: Subject) -> list[np.ndarray]:
        """Builds the subject, renders its views as uint8 (64, 64, 4) images and removes it again."""
        random = Random(subject.seed)
        palette = toybox.clay(random) if subject.clay else None
        prop = toybox.build(subject.kind, subject.colour, random, palette)
        self.scene.collection.objects.link(prop)
        images = []
        for viewpoint, light in subject.views:
            self.scene.cycles.seed = random.getrandbits(31)  # else the noise of all images would be the same
            images.append(self.render(viewpoint, light))
        toybox.remove(prop)
        return images

    def render(self, viewpoint: Viewpoint, light: Light) -> np.ndarray:
        """Renders what is in the scene as a uint8 (64, 64, 4) image."""
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
    """An uncompressed Targa file as uint8 (height, width, 4), RGBA, row 0 at the top, uncovered pixels 0."""
    data = path.read_bytes()
    width, height, top_down = (
        int.from_bytes(data[12:14], "little"),
        int.from_bytes(data[14:16], "little"),
        data[17] & 0x20,
    )
    pixels = np.frombuffer(data, np.uint8, width * height * 4, offset=18 + data[0]).reshape(height, width, 4)
    pixels = (pixels if top_down else pixels[::-1])[:, :, [2, 1, 0, 3]]
    return pixels * (pixels[:, :, 3:] > 0)


def _description(objects: int, views: int, seed: int, purpose: str) -> dict:
    return {
        "version": VERSION,
        "resolution": RESOLUTION,
        "field_of_view": FIELD_OF_VIEW,
        "objects": objects,
        "views": views,
        "seed": seed,
        "shard": SHARD * views,
        "kinds": {kind.name: {"synonyms": kind.synonyms, "front": kind.front} for kind in toybox.KINDS.values()},
        "colours": toybox.COLOURS,
        "purpose": purpose,
        "held_out": [] if PURPOSES[purpose].all_pairs else held_out_pairs(),
    }


def _lines(subjects: list[Subject]) -> list[dict]:
    return [
        {
            "object": subject.object,
            "kind": subject.kind,
            "colour": subject.colour,
            "caption": subject.caption,
            "clay": subject.clay,
            "seed": subject.seed,
            "azimuth": round(viewpoint.azimuth, 3),
            "elevation": round(viewpoint.elevation, 3),
            "distance": round(viewpoint.distance, 4),
            "light": {
                "direction": [round(c, 4) for c in light.direction],
                "sun": round(light.sun, 4),
                "ambient": round(light.ambient, 4),
            },
        }
        for subject in subjects
        for viewpoint, light in subject.views
    ]


def _packed(images: np.ndarray) -> bytes:
    with tempfile.TemporaryFile() as file:
        np.lib.format.write_array(file, images)
        file.seek(0)
        return lzma.compress(file.read(), preset=9)


def _write(path: Path, content: bytes) -> None:
    """Writes beside and renames, so that a file is there whole or not at all."""
    beside = path.with_suffix(f"{path.suffix}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `blender --command propsmith render-views`."""
    parser.add_argument("folder", type=Path, help="where the views go; an unfinished folder is continued")
    parser.add_argument("--objects", type=int, default=7500)
    parser.add_argument("--views", type=int, default=8, help="views of each object")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--purpose", choices=PURPOSES, default="prior", help="which models the views are for")
    parser.add_argument(
        "--part", type=int, nargs=2, default=(1, 1), metavar=("I", "N"), help="render the I-th of N parts"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit code."""
    render_views(
        arguments.folder, arguments.objects, arguments.views, arguments.seed, arguments.purpose, tuple(arguments.part)
    )
    return 0
