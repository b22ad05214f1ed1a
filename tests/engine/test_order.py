"""A farm's order: what is written is read again, and nothing else gets through."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from nerf_sds.config import Request
from nerf_sds.farm import order
from nerf_sds.farm.order import Cancellation, Order, OrderedProp
from nerf_sds.jobs import start_mesh

START = b"a mesh"
REQUEST = Request("a red mushroom", seed=3, preset="sketch", overrides={"stages": [[16, 4, 16, 16]]})
ORDER = Order(
    (
        OrderedProp("a-red-mushroom-3", REQUEST, priority=2, scored=True),
        OrderedProp("barrel 2.b", Request("a blue barrel", start=start_mesh.digest(START), size=0.4), start=START),
    ),
    gpus=0.5,
)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """ORDER's file after a change of its values."""
    values = json.loads(order.write(ORDER))
    change(values)
    return json.dumps(values).encode()


def with_prop(**values: Any) -> bytes:
    return changed(lambda whole: whole["props"][0].update(values))


def with_request(**values: Any) -> bytes:
    return changed(lambda whole: whole["props"][0]["request"].update(values))


def test_an_order_is_read_as_it_was_written() -> None:
    assert order.read(order.write(ORDER)) == ORDER


def test_a_cancellation_is_read_as_it_was_written() -> None:
    wanted = Cancellation("raysubmit_Ab3", ("a-red-mushroom-3",))
    assert order.read_cancellation(order.write_cancellation(wanted)) == wanted


NAMES = ["../up", "/etc/cron.d/x", "..", ".", "", ".hidden", "a/b", "a\\b", "a\nb", "a\0b", "x" * 61, "ends.", 7, None]


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_name_that_is_a_path_is_refused(name: Any) -> None:
    with pytest.raises(ValueError, match="name"):
        order.read(with_prop(name=name))
    with pytest.raises(ValueError, match="name"):
        order.read_cancellation(json.dumps({"run": "raysubmit_1", "names": [name]}).encode())
    with pytest.raises(ValueError, match="name"):
        order.read_names(json.dumps({"cancel": [name]}).encode())


@pytest.mark.parametrize("run", ["", "../x", "a b", "-rf", "x" * 101, "a;b"], ids=repr)
def test_a_run_that_is_no_name_is_refused(run: str) -> None:
    with pytest.raises(ValueError, match="not the name of a run"):
        order.read_cancellation(json.dumps({"run": run, "names": []}).encode())


PRIORS = [
    "/tmp",
    "~/model",
    ".",
    "someone/model",
    "sd-2.1@evil",
    "sd-2.1+/tmp/x.safetensors",
    "file:///etc",
    "",
    "dira",
]


@pytest.mark.parametrize("prior", PRIORS)
def test_a_prior_that_a_farm_would_have_to_look_up_is_refused(prior: str) -> None:
    with pytest.raises(ValueError, match="has no diffusion model"):
        order.read(with_request(prior=prior))


OVERRIDES = [
    {"__class__": "os.system"},
    {"__init__": "x"},
    {"__doc__": "x"},
    {"steps": 4},
    {"stages": [[16, "__import__('os')", 16, 16]]},
    {"stages": [[16, 4, 16]]},
    {"stages": "16"},
    {"stages": [[16, 10**9, 16, 16]]},
    {"stages": [[16, -(10**9), 16, 16], [16, 10**9, 16, 16]]},
    {"faces": {"$ref": "/etc/passwd"}},
    {"faces": True},
]


@pytest.mark.parametrize("overrides", OVERRIDES, ids=str)
def test_overrides_are_numbers_of_known_names_and_no_more(overrides: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"a-red-mushroom-3: .*(hyper-parameter|steps)"):
        order.read(with_request(overrides=overrides))


@pytest.mark.parametrize(
    "data",
    [
        changed(lambda whole: whole.update(runtime_env={"pip": ["evil"]})),
        changed(lambda whole: whole.pop("gpus")),
        with_prop(snapshot="x"),
        with_prop(command="id"),
        with_prop(start="@@@"),
        with_prop(start="\u0416"),
        with_prop(start=base64.b64encode(b"another mesh").decode()),
        with_prop(priority=True),
        with_prop(priority=10**9),
        with_prop(scored=1),
        with_prop(request={"type": "View", "number": 1, "c2w": [], "projection": [], "width": 0, "height": 0}),
        with_prop(request={"type": "__import__"}),
        with_prop(request=[]),
        with_request(env={"PATH": "."}),
        with_request(prompt="two\0lines"),
        with_request(device="cuda:0; reboot"),
        changed(lambda whole: whole.update(version=True)),
        changed(lambda whole: whole.update(gpus=0)),
        changed(lambda whole: whole.update(gpus=2)),
        changed(lambda whole: whole.update(gpus="1")),
        changed(lambda whole: whole.update(props=[])),
        changed(lambda whole: whole.update(props={})),
        changed(lambda whole: whole.update(props=["a red mushroom"])),
        changed(lambda whole: whole["props"].append(whole["props"][0])),
        changed(lambda whole: whole["props"][1].update(name="A-RED-mushroom-3")),
        order.write(ORDER).replace(b'"gpus": 0.5', b'"gpus": NaN'),
        order.write(ORDER).replace(b'"gpus": 0.5', b'"gpus": 1e999'),
        order.write(ORDER).replace(b'"priority": 2', b'"priority": ' + b"9" * 5000),
        b"[" * 1_000_000,
        b'{"props": ' * 100_000,
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"null",
        b"import os",
    ],
    ids=lambda data: data[-60:].decode("latin-1").encode("unicode_escape").decode(),
)
def test_what_is_no_order_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ValueError) as caught:
        order.read(data)
    assert len(str(caught.value)) < 400 and "\n" not in str(caught.value)


def test_another_format_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="the same version of Propsmith"):
        order.read(changed(lambda whole: whole.update(version=order.VERSION + 1)))


def test_too_large_an_order_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "LARGEST", 100)
    with pytest.raises(ValueError, match="larger than"):
        order.read(b"[" * 101)


def test_too_many_props_are_refused() -> None:
    entry = json.loads(order.write(ORDER))["props"][0]
    many = [{**entry, "name": f"p{number}"} for number in range(order.MOST + 1)]
    with pytest.raises(ValueError, match="order 1 to"):
        order.read(changed(lambda whole: whole.update(props=many)))


def test_an_order_that_would_be_refused_is_not_written() -> None:
    with pytest.raises(ValueError, match="has no diffusion model"):
        order.write(Order((OrderedProp("p", Request("a red mushroom", prior="/tmp")),)))
