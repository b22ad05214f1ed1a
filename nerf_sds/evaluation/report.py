"""Writes the report on a folder of scores: report.md, report.json and charts in the same folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..disk import files
from ..image_text import OPTIMISED
from ..units import duration
from . import charts, records, study
from .study import OURS
from .summary import Cells, Fact, Mean, Row, Summary, summarise

TITLES = {"colour": "Colour", "geo": "Geo", "albedo": "Albedo"}
SHEETS = "sheet-*.jpg"
NOTHING = "-"  # in place of a number that is not known


def write(folder: Path, notes: Sequence[str] = ()) -> Summary:
    """Writes the report on the scores in a folder and returns its summary.

    `notes` are lines about what is missing. Raises ValueError if there are no scores.
    """
    found, unread = records.read(folder)
    if not found:
        raise ValueError(f"There are no scores in {folder}: name a folder that `evaluate` wrote, or score jobs into it")
    summary = summarise(found, unread)
    files.write(folder / "report.json", json.dumps(asdict(summary), indent=1, ensure_ascii=False).encode())
    pictures = [*charts.write(folder, summary), *sorted(path.name for path in folder.glob(SHEETS))]
    files.write(folder / "report.md", ("\n".join(lines(summary, pictures, notes)) + "\n").encode())
    return summary


def lines(summary: Summary, pictures: Sequence[str], notes: Sequence[str]) -> Iterator[str]:
    """Yields the lines of report.md. Sections without content are left out."""
    yield "# R-Precision of finished props"
    yield from ("", "Scored on " + "; ".join(f"{name}: {', '.join(values)}" for name, values in summary.origin.items()))
    sections = {
        "": [*_main_table(summary), *_verdicts(summary)],
        "By how much the data has of a kind": _groups(summary),
        "Surface": _surface(summary),
        "Every setting": _settings(summary, summary.settings),
        "The field, before it becomes a mesh": _fields(summary),
        "What each part brings": _ablation(summary),
        "Other settings": _others(summary),
        "Mesh health": _health(summary),
        "Ground truth": _truth(summary),
        "What is missing": [f"- {line}" for line in [*_missing(summary), *notes]],
        "Pictures": [line for name in pictures for line in (f"![{_words(name)}]({name})", "")][:-1],
    }
    for title, section in sections.items():
        if section:
            yield from ("", *([f"## {title}", ""] if title else []), *section)


def _main_table(summary: Summary) -> list[str]:
    if not summary.table and not summary.truth:
        return []
    heads = [f"{model}<br>{TITLES[measure]}" for model in summary.models for measure in ("colour", "geo")]
    rows = [["Ground truth", *_cells(summary, summary.truth)]] if summary.truth else []
    rows += [[_name(row), *_cells(summary, row.pictures, row)] for row in summary.table]
    chances = (f"{_percent(summary.chance[measure])} % in {TITLES[measure]}" for measure in ("colour", "geo"))
    return [
        *_table(["method", *heads], rows),
        "",
        "In %, mean ± standard error over props, whose eight views are averaged first. Colour: of all captions of its "
        "pool the prompt fits the shaded picture best; the others say other colours of the same thing, sibling kinds "
        "and other things. Geo: the same for the textureless picture, without the captions that differ in colour "
        "alone. In parentheses: the model that scored is the one that was optimised. "
        f"Chance is {' and '.join(chances)}.",
    ]


def _verdicts(summary: Summary) -> list[str]:
    """Puts the main results of the table into sentences."""
    mine = next((row for row in summary.table if row.name == OURS), None)
    if mine is None:
        return []
    said = [
        f"- {TITLES[measure]}: {OURS} {'leads' if lead > 0 else 'trails'} {name} by {abs(lead):.1f} standard errors of "
        "the difference between props of the same prompt and seed."
        for name, found in summary.leads.items()
        for measure, lead in found.items()
        if lead is not None
    ]
    colour, real = (_get(of, summary.scorer, "colour") for of in (mine.pictures, summary.truth))
    if colour and real and real.value:
        said.append(f"- {OURS} reaches {_percent(colour.value / real.value, 0)} % of the ground truth's Colour.")
    if janus := mine.janus.get(summary.scorer):
        said.append(
            f"- Janus rate of {OURS}: {_percent(janus.value)} % ({round(janus.value * janus.count)} of {janus.count} "
            "props of kinds with a front)."
        )
    return ["", *said] if said else []


def _groups(summary: Summary) -> list[str]:
    """Returns a table of the groups of prompts of `study.TABLE`, by the scoring model."""
    groups = [group for group in study.TABLE if any(group in row.groups for row in summary.table)]
    measures = ("colour", "geo")
    heads = ["method", *(f"{group}<br>{TITLES[measure]}" for group in groups for measure in measures)]
    table = [
        [_name(row), *(_mean(row.groups.get(group, {}).get(measure)) for group in groups for measure in measures)]
        for row in summary.table
    ]
    return _table(heads, table) if groups else []


def _surface(summary: Summary) -> list[str]:
    rows = [("Ground truth", summary.truth_surface), *((_name(row), row.surface) for row in summary.table)]
    table = [
        [name, _mean(found.get("sharpness")), *(_degrees(found.get(each)) for each in ("roughness", "normal_angle"))]
        for name, found in rows
        if any(found.values())
    ]
    heads = ["method", "sharpness, %", "roughness, degrees", "normals beside the model's, degrees"]
    said = (
        "Sharpness: share of the unshaded colours' spectrum above a quarter of the Nyquist frequency. Roughness: "
        "deviation of normals from their mean nearby. Last: angle to the normals that the diffusion model draws."
    )
    return [*_table(heads, table), "", said] if table else []


def _settings(summary: Summary, rows: Sequence[Row]) -> list[str]:
    """Returns a table with all numbers of some variants, by the scoring model."""
    if not rows:
        return []
    heads = ["setting", "props", *TITLES.values(), "Janus", "IoU", "time", "overrides"]
    table = [
        [
            row.name,
            f"{row.count}" + (f" ({row.failed} failed)" if row.failed else ""),
            *(_mean(_get(row.pictures, summary.scorer, measure)) for measure in TITLES),
            _mean(row.janus.get(summary.scorer)),
            _mean(row.iou),
            duration(row.seconds) if row.seconds is not None else NOTHING,
            ", ".join(f"{name} = {json.dumps(value)}" for name, value in row.overrides.items()) or "none",
        ]
        for row in rows
    ]
    explained = f"In % by {summary.scorer}; the median time of a prop. Presets: {', '.join(_presets(rows))}."
    return [*_table(heads, table), "", explained]


def _others(summary: Summary) -> list[str]:
    """Returns a table of the variants that are in no other table, with ours as the first row."""
    mine = [row for row in summary.settings if row.name == OURS]
    return _settings(summary, [*mine, *summary.others]) if summary.others else []


def _fields(summary: Summary) -> list[str]:
    """Returns a table of the variants whose field scores differently from their mesh."""
    measures = ("colour", "geo", "albedo")
    cells = [
        (row.name, [_get(of, summary.scorer, measure) for measure in measures for of in (row.field, row.pictures)])
        for row in _once(summary.rows)
    ]
    heads = ["setting", *(f"{TITLES[measure]}<br>{what}" for measure in measures for what in ("field", "mesh"))]
    table = [[name, *map(_mean, means)] for name, means in cells if means[0] and means[::2] != means[1::2]]
    return _table(heads, table) if table else []


def _ablation(summary: Summary) -> list[str]:
    if not summary.ablation:
        return []
    heads = ["", "props", *(f"{model}<br>{title}" for model in summary.models for title in charts.ABLATED.values())]
    table = [
        [
            row.name,
            str(row.count),
            *(_mean(_get(row.pictures, model, m)) for model in summary.models for m in charts.ABLATED),
        ]
        for row in summary.ablation
    ]
    return [*_table(heads, table), "", "On the prompts and seeds that all rows have."]


def _health(summary: Summary) -> list[str]:
    rows = [row for row in _once(summary.rows) if row.mesh]
    names = list(dict.fromkeys(name for row in rows for name in row.mesh))
    table = [[row.name, *(_fact(row.mesh.get(name)) for name in names)] for row in rows]
    if not table:
        return []
    return [*_table(["setting", *map(_words, names)], table), "", "Shares of props, or medians over props."]


def _truth(summary: Summary) -> list[str]:
    """Returns a table of the models' scores on renders of real props."""
    if not summary.truth:
        return []
    scores = [[model, *(_mean(_get(summary.truth, model, measure)) for measure in TITLES)] for model in summary.truth]
    said = _table(["model", *TITLES.values()], scores)
    if summary.truth_janus:
        said += ["", *(f"- Janus rate by {model}: {_told(found)}" for model, found in summary.truth_janus.items())]
    return said


def _missing(summary: Summary) -> Iterator[str]:
    if not summary.truth:
        yield "There is no row of ground truth: no reference renders have been scored."
    for failure in summary.failures:
        yield f"{failure['prompt']}, {failure['variant']}, seed {failure['seed']}: {failure['failed']}"
    yield from summary.unread
    for row in _once(summary.rows):
        if row.is_mixed:
            yield f"{row.name} mixes props of several presets, or of a preset before and after a change."
        if row.iou is None and row.count:
            yield f"{row.name} has no silhouette IoU: its scores were made without references."


def _cells(summary: Summary, scores: Cells, row: Row | None = None) -> list[str]:
    """Formats Colour and Geo by all models.

    A score is in parentheses if a baseline optimised the model that gives it.
    """
    texts = []
    for model in summary.models:
        optimised = row is not None and row.method != study.ours().method and model == OPTIMISED
        for measure in ("colour", "geo"):
            text = _mean(_get(scores, model, measure))
            texts.append(f"({text})" if optimised and text != NOTHING else text)
    return texts


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    ruler = ["---", *["--:"] * (len(heads) - 1)]
    return [f"| {' | '.join(cells)} |" for cells in (heads, ruler, *rows)]


def _get(scores: Cells, model: str, measure: str) -> Mean | None:
    return scores.get(model, {}).get(measure)


def _mean(mean: Mean | None) -> str:
    if mean is None:
        return NOTHING
    error = "" if mean.error is None else f" ± {_percent(mean.error)}"
    return _percent(mean.value) + error


def _degrees(mean: Mean | None) -> str:
    if mean is None:
        return NOTHING
    return f"{mean.value:.1f}" + ("" if mean.error is None else f" ± {mean.error:.1f}")


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f}"


def _fact(fact: Fact | None) -> str:
    if fact is None:
        return NOTHING
    if fact.is_share:
        return f"{_percent(fact.value, 0)} %"
    return f"{fact.value:.0f}" if fact.value >= 1000 or fact.value.is_integer() else f"{fact.value:.3g}"


def _told(found: Any) -> str:
    if isinstance(found, dict):
        return ", ".join(f"{_words(name)} {_told(value)}" for name, value in found.items())
    return f"{_percent(found)} %" if isinstance(found, float) else str(found)


def _once(rows: Iterable[Row]) -> list[Row]:
    """Returns the rows with each variant once. The ablation repeats variants that have a row already."""
    first = {}
    for row in rows:
        first.setdefault(repr((row.method, row.overrides)), row)
    return list(first.values())


def _presets(rows: Sequence[Row]) -> list[str]:
    return sorted({preset for row in rows for preset in row.presets})


def _name(row: Row) -> str:
    return f"{row.name} (ours)" if row.name == OURS else row.name


def _words(name: str) -> str:
    return Path(name).stem.replace("_", " ").replace("-", " ")
