"""Choosing before minutes are spent: the concept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import bpy
import pytest


@pytest.fixture
def dirac(driver: ModuleType) -> Iterator[ModuleType]:
    """With the prior whose every prompt means one red picture."""
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    preferences.model = "dirac"
    yield driver
    preferences.model = "toybox"


def test_a_script_gets_the_picture_where_it_wants_it_and_no_object(dirac: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators import concept

    assert bpy.ops.propsmith.concept(prompt="a red ball", filepath=str(tmp_path / "ball.png")) == {"FINISHED"}
    image = bpy.data.images.load(str(tmp_path / "ball.png"))
    assert image.size[:] == (512, 512)
    assert concept.line().startswith("Drawn in ") and concept.picture == tmp_path / "ball.png"
    assert not bpy.context.scene.objects and not dirac.queue.waiting


def test_stopping_ends_the_worker_and_the_next_concept_is_drawn(
    dirac: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.operators import background, concept

    def stop(task: background.Task) -> None:
        assert not concept.PROPSMITH_OT_concept.poll(bpy.context)
        assert bpy.ops.propsmith.stop_concept() == {"FINISHED"}
        task._thread.join(5)

    with monkeypatch.context() as patch:
        patch.setattr(background.Task, "wait", stop)
        bpy.ops.propsmith.concept(prompt="a red ball")
    assert not concept.is_drawing() and not concept.picture.is_file() and not concept.drawing.error
    assert bpy.ops.propsmith.concept(prompt="a red ball") == {"FINISHED"}
    assert concept.picture.is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"prompt": ""}, "The prompt is empty"),
        ({"prompt": "a quantum flux", "prior": "toybox"}, "does not know"),
        ({"prompt": "a red ball", "filepath": "ball.jpg"}, "name a .png file"),
    ],
)
def test_a_concept_that_cannot_be_drawn_is_refused_in_one_line(dirac: ModuleType, arguments: dict, said: str) -> None:
    with pytest.raises(RuntimeError, match=said) as refused:
        bpy.ops.propsmith.concept(**arguments)
    assert len(str(refused.value).strip().splitlines()) == 1
