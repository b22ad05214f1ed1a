"""The prompt's field suggests, a menu lists what the model knows, and a line says what was understood."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import pytest
from paper import Paper, drawn

TYPED = json.loads((Path(__file__).parents[1] / "data" / "prompts.json").read_text("utf-8"))


@pytest.fixture
def model() -> Iterator[object]:
    """The preferences, whose model is the default again afterwards."""
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    before = preferences.model
    yield preferences
    preferences.model = before


@pytest.fixture
def russian(extension: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blender as a module has no language but English."""
    from propsmith.operators import translations
    from propsmith.operators.settings import understanding

    monkeypatch.setattr(translations, "language", lambda: "ru")
    monkeypatch.setattr(understanding, "language", lambda: "ru")


def labels(paper: Paper) -> list[str]:
    return [thing.text for thing in paper.all() if thing.what == "label"]


def below_the_prompt(prompt: str) -> str:
    """The line of the panel, joined where it was broken."""
    from propsmith.panels.sidebar import PROPSMITH_PT_sidebar

    bpy.context.scene.propsmith.prompt = prompt
    things = [*drawn(PROPSMITH_PT_sidebar).all()]
    first = next(place for place, thing in enumerate(things) if thing.what == "PROPSMITH_MT_words") + 1
    last = next(place for place, thing in enumerate(things) if thing.what == "seed")
    return " ".join(thing.text for thing in things[first:last])


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("a barrel without a lid", 'a barrel; "without a lid" is ignored'),
        ("a #008080 rocket", "a cyan rocket; #008080: made in cyan"),
        ("a red mug", "a red mug"),
        ("красный гриб", "a red mushroom"),
        ("три красных дракона", "a red dragon; one is made"),
        ("", "It takes any English words"),
        ("a red mushrom", "a red mushrom; mushrom: did you mean mushroom?"),
        ("кружкка", "There is no English word here for what 'кружкка' is. Did you mean кружка?"),
    ],
)
def test_the_panel_says_below_the_prompt_what_was_understood(driver: ModuleType, prompt: str, line: str) -> None:
    assert below_the_prompt(prompt) == line


def test_it_follows_the_chosen_model(driver: ModuleType, model: SimpleNamespace) -> None:
    assert below_the_prompt("a #ff0000 dragon") == "a red dragon; #ff0000: made in red"
    model.model = "sd-2.1"
    assert below_the_prompt("a #ff0000 dragon") == "a #ff0000 dragon"


def test_a_line_that_was_made_is_not_made_again(extension: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from propsmith.operators.settings import understanding

    first = understanding.line(bpy.context, "a dragon with wings")
    monkeypatch.setattr(understanding, "understand", None)
    start = time.perf_counter()
    assert [understanding.line(bpy.context, "a dragon with wings") for _ in range(1000)] == [first] * 1000
    assert time.perf_counter() - start < 1.0, "more than a millisecond each"


def test_in_russian_all_of_it_is_russian_but_what_was_typed(extension: None) -> None:
    from propsmith.nerf_sds.words.understanding import understand
    from propsmith.operators.translations import translate

    assert translate(str(understand("a gren mug, no handle", "world")), "ru") == (
        "a gren mug; «no handle» не учитывается; gren: может быть, зелёный?"
    )
    with pytest.raises(ValueError, match="Did you mean кружка") as refused:
        understand("кружкка", "world")
    assert translate(str(refused.value), "ru") == "Нет английского слова для 'кружкка'. Может быть, кружка?"
    for prompt in TYPED:
        try:
            sentences = [*understand(prompt, "world").notices, str(understand(prompt, "world"))]
        except ValueError as error:
            sentences = [str(error)]
        for sentence in sentences:
            spoken = translate(sentence, "ru")
            english = ("ignored", "made in", "diffusion", "does not", "Did you", "did you", "no thing", "is made")
            assert not [words for words in english if words in spoken], (sentence, spoken)


def test_the_panel_speaks_blender_s_language(driver: ModuleType, russian: None) -> None:
    assert below_the_prompt("a #008080 rocket") == "a cyan rocket; #008080: цвет будет циановый"


def test_the_panel_names_the_author_and_the_licence_of_a_mesh_that_comes_back(
    driver: ModuleType, russian: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from propsmith.operators.settings import diffusion_model
    from propsmith.operators.translations import translate

    kind = {"name": "violin", "synonyms": [], "caption": "a violin", "count": 1}
    (tmp_path / "known.json").write_text(json.dumps([kind]))
    mesh = {"mesh": "old violin", "author": "Ann, Bo", "licence": "CC-BY-3.0"}
    (tmp_path / "copies.json").write_text(json.dumps({"violin": mesh}))
    monkeypatch.setattr(diffusion_model, "chosen", lambda context: str(tmp_path))
    line = "вероятно, копия модели «old violin», автор Ann, Bo (CC-BY-3.0)"
    assert below_the_prompt("a violin").endswith(f"; {line}")
    said = 'This prop is likely a copy of "old vase" by an unnamed author (no named licence): keep to its licence'
    assert translate(said, "ru") == (
        "Этот предмет, вероятно, копия модели «old vase», автор не указан (лицензия не указана): соблюдайте её лицензию"
    )


def test_the_menu_lists_kinds_and_colours_and_a_word_goes_into_the_prompt(driver: ModuleType) -> None:
    from propsmith.nerf_sds.words import completion
    from propsmith.panels.words import PROPSMITH_MT_words

    entries = [thing for thing in drawn(PROPSMITH_MT_words).all() if thing.what == "propsmith.put_word"]
    assert [thing.word for thing in entries] == [*completion.kinds_of("world"), *completion.colours_of("world")]
    settings = bpy.context.scene.propsmith
    settings.prompt = ""
    for word, prompt in (("red", "a red"), ("dragon", "a red dragon"), ("blue", "a blue dragon")):
        assert bpy.ops.propsmith.put_word(word=word) == {"FINISHED"}
        assert settings.prompt == prompt


def test_the_menu_of_the_world_has_the_commonest_in_columns_and_of_other_models_a_word(
    driver: ModuleType, model: SimpleNamespace
) -> None:
    from propsmith.panels.words import ROWS, PROPSMITH_MT_words

    model.model = "world"
    menu = drawn(PROPSMITH_MT_words)
    words = [thing.word for thing in menu.all() if thing.what == "propsmith.put_word"]
    assert "elephant" in words and len(words) > 100 and menu.height <= ROWS + 1
    model.model = "sd-2.1"
    assert labels(drawn(PROPSMITH_MT_words)) == ["This model takes any English words"]


@pytest.mark.parametrize(
    ("name", "typed", "suggested"),
    [
        ("world", "a yellow mus", ["a yellow mushroom"]),
        ("world", "gre", ["green", "grey"]),
        ("world", "синяя маш", ["синяя машина", "синяя машинка"]),
        ("world", "a blue drago", ["a blue dragon"]),
        ("sd-2.1", "a red mu", []),
    ],
)
def test_the_field_of_a_prompt_suggests_what_the_model_knows(
    extension: None, model: SimpleNamespace, name: str, typed: str, suggested: list[str]
) -> None:
    from propsmith.operators.scene import placeholders
    from propsmith.operators.settings import properties

    model.model = name
    for prop in (properties.PROMPT, properties.EDITED_PROMPT, placeholders.PROMPT):
        assert prop.keywords["search_options"] == {"SUGGESTION"}
        start = time.perf_counter()
        found = prop.keywords["search"](None, bpy.context, typed)
        assert time.perf_counter() - start < 0.5
        assert found[: len(suggested)] == suggested and bool(found) == bool(suggested)


def test_enter_keeps_what_is_typed_where_there_is_a_single_suggestion(extension: None) -> None:
    """Blender takes a suggestion that stands alone, unless the text itself is among them."""
    from propsmith.operators.settings import properties

    found = properties.PROMPT.keywords["search"](None, bpy.context, "a barrel without a lid")
    assert found == ["a barrel without a lidded pot", "a barrel without a lid"]


def test_a_dry_run_names_the_words_that_will_be_ignored(driver: ModuleType) -> None:
    from propsmith.operators.queue import batch
    from propsmith.panels.many_props import PROPSMITH_PT_many_props

    listed = bpy.context.scene.propsmith_list
    listed.rows.clear()
    listed.source = "ROWS"
    for prompt in ("a barrel, no lid", "a red mug"):
        bpy.ops.propsmith.add_row(prompt=prompt)
    assert bpy.ops.propsmith.batch(dry_run=True) == {"FINISHED"}
    assert batch.shown.remarks(5) == ['Row 1: a barrel; "no lid" is ignored']
    assert 'Row 1: a barrel; "no lid" is ignored' in " ".join(labels(drawn(PROPSMITH_PT_many_props)))
    listed.rows.clear()
    batch.close()


def test_one_prop_for_three_placeholders_is_told_so(driver: ModuleType) -> None:
    from propsmith.operators.queue import batch

    boxes = []
    for _ in range(3):
        bpy.ops.mesh.primitive_cube_add()
        boxes.append(bpy.context.object)
        boxes[-1].name = "prompt: a red barrel"
    assert bpy.ops.propsmith.batch(source="PLACEHOLDERS", dry_run=True) == {"FINISHED"}
    assert batch.shown.outlook.startswith("1 prop for 3 placeholders; 1 of 1 props are to be made")
    for box in boxes:
        bpy.data.objects.remove(box)
    batch.close()
