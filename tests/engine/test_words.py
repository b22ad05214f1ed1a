"""What is understood of prompts as people type them: each word is used, replaced and told, or ignored and told."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path
from random import Random

import pytest

from nerf_sds import models, paths, prompts
from nerf_sds.config import Request
from nerf_sds.disk.texts import tidy
from nerf_sds.jobs.batch import plan, remark
from nerf_sds.jobs.batch_file import PropRow
from nerf_sds.meaning.kinds import read_kinds
from nerf_sds.prompts import load_vocabulary
from nerf_sds.words import colours, completion, lexicon, russian
from nerf_sds.words.pieces import Role, pieces
from nerf_sds.words.understanding import asked, understand

TYPED: dict[str, str] = json.loads((Path(__file__).parents[1] / "data" / "prompts.json").read_text("utf-8"))
TOYBOX = load_vocabulary(paths.TOYBOX)
SILENT = (Role.SMALL,)


def said(prompt: str, prior: str = "toybox") -> str:
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


def test_no_word_of_them_is_passed_over_in_silence() -> None:
    """What is neither the kind nor its looks nor a small word stands in a remark."""
    words = lexicon.load(paths.TOYBOX)
    for prompt, line in TYPED.items():
        if line[0] == "!":
            continue
        told = understand(prompt, "toybox")
        named = " ".join([*(each.words for each in told.ignored), *(word for word, _ in told.replaced)]).lower()
        for piece in pieces(tidy(prompt), words):
            is_used = words.names.get(piece.value) == told.kind or piece.value in told.looks
            assert piece.role in SILENT or is_used or piece.said.lower() in named, (prompt, piece)


@pytest.mark.parametrize(
    ("prompt", "line", "model_is_asked"),
    [
        ("a gray barrel", "barrel, grey", "a grey barrel"),
        ("a teal rocket", "rocket, cyan; teal: made in cyan", "a cyan rocket"),
        ("a violet house", "house, purple; violet: made in purple", "a purple house"),
        ("a gold sword", "sword, yellow; gold: made in yellow", "a yellow sword"),
        ("a dark blue car", "car, blue; dark blue: made in blue", "a blue car"),
        ("a brown wooden barrel", 'barrel, brown; "wooden" is ignored', "a brown barrel"),
        ("a robot dog", 'robot; "dog" is ignored', "a robot"),
        ("a mail box", "mailbox", "a mailbox"),
        ("a chair and a table", 'chair; "table" is ignored', "a chair"),
        ("two red mugs", 'mug, red; "two" is ignored; one is made', "a red mug"),
        ("красный гриб", "mushroom, red", "a red mushroom"),
        ("a white house with a red roof", 'house, white; "red roof" is ignored', "a white house"),
    ],
)
def test_what_is_said_is_what_the_model_is_asked(prompt: str, line: str, model_is_asked: str) -> None:
    assert (said(prompt), understand(prompt, "toybox").prompt) == (line, model_is_asked)
    assert asked(Request(prompt, prior="toybox")).prompt == model_is_asked


def test_a_prompt_of_known_words_alone_is_asked_as_it_stands() -> None:
    """So that what was made of it before is made again."""
    for prompt in ("a red mushroom", "Mushroom, RED!", "one blue traffic cone", "a fir tree", "a robot, front view"):
        assert understand(prompt, "toybox").prompt == prompts.known_part(prompt, TOYBOX)
    for kind in TOYBOX.names:
        for colour in TOYBOX.colours:
            told = understand(f"a {colour} {kind}", "toybox")
            assert (told.prompt, told.looks, told.notices) == (f"a {colour} {kind}", (colour,), [])


def test_each_reason_is_told() -> None:
    def reasons(prompt: str) -> list[str]:
        return understand(prompt, "toybox").notices

    assert reasons("a wooden barrel") == ['"wooden" is ignored: it means nothing for a barrel']
    assert reasons("a huge mug") == ['"huge" is ignored: the diffusion model does not know it']
    assert reasons("a gren mug") == ['"gren" is ignored: the diffusion model does not know it (did you mean green?)']
    assert reasons("a chair and a table") == ['"table" is ignored: one prop is made, a chair']
    assert reasons("a red and white mushroom") == ['"white" is ignored: the mushroom is made in one colour, red']
    assert reasons("a teal mug") == ["teal: made in cyan, the nearest colour that the diffusion model knows"]
    assert reasons("three mugs") == ['"three" is ignored: one mug is made', "one is made"]
    assert reasons("a mug, back view") == ['"back view" is ignored: a prop has all its sides']
    assert reasons("a car without wheels") == [
        '"without wheels" is ignored: a diffusion model cannot be told what to leave out'
    ]


@pytest.mark.parametrize(
    ("prompt", "suggested"),
    [
        ("a red mushrom", "Did you mean mushroom?"),
        ("a sofa", "near in meaning: chair, bed"),
        ("an axe", "near in meaning: hammer, sword"),
        ("some bread", "near in meaning: donut"),
        ("a vehicle", "near in meaning: car"),
        ("диван", "near in meaning: chair"),
        ("a dragon", 'The model "world" has seen dragon: choose it (--prior world)'),
        ("gray stone wells", 'The model "world" has seen well'),
        ("zzz", "It knows barrel, bed, boat"),
    ],
)
def test_an_unknown_thing_is_refused_with_what_is_near_in_meaning_not_in_letters(prompt: str, suggested: str) -> None:
    line = said(prompt)
    assert line.startswith(f"! The diffusion model does not know what {prompt!r} is. ") and suggested in line
    assert "tome" not in line


@pytest.mark.parametrize("prompt", ["!!!", "…", "a", "please make me a", "🙂" * 0 + "-", "сделай мне"])
def test_a_prompt_without_a_thing_is_refused_in_a_line(prompt: str) -> None:
    assert "write what you want" in said(prompt) or "does not know" in said(prompt)


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
    assert said(pasted) == "mug, red"


def test_what_cannot_be_shown_is_refused_still_and_nothing_is_empty() -> None:
    for pasted in ("a red\x07 mug", "a red \x1b[31m mug", "a mug \ud800"):
        with pytest.raises(ValueError, match="printable"):
            Request(pasted)
    for pasted in ("\u200b", "\ufeff \t", "\u00ad"):
        with pytest.raises(ValueError, match="is empty"):
            Request(pasted)


def test_every_colour_of_css_has_a_known_one_and_plain_ones_are_themselves() -> None:
    assert len(colours.table()) > 180
    assert all(colours.nearest(name, TOYBOX.colours) in TOYBOX.colours for name in colours.table())
    assert all(colours.nearest(name, TOYBOX.colours) == name for name in TOYBOX.colours)
    pairs = {
        "teal": "cyan", "navy": "blue", "gold": "yellow", "maroon": "red", "violet": "purple", "silver": "grey",
        "beige": "white", "olive": "green", "coral": "orange", "fuchsia": "pink", "chocolate": "brown",
        "midnightblue": "blue", "darkslategrey": "black", "plum": "purple", "hotpink": "pink", "crimson": "red",
    }  # fmt: skip
    assert {name: colours.nearest(name, TOYBOX.colours) for name in pairs} == pairs
    assert colours.nearest("teal", ["beechwood"]) == "", "no colour is like one that nobody knows"


def test_each_kind_and_each_colour_of_the_toybox_has_a_russian_word_that_is_understood() -> None:
    words: dict[tuple[str, str], str] = {}
    for entry in russian.entries():
        words.setdefault((entry.part, entry.english), " ".join(entry.phrase))
    assert [kind for kind in TOYBOX.kinds if (russian.KIND, kind) not in words] == []
    assert [colour for colour in TOYBOX.colours if (russian.COLOUR, colour) not in words] == []
    for kind in TOYBOX.kinds:
        for colour in TOYBOX.colours:
            prompt = f"{words[russian.COLOUR, colour]} {words[russian.KIND, kind]}"
            assert said(prompt) == f"{kind}, {colour}", prompt


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
        ("кружка кружку кружки кружкой кружке", "mug"),
        ("стул стула стулу стулом стуле", "chair"),
        ("молоток молотка молотком молотку", "hammer"),
        ("ёлка елку ёлкой", "pine tree"),
        ("утёнок утенка утёнком", "duck"),
    ],
)
def test_a_russian_noun_is_known_in_every_case(forms: str, line: str) -> None:
    assert {understand(f"синяя {form}", "toybox").kind for form in forms.split()} == {line}


@pytest.mark.parametrize(
    "form", "красный красная красное красные красного красной красным красную красных красными".split()
)
def test_a_russian_adjective_is_known_in_every_form(form: str) -> None:
    assert understand(f"{form} робот", "toybox").looks == ("red",)


@pytest.mark.parametrize(
    ("prompt", "model_is_asked", "line"),
    [
        ("  two red\u00a0dragons ", "two red dragons", "two red dragons; one is made"),
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


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a model that knows an artist's captions."""
    folder = tmp_path_factory.mktemp("house style")
    captions = ["a market stall with a striped roof", "a red wooden cart", "an iron lantern"]
    vocabulary = {"kinds": {caption: [] for caption in captions}, "colours": []}
    (folder / models.VOCABULARY).write_text(json.dumps(vocabulary))
    return str(folder)


@pytest.mark.parametrize(
    ("prompt", "model_is_asked", "ignored"),
    [
        ("a market stall with a striped roof", "a market stall with a striped roof", []),
        ("A Red Cart!", "a red cart", []),
        ("a huge cart with legs", "a cart", ["huge", "legs"]),
        ("two market stalls", "market stall", ["two"]),
        ("a crimson lantern", "a red lantern", []),
    ],
)
def test_a_model_of_an_artist_s_captions_takes_their_words(
    own: str, prompt: str, model_is_asked: str, ignored: list[str]
) -> None:
    told = understand(prompt, own)
    assert (told.prompt, [each.words for each in told.ignored]) == (model_is_asked, ignored)


def test_a_model_of_an_artist_s_captions_refuses_what_none_of_them_has(own: str) -> None:
    assert "It knows" in said("zzz", own) and "does not know" in said("a gearbox", own)
    assert "Did you mean lantern?" in said("a lanterm", own)


def test_the_plan_of_a_batch_tells_before_it_is_made_what_is_ignored(tmp_path: Path) -> None:
    rows = [
        PropRow(1, {"prompt": "a wooden barrel"}),
        PropRow(2, {"prompt": "a red mug"}),
        PropRow(3, {"prompt": "a zeppelin"}),
    ]
    entries = plan(rows, Request("a prop", prior="toybox"), tmp_path, online=False)
    assert [remark(entry) for entry in entries] == ['barrel; "wooden" is ignored', "", ""]


def _noise(random: Random) -> Iterator[str]:
    words = (
        "a red two mugs кружка teal wooden без not with 🍄 , ' x3 dark-blue ЁЛКА and \u200b \u00a0 gray ! of 旗 robot's"
    )
    for _ in range(2000):
        yield " ".join(random.choices(words.split(" "), k=random.randrange(0, 9)))
        yield "".join(chr(random.choice((random.randrange(0x20, 0x500), random.randrange(0x10FFFF)))) for _ in range(9))


def test_whatever_is_typed_ends_in_a_line_or_a_refusal_of_one() -> None:
    for prompt in _noise(Random(7)):
        for prior in ("toybox", "world"):
            assert said(prompt, prior).isprintable() or not prompt.isprintable()


def test_to_understand_takes_no_time_worth_naming_and_nothing_the_second_time() -> None:
    understand("a red mug", "toybox")
    start = time.perf_counter()
    for _ in range(1000):
        understand("a red mug", "toybox")
    assert time.perf_counter() - start < 0.05
    with pytest.raises(FrozenInstanceError):
        understand("a red mug", "toybox").count = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    ("prior", "beginning", "first"),
    [
        ("toybox", "a red mu", ["a red mug", "a red mushroom"]),
        ("toybox", "traffic c", ["traffic cone"]),
        ("toybox", "mushroom, gr", ["mushroom, green", "mushroom, grey"]),
        ("toybox", "красный гр", ["красный гриб"]),
        ("world", "a blue drag", ["a blue dragon"]),
        ("sd-2.1", "a", []),
    ],
)
def test_what_is_typed_goes_on_with_kinds_and_colours(prior: str, beginning: str, first: list[str]) -> None:
    assert completion.complete(beginning, prior)[: len(first)] == first
    assert len(completion.complete("", prior, 12)) == (12 if first else 0)


def test_the_lists_have_all_of_the_toybox_and_the_commonest_of_the_world() -> None:
    assert completion.kinds_of("toybox") == sorted(TOYBOX.kinds)
    assert completion.colours_of("toybox") == sorted(TOYBOX.colours)
    assert len(completion.kinds_of("world")) == completion.COMMON and "dragon" in completion.kinds_of("world")
    assert (completion.kinds_of("sd-2.1"), completion.colours_of("sd-2.1")) == ([], [])


@pytest.mark.parametrize(
    ("word", "prompt", "prior", "then"),
    [
        ("blue", "a red mug", "toybox", "a blue mug"),
        ("traffic cone", "a red mug", "toybox", "a red traffic cone"),
        ("crate", "", "toybox", "a crate"),
        ("orange", "", "toybox", "an orange"),
        ("crate", "an orange", "toybox", "an orange crate"),
        ("blue", "красный гриб", "toybox", "a blue mushroom"),
        ("dragon", "a red", "world", "a red dragon"),
    ],
)
def test_a_word_of_the_list_takes_the_place_of_its_like(word: str, prompt: str, prior: str, then: str) -> None:
    assert completion.put(word, prompt, prior) == then
