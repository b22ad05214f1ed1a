"""Makes a data set of coloured reliefs: pictures of props, inflated into closed meshes with a front and a back.

    python3 -m nerf_sds.prior_training.reliefs PICTURES OUT

PICTURES is the folder `assets` of the npm package @lobehub/fluent-emoji-3d 1.1.0: WebP pictures, 256 pixels wide, named
after their code points. emoji.tsv lists the pictures of props, what they show and how to inflate each of them. NumPy,
SciPy and Pillow only.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...program import Parser, program
from ..captioned_meshes import CaptionedMesh, write
from .mesh import two_sided
from .picture import cut_out, read_picture
from .shape import Profile, half_thickness

TABLE = Path(__file__).with_name("emoji.tsv")
PACKAGE = "@lobehub/fluent-emoji-3d 1.1.0"
LICENCE = "MIT"
AUTHOR = "Microsoft (Fluent Emoji), packaged by LobeHub"
TRIANGLES = 12_600  # of a relief, approximately
MOST_TRIANGLES, AGAIN_WITH = 14_000, 12_500  # a relief with more than the first is made again with about the second
RADIUS = 0.97  # of the ball around the origin that encloses a relief
EVERY = 25  # reliefs per line of progress


class View(StrEnum):
    """The side from which a picture shows its prop."""

    FRONT = "front"
    LEFT = "left"  # from the prop's own left: its front points to the left of the picture
    RIGHT = "right"
    TOP = "top"  # the front is at the bottom of the picture
    NONE = "none"  # the prop has no front, because it looks the same from several sides


# Matrices from the picture's axes (right, depth, top) to the prop's X, Y and Z (the rows). The prop's front is at -Y.
AXES = {
    View.FRONT: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    View.LEFT: ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
    View.RIGHT: ((0, 1, 0), (-1, 0, 0), (0, 0, 1)),
    View.TOP: ((1, 0, 0), (0, 0, 1), (0, -1, 0)),
    View.NONE: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


@dataclass(frozen=True)
class Pose:
    """How to turn a picture into a prop."""

    view: View = View.NONE
    profile: Profile = Profile.MEDIUM
    plain_back: bool = False  # the back shows the colours of the outline, not a second face or screen
    turn: float = 0.0  # degrees counter-clockwise to turn the prop upright
    crop: float = 1.0  # the upper share of the picture that is kept
    largest_part_only: bool = False  # leave out smaller parts, such as the ball beside a racket


@dataclass(frozen=True)
class Emoji:
    """A row of emoji.tsv."""

    code_point: str  # the name of the picture's file: "1f321-fe0f"
    name: str
    kind: str
    synonyms: tuple[str, ...]
    caption: str
    pose: Pose


def relief(
    picture: NDArray[np.float32], pose: Pose
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.uint8]]:
    """Inflates an RGBA picture (256, 256, 4) in 0..1 into a closed mesh of at most about MOST_TRIANGLES triangles.

    Returns vertices (V, 3) in the ball of RADIUS around the origin, Z up and the front towards -Y; faces (F, 3),
    counter-clockwise seen from outside; and sRGB colours (V, 3) as uint8. Raises ValueError if the picture shows
    nothing.
    """
    cut = cut_out(picture, pose.crop, pose.turn, pose.largest_part_only)
    thickness = half_thickness(cut.alpha, pose.profile, from_side=pose.view in (View.LEFT, View.RIGHT))
    vertices, faces, colours = two_sided(cut, thickness, pose.plain_back, TRIANGLES)
    if len(faces) > MOST_TRIANGLES:
        fewer = TRIANGLES * AGAIN_WITH / len(faces)
        vertices, faces, colours = two_sided(cut, thickness, pose.plain_back, fewer)
    vertices = _fitted(vertices @ np.array(AXES[pose.view]).T)
    return vertices.astype(np.float32), faces.astype(np.int32), np.round(255 * colours.clip(0, 1)).astype(np.uint8)


def _fitted(vertices: NDArray) -> NDArray[np.float64]:
    """Moves the bounding box of vertices (V, 3) to the origin and scales the farthest vertex to RADIUS."""
    centred = vertices - (vertices.min(0) + vertices.max(0)) / 2
    return centred * (RADIUS / np.linalg.norm(centred, axis=1).max())


def read_table(path: Path) -> list[Emoji]:
    """Reads emoji.tsv: tab-separated values with a header.

    Raises KeyError or ValueError for missing columns or unknown values.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [_emoji(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _emoji(row: dict[str, str]) -> Emoji:
    pose = Pose(
        View(row["view"]), Profile(row["profile"]), _yes(row["plain_back"]), float(row["turn"]), float(row["crop"]),
        _yes(row["largest_part_only"]),
    )  # fmt: skip
    synonyms = tuple(filter(None, row["synonyms"].split(",")))
    return Emoji(row["code_point"], row["name"], row["kind"], synonyms, row["caption"], pose)


def _yes(text: str) -> bool:
    return {"yes": True, "no": False}[text]


def captioned_reliefs(pictures: Path, table: Sequence[Emoji]) -> Iterator[CaptionedMesh]:
    """Returns an iterator over the reliefs of the rows.

    Raises FileNotFoundError with one line at once if a picture is missing, and ValueError with one line for a bad
    picture.
    """
    missing = [row.code_point for row in table if not _path(pictures, row).is_file()]
    if missing:
        more = f" and {len(missing) - 1} more" if missing[1:] else ""
        raise FileNotFoundError(
            f"There is no {missing[0]}.webp{more} in {pictures}: name the folder assets of the npm package {PACKAGE}"
        )
    return (_captioned(_path(pictures, row), row) for row in table)


def _path(pictures: Path, row: Emoji) -> Path:
    return pictures / f"{row.code_point}.webp"


def _captioned(path: Path, row: Emoji) -> CaptionedMesh:
    try:
        vertices, faces, colours = relief(read_picture(path), row.pose)
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} is no picture of a prop ({error}): unpack {PACKAGE} again") from error
    return CaptionedMesh(
        row.name, row.kind, row.caption, vertices, faces, colours, row.synonyms,
        has_front=row.pose.view is not View.NONE, source=PACKAGE, licence=LICENCE, author=AUTHOR,
    )  # fmt: skip


def _told(meshes: Iterator[CaptionedMesh], count: int) -> Iterator[CaptionedMesh]:
    """Yields the meshes, and prints a line of progress every EVERY meshes."""
    for number, mesh in enumerate(meshes, start=1):
        yield mesh
        if number % EVERY == 0 or number == count:
            print(f"{number} of {count} reliefs", flush=True)


@program
def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line."""
    parser = Parser(prog="nerf_sds.prior_training.reliefs", description="Makes a data set of reliefs")
    parser.add_argument("pictures", type=Path, help=f"the folder assets of the npm package {PACKAGE}")
    parser.add_argument("out", type=Path, help="the folder of the data set, which replaces one that is there")
    options = parser.parse_args(arguments)
    table = read_table(TABLE)
    write(options.out, _told(captioned_reliefs(options.pictures, table), len(table)))


if __name__ == "__main__":
    sys.exit(main())
