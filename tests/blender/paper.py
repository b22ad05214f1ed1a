"""A layout on paper: panels are drawn on it without a window, and it tells where each thing stands and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import bpy


class Paper:
    """A stand-in for `bpy.types.UILayout`: a column, or a row of things beside each other. Heights are in buttons."""

    def __init__(self, beside: bool = False) -> None:
        self.beside, self.things = beside, []
        self.scale_y, self.enabled = 1.0, True

    def row(self, **_: Any) -> Paper:
        return self._part(True)

    def column(self, **_: Any) -> Paper:
        return self._part(False)

    split, box, grid_flow = row, column, column

    def label(self, text: str = "", **_: Any) -> None:
        self.things.append(SimpleNamespace(what="label", text=text, height=1.0, enabled=True))

    def progress(self, text: str = "", factor: float = 0.0, **_: Any) -> None:
        self.things.append(SimpleNamespace(what="progress", text=text, height=1.0, factor=factor, enabled=True))

    def operator(self, name: str, text: str | None = None, **_: Any) -> SimpleNamespace:
        self.things.append(SimpleNamespace(what=name, text=text, height=1.0, enabled=True))
        return self.things[-1]

    def operator_menu_enum(self, name: str, *_: Any, text: str | None = None, **__: Any) -> None:
        self.operator(name, text)

    def prop(self, _: Any, name: str, text: str | None = None, **__: Any) -> None:
        self.operator(name, text)

    def prop_enum(self, _: Any, name: str, value: str, text: str | None = None, **__: Any) -> None:
        self.operator(f"{name}={value}", text)

    def menu(self, name: str, text: str | None = None, **_: Any) -> None:
        self.operator(name, text)

    def separator(self, **_: Any) -> None:
        self.things.append(SimpleNamespace(what="", text="", height=0.3, enabled=True))

    def template_list(self, *_: Any, rows: int, maxrows: int, **__: Any) -> None:
        """As high as it may become."""
        self.things.append(SimpleNamespace(what="list", text="", height=float(maxrows), enabled=True))

    def template_icon(self, icon_value: int, scale: float = 1.0) -> None:
        self.things.append(SimpleNamespace(what="icon", text="", height=scale, enabled=True))

    @property
    def height(self) -> float:
        heights = [thing.height for thing in self.things]
        return self.scale_y * (max(heights, default=0.0) if self.beside else sum(heights))

    def all(self, top: float = 0.0, enabled: bool = True) -> Iterator[SimpleNamespace]:
        """Each thing that is drawn, with `top`, its distance from the upper edge, and whether it can be pressed."""
        for thing in self.things:
            if isinstance(thing, Paper):
                yield from thing.all(top, enabled and thing.enabled)
            else:
                thing.top, thing.enabled = top, enabled and thing.enabled and self.enabled
                yield thing
            top += 0.0 if self.beside else thing.height * self.scale_y

    def _part(self, beside: bool) -> Paper:
        self.things.append(Paper(beside))
        return self.things[-1]


def drawn(panel: type, part: str = "draw", **given: Any) -> Paper:
    """What a panel or a menu draws now, on paper 280 pixels wide."""
    style = SimpleNamespace(widget=SimpleNamespace(points=11))
    preferences = SimpleNamespace(
        ui_styles=[style],
        system=SimpleNamespace(ui_scale=1.0),
        addons=bpy.context.preferences.addons,
    )

    class Context:
        region = SimpleNamespace(width=280, type="UI")

        def __getattr__(self, name: str) -> Any:
            return getattr(bpy.context, name)

    class Drawing:
        layout = Paper()

        def __getattr__(self, name: str) -> Any:
            found = getattr(panel, name)
            return found.__get__(self) if callable(found) else found

    Context.preferences = preferences
    drawing = Drawing()
    getattr(panel, part)(drawing, Context(), **given)
    return drawing.layout
