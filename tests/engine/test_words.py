"""What is understood of prompts as people type them: each word reaches the model, or is told."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path
from random import Random

import pytest

from nerf_sds import models, paths
from nerf_sds.config import Request
from nerf_sds.disk.texts import tidy
from nerf_sds.jobs.batch import plan, remark
from nerf_sds.jobs.batch_file import PropRow
from nerf_sds.meaning.kinds import read_kinds
from nerf_sds.words import colours, completion, russian
from nerf_sds.words.articles import article
from nerf_sds.words.colours import BASES
from nerf_sds.words.lists import POLITE, SMALL, number
from nerf_sds.words.tokens import singulars, tokens
from nerf_sds.words.understanding import asked, understand

TYPED: dict[str, str] = json.loads((Path(__file__).parents[1] / "data" / "prompts.json").read_text("utf-8"))


def said(prompt: str, prior: str = "world") -> str:
    """The line of a prompt; the first words of the refusal after "! " when it is refused."""
    try:
        return str(understand(prompt, prior))
    except ValueError as error:
        reason = str(error)
        assert reason.isprintable() and reason, reason
        return f"! {reason}"


def test_240_prompts_as_people_type_them_are_understood_or_refused_in_one_line() -> None:
    wrong = {}
    for prompt, expected in TYPED.items():
        line = said(prompt)
        fits = all(part in line for part in expected[2:].split(". ")) if expected[0] == "!" else line == expected
        if not fits:
            wrong[prompt] = line
    assert len(TYPED) > 240 and wrong == {}


def test_no_english_word_of_them_is_passed_over_in_silence() -> None:
    """What the model is not asked for stands in a remark, except for words that are said to a program."""
    silent = SMALL | POLITE | {"3d", "model", "picture", "but", "thanks"}
    for prompt, line in TYPED.items():
        words = tokens(tidy(prompt))
        if line[0] == "!" or any(word.is_russian or word.is_symbol for word in words):
            continue
        told = understand(prompt, "world")
        named = " ".join([told.prompt, *(each.words for each in told.ignored)]).lower().replace(" ", "")
        told_otherwise = {word.text for word in words if told.count != 1 and number(word.text) != 1}
        unsaid = [word for word in words if word.text not in silent | told_otherwise]
        lost = [word.said for word in unsaid if not any(each in named for each in singulars(word.text))]
        assert lost == [], prompt


@pytest.mark.parametrize(
    ("prompt", "line", "model_is_asked"),
    [
        ("a gray barrel", "a grey barrel", "a grey barrel"),
        ("a brown wooden barrel", "a brown wooden barrel", "a brown wooden barrel"),
        ("a mail box", "a mailbox", "a mailbox"),
        ("mail boxes", "a mailbox; one is made", "a mailbox"),
        ("base ball bat", "baseball bat", "baseball bat"),
        ("a green house", "a green house", "a green house"),
        ("two red mugs", "a red mug; one is made", "a red mug"),
        ("many mushrooms on a log", "a mushroom on a log; one is made", "a mushroom on a log"),
        ("5 donuts and 3 cakes", "5 donuts and 3 cakes; one is made", "5 donuts and 3 cakes"),
        ("красный гриб", "a red mushroom", "a red mushroom"),
        ("a car without wheels", 'a car; "without wheels" is ignored', "a car"),
        ("please make me a 3d model of a car", "a car", "a car"),
        ("can of beans", "can of beans", "can of beans"),
    ],
)
def test_what_is_said_is_what_the_model_is_asked(prompt: str, line: str, model_is_asked: str) -> None:
    assert (said(prompt), understand(prompt, "world").prompt) == (line, model_is_asked)
    assert asked(Request(prompt, prior="world")).prompt == model_is_asked


def test_a_kind_in_a_colour_is_asked_as_it_stands() -> None:
    """So that what was made of it before is made again."""
    for kind in read_kinds(paths.WORLD):
        for name in kind.names:
            told = understand(f"a red {name}", "world")
            assert (told.prompt, told.notices) == (f"a red {name}".replace("gray", "grey"), []), name


def test_each_reason_is_told() -> None:
    def reasons(prompt: str) -> list[str]:
        return understand(prompt, "world").notices

    assert reasons("a gren mug") == ["gren: did you mean green?"]
    assert reasons("a #008080 mug") == ["#008080: made in cyan, the nearest basic colour"]
    assert reasons("three mugs") == ["one is made"]
    assert reasons("a mug, back view") == ['"back view" is ignored: a prop has all its sides']
    assert reasons("a mug 12 cm high") == ['"12 cm high" is ignored: the size is set beside the prompt']
    assert reasons("a car without wheels") == [
        '"without wheels" is ignored: a diffusion model cannot be told what to leave out'
    ]


@pytest.mark.parametrize(
    ("prompt", "word", "meant"),
    [
        ("a red mushrom", "mushrom", "mushroom"),
        ("an umbrela", "umbrela", "umbrella"),
        ("a turqoise boat", "turqoise", "turquoise"),
    ],
)
def test_a_word_that_is_likely_misspelled_is_told_with_what_it_may_be(prompt: str, word: str, meant: str) -> None:
    """The model is asked for it still: nothing is refused for its words."""
    assert understand(prompt, "world").prompt == prompt
    assert said(prompt) == f"{prompt}; {word}: did you mean {meant}?"


@pytest.mark.parametrize("prompt", ["!!!", "…", "a", "please make me a", "-", "сделай мне", "dark blue"])
def test_a_prompt_without_a_thing_is_refused_in_a_line(prompt: str) -> None:
    assert "write what you want" in said(prompt)


@pytest.mark.parametrize(
    "pasted",
    [
        "a\u00a0red mug",
        "a red\u200b mug",
        "a red\u200bmug",
        "\ta red mug",
        "a red mug\n",
        "\ufeffa red mug\r\n",
        "a  red\u2003mug",
    ],
)
def test_pasted_white_space_is_a_space(pasted: str) -> None:
    assert Request(pasted) == Request("a red mug")
    assert said(pasted) == "a red mug"


def test_what_cannot_be_shown_is_refused_still_and_nothing_is_empty() -> None:
    for pasted in ("a red\x07 mug", "a red \x1b[31m mug", "a mug \ud800"):
        with pytest.raises(ValueError, match="printable"):
            Request(pasted)
    for pasted in ("\u200b", "\ufeff \t", "\u00ad"):
        with pytest.raises(ValueError, match="is empty"):
            Request(pasted)


def test_every_colour_of_css_has_a_known_one_and_plain_ones_are_themselves() -> None:
    assert len(colours.table()) > 180
    assert all(colours.nearest(name, BASES) in BASES for name in colours.table())
    assert all(colours.nearest(name, BASES) == name for name in BASES)
    pairs = {
        "teal": "cyan", "navy": "blue", "gold": "yellow", "maroon": "red", "violet": "purple", "silver": "grey",
        "beige": "white", "olive": "green", "coral": "orange", "fuchsia": "pink", "chocolate": "brown",
        "midnightblue": "blue", "darkslategrey": "black", "plum": "purple", "hotpink": "pink", "crimson": "red",
    }  # fmt: skip
    assert {name: colours.nearest(name, BASES) for name in pairs} == pairs
    assert colours.nearest("teal", ["beechwood"]) == "", "no colour is like one that nobody knows"


def test_each_basic_colour_has_a_russian_word_and_goes_in_front_of_the_thing() -> None:
    words: dict[str, str] = {}
    for entry in russian.entries():
        if entry.part == russian.COLOUR:
            words.setdefault(entry.english, " ".join(entry.phrase))
    assert BASES - words.keys() == set()
    for colour in BASES:
        assert said(f"{words[colour]} гриб") in (f"a {colour} mushroom", f"an {colour} mushroom")


def test_the_300_commonest_kinds_of_the_world_have_a_russian_word() -> None:
    common = sorted(read_kinds(paths.WORLD), key=lambda kind: -kind.count)[:300]
    known = {entry.english for entry in russian.entries() if entry.part == russian.KIND}
    assert [kind.name for kind in common if not known & {*kind.names}] == []
    for entry in russian.entries():
        if entry.part == russian.KIND:
            assert understand(" ".join(entry.phrase), "world").prompt.endswith(f" {entry.english}"), entry


@pytest.mark.parametrize(
    ("forms", "line"),
    [
        ("кружка кружку кружки кружкой кружке", "a blue mug"),
        ("стул стула стулу стулом стуле", "a blue chair"),
        ("молоток молотка молотком молотку", "a blue hammer"),
        ("ёлка елку ёлкой", "a blue pine tree"),
        ("утёнок утенка утёнком", "a blue duck"),
    ],
)
def test_a_russian_noun_is_known_in_every_case(forms: str, line: str) -> None:
    assert {understand(f"синяя {form}", "world").prompt for form in forms.split()} == {line}


@pytest.mark.parametrize(
    "form", "красный красная красное красные красного красной красным красную красных красными".split()
)
def test_a_russian_adjective_is_known_in_every_form(form: str) -> None:
    assert understand(f"{form} робот", "world").prompt == "a red robot"


@pytest.mark.parametrize(
    ("prompt", "model_is_asked", "line"),
    [
        ("  two red\u00a0dragons ", "a red dragon", "a red dragon; one is made"),
        ("a mug with two handles", "a mug with two handles", "a mug with two handles"),
        ("красный дракон", "a red dragon", "a red dragon"),
        ("старый деревянный стол", "an old wooden table", "an old wooden table"),
        ("самолёт из дерева", "a wooden airplane", "a wooden airplane"),
        ("три пальмы", "a palm tree", "a palm tree; one is made"),
        ("хрустальный дракон", "a dragon", 'a dragon; "хрустальный" is ignored'),
        ("dragon красный", "a dragon red", "a dragon red"),
    ],
)
def test_the_model_of_the_world_is_asked_what_was_typed_or_its_translation(
    prompt: str, model_is_asked: str, line: str
) -> None:
    assert (understand(prompt, "world").prompt, said(prompt, "world")) == (model_is_asked, line)


def test_an_unknown_russian_thing_gets_one_line_and_other_models_get_all_as_it_is() -> None:
    assert said("фывапролдж", "world").startswith("! There is no English word here for what 'фывапролдж' is")
    for prior in ("sd-2.1", "mvdream", "some/model@main", "dirac"):
        assert understand(" two red\tdragons", prior).prompt == "two red dragons"


def test_an_artist_s_model_is_asked_in_the_same_way_and_lists_its_own_kinds(tmp_path: Path) -> None:
    kind = {"name": "market stall", "synonyms": [], "caption": "a market stall with a striped roof", "count": 3}
    (tmp_path / models.KNOWN).write_text(json.dumps([kind]))
    assert said("красный гриб", str(tmp_path)) == "a red mushroom"
    assert said("a market stal", str(tmp_path)) == "a market stal; stal: did you mean stall?"
    assert completion.kinds_of(str(tmp_path)) == ["market stall"]


def test_the_plan_of_a_batch_tells_before_it_is_made_what_is_ignored(tmp_path: Path) -> None:
    rows = [
        PropRow(1, {"prompt": "a barrel, no lid"}),
        PropRow(2, {"prompt": "a red mug"}),
        PropRow(3, {"prompt": "dark blue"}),
    ]
    entries = plan(rows, Request("a prop", prior="world"), tmp_path, online=False)
    assert [remark(entry) for entry in entries] == ['a barrel; "no lid" is ignored', "", ""]


def _noise(random: Random) -> Iterator[str]:
    words = (
        "a red two mugs кружка teal wooden без not with 🍄 , ' x3 dark-blue ЁЛКА and \u200b \u00a0 gray ! of 旗 robot's"
    )
    for _ in range(2000):
        yield " ".join(random.choices(words.split(" "), k=random.randrange(0, 9)))
        yield "".join(chr(random.choice((random.randrange(0x20, 0x500), random.randrange(0x10FFFF)))) for _ in range(9))


def test_whatever_is_typed_ends_in_a_line_or_a_refusal_of_one() -> None:
    for prompt in _noise(Random(7)):
        assert said(prompt).isprintable() or not prompt.isprintable()


def test_to_understand_takes_no_time_worth_naming_and_nothing_the_second_time() -> None:
    understand("a red mug", "world")
    start = time.perf_counter()
    for _ in range(1000):
        understand("a red mug", "world")
    assert time.perf_counter() - start < 0.05
    with pytest.raises(FrozenInstanceError):
        understand("a red mug", "world").count = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    ("prior", "beginning", "first"),
    [
        ("world", "a yellow mus", ["a yellow mushroom"]),
        ("world", "gre", ["green", "grey"]),
        ("world", "traffic c", ["traffic cone"]),
        ("world", "красный гри", ["красный гриб"]),
        ("world", "a blue drag", ["a blue dragon"]),
        ("sd-2.1", "a", []),
    ],
)
def test_what_is_typed_goes_on_with_kinds_and_colours(prior: str, beginning: str, first: list[str]) -> None:
    assert completion.complete(beginning, prior)[: len(first)] == first
    assert len(completion.complete("", prior, 12)) == (12 if first else 0)


def test_the_lists_have_the_commonest_kinds_and_the_basic_colours() -> None:
    assert len(completion.kinds_of("world")) == completion.COMMON and "elephant" in completion.kinds_of("world")
    assert completion.colours_of("world") == sorted(BASES)
    assert (completion.kinds_of("sd-2.1"), completion.colours_of("sd-2.1")) == ([], [])


@pytest.mark.parametrize(
    ("word", "prompt", "prior", "then"),
    [
        ("blue", "a red mug", "world", "a blue mug"),
        ("traffic cone", "a red mug", "world", "a red traffic cone"),
        ("crate", "", "world", "a crate"),
        ("orange", "", "world", "an orange"),
        ("crate", "an orange", "world", "a crate"),
        ("blue", "a wooden chair with a cushion", "world", "a wooden blue chair with a cushion"),
        ("blue", "красный гриб", "world", "a blue mushroom"),
        ("dragon", "a red", "world", "a red dragon"),
        ("dragon", "a red", "sd-2.1", "a red dragon"),
    ],
)
def test_a_word_of_the_list_takes_the_place_of_its_like(word: str, prompt: str, prior: str, then: str) -> None:
    assert completion.put(word, prompt, prior) == then


ARTICLES = """an apple, an hourglass, an honest robot, an umbrella, an urn, an usher, an onion, an orange mug, a mug,
    a unicorn, a uniform, a ukulele, a urinal, a used car, a utensil, a ufo, a one-man band, an unidentified thing,
    an unimportant man, an urban house, a European castle, a euphonium, a horse"""


@pytest.mark.parametrize("said", [*map(str.strip, ARTICLES.split(","))])
def test_the_article_follows_the_sound_of_a_word_and_not_its_letter(said: str) -> None:
    given, _, words = said.partition(" ")
    assert article(words) == given
