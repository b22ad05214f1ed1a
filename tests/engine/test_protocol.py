"""Messages survive their journey, and nothing else passes for one."""

import pytest

from nerf_sds.config import Request
from nerf_sds.protocol import Cancelled, Done, Entered, Failed, Noticed, Preview, Progress, Started, decode, encode

MESSAGES = [
    Request("a röd mug", seed=7, preset="draft", size=0.25, device="cpu"),
    Started(330, "cpu", "float32", first_step=20),
    Entered("Optimising"),
    Progress(3, 330, 4.5, 70.0, 0.123),
    Preview("preview.png", 3, 30.0),
    Noticed("two\nlines"),
    Done(61.5),
    Failed("The disk is full", log="..."),
    Cancelled(12, resumable=True),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_is_one_line_and_comes_back_equal(message):
    line = encode(message)
    assert "\n" not in line
    assert decode(line) == message


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "[]", "null", "7", '"Done"', '{"seconds": 1}', '{"type": "Bomb"}', '{"type": "Done"}',
        '{"type": "Done", "seconds": 1, "more": 2}', '{"type": "Done", "seconds": "1"}',
        '{"type": "Request", "prompt": 5}', '{"type": "Request", "prompt": ""}',
        '{"type": "Request", "prompt": "a mug", "seed": -1}', '{"type": "Request", "prompt": "a mug", "size": 1e9}',
        '{"type": "Request", "prompt": "a\\u0000mug"}', '{"type": ["Done"], "seconds": 1}',
    ],
)  # fmt: skip
def test_what_is_no_message_raises_one_line(line):
    with pytest.raises(ValueError) as caught:
        decode(line)
    assert "\n" not in str(caught.value)
