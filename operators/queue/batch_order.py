"""What a batch is to make: the rows of the panel, of a text or of a file, or what placeholders ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import bpy

from ...nerf_sds.jobs import batch_file
from ...nerf_sds.jobs.batch_file import PropRow
from ..scene import placeholders, props
from ..scene.placeholders import Wish
from ..settings import prop_list


@dataclass(frozen=True)
class BatchOrder:
    """The rows that the artist wants, before they are planned."""

    title: str  # name of the collection for the props
    rows: list[PropRow]
    wishes: tuple[Wish, ...] = ()  # one for each row if the rows come from placeholders, else empty
    source: Path | None = None  # the list's file, if the rows come from one


def order(context: bpy.types.Context, source: str, name: str) -> BatchOrder:
    """Returns the rows that a source lists.

    `source` is one of the values of `scene.propsmith_list.source`. `name` is the name of the text or the path of the
    file; rows and placeholders need none. Raises ValueError with one line if the source is missing, cannot be read or
    lists nothing.
    """
    scene = context.scene
    if source == prop_list.FILE:
        if not name:
            raise ValueError("No file is named: choose a .txt, .csv or .json")
        path = Path(bpy.path.abspath(name))
        return BatchOrder(path.stem, batch_file.read(path), source=path)
    if source == prop_list.TEXT:
        return BatchOrder(Path(name).stem or "Props", [*map(_trusted, _read_text(name))])
    if source == prop_list.ROWS:
        if not scene.propsmith_list.rows:
            raise ValueError("There is no row: add one")
        listed = [PropRow(number, row.values) for number, row in enumerate(scene.propsmith_list.rows, 1)]
        return BatchOrder("Props", [*map(_trusted, listed)])
    wishes = placeholders.wishes(scene)
    if not wishes:
        raise ValueError("There is no placeholder in this scene: give an object a prompt, or a name like prompt: a mug")
    return BatchOrder("Props", [wish.row for wish in wishes], tuple(wishes))


def _read_text(name: str) -> list[PropRow]:
    """Returns the rows of a text in this .blend. Raises ValueError with one line if it cannot be read."""
    text = bpy.data.texts.get(name)
    if text is None:
        raise ValueError(f"There is no text {name!r} in this file: choose one")
    form = Path(name).suffix.lower()
    return batch_file.parse(
        name, form if form in batch_file.FORMATS else batch_file.FORMATS[0], text.as_string().encode()
    )


def _trusted(row: PropRow) -> PropRow:
    """Returns the row, refused with a reason if it names an unknown diffusion model.

    The .blend may come from a stranger.
    """
    prior = row.values.get("prior")
    if row.reason or prior is None or props.is_known(prior):
        return row
    return replace(row, reason=f"The diffusion model {prior!r} is not one of Propsmith's: choose it in the preferences")
