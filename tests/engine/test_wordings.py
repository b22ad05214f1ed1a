"""What people write beside kinds and colours: codes of colours, sizes, negations, emoji, and Russian in many forms."""

from __future__ import annotations

import pytest

from nerf_sds.words import colours
from nerf_sds.words.understanding import understand

WANTS_A_THING = "names no thing: write what you want, for example: a red mushroom"


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("a #ff0000 mug", "a red mug; #ff0000: made in red"),
        ("mug #F00", "mug red; #f00: made in red"),
        ("#fff bed", "white bed; #fff: made in white"),
        ("a mug, rgb(0, 128, 255)", "a mug, blue; rgb(0, 128, 255): made in blue"),
        ("rgba(0,128,0,0.5) car", "green car; rgba(0,128,0,0.5): made in green"),
        ("hsl(120, 100%, 25%) car", "green car; hsl(120, 100%, 25%): made in green"),
        ("rgb(100% 0% 0%) car", "red car; rgb(100% 0% 0%): made in red"),
        ("a house with a #00f roof", "a house with a blue roof; #00f: made in blue"),
        ("гриб #ff0000", "a mushroom red; #ff0000: made in red"),
        ("rgb(red) mug", "rgb(red) mug"),
        ("Red Mug #2", "Red Mug #2; one is made"),
    ],
)
def test_a_colour_s_code_is_made_in_the_nearest_known_colour(prompt: str, line: str) -> None:
    assert str(understand(prompt, "world")) == line


def test_codes_of_colours_are_read_as_css_has_them() -> None:
    for code in ("#ff0000", "#f00", "#f00f", "#ff000080", "rgb(255 0 0)", "rgb(300, -5, 0)", "hsl(0deg, 100%, 50%)"):
        assert colours.nearest(code, colours.BASES) == "red", code
    assert all(colours.find(code) is None for code in ("#ff", "#fffff", "rgb()", "rgb(1,2)", "hsl(a,b,c)", "#ggg"))


@pytest.mark.parametrize(
    "prompt", ["a mug 12 cm high", "a 30cm tall mug", "a mug, 5 inches", "0.5 m mug", "кружка 10 см", "0,5 м кружка"]
)
def test_a_size_is_no_number_of_things_and_is_told(prompt: str) -> None:
    said = understand(prompt, "world")
    assert (said.prompt.removeprefix("a "), said.count, len(said.ignored)) == ("mug", 1, 1)
    assert said.notices[0].endswith("is ignored: the size is set beside the prompt")


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("a mug not red but blue", 'a mug blue; "not red" is ignored'),
        ("a not red mug", 'a mug; "not red" is ignored'),
        ("не красный гриб", 'a mushroom; "не красный" is ignored'),
        ("neither red nor blue mug", 'mug; "neither red nor blue" is ignored'),
        ("a mug without a red handle", 'a mug; "without a red handle" is ignored'),
    ],
)
def test_what_is_not_wanted_is_not_made(prompt: str, line: str) -> None:
    assert str(understand(prompt, "world")) == line


@pytest.mark.parametrize("prompt", ["not a mug", "no mug", "без кружки", "red", "a dark blue", "красный", "two"])
def test_a_prompt_that_names_no_thing_is_told_so(prompt: str) -> None:
    with pytest.raises(ValueError, match=WANTS_A_THING):
        understand(prompt, "world")


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("🔴🚗", "red car"),
        ("🟥 🍄", "red mushroom"),
        ("🟦 mug", "blue mug"),
        ("🍄🍄🍄", "a mushroom; one is made"),
    ],
)
def test_emoji_have_colours_and_numbers(prompt: str, line: str) -> None:
    assert str(understand(prompt, "world")) == line


def test_an_emoji_is_the_kind_that_it_shows_or_what_unicode_calls_it() -> None:
    assert understand("red 🐉", "world").prompt == "red dragon"
    assert understand("a red 🤖", "world").prompt == "a red robot"
    assert understand("❤️ 🚗", "world").prompt == "heart car"


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("красненький грибок", "a red mushroom"),
        ("зелёненькая машинка", "a green car"),
        ("красноватый гриб", "a red mushroom"),
        ("темнокрасная машина", "a dark red car"),
        ("пара кружек", "a mug; one is made"),
        ("кактус под столом", "a cactus under table"),
    ],
)
def test_russian_is_understood_in_the_forms_that_people_use(prompt: str, line: str) -> None:
    assert str(understand(prompt, "world")) == line


def test_a_slip_of_the_finger_in_a_russian_word_is_told_with_what_it_may_be() -> None:
    assert understand("крассный гриб", "world").notices[0].endswith("(did you mean красный?)")
    with pytest.raises(ValueError, match=r"'кружкка' is\. Did you mean кружка\?"):
        understand("кружкка", "world")


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("золотой дракон на скале", "a gold dragon on rock"),
        ("рыцарь на коне", "a knight on horse"),
        ("собака под столом", "a dog under table"),
        ("дерево у дома", "a tree by house"),
        ("дом рядом с деревом", "a house next to tree"),
        ("ваза с цветами", "a vase with flower"),
        ("дракон в пещере", 'a dragon; "в пещере" is ignored'),
        ("деревянный стол с железными ножками", 'a wooden table; "с железными ножками" is ignored'),
        ("дракон без крыльев", 'a dragon; "без крыльев" is ignored'),
        ("рыцарь с двумя мечами", "a knight with two sword"),
        ("два дракона и рыцарь", "a dragon and knight; one is made"),
        ("дракон без крыльев, красный", 'a dragon red; "без крыльев" is ignored'),
        ("дракон, вид сзади", 'a dragon; "вид сзади" is ignored'),
        ("кружка высотой 10 см", 'a mug; "высотой 10 см" is ignored'),
        ("дракон with крылья", 'a dragon; "with крылья" is ignored'),
        ("дракон #ff0000", "a dragon red; #ff0000: made in red"),
    ],
)
def test_a_translation_says_where_things_are_and_ends_in_no_small_word(prompt: str, line: str) -> None:
    assert str(understand(prompt, "world")) == line


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("a #00ff00 dragon", "a green dragon; #00ff00: made in green"),
        ("a four-poster bed", "a four-poster bed"),
        ("a three-headed dragon", "a three-headed dragon"),
        ("a 747 airplane", "a 747 airplane"),
        ("a hundred dragons", "a dragon; one is made"),
        ("a dragon without wings", 'a dragon; "without wings" is ignored'),
        ("a dragon, no wings", 'a dragon; "no wings" is ignored'),
        ("a car (no wheels), blue", 'a car, blue; "no wheels" is ignored'),
        ("a no parking sign", "a no parking sign"),
        ("a sign that says no entry", "a sign that says no entry"),
        ("a red dragon that is not old", 'a red dragon; "that is not old" is ignored'),
        ("a dragon, back view", 'a dragon; "back view" is ignored'),
    ],
)
def test_the_model_of_the_world_is_not_asked_for_what_it_cannot_do(prompt: str, line: str) -> None:
    assert str(understand(prompt, "world")) == line


@pytest.mark.parametrize("prompt", ["золотой", "два", "не дракон", "not a dragon", "from behind", "#"])
def test_a_prompt_without_a_thing_is_told_so_by_the_world_too(prompt: str) -> None:
    with pytest.raises(ValueError, match=WANTS_A_THING):
        understand(prompt, "world")
