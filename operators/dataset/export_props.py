"""Exports props as captioned, coloured meshes: the training data of a diffusion model of props.

The props come from the toybox, or they are an artist's own, from which a prior learns a house style.
`nerf_sds.prior_training.captioned_meshes` defines the format. The seed determines everything.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from random import Random

from ...nerf_sds.prior_training import captioned_meshes
from ...nerf_sds.prior_training.captioned_meshes import CaptionedMesh
from .artist_props import add_arguments_of_cast, artist_cast, without_article
from .cast import Cast, CastProp, drawn, toys
from .coloured_mesh import coloured_mesh
from .stage import stage

TOYS = 8000  # props of the toybox, without --objects


def export_props(folder: Path, cast: Cast, props: Iterable[CastProp], seed: int) -> int:
    """Writes the props of one cast into `folder` as a data set. Returns how many were written.

    A prop that cannot be exported is printed and left out. Files of an unfinished export are replaced. Raises
    ValueError with one line if the folder holds a data set, or if no prop is left.
    """
    if (folder / captioned_meshes.CAPTIONS).exists():
        raise ValueError(f"{folder} has a data set already: choose a new folder")
    meshes = _captioned(cast, props, Random(seed))
    first = next(meshes, None)
    if first is None:
        raise ValueError("No prop is left to export: give collections or libraries with props that can be used")
    return captioned_meshes.write(folder, chain([first], meshes))


def _captioned(cast: Cast, props: Iterable[CastProp], random: Random) -> Iterator[CaptionedMesh]:
    with stage() as scene:
        for prop in props:
            try:
                with prop.shown(scene, Random(random.getrandbits(31))):
                    mesh = coloured_mesh(scene)
            except ValueError as error:
                print(f"Skipped {prop.caption}: {error}", flush=True)
                continue
            kind, known = without_article(prop.kind), cast.kinds[prop.kind]
            yield CaptionedMesh(
                name=without_article(prop.caption),
                kind=kind,
                caption=prop.caption,
                vertices=mesh.vertices,
                faces=mesh.faces,
                colours=mesh.colours,
                synonyms=[name for name in known["synonyms"] if name != kind],
                colour=prop.colour,
                has_front=known["front"],
                source=prop.source,
                licence=prop.licence,
                author=prop.author,
            )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `blender --command propsmith export-props`."""
    parser.add_argument("folder", type=Path, help="where the data set goes")
    add_arguments_of_cast(parser)
    parser.add_argument("--objects", type=int, help=f"props of the toybox; default {TOYS}")
    parser.add_argument("--seed", type=int, default=0, help="of the toybox: its shapes and shades")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command and returns its exit code.

    Raises ValueError with one line before anything is written.
    """
    folder, seed = arguments.folder, arguments.seed
    if not arguments.collection and not arguments.library:
        cast, count = toys(all_pairs=False), TOYS if arguments.objects is None else arguments.objects
        count = export_props(folder, cast, drawn(cast.props, count, Random(seed)), seed)
    elif arguments.objects is not None:
        raise ValueError("--objects is for the toybox: leave it out, each prop of a collection or library comes once")
    else:
        with artist_cast(arguments.collection, arguments.library) as cast:
            count = export_props(folder, cast, cast.props, seed)
    print(f"Exported {count} props to {folder}", flush=True)
    return 0
