"""Many props through Blender's verb and its command line: the lists, the grid, what goes on, and bad rows.

What is made is made by real workers on the closed-form prior; where a test is about what is there already, it is put
there.
"""

from __future__ import annotations

import importlib
import json
from itertools import combinations
from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import pytest
import results
from mathutils import Vector
from real_worker import QUICK, start, tick_until

pytestmark = pytest.mark.usefixtures("quick")
GIVEN = {"prior": "dirac", "preset": "sketch"}


@pytest.fixture
def command(driver: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.command_line.command")


def written(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content)
    return folder / name


def finished(folder: Path, *names: str, **asked: object) -> None:
    """Jobs that are over, named as a batch names them: "a-red-ball-0"."""
    for name in names:
        prompt, _, seed = name.replace("-", " ").rpartition(" ")
        results.finish(folder / name, prompt=prompt, seed=int(seed), overrides=QUICK, **GIVEN, **asked)


def record(folder: Path) -> dict[int, tuple[str, str]]:
    """Row -> state and reason, of batch.json."""
    return {row["row"]: (row["state"], row["reason"]) for row in json.loads((folder / "batch.json").read_text())}


def props() -> list[bpy.types.Object]:
    return [obj for obj in bpy.context.scene.objects if "propsmith_prompt" in obj]


def assert_apart() -> None:
    """All props stand on the ground, and none in another."""
    bpy.context.view_layer.update()
    boxes = []
    for obj in props():
        xs, ys, zs = zip(*(obj.matrix_world @ Vector(corner) for corner in obj.bound_box), strict=True)
        assert min(zs) == pytest.approx(0, abs=1e-4), obj.name
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)


def made(folder: Path) -> dict[str, int]:
    """The names of the job folders -> the number of events, which grows when one is worked on."""
    return {path.parent.name: len(path.read_text().splitlines()) for path in folder.glob("*/events.jsonl")}


def test_a_grid_is_about_square_spaced_by_the_sizes_and_clear_of_others(propsmith: ModuleType) -> None:
    from propsmith.operators.queue import grid

    boxes = grid.spread([(1.0, 1.0)] * 10 + [(3.0, 0.5)], (5.0, -2.0))
    columns, rows = ({round((box[axis] + box[axis + 2]) / 2, 6) for box in boxes} for axis in (0, 1))
    assert (len(columns), len(rows)) == (4, 3)
    assert boxes[0][3] > boxes[-1][3] and boxes[0][0] < boxes[1][0], "not read from the back and the left"
    left, front, right, back = (f(box[i] for box in boxes) for i, f in enumerate((min, min, max, max)))
    assert left < 5 < right and front < -2 < back
    moved = grid.clear(boxes, [True] * 11, boxes)
    assert moved[0][1] == boxes[0][1] and min(box[0] for box in moved) > max(box[2] for box in boxes)
    assert grid.clear(boxes, [False] * 10 + [True], boxes[:10]) == boxes


def test_a_file_becomes_a_grid_in_its_collection_and_bad_rows_are_named(driver: ModuleType, tmp_path: Path) -> None:
    table = "prompt,seed,size,count\na red ball,1,0.5,\na mug,-4,,\na blue ball,2,2,3\n,,,\na cube,,,1000\n"
    finished(tmp_path, "a-blue-ball-2", "a-blue-ball-3", "a-blue-ball-4", size=2.0)
    before = made(tmp_path)
    bpy.context.scene.cursor.location = (3, 4, 5)
    assert bpy.ops.propsmith.batch(filepath=str(written(tmp_path, "Toys.csv", table)), **GIVEN) == {"CANCELLED"}
    objects = bpy.data.collections["Toys"].objects
    assert sorted(obj["propsmith_seed"] for obj in objects) == [1, 2, 3, 4] and len(props()) == 4
    assert max(bpy.data.objects["Red Ball"].dimensions) == pytest.approx(0.5, rel=0.01)
    assert_apart()
    states = record(tmp_path)
    assert {row: state for row, (state, _) in states.items()} == {
        2: "done", 3: "failed", 4: "done", 6: "failed"  # 5 is as spreadsheets write an empty row
    }  # fmt: skip
    assert [states[row][1].split(":")[0] for row in (3, 6)] == [
        "The seed -4 is out of range", "The count 1000 is out of range"
    ]  # fmt: skip
    assert {name: count for name, count in made(tmp_path).items() if name != "a-red-ball-1"} == before


def test_what_is_there_is_not_placed_again_and_what_is_missing_stands_beside_it(
    driver: ModuleType, tmp_path: Path
) -> None:
    finished(tmp_path, "a-red-ball-0", "a-blue-ball-0", "a-green-ball-0")
    path = written(tmp_path, "toys.txt", "a red ball\na blue ball\n")
    for _ in range(2):
        assert bpy.ops.propsmith.batch(filepath=str(path), **GIVEN) == {"FINISHED"}
        assert len(props()) == 2
    bpy.data.objects.remove(bpy.data.objects["Red Ball"])
    path.write_text("a red ball\na blue ball\na green ball\n")
    assert bpy.ops.propsmith.batch(filepath=str(path), **GIVEN) == {"FINISHED"}
    assert len(props()) == 3
    other = written(tmp_path, "others.txt", "a red ball\na green ball\n")
    assert bpy.ops.propsmith.batch(filepath=str(other), **GIVEN) == {"FINISHED"}
    assert len(props()) == 5 and len(bpy.data.collections["others"].objects) == 2
    assert_apart()


def test_a_prop_that_another_verb_made_is_taken_and_two_of_one_name_are_told_apart(
    driver: ModuleType, tmp_path: Path
) -> None:
    from propsmith.operators.queue import batch

    finished(tmp_path, "a-red-ball-0")
    (tmp_path / "a-red-ball-0").rename(tmp_path / "20260101-a-red-ball")
    finished(tmp_path, "a-red-ball-0", size=0.5)
    table = "prompt,size\na red ball,\na red ball,0.5\na red ball,0.7\na red ball,0.7\n"
    path = written(tmp_path, "toys.csv", table)
    assert bpy.ops.propsmith.batch(filepath=str(path), dry_run=True, **GIVEN) == {"CANCELLED"}
    assert [[*entry.props] for entry in batch.shown.entries] == [
        ["20260101-a-red-ball"], ["a-red-ball-0"], ["a-red-ball-0-2"], []
    ]  # fmt: skip
    assert batch.shown.complaints(9) == [
        "Row 5: a-red-ball-0-2 is the name of row 4 too: give another name, seed or count"
    ]
    assert batch.shown.outlook.startswith("1 of 3 props are to be made; that takes about 30 s, and about 0 MB")
    assert not props() and not (tmp_path / "batch.json").exists() and len(made(tmp_path)) == 2


def test_rows_of_the_panel_are_kept_and_edited_and_show_what_became_of_them(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.queue import batch

    listed, settings = bpy.context.scene.propsmith_list, bpy.context.scene.propsmith
    settings.preset, settings.seed, settings.size = "sketch", 3, 0.25
    assert bpy.ops.propsmith.add_row(prompt="a red ball") == {"FINISHED"}
    table = "prompt,seed,prior,count\na blue ball,8,dirac,2\na cone,,/tmp/model,\na cone,-1,,\n"
    assert bpy.ops.propsmith.import_rows(filepath=str(written(tmp_path, "more.csv", table))) == {"FINISHED"}
    assert [(row.prompt, row.seed, row.count) for row in listed.rows] == [
        ("a red ball", 3, 1), ("a blue ball", 8, 2), ("a cone", 3, 1)
    ]  # fmt: skip
    assert bpy.ops.propsmith.move_row(direction="UP") == {"FINISHED"}
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "kept.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "kept.blend"))
    rows = bpy.context.scene.propsmith_list.rows
    assert [row.prompt for row in rows] == ["a red ball", "a cone", "a blue ball"]

    finished(tmp_path, "a-red-ball-3", "a-blue-ball-8", "a-blue-ball-9", size=0.25)
    assert bpy.ops.propsmith.batch(source="ROWS", prior="dirac") == {"CANCELLED"}
    assert sorted(obj["propsmith_seed"] for obj in props()) == [3, 8, 9]
    state, reason = record(tmp_path)[2]
    assert state == "failed" and "is not one of Propsmith's" in reason, "a stranger's file names a model"
    assert [batch.entry_of(row, i).standing.value for i, row in enumerate(rows)] == ["done", "failed", "done"]
    rows[0].prompt = "a red cube"
    assert batch.entry_of(rows[0], 0) is None
    assert bpy.ops.propsmith.remove_row() == {"FINISHED"} and bpy.ops.propsmith.clear_rows() == {"FINISHED"}
    assert not bpy.ops.propsmith.remove_row.poll()


def test_a_text_of_the_file_is_a_list_as_its_name_says(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.queue import batch

    finished(tmp_path, "a-grey-ball-0")
    bpy.data.texts.new("Toys").write("a grey ball\n# nothing\n")
    bpy.data.texts.new("toys.csv").write("prompt,prior\na grey ball,dirac\na grey ball,sd-2.1\na mug,/tmp/model\n")
    assert bpy.ops.propsmith.batch(text="Toys", **GIVEN) == {"FINISHED"}
    assert [obj["propsmith_prompt"] for obj in bpy.data.collections["Toys"].objects] == ["a grey ball"]
    assert bpy.ops.propsmith.batch(source="TEXT", text="toys.csv", dry_run=True, **GIVEN) == {"CANCELLED"}
    assert [line.split(":")[1] for line in batch.shown.complaints(9)] == [
        " sd-2.1 is not on this machine, and nothing may be downloaded",
        " The diffusion model '/tmp/model' is not one of Propsmith's",
    ]


def test_placeholders_are_replaced_by_one_command_and_a_row_may_name_its_own(
    driver: ModuleType, tmp_path: Path
) -> None:
    finished(tmp_path, "a-red-ball-0", "a-cube-0", "a-cone-0")
    for name, size in (("prompt: a red ball", 1.0), ("prompt: a red ball.001", 0.3), ("Crate", 0.5)):
        empty = bpy.data.objects.new(name, None)
        empty.empty_display_size, empty.location = size, (4 * size, 0, size)
        bpy.context.scene.collection.objects.link(empty)
    bpy.context.scene.propsmith_list.source = "PLACEHOLDERS"
    assert bpy.ops.propsmith.batch(**GIVEN) == {"FINISHED"}
    balls = props()
    assert len(balls) == 2 and balls[0].data == balls[1].data
    assert sorted(max(ball.dimensions) for ball in balls) == pytest.approx([0.6, 2.0], rel=0.02)
    with pytest.raises(RuntimeError, match="There is no placeholder in this scene"):
        bpy.ops.propsmith.batch(**GIVEN)

    rows = "prompt,placeholder,count\na cube,Crate,\na cube,Nothing,\na cone,Crate,\na ball,Crate,2\na cone,,\n"
    path = written(tmp_path, "toys.csv", rows)
    for _ in range(2):
        assert bpy.ops.propsmith.batch(filepath=str(path), **GIVEN) == {"CANCELLED"}
        assert len(props()) == 4
    cube = bpy.data.objects["Crate"].propsmith_placeholder.prop
    assert cube["propsmith_prompt"] == "a cube" and max(cube.dimensions) == pytest.approx(1.0, rel=0.02)
    failed = [reason.split(":")[0] for state, reason in record(tmp_path).values() if state == "failed"]
    assert failed == ["There is no placeholder 'Nothing'", *["Crate is the placeholder of row 2 too"] * 2]


def test_in_a_window_rows_are_told_as_their_props_come_and_one_that_is_cancelled_stops_no_other(
    driver: ModuleType, tmp_path: Path
) -> None:
    from propsmith.operators.queue import batch

    path = written(tmp_path, "toys.txt", "a red ball\na blue ball\na grey ball\n")
    start(driver)  # the red one: another verb has it in the queue
    for _ in range(2):
        assert bpy.ops.propsmith.batch(filepath=str(path), wait=False, **GIVEN) == {"FINISHED"}
        assert len(driver.queue.waiting) == 3, "a prop is to be made twice"
    assert {state for state, _ in record(tmp_path).values()} == {"waiting"}
    driver.cancel(tmp_path / "a-blue-ball-0")
    batch.look()
    assert record(tmp_path)[2] == ("failed", "a-blue-ball-0: Cancelled at step 0")
    tick_until(driver, lambda: not driver.is_running())
    batch.look()
    assert batch.shown.line == "2 of 3 rows are done, 1 failed"
    assert [state for state, _ in record(tmp_path).values()] == ["done", "failed", "done"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"filepath": "/nowhere/toys.txt"}, "cannot be read"),
        ({"filepath": "/nowhere/toys.md"}, "choose a file that ends in"),
        ({"source": "FILE"}, "No file is named"),
        ({"source": "TEXT", "text": "Toys"}, "There is no text 'Toys'"),
        ({"source": "ROWS"}, "There is no row"),
        ({"source": "PLACEHOLDERS"}, "There is no placeholder"),
    ],
)
def test_a_list_of_which_nothing_can_be_used_is_one_line_before_anything_starts(
    driver: ModuleType, tmp_path: Path, given: dict[str, str], said: str
) -> None:
    for dry_run in (False, True):
        with pytest.raises(RuntimeError, match=said) as refused:
            bpy.ops.propsmith.batch(dry_run=dry_run, **given, **GIVEN)
        assert len(str(refused.value).strip().splitlines()) == 1
    assert not [*tmp_path.iterdir()]


def test_lists_are_dropped_into_viewports_alone(extension: None) -> None:
    from propsmith.operators.batch_verbs import PROPSMITH_FH_list as handler

    assert (handler.bl_import_operator, handler.bl_file_extensions) == ("propsmith.batch", ".txt;.csv;.json")
    assert handler.poll_drop(SimpleNamespace(area=SimpleNamespace(type="VIEW_3D")))
    assert not handler.poll_drop(SimpleNamespace(area=SimpleNamespace(type="TEXT_EDITOR")))


def test_the_command_line_adds_a_list_or_dresses_a_scene_and_goes_on_where_it_stood(
    command: ModuleType, driver: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output, scene = tmp_path / "dressed.blend", tmp_path / "scene.blend"
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("prompt: a red ball", None))
    bpy.context.scene.propsmith.preset = "sketch"
    bpy.ops.wm.save_as_mainfile(filepath=str(scene))
    path = written(tmp_path, "toys.csv", "prompt,name\na blue ball,\na cone,../cone\na cube,\n")
    line = ["batch", "--output", str(output), "--prior", "dirac"]
    finished(tmp_path, "a-cube-0")

    assert command.main(["batch", str(path), "--dry-run", "--prior", "dirac"]) == 1
    told = capfd.readouterr()
    assert "1 of 2 props are to be made" in told.out and "propsmith: Row 3: '../cone' cannot be" in told.err
    assert not output.exists() and len(made(tmp_path)) == 1
    assert command.main([*line, str(path)]) == 1
    assert record(tmp_path)[3][0] == "failed" and output.exists()
    assert capfd.readouterr().err.count("propsmith: Row 3: ") == 1
    assert command.main([*line, str(path)]) == 1 and "exists" in capfd.readouterr().err
    assert command.main(["batch"]) == 1 and "--output" in capfd.readouterr().err

    bpy.ops.wm.open_mainfile(filepath=str(scene))
    before = made(tmp_path)
    assert command.main([*line, str(path), "--overwrite"]) == 1
    assert made(tmp_path) == before and len(before) == 2
    bpy.ops.wm.open_mainfile(filepath=str(output))
    assert len(bpy.data.collections["toys"].objects) == 2

    bpy.ops.wm.open_mainfile(filepath=str(scene))
    finished(tmp_path, "a-red-ball-0")
    assert command.main([*line, "--overwrite"]) == 0
    bpy.ops.wm.open_mainfile(filepath=str(output))
    assert bpy.data.objects["prompt: a red ball"].propsmith_placeholder.prop["propsmith_prompt"] == "a red ball"
    assert record(tmp_path) == {1: ("done", "")}


def test_without_a_scene_the_command_line_adds_a_light_and_a_camera_and_jobs_lie_where_it_says(
    command: ModuleType, driver: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, output = written(tmp_path, "toys.txt", "a red ball\na blue ball\n"), tmp_path / "toys.blend"
    assert command.main(["batch", "--output", str(output)]) == 1
    assert "name a file, or start Blender with a scene" in capfd.readouterr().err
    (tmp_path / "jobs").mkdir()
    finished(tmp_path / "jobs", "a-blue-ball-0")
    arguments = ["--prior", "dirac", "--preset", "sketch", "--jobs", str(tmp_path / "jobs")]
    assert command.main(["batch", str(path), "--output", str(output), *arguments]) == 0
    assert set(made(tmp_path / "jobs")) == {"a-red-ball-0", "a-blue-ball-0"} and not made(tmp_path)
    bpy.ops.wm.open_mainfile(filepath=str(output))
    assert {obj.type for obj in bpy.context.scene.objects} == {"MESH", "LIGHT", "CAMERA"}
    assert len(bpy.data.collections["toys"].objects) == 2
