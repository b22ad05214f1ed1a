"""Messages survive their journey, and nothing else passes for one."""

import pytest

from nerf_sds.config import Request
from nerf_sds.jobs.protocol import (
    Cancelled,
    CoarseMesh,
    Done,
    Entered,
    Failed,
    Frame,
    Noticed,
    Preview,
    Progress,
    Started,
    View,
    decode,
    encode,
)

MESSAGES = [
    Request("a röd mug", seed=7, preset="draft", size=0.25, device="cpu"),
    Started(330, "cpu", "float32", first_step=20),
    Entered("Optimising"),
    Progress(3, 330, 4.5, 70.0, 0.123),
    Preview("preview.png", 3, 30.0),
    View(7, [0.1] * 16, [1.0] * 16, 1500, 1000, mesh=True),
    Frame("live-0.npy", 7, 3, [0.0, 0.1, 0.5], 1.2, 1.25),
    CoarseMesh("coarse.npz", 3),
    Noticed("two\nlines"),
    Done(61.5, finishing=7.5),
    Failed("The disk is full", log="..."),
    Cancelled(12, resumable=True),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_is_one_line_and_comes_back_equal(message):
    line = encode(message)
    assert "\n" not in line
    assert decode(line) == message


def test_a_name_that_is_no_unicode_can_be_told():
    told = decode(encode(Failed("/home/\udce4/prop is gone")))
    assert told == Failed("/home/?/prop is gone")


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "[]", "null", "7", '"Done"', '{"seconds": 1}', '{"type": "Bomb"}', '{"type": "Done"}',
        '{"type": "Done", "seconds": 1, "more": 2}', '{"type": "Done", "seconds": "1"}',
        '{"type": "Request", "prompt": 5}', '{"type": "Request", "prompt": ""}',
        '{"type": "Request", "prompt": "a mug", "seed": -1}', '{"type": "Request", "prompt": "a mug", "size": 1e9}',
        '{"type": "View", "number": 1, "c2w": [1], "projection": [1], "width": 9, "height": 9}',
        f'{{"type": "View", "number": 1, "c2w": {["x"] * 16}, "projection": [], "width": 9, "height": 9}}',
        '{"type": "View", "number": 1, "c2w": [' + "NaN, " * 15 + '0], "projection": [], "width": 9, "height": 9}',
        '{"type": "Request", "prompt": "a\\u0000mug"}', '{"type": ["Done"], "seconds": 1}',
    ],
)  # fmt: skip
def test_what_is_no_message_raises_one_line(line):
    with pytest.raises(ValueError) as caught:
        decode(line)
    assert "\n" not in str(caught.value)
