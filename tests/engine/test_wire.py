"""What a farm says: each line is read as it was written, and a hostile one leads nowhere."""

from __future__ import annotations

import json
import random

import pytest

from nerf_sds.farm import wire
from nerf_sds.farm.wire import MARK, Arrivals, Attempt, End, Part, Refused, Told
from nerf_sds.jobs.protocol import Done, Failed, Preview, Progress

LINES = [
    Told("a-red-mushroom-1", Progress(3, 60, 2.5, 20.0, 0.25)),
    Told("a-red-mushroom-1", Failed("It broke:\n\u0416 \u2028 'quoted'")),
    Told("a-red-mushroom-1", Done(2.0)),
    Part("barrel 2.b", "albedo.png", 1, 3, bytes(range(256))),
    Part("barrel 2.b", "prop.glb", 0, 1, b""),
    Attempt("barrel 2.b", 2, "ab12", 120),
    Refused("The farm has no store: set PROPSMITH_STORE"),
    End(),
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: type(line).__name__)
def test_a_line_is_read_as_it_was_written(line: wire.Line) -> None:
    text = wire.encode(line)
    assert len(text.splitlines()) == 1 and text.isascii()
    assert wire.decode(text) == line


@pytest.mark.parametrize("text", ["", "hello", "(raylet) propsmith {}", " propsmith {}", '{"end": true}'])
def test_other_lines_are_passed_over(text: str) -> None:
    assert wire.decode(text) is None


@pytest.mark.parametrize("file", ["../prop.glb", "/etc/passwd", "request.json", "log.txt", ".lock", "Albedo.png", ""])
def test_a_file_of_another_name_is_refused(file: str) -> None:
    values = {"of": "p", "file": file, "part": 0, "parts": 1, "data": ""}
    with pytest.raises(ValueError, match="no file"):
        wire.decode(MARK + json.dumps(values))


@pytest.mark.parametrize(
    "values",
    [
        {},
        [],
        {"end": False},
        {"of": "../up", "event": {"type": "Done", "seconds": 1.0}},
        {"of": "p", "event": {"type": "Request", "prompt": "a red mushroom"}},
        {"of": "p", "event": {"type": "Preview"}},
        {"of": "p", "event": {"type": "Done", "seconds": "soon"}},
        {"of": "p", "file": "prop.glb", "part": 3, "parts": 3, "data": ""},
        {"of": "p", "file": "prop.glb", "part": -1, "parts": 3, "data": ""},
        {"of": "p", "file": "prop.glb", "part": 0, "parts": 10**9, "data": ""},
        {"of": "p", "file": "prop.glb", "part": 0, "parts": 1, "data": "@"},
        {"of": "p", "file": "prop.glb", "part": 0, "parts": 1, "data": "AAAA" * 4001},
        {"of": "p", "attempt": {"number": "1"}},
    ],
    ids=lambda values: json.dumps(values)[:60],
)
def test_a_line_of_ours_that_is_none_is_refused(values: object) -> None:
    with pytest.raises(ValueError, match="of the farm's"):
        wire.decode(MARK + json.dumps(values))
    with pytest.raises(ValueError, match="of the farm's"):
        wire.decode(MARK + "[" * 1_000_000)


@pytest.mark.parametrize("size", [0, 1, wire.PART, wire.PART + 1, 5 * wire.PART + 7])
def test_a_file_arrives_whole(size: int) -> None:
    data, arrivals = random.Random(size).randbytes(size), Arrivals()
    *first, last = [arrivals.add(part) for part in wire.parts_of("p", "prop.glb", data)]
    assert last == data and not any(first)


def test_files_of_several_props_may_be_on_the_way_at_once() -> None:
    data, arrivals = {name: name.encode() * wire.PART for name in ("pa", "pb")}, Arrivals()
    both = zip(*(wire.parts_of(name, "prop.glb", data[name]) for name in data), strict=True)
    whole = [done for parts in both for part in parts if (done := arrivals.add(part)) is not None]
    assert whole == [*data.values()]


def test_a_lost_part_is_noticed_and_a_new_attempt_begins_anew() -> None:
    first, second, third = wire.parts_of("p", "prop.glb", bytes(3 * wire.PART))
    arrivals = Arrivals()
    arrivals.add(first)
    with pytest.raises(ValueError, match="lost"):
        arrivals.add(third)
    arrivals.add(second)
    assert [arrivals.add(part) is not None for part in (first, second, third)] == [False, False, True]


def test_a_preview_travels_as_the_file_and_then_its_event() -> None:
    assert Preview("preview.png", 3, 0.0).path in wire.FILES
