"""Draws the bar charts of a report, with standard errors, in colours that colour-blind people can tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from ..disk import files
from ..image_text import OPTIMISED
from .study import ours
from .summary import Cells, Mean, Summary

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")  # Okabe and Ito, 2008
ABLATED = {"albedo": "Albedo", "colour": "Shaded", "geo": "Geo"}  # measure -> title in the paper's figure 6
INK, PALE = "#333333", "#999999"
Bars = list[tuple[str, list[Mean | None], list[bool]]]  # a row's name, its bars, and which of them are hatched


def write(folder: Path, summary: Summary) -> list[str]:
    """Draws the charts of a summary into `folder`. Returns the names of the files."""
    drawn = []
    if bars := _of_table(summary, "colour"):
        panels = [("Colour", bars, summary.chance["colour"])]
        panels.append(("Geo", _of_table(summary, "geo"), summary.chance["geo"]))
        drawn.append(_save(folder / "r_precision.png", panels, summary.models))
    if summary.ablation:
        rows = [
            (row.name, [row.pictures[summary.scorer][measure] for measure in ABLATED], [False] * len(ABLATED))
            for row in summary.ablation
        ]
        drawn.append(_save(folder / "ablation.png", [("", rows, None)], list(ABLATED.values())))
    return drawn


def _of_table(summary: Summary, measure: str) -> Bars:
    def means(scores: Cells) -> list[Mean | None]:
        return [scores.get(model, {}).get(measure) for model in summary.models]

    plain = [False] * len(summary.models)
    optimised = [model == OPTIMISED for model in summary.models]
    bars: Bars = [("Ground truth", means(summary.truth), plain)] if summary.truth else []
    return bars + [
        (row.name, means(row.pictures), plain if row.method == ours().method else optimised) for row in summary.table
    ]


def _save(path: Path, panels: Sequence[tuple[str, Bars, float | None]], names: Sequence[str]) -> str:
    """Draws panels side by side that share their rows. `names` label the bars of a row."""
    rows = max(len(bars) for _, bars, _ in panels)
    figure = Figure(figsize=(1.5 + 3.6 * len(panels), 1.2 + rows * (0.15 + 0.2 * len(names))), layout="constrained")
    FigureCanvasAgg(figure)
    for axes, (title, bars, chance) in zip(
        figure.subplots(1, len(panels), sharey=True, squeeze=False)[0], panels, strict=True
    ):
        _draw(axes, bars, chance)
        axes.set_title(title, loc="left", fontsize=10, color=INK)
    handles = [Patch(color=COLOURS[i % len(COLOURS)], label=name) for i, name in enumerate(names)]
    if any(any(hatched) for _, bars, _ in panels for _, _, hatched in bars):
        handles.append(Patch(facecolor="white", edgecolor=PALE, hatch="////", label="scored by what it optimised"))
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False, fontsize=8)
    with files.replacing(path) as beside:
        figure.savefig(beside, dpi=160)
    return path.name


def _draw(axes: Axes, bars: Bars, chance: float | None) -> None:
    """Draws horizontal bars in %, the first row on top, with each bar's value at its end."""
    for i, (_, means, hatched) in enumerate(bars):
        thick = 0.8 / len(means)
        for j, (mean, is_hatched) in enumerate(zip(means, hatched, strict=True)):
            if mean is None:
                continue
            y = i - 0.4 + (j + 0.5) * thick
            colour = COLOURS[j % len(COLOURS)]
            value, error = 100 * mean.value, 100 * (mean.error or 0)
            axes.barh(
                y, value, 0.9 * thick, edgecolor=colour, facecolor="white" if is_hatched else colour,
                hatch="////" if is_hatched else None, xerr=error or None, ecolor=INK, capsize=2,
            )  # fmt: skip
            axes.text(value + error + 1.5, y, f"{value:.0f}", va="center", fontsize=8, color=INK)
    if chance is not None:
        axes.axvline(100 * chance, color=PALE, linestyle=":", linewidth=1)
        axes.text(100 * chance + 1, -0.52, "chance", fontsize=7, color=PALE, va="bottom")
    axes.set_yticks(range(len(bars)), [name for name, _, _ in bars], fontsize=9)
    axes.set_ylim(len(bars) - 0.45, -0.6)
    axes.set_xlim(0, 112)
    axes.set_xticks(range(0, 101, 25))
    axes.set_xlabel("R-Precision, %", fontsize=8, color=INK)
    axes.tick_params(length=0, labelsize=8, colors=INK)
    axes.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
