"""Props that arrive while the artist is busy, is in another scene, or has reverted the file."""

from __future__ import annotations

from pathlib import Path

import bpy
from hands import (
    BUTTON,
    PROMPT,
    Steps,
    centre,
    choose_file,
    click,
    driver,
    find,
    move,
    open_sidebar,
    picture,
    press_generate,
    row,
    tap,
    until,
    window,
    write,
)


def arriving() -> Steps:
    """The artist moves, holds the mouse, changes the scene and goes back to the saved file; nothing is spoilt."""
    yield from open_sidebar()
    yield from write("a red mushroom", row(PROMPT))
    window().scene.propsmith.preset = "sketch"
    yield from moving()
    yield from holding()
    yield from changing_the_scene()
    yield from reverting()
    yield from pressing_again()


def moving() -> Steps:
    """A prop waits until the move is over, and neither undo nor redo knows of a move that was cancelled."""
    yield from order(10)
    yield from until("most of the steps", lambda: driver().status.factor > 0.6)
    move(centre())
    yield
    tap("G", centre())
    yield
    move((centre()[0] + 90, centre()[1] + 40))
    yield from until("the finished prop", lambda: driver().status.stage == "Finished: it waits until Move is over")
    assert mushrooms() == [], mushrooms()
    assert cube().location.length > 0.1, "the cube was not moved"
    picture("moving")
    tap("ESC", centre())
    yield from until("the prop", lambda: mushrooms() == [10])
    assert cube().location.length == 0, tuple(cube().location)
    yield from back_and_forth([10])


def holding() -> Steps:
    """A prop waits until the mouse button is let go."""
    yield from order(11)
    yield from until("most of the steps", lambda: driver().status.factor > 0.6)
    x, y = centre()
    move((x, y))
    yield
    window().event_simulate(type="LEFTMOUSE", value="PRESS", x=x, y=y)
    yield from until(
        "the finished prop", lambda: driver().status.stage == "Finished: it waits until the mouse is let go"
    )
    for _ in range(5):
        yield
    assert mushrooms() == [10], mushrooms()
    window().event_simulate(type="LEFTMOUSE", value="RELEASE", x=x, y=y)
    yield from until("the prop", lambda: mushrooms() == [10, 11])


def changing_the_scene() -> Steps:
    """The scene that asked gets its prop, though another one is shown by then."""
    yield from order(12)
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    window().scene = bpy.data.scenes.new("Other")
    yield from until("the prop", lambda: mushrooms() == [10, 11, 12])
    assert mushrooms("Other") == [] and window().scene.name == "Other"
    assert any("in the scene Scene" in notice for notice in driver().status.notices), driver().status.notices
    picture("elsewhere")
    window().scene = bpy.data.scenes["Scene"]
    yield


def reverting() -> Steps:
    """The saved file gets the prop that it asked for after Revert too."""
    tap("S", centre(), ctrl=True)
    yield from choose_file("arriving.blend")
    yield from until("the file", lambda: Path(bpy.data.filepath).name == "arriving.blend")
    yield from order(13)
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    yield from find("revert")
    yield
    tap("RET", centre())
    yield from until("the saved file", lambda: window().scene.propsmith.seed == 12)
    yield from until("the prop", lambda: mushrooms() == [10, 11, 12, 13])
    assert not driver().status.error, driver().status.error
    picture("reverted")


def pressing_again() -> Steps:
    """What is made already is not made again: it is placed again, where it steps aside, or the next seed made."""
    window().scene.propsmith.seed = 13
    yield from click(row(BUTTON))
    yield
    picture("offer")
    assert not driver().is_running(), "the same prop is made once more"
    tap("P", row(BUTTON), "p")
    yield from until("the prop", lambda: mushrooms() == [10, 11, 12, 13, 13])
    places = {tuple(round(value, 2) for value in obj.location) for obj in props()}
    assert len(places) == 5 and (0, 0, 0) not in places, places
    for _ in range(3):
        yield
    picture("ready")
    yield from click(row(BUTTON))
    yield
    tap("N", row(BUTTON), "n")
    yield from until("the start of the job", driver().is_running)
    assert window().scene.propsmith.seed == 14, window().scene.propsmith.seed
    yield from until("the prop", lambda: mushrooms() == [10, 11, 12, 13, 13, 14])


def order(seed: int) -> Steps:
    """Requests another prop of the same prompt from the panel."""
    window().scene.propsmith.seed = seed
    yield from press_generate()


def back_and_forth(seeds: list[int]) -> Steps:
    """Undo removes the last prop and redo brings it back. The cube stays where it was."""
    tap("Z", centre(), ctrl=True)
    yield from until("undo", lambda: mushrooms() == seeds[:-1])
    assert cube().location.length == 0, tuple(cube().location)
    tap("Z", centre(), ctrl=True, shift=True)
    yield from until("redo", lambda: mushrooms() == seeds)
    assert cube().location.length == 0, f"redo brought the cancelled move back: {tuple(cube().location)}"


def cube() -> bpy.types.Object:
    return bpy.data.objects["Cube"]


def mushrooms(scene: str = "Scene") -> list[int]:
    """Returns the sorted seeds of the props in a scene."""
    return sorted(obj["propsmith_seed"] for obj in props(scene))


def props(scene: str = "Scene") -> list[bpy.types.Object]:
    return [obj for obj in bpy.data.scenes[scene].objects if "propsmith_seed" in obj]
