"""The toybox, inside Blender."""

from __future__ import annotations

import importlib
from random import Random
from types import ModuleType, SimpleNamespace

import bmesh
import bpy
import numpy as np
import pytest


@pytest.fixture(scope="module")
def toybox(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.toybox")


def vertices(prop: bpy.types.Object) -> np.ndarray:
    flat = np.empty(3 * len(prop.data.vertices), np.float32)
    prop.data.vertices.foreach_get("co", flat)
    return flat.reshape(-1, 3)


def shape(toybox: ModuleType, kind: str, seed: int) -> tuple[np.ndarray, list[tuple[int, ...]], list[str]]:
    prop = toybox.ToyShape(Random(seed))
    toybox.KINDS[kind].model(prop)
    return prop.merged()


def kinds(toybox: ModuleType) -> list[str]:
    return list(toybox.KINDS)


def test_there_are_over_560_kinds_in_12_colours_and_most_have_a_front(toybox: ModuleType) -> None:
    assert len(toybox.KINDS) > 560
    assert len(toybox.COLOURS) == 12
    assert sum(kind.front for kind in toybox.KINDS.values()) > len(toybox.KINDS) / 2


def test_the_evaluation_draws_its_prompts_from_them(toybox: ModuleType) -> None:
    study = importlib.import_module("propsmith.nerf_sds.evaluation.study")
    basic = importlib.import_module("propsmith.nerf_sds.words.colours").BASES
    assert {*study.TOYS} <= {*toybox.KINDS} and basic == {*toybox.COLOURS}


def test_the_menu_has_each_kind_once(toybox: ModuleType) -> None:
    operator = importlib.import_module("propsmith.operators.toybox.operator")

    offered: list[SimpleNamespace] = []

    def entry(name: str, text: str) -> SimpleNamespace:
        offered.append(SimpleNamespace(name=name, text=text))
        return offered[-1]

    for menu in operator.ROOM_MENUS:
        menu.draw(SimpleNamespace(layout=SimpleNamespace(operator=entry)), bpy.context)
    assert sorted(each.kind for each in offered) == sorted(toybox.KINDS)
    assert all(each.text.lower() == each.kind.lower() for each in offered)


def test_each_menu_kind_and_colour_has_a_russian_name(toybox: ModuleType) -> None:
    russian = importlib.import_module("propsmith.operators.translations").LANGUAGES["ru"]
    menus = [menu.bl_label for menu in importlib.import_module("propsmith.operators.toybox.operator").ROOM_MENUS]
    assert [name for name in (*menus, *toybox.KINDS, *toybox.COLOURS) if name not in russian] == []


def test_a_data_set_lists_the_toys_by_their_names_not_by_their_menus(toybox: ModuleType) -> None:
    toys = importlib.import_module("propsmith.operators.dataset.cast").toys(all_pairs=True)
    listed = [toy.kind for toy in toys.props]
    assert listed == sorted(listed) != [kind for kind in toybox.KINDS for _ in toybox.COLOURS]


def test_no_word_names_two_kinds(toybox: ModuleType) -> None:
    words = [word for kind in toybox.KINDS.values() for word in (kind.name, *kind.synonyms)]
    assert len(words) == len(set(words))


def test_every_prop_is_centred_in_the_ball_and_touches_it(toybox: ModuleType) -> None:
    for kind in kinds(toybox):
        for seed in range(3):
            points, _, _ = shape(toybox, kind, seed)
            np.testing.assert_allclose(points.min(axis=0), -points.max(axis=0), atol=1e-5)
            assert np.linalg.norm(points, axis=1).max() == pytest.approx(toybox.RADIUS, abs=1e-5)


def test_the_parts_are_closed_and_their_faces_look_outwards(toybox: ModuleType) -> None:
    for kind in kinds(toybox):
        prop, mesh = toybox.build(kind, "red", Random(1)), bmesh.new()
        mesh.from_mesh(prop.data)
        assert all(edge.is_contiguous for edge in mesh.edges), kind
        assert mesh.calc_volume(signed=True) > 0, kind
        mesh.free()
        toybox.remove(prop)


def test_a_seed_gives_the_same_prop_again_and_another_seed_another(toybox: ModuleType) -> None:
    for kind in kinds(toybox):
        first, again, other = (shape(toybox, kind, seed)[0] for seed in (1, 1, 2))
        np.testing.assert_array_equal(first, again)
        assert first.shape != other.shape or np.abs(first - other).max() > 0.005, kind


def test_the_named_colour_is_never_a_detail(toybox: ModuleType) -> None:
    for kind in kinds(toybox):
        points, faces, colours = shape(toybox, kind, 3)
        fans = [(face[0], *face[i : i + 2]) for face in faces for i in range(1, len(face) - 1)]
        owners = [colour for face, colour in zip(faces, colours, strict=True) for _ in face[2:]]
        a, b, c = points[np.array(fans)].swapaxes(0, 1)
        sizes = np.linalg.norm(np.cross(b - a, c - a), axis=1)
        area = {colour: sizes[np.array(owners) == colour].sum() for colour in set(owners)}
        named = sum(area.pop(slot, 0.0) for slot in ("main", "dark", "light"))
        assert named > 0.4 * max(area.values(), default=0.0), (kind, area)  # parts hide some of each other


def test_removing_a_prop_leaves_nothing_behind(toybox: ModuleType) -> None:
    before = [len(data) for data in (bpy.data.objects, bpy.data.meshes, bpy.data.materials)]
    toybox.remove(toybox.build("robot", "cyan", Random(0)))
    assert [len(data) for data in (bpy.data.objects, bpy.data.meshes, bpy.data.materials)] == before


def test_the_operator_stands_a_prop_of_the_asked_size_on_the_cursor(toybox: ModuleType) -> None:
    operator = importlib.import_module("propsmith.operators.toybox.operator")
    operator.register()
    try:
        bpy.context.scene.cursor.location = (1, 2, 3)
        assert bpy.ops.mesh.propsmith_toybox(kind="snowman", colour="white", seed=5, size=0.5) == {"FINISHED"}
        prop = bpy.context.active_object
        points = vertices(prop)
        assert tuple(prop.location) == (1, 2, 3)
        assert tuple(prop.scale) == (1, 1, 1)
        assert all(hasattr(bpy.types, menu.__name__) for menu in operator.ROOM_MENUS)
        assert points[:, 2].min() == pytest.approx(0, abs=1e-6)
        assert np.ptp(points, axis=0).max() == pytest.approx(0.5, rel=1e-5)
    finally:
        operator.unregister()
    assert not hasattr(bpy.types, "MESH_OT_propsmith_toybox")
