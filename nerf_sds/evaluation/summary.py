"""Computes the numbers of a report from the scores of many jobs.

A prop's eight views are averaged first, so the standard error of a mean is over props. All shares are 0..1.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..image_text import OPTIMISED, SCORER
from .r_precision import MEASURES, Hits
from .records import Record
from .scores import GROUND_TRUTH
from .study import TITLES, Variant, ablation, baselines, ours, table, without_normals

SURFACE = ("sharpness", "roughness", "normal_angle")
ORIGIN = ("date", "hardware", "torch")


@dataclass(frozen=True)
class Mean:
    """The mean of a measure over props."""

    value: float
    error: float | None  # the standard error; None for a single prop
    count: int


@dataclass(frozen=True)
class Fact:
    """A fact of mesh health over props: the share of props for which it is true, or the median of a number."""

    value: float
    is_share: bool


Cells = dict[str, dict[str, Mean | None]]  # model -> measure -> mean
HitsByModel = Mapping[str, Hits]  # of one prop


@dataclass(frozen=True)
class Row:
    """All numbers of one variant."""

    name: str
    method: str
    overrides: dict[str, Any]
    presets: list[str]
    is_mixed: bool  # True if its props were made with more than one set of hyper-parameters
    failed: int
    count: int  # props that were scored
    pictures: Cells  # R-Precision of the mesh
    field: Cells  # R-Precision of the field that the mesh was made from
    janus: dict[str, Mean | None]  # Janus rate by model
    iou: Mean | None
    surface: dict[str, Mean | None]  # measure of SURFACE -> mean
    groups: dict[str, dict[str, Mean | None]]  # group of the table's prompts -> measure -> mean by the scorer
    seconds: float | None  # median time of a prop
    mesh: dict[str, Fact]


@dataclass(frozen=True)
class Summary:
    """All numbers of a report."""

    scorer: str
    models: list[str]  # the scorer first
    chance: dict[str, float]  # score of random guessing, by measure
    origin: dict[str, list[str]]
    truth: Cells
    truth_janus: dict[str, Any]
    truth_surface: dict[str, Mean | None]
    table: list[Row]  # a row for each method, ours last
    leads: dict[str, dict[str, float | None]]  # baseline -> measure -> standard errors
    settings: list[Row]  # all rows from which the table's rows were chosen
    ablation: list[Row]
    others: list[Row]
    failures: list[Record]
    unread: list[str]  # one line for each file that could not be read

    @property
    def rows(self) -> list[Row]:
        """All rows: the settings, the ablation and the others."""
        return [*self.settings, *self.ablation, *self.others]


def summarise(records: Sequence[Record], unread: Sequence[str] = ()) -> Summary:
    """Computes the summary of the records and complaints that `records.read` returned."""
    jobs = [record for record in records if record["method"] != GROUND_TRUTH]
    truth = next((record for record in records if record["method"] == GROUND_TRUTH), {})
    models = {name for record in records for name in record.get("r_precision", ())}
    models = sorted(models, key=lambda name: (name != SCORER, name != OPTIMISED, name))
    variants = [*baselines(), without_normals(), ours()]
    settings = [row for variant in variants if (row := row_of(variant, jobs, models))]
    chosen = best_of_each(settings)
    return Summary(
        scorer=SCORER,
        models=models,
        chance={measure: 1 / captions for measure, captions in MEASURES.items()},
        origin={key: sorted({record[key] for record in records if key in record}) for key in ORIGIN},
        truth=truth_of(truth, models),
        truth_janus=truth.get("janus", {}),
        truth_surface=surface_of(truth.get("surface", [])),
        table=chosen,
        leads=leads(chosen, jobs),
        settings=settings,
        ablation=rows_of_ablation(jobs, models),
        others=rows_of_others(jobs, models),
        failures=[record for record in jobs if "failed" in record],
        unread=list(unread),
    )


def mean_of(values: Iterable[float | None]) -> Mean | None:
    """Returns the mean of the values that are not None; None if there are none."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return None
    error = statistics.stdev(known) / math.sqrt(len(known)) if len(known) > 1 else None
    return Mean(statistics.fmean(known), error, len(known))


def row_of(variant: Variant, jobs: Sequence[Record], models: Sequence[str]) -> Row | None:
    """Returns the row of a variant; None if no record belongs to it."""
    own = [record for record in jobs if variant.is_of(record)]
    scored = [record for record in own if "failed" not in record]
    if not own:
        return None
    return Row(
        variant.name,
        variant.method,
        variant.overrides,
        presets=sorted({record["preset"] for record in own}),
        is_mixed=len({repr((record["preset"], record["hyperparameters"])) for record in own}) > 1,
        failed=len(own) - len(scored),
        count=len(scored),
        pictures=cells([record["r_precision"] for record in scored], models),
        field=cells([record["field_r_precision"] for record in scored if record["field_r_precision"]], models),
        janus={model: mean_of(record["janus"].get(model) for record in scored) for model in models},
        iou=mean_of(record["iou"] for record in scored),
        surface=surface_of([record.get("surface", {}) for record in scored]),
        groups=by_group(scored, models),
        seconds=statistics.median(record["seconds"] for record in scored) if scored else None,
        mesh=health([record["mesh"] for record in scored]),
    )


def cells(of_props: Sequence[HitsByModel], models: Sequence[str]) -> Cells:
    """Returns the mean of each measure by each model."""
    return {
        model: {measure: mean_of(_share(of_prop, model, measure) for of_prop in of_props) for measure in MEASURES}
        for model in models
    }


def by_group(scored: Sequence[Record], models: Sequence[str]) -> dict[str, dict[str, Mean | None]]:
    """Returns the means by the scorer over the prompts of each group of the table."""
    groups: dict[str, list[Any]] = {}
    for record in scored:
        if group := table().get(record["prompt"]):
            groups.setdefault(group, []).append(record["r_precision"])
    return {group: cells(of_props, models).get(SCORER, {}) for group, of_props in groups.items()}


def best_of_each(rows: Sequence[Row]) -> list[Row]:
    """Returns one row per baseline, and ours with and without normals last.

    A baseline's row is the setting with the highest sum of Colour and Geo by the scorer.
    """
    own = [row for row in rows if row.method == ours().method]
    best = {row.method: row for row in sorted(rows, key=_merit) if row not in own}
    return [*(best[method] for method in TITLES if method in best), *own]


def leads(chosen: Sequence[Row], jobs: Sequence[Record]) -> dict[str, dict[str, float | None]]:
    """Returns by how many standard errors ours leads each other row; None if that is not known.

    Props of the same prompt and seed are compared with each other.
    """
    mine = {_subject(record): record for record in jobs if ours().is_of(record) and "failed" not in record}
    led: dict[str, dict[str, float | None]] = {}
    for row in chosen:
        other = Variant(row.name, row.method, row.overrides)
        pairs = [
            (mine[_subject(record)], record)
            for record in jobs
            if other.is_of(record) and "failed" not in record and _subject(record) in mine
        ]
        if row.name != ours().name and mine:
            led[row.name] = {measure: _lead(pairs, measure) for measure in ("colour", "geo")}
    return led


def rows_of_ablation(jobs: Sequence[Record], models: Sequence[str]) -> list[Row]:
    """Returns the ablation's rows, in the order of `ablation`, on the prompts and seeds that all rows have.

    Returns [] without its first row, the base.
    """
    present = [variant for variant in ablation() if any(variant.is_of(record) for record in jobs)]
    if ablation()[0] not in present:
        return []
    common = set.intersection(*({_subject(record) for record in jobs if each.is_of(record)} for each in present))
    shared = [record for record in jobs if _subject(record) in common]
    return [row for variant in present if (row := row_of(variant, shared, models))]


def rows_of_others(jobs: Sequence[Record], models: Sequence[str]) -> list[Row]:
    """Returns the rows of variants that are in none of the paper's tables, under the names that they were given."""
    known = [ours(), without_normals(), *baselines(), *ablation()]
    others: list[Variant] = []
    for record in jobs:
        if not any(variant.is_of(record) for variant in [*known, *others]):
            others.append(Variant(record["variant"], record["method"], record["overrides"]))
    return [row for variant in others if (row := row_of(variant, jobs, models))]


def surface_of(props: Sequence[Mapping[str, float | None]]) -> dict[str, Mean | None]:
    """Returns the means of the measures of the surface."""
    return {measure: mean_of(prop.get(measure) for prop in props) for measure in SURFACE}


def health(meshes: Sequence[Mapping[str, Any]]) -> dict[str, Fact]:
    """Summarises every fact that is a bool or a number."""
    facts: dict[str, list[Any]] = {}
    for name, value in (item for mesh in meshes for item in mesh.items()):
        if isinstance(value, bool | int | float):
            facts.setdefault(name, []).append(value)
    return {name: _typical(values) for name, values in facts.items()}


def truth_of(record: Record, models: Sequence[str]) -> Cells:
    """Returns the means of the ground truth's record, which has a list of views for each prop and measure."""
    hits = record.get("r_precision", {})
    return {
        model: {measure: mean_of(map(statistics.fmean, hits[model].get(measure) or [])) for measure in MEASURES}
        for model in models
        if model in hits
    }


def _typical(values: Sequence[Any]) -> Fact:
    if all(isinstance(value, bool) for value in values):
        return Fact(statistics.fmean(values), True)
    return Fact(float(statistics.median(values)), False)


def _subject(record: Record) -> tuple[str, int]:
    return record["prompt"], record["seed"]


def _merit(row: Row) -> float:
    found = row.pictures.get(SCORER, {})
    return sum(mean.value for measure in ("colour", "geo") if (mean := found.get(measure)))


def _share(of_prop: HitsByModel, model: str, measure: str) -> float | None:
    """Returns the share of a prop's views that are hits; None if the model did not score it."""
    views = of_prop.get(model, {}).get(measure)
    return statistics.fmean(views) if views else None


def _lead(pairs: Sequence[tuple[Record, Record]], measure: str) -> float | None:
    shares = [[_share(record["r_precision"], SCORER, measure) for record in pair] for pair in pairs]
    lead = mean_of(one - other for one, other in shares if one is not None and other is not None)
    return lead.value / lead.error if lead and lead.error else None
