"""Computes all scores of a finished job, and those of real props with the same measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..image_text import ImageText
from ..jobs import job_folder
from ..jobs.protocol import Done, Started
from ..mesh.eval_renders import photograph, read_field_views
from ..mesh.export import read_result
from .ground_truth import References, silhouette_iou
from .janus import FRONTS, front_likeness, has_second_face, is_janus, two_faced
from .mesh_health import examine
from .r_precision import first_ranked, judge, subject_of


def score(folder: Path, models: Sequence[ImageText], references: References | None) -> dict[str, Any]:
    """Returns the scores of the finished prop in a job folder, ready for JSON.

    Raises ValueError if files cannot be read.
    """
    request, events = job_folder.read_request(folder), job_folder.read_events(folder)
    subject, textured = subject_of(request.prompt), read_result(folder)
    portraits, field = photograph(textured), read_field_views(folder / job_folder.FIELD_VIEWS)
    return {
        "prompt": request.prompt,
        "kind": subject.kind,
        "colour": subject.colour,
        "seed": request.seed,
        "method": request.method,
        "preset": request.preset,
        "overrides": request.overrides,
        "seconds": sum(event.seconds for event in events if isinstance(event, Done)),
        "device": next((event.device for event in reversed(events) if isinstance(event, Started)), ""),
        "r_precision": {model.name: judge(model, portraits, subject) for model in models},
        "field_r_precision": {model.name: judge(model, field, subject) for model in models} if field else None,
        "janus": {model.name: is_janus(model, portraits.shaded, subject.kind, request.prompt) for model in models},
        "mesh": examine(textured),
        "iou": silhouette_iou(portraits, subject.kind, references) if references else None,
    }


def score_ground_truth(references: References, models: Sequence[ImageText]) -> dict[str, Any]:
    """Returns the scores of the real props, ready for JSON.

    Painted props measure colour, unpainted ones geometry. "janus" validates the Janus rate.
    """
    return {
        "method": "ground-truth",
        "r_precision": {model.name: _hits(references, model) for model in models},
        "janus": {model.name: _validation(references, model) for model in models},
    }


def _hits(references: References, model: ImageText) -> dict[str, list[list[bool]]]:
    hits: dict[str, list[list[bool]]] = {"colour": [], "geo": []}
    for prop in range(references.count):
        found, subject = first_ranked(model, references.pictures(prop)), references.subject(prop)
        if references.is_clay(prop):
            hits["geo"].append([each.kind == subject.kind for each in found])
        else:
            hits["colour"].append([each == subject for each in found])
    return hits


def _validation(references: References, model: ImageText) -> dict[str, Any]:
    """Returns the Janus rate of real painted props, and of the same props with a second face."""
    rates: dict[str, list[bool]] = {"real": [], "two_faced": []}
    for prop in range(references.count):
        subject = references.subject(prop)
        if subject.kind in FRONTS and not references.is_clay(prop):
            for name, pictures in (
                ("real", references.pictures(prop)),
                ("two_faced", two_faced(references.pictures(prop))),
            ):
                likeness = front_likeness(model, pictures, subject.caption)
                rates[name].append(has_second_face(likeness))
    return {name: sum(found) / max(len(found), 1) for name, found in rates.items()} | {"props": len(rates["real"])}
