"""Computes all scores of a finished job, and those of real props with the same measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from ..image_text import ImageText
from ..jobs import job_folder
from ..jobs.protocol import Done, Started
from ..mesh.eval_renders import Portraits, photograph, read_field_views
from ..mesh.export import read_result
from ..sds import Prior
from .ground_truth import References, portraits_of, silhouette_iou
from .janus import front_likeness, has_front, has_second_face, is_janus, two_faced
from .measures.normal_agreement import normal_angle, normal_pictures
from .measures.roughness import roughness
from .measures.sharpness import sharpness
from .mesh_health import examine
from .r_precision import MEASURES, Hits, colour_of, judge, noun_of

GROUND_TRUTH = "ground-truth"  # in place of a method, in the record of the real props
DETAIL = 128  # pixels per side of a real prop's pictures, as `photograph` has them


def score(
    folder: Path, models: Sequence[ImageText], references: References | None, prior: Prior | None = None
) -> dict[str, Any]:
    """Returns the scores of the finished prop in a job folder, ready for JSON.

    `prior` is the model whose normals the prop's are compared with, if it draws any. Raises ValueError if files cannot
    be read.
    """
    request, events = job_folder.read_request(folder), job_folder.read_events(folder)
    prompt, textured = request.prompt, read_result(folder)
    kind = noun_of(prompt)
    portraits, field = photograph(textured), read_field_views(folder / job_folder.FIELD_VIEWS)
    return {
        "prompt": prompt,
        "kind": kind,
        "colour": colour_of(prompt),
        "seed": request.seed,
        "method": request.method,
        "preset": request.preset,
        "overrides": request.overrides,
        "seconds": sum(event.seconds for event in events if isinstance(event, Done)),
        "device": next((event.device for event in reversed(events) if isinstance(event, Started)), ""),
        "r_precision": {model.name: judge(model, portraits, prompt) for model in models},
        "field_r_precision": {model.name: judge(model, field, prompt) for model in models} if field else None,
        "janus": {model.name: is_janus(model, portraits.shaded, kind, prompt) for model in models},
        "mesh": examine(textured),
        "surface": _surface(portraits, textured.mesh.vertices, textured.mesh.faces)
        | {"normal_angle": normal_angle(prior, prompt, *normal_pictures(textured)) if prior else None},
        "iou": silhouette_iou(portraits, kind, references) if references else None,
    }


def _surface(portraits: Portraits, vertices: NDArray, faces: NDArray) -> dict[str, float | None]:
    assert portraits.silhouettes is not None
    return {
        "sharpness": sharpness(portraits.albedo, portraits.silhouettes),
        "roughness": roughness(vertices, faces),
    }


def score_ground_truth(references: References, models: Sequence[ImageText]) -> dict[str, Any]:
    """Returns the scores of the real props, ready for JSON. "janus" validates the Janus rate."""
    hits: dict[str, list[Hits]] = {model.name: [] for model in models}
    faces: dict[str, list[tuple[bool, bool]]] = {model.name: [] for model in models}
    surfaces = []
    for mesh in references.truth:
        portraits = portraits_of(mesh, DETAIL)
        surfaces.append(_surface(portraits, mesh.vertices, mesh.faces))
        for model in models:
            hits[model.name].append(judge(model, portraits, mesh.caption))
            if mesh.has_front and has_front(noun_of(mesh.caption)):
                seen = portraits.shaded, two_faced(portraits.shaded)
                real, double = (has_second_face(front_likeness(model, views, mesh.caption)) for views in seen)
                faces[model.name].append((real, double))
    return {
        "method": GROUND_TRUTH,
        "props": [mesh.caption for mesh in references.truth],
        "r_precision": {
            name: {measure: [prop[measure] for prop in props] for measure in MEASURES} for name, props in hits.items()
        },
        "janus": {name: _rates(found) for name, found in faces.items()},
        "surface": surfaces,
    }


def _rates(found: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    """Returns the Janus rate of real props, and of the same props with a second face."""
    real, double = (sum(kind) / max(len(found), 1) for kind in (zip(*found, strict=True) if found else ((), ())))
    return {"real": real, "two_faced": double, "props": len(found)}
