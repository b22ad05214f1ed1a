"""Renders captioned views of props: the data that the built-in models are trained and evaluated on.

The props come from the toybox, or they are an artist's own, from which a prior learns a house style. A folder holds
    dataset.json       the arguments, the kinds and colours, and the (kind, colour) pairs that training never sees;
                       for an artist's props, the kinds are the captions and there are no colours
    views.jsonl        one line for each image, in order: object, kind, colour, caption, clay, seed, azimuth, elevation,
                       distance, light
    shard-0000.npy.xz  uint8 (images, 64, 64, 4), the next images in this order: row 0 at the top, sRGB with straight
                       alpha, 0 where nothing is. Over a background: rgb * alpha + background * (1 - alpha), in sRGB.

The seed determines everything but the pixels. Several processes can therefore render shards of one folder, and an
interrupted run can continue. All shards but the last have the same size ("shard" in dataset.json, in images).
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

import numpy as np

from ...nerf_sds.viewpoints import FIELD_OF_VIEW, Light, Viewpoint, headlight, ring, sample_light, sample_viewpoints
from .artist_props import add_arguments_of_cast, artist_cast
from .cast import Cast, CastProp, drawn, toys
from .stage import RESOLUTION, Stage

VERSION = 1  # of the folder's format
SHARD = 125  # objects in each shard
TOYS = 7500  # objects from the toybox, without --objects
APPEARANCES = 10  # objects for each of an artist's props, without --objects


@dataclass(frozen=True)
class Purpose:
    """What a folder of views is used for, which determines its contents."""

    clay: float  # share of objects that are unpainted; their captions still name the colour
    all_pairs: bool  # True to include the pairs that the prior never sees
    ring: bool  # True for the evaluation's fixed cameras and lights, False for random ones


PURPOSES = {
    "prior": Purpose(clay=0.15, all_pairs=False, ring=False),
    "image-text": Purpose(clay=0.4, all_pairs=True, ring=False),
    "references": Purpose(clay=0.5, all_pairs=True, ring=True),
}


@dataclass(frozen=True)
class Subject:
    """One object of the data set: a prop and the views that it is rendered from."""

    object: int
    prop: CastProp
    clay: bool
    seed: int
    views: tuple[tuple[Viewpoint, Light], ...]


def plan(cast: Cast, objects: int, views: int, seed: int, purpose: Purpose) -> list[Subject]:
    """Draws the subjects in a random order. Every prop of the cast appears about equally often."""
    random = Random(seed)
    subjects = []
    for number, prop in enumerate(drawn(cast.props, objects, random)):
        own_seed = random.getrandbits(31)
        own = Random(own_seed)
        viewpoints = ring(views) if purpose.ring else sample_viewpoints(own, views)
        lit = tuple(
            (viewpoint, headlight(viewpoint) if purpose.ring else sample_light(own, viewpoint))
            for viewpoint in viewpoints
        )
        clay = own.random() < purpose.clay and number >= cast.painted
        subjects.append(Subject(number, prop, clay, own_seed, lit))
    return subjects


def render_views(
    folder: Path,
    objects: int,
    views: int,
    seed: int,
    purpose: str = "prior",
    part: tuple[int, int] = (1, 1),
    cast: Cast | None = None,
) -> None:
    """Renders `views` images of each of `objects` props into `folder`, or continues an interrupted run.

    `purpose` is a key of PURPOSES. `part` = (2, 3) renders the second third of the shards, so that three processes can
    work side by side. The default `cast` is the toybox. Raises ValueError with one line if the folder holds other
    views.
    """
    cast = cast or toys(PURPOSES[purpose].all_pairs)
    subjects = plan(cast, objects, views, seed, PURPOSES[purpose])
    _claim(
        folder,
        {
            "dataset.json": json.dumps(_description(cast, objects, views, seed, purpose), indent=1).encode(),
            "views.jsonl": "".join(f"{json.dumps(line)}\n" for line in _lines(subjects)).encode(),
        },
    )
    stage = Stage()
    try:
        for shard in range(math.ceil(objects / SHARD))[part[0] - 1 :: part[1]]:
            path = folder / f"shard-{shard:04d}.npy.xz"
            if not path.exists():
                _photograph(stage, subjects[shard * SHARD : (shard + 1) * SHARD], path)
    finally:
        stage.remove()


def _claim(folder: Path, said: dict[str, bytes]) -> None:
    """Writes the files that describe the images.

    Raises ValueError with one line if the folder holds images that these files do not describe.
    """
    begun = any(folder.glob("shard-*.npy.xz"))
    if begun and any(not (folder / name).is_file() or (folder / name).read_bytes() != said[name] for name in said):
        raise ValueError(f"{folder} holds other views, or the props have changed since: choose a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in said.items():
        _write(folder / name, content)


def _photograph(stage: Stage, subjects: list[Subject], path: Path) -> None:
    """Renders one shard and writes it to `path`."""
    images = []
    for subject in subjects:
        random = Random(subject.seed)
        with subject.prop.shown(stage.scene, random, subject.clay):
            for viewpoint, light in subject.views:
                stage.scene.cycles.seed = random.getrandbits(31)  # otherwise all images would have the same noise
                images.append(stage.render(viewpoint, light))
    _write(path, _packed(np.stack(images)))
    print(f"{path.name}: {len(images)} images, {path.stat().st_size / len(images):.0f} bytes each", flush=True)


def _description(cast: Cast, objects: int, views: int, seed: int, purpose: str) -> dict:
    return {
        "version": VERSION,
        "resolution": RESOLUTION,
        "field_of_view": FIELD_OF_VIEW,
        "objects": objects,
        "views": views,
        "seed": seed,
        "shard": SHARD * views,
        "kinds": cast.kinds,
        "colours": cast.colours,
        "purpose": purpose,
        "held_out": cast.held_out,
    }


def _lines(subjects: list[Subject]) -> list[dict]:
    return [
        {
            "object": subject.object,
            "kind": subject.prop.kind,
            "colour": subject.prop.colour,
            "caption": subject.prop.caption,
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
    """Writes a temporary file and renames it, so that the file is complete or missing."""
    beside = path.with_suffix(f"{path.suffix}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `blender --command propsmith render-views`."""
    parser.add_argument("folder", type=Path, help="where the views go; an unfinished folder is continued")
    add_arguments_of_cast(parser)
    parser.add_argument(
        "--objects",
        type=int,
        help=f"props to render; default {TOYS} of the toybox, each {APPEARANCES} times of a collection or library",
    )
    parser.add_argument("--views", type=int, default=8, help="views of each object")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--purpose", choices=PURPOSES, default="prior", help="which models the views are for")
    parser.add_argument(
        "--part", type=int, nargs=2, default=(1, 1), metavar=("I", "N"), help="render the I-th of N parts"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command and returns its exit code. Raises ValueError with one line before anything is rendered."""
    folder, objects = arguments.folder, arguments.objects
    asked = (arguments.views, arguments.seed, arguments.purpose, tuple(arguments.part))
    if not arguments.collection and not arguments.library:
        render_views(folder, TOYS if objects is None else objects, *asked)
        return 0
    if arguments.purpose != "prior":
        raise ValueError(f"--purpose {arguments.purpose} is for the toybox: leave --collection and --library out")
    with artist_cast(arguments.collection, arguments.library) as cast:
        render_views(folder, APPEARANCES * len(cast.props) if objects is None else objects, *asked, cast)
    return 0
