"""Setting up without a window: tooltips, menus, presets, disk use, the self-test, and Russian."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import bpy
import pytest

sys.path.append(str(Path(__file__).parents[1]))
from messages import messages

WORDS = "{}"


@pytest.fixture
def home(extension: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the test's own, and the tests' worker."""
    from propsmith.nerf_sds.install.environment import engine_environment
    from propsmith.operators import self_test, storage
    from propsmith.operators.queue import driver

    python = os.environ.get("PROPSMITH_TEST_WORKER_PYTHON", "")
    bpy.context.preferences.addons["propsmith"].preferences.worker_python = python
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    engine = engine_environment(tmp_path / "blender")
    for module in (self_test, storage):
        monkeypatch.setattr(module, "engine", lambda: engine)
    monkeypatch.setattr(driver, "folder", lambda: tmp_path / "jobs")
    return tmp_path


def verbs() -> dict[str, bpy.types.Struct]:
    """Our operators by their names, as Blender knows them."""
    found = {f"propsmith.{name}": getattr(bpy.ops.propsmith, name).get_rna_type() for name in dir(bpy.ops.propsmith)}
    return found | {"mesh.propsmith_toybox": bpy.ops.mesh.propsmith_toybox.get_rna_type()}


def test_every_operator_and_property_has_a_tooltip(extension: None) -> None:
    from propsmith.operators.translations import BLENDERS_OWN

    preferences = bpy.context.preferences.addons["propsmith"].preferences
    scene = bpy.context.scene
    groups = verbs() | {"settings": scene.propsmith.bl_rna, "preferences": preferences.bl_rna}
    groups |= {"list": scene.propsmith_list.bl_rna, "row": scene.propsmith_list.rows.add().bl_rna}
    groups["tag"] = bpy.types.Object.bl_rna.properties["propsmith_placeholder"].fixed_type
    silent = [name for name, group in verbs().items() if not group.description]
    for name, group in groups.items():
        for prop in group.properties:
            if prop.identifier in ("bl_idname", *BLENDERS_OWN):
                continue
            silent += [f"{name}.{prop.identifier}"] if not prop.description else []
            items = getattr(prop, "enum_items", ())
            silent += [f"{name}.{prop.identifier}={item.identifier}" for item in items if not item.description]
    assert silent == []


def test_every_verb_stands_in_a_menu(extension: None) -> None:
    """F3 finds only what is in one."""
    from propsmith.operators.toybox import operator as toybox
    from propsmith.panels import menus

    class Layout:
        def __init__(self) -> None:
            self.seen: set[str] = set()

        def operator(self, name: str, **_: object) -> SimpleNamespace:
            self.seen.add(name)
            return SimpleNamespace()

        def operator_menu_enum(self, name: str, *_: object, **__: object) -> None:
            self.seen.add(name)

        def menu(self, *_: object, **__: object) -> None:
            pass

        separator = menu

    layout = Layout()
    drawn = SimpleNamespace(layout=layout)
    for draw in (menus._draw_in_add, menus._draw_in_edit, *(menu.draw for menu in toybox.ROOM_MENUS)):
        draw(drawn, bpy.context)
    for part in menus.PARTS:
        part.draw(SimpleNamespace(layout=layout, entries=part.entries), bpy.context)
    # A preset is added by the plus sign of its menu; what is deleted from the disk is chosen in the preferences.
    assert set(verbs()) - layout.seen == {
        "propsmith.add_preset",
        "propsmith.remove_stored",
        "propsmith.feel_mouse",  # internal
        "propsmith.put_word",  # in the menu beside the prompt, for each word
    }


def test_a_preset_keeps_the_settings_but_not_the_prompt_and_the_seed(extension: None) -> None:
    settings = bpy.context.scene.propsmith
    settings.prompt, settings.seed, settings.preset, settings.size = "a red mug", 3, "draft", 0.25
    assert bpy.ops.propsmith.add_preset(name="Small Draft") == {"FINISHED"}
    settings.prompt, settings.seed, settings.preset, settings.size = "a blue car", 4, "sketch", 1.0
    file = bpy.utils.preset_find("Small_Draft", "propsmith")
    assert bpy.ops.script.execute_preset(filepath=file, menu_idname="PROPSMITH_MT_presets") == {"FINISHED"}
    assert (settings.prompt, settings.seed, settings.preset, settings.size) == ("a blue car", 4, "draft", 0.25)
    assert bpy.ops.propsmith.add_preset(name="Small Draft", remove_name=True) == {"FINISHED"}
    assert bpy.utils.preset_find("Small_Draft", "propsmith") is None


@pytest.mark.any_blender
def test_the_self_test_makes_a_prop_that_blender_reads(home: Path) -> None:
    from propsmith.operators import self_test

    bpy.context.preferences.addons["propsmith"].preferences.model = "dirac"
    try:
        assert bpy.ops.propsmith.self_test() == {"FINISHED"}
    finally:
        bpy.context.preferences.addons["propsmith"].preferences.model = "world"
    assert {finding.title: finding.passed for finding in self_test.findings()} == dict.fromkeys(
        ("Worker Python", "Device", "Diffusion model", "Folder for jobs", "A tiny prop", "Files"), True
    )
    assert "Blender reads" in self_test.findings()[-1].detail
    assert "Red Mushroom" not in bpy.data.objects


def test_disk_use_is_measured_and_what_is_ours_deleted(home: Path) -> None:
    from propsmith.nerf_sds import paths
    from propsmith.nerf_sds.disk import folders
    from propsmith.operators import storage

    folders.claim(paths.words())
    (paths.words() / "file").write_bytes(b"x" * 3_000_000)
    (home / "jobs").mkdir()
    assert bpy.ops.propsmith.measure_storage() == {"FINISHED"}
    assert {of.place.name: of.amount for of in storage.measuring.said} == {"words": "3 MB", "jobs": "0 MB"}
    with pytest.raises(RuntimeError, match="is kept"):
        bpy.ops.propsmith.remove_stored(name="jobs")
    with pytest.raises(RuntimeError, match="is kept"):
        bpy.ops.propsmith.remove_stored(name="engine")
    assert bpy.ops.propsmith.remove_stored(name="words") == {"FINISHED"}
    assert not paths.words().exists() and (home / "jobs").is_dir()
    assert [of.place.name for of in storage.measuring.said] == ["jobs"]


def test_offline_the_installation_says_how_to_go_online(extension: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bpy.context.preferences.system, "use_online_access", False)
    with pytest.raises(RuntimeError, match="Allow Online Access"):
        bpy.ops.propsmith.install()


def test_all_that_propsmith_says_is_there_in_every_language(extension: None) -> None:
    from propsmith.operators.translations import LANGUAGES, labels, translate

    preferences = bpy.context.preferences.addons["propsmith"].preferences.bl_rna.properties
    own = [preferences["worker_python"], preferences["model"]]
    wanted = dict.fromkeys(labels(), "a label") | {
        text: "preferences" for prop in own for text in (prop.name, prop.description)
    }
    wanted |= messages()
    for language, table in LANGUAGES.items():
        missing = [text for text in wanted if text not in table and translate(text, language) == text]
        lines = "\n".join(f"{text!r} ({wanted[text]})" for text in missing)
        assert not missing, f"{language} lacks in operators/translations:\n{lines}"


def test_what_an_artist_sets_has_one_name_in_every_language_ours(extension: None) -> None:
    """In the common context of translations Blender's own word goes before an extension's."""
    from propsmith.operators.translations import BLENDERS_OWN, CONTEXT

    preferences = bpy.context.preferences.addons["propsmith"].preferences
    scene, tag = bpy.context.scene, bpy.types.Object.bl_rna.properties["propsmith_placeholder"].fixed_type
    row = scene.propsmith_list.rows.add()
    shown = [each.bl_rna for each in (scene.propsmith, scene.propsmith_list, row, preferences)] + [tag]
    props = [prop for group in shown for prop in group.properties if not prop.is_hidden]
    own = [prop for prop in props if prop.identifier not in ("bl_idname", "rows", "active", *BLENDERS_OWN)]
    assert own and [prop.identifier for prop in own if prop.translation_context != CONTEXT] == []


def test_a_translation_keeps_its_values(extension: None) -> None:
    from propsmith.operators.translations import LANGUAGES, translate

    for table in LANGUAGES.values():
        assert [text for text, said in table.items() if text.count(WORDS) != said.count(WORDS)] == []
    said = translate("Row 3: There is no English word here for what 'дракоша' is: write it in English", "ru")
    assert said == "Строка 3: Нет английского слова для 'дракоша': напишите это по-английски"
    assert translate("nobody ever said this", "ru") == "nobody ever said this"
