"""Where a farm is and the token for it: what others could reach needs one, and only its user can read it."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nerf_sds.cli import commands
from nerf_sds.config import Request
from nerf_sds.farm import address, backends, tokens
from nerf_sds.jobs import job_folder

FAR = "https://render-head.example"
TOKEN = "s3cret-token"

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes tell nothing on Windows")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whom somebody tried to reach."""
    asked: list[object] = []

    def connect(_: socket.socket, where: object) -> None:
        asked.append(where)
        raise ConnectionRefusedError("the test has no network")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return asked


@pytest.mark.parametrize(
    ("text", "told", "loopback"),
    [
        ("localhost", "http://localhost:8265", True),
        (" 127.0.0.1:99 ", "http://127.0.0.1:99", True),
        ("http://[::1]:8265/", "http://[::1]:8265", True),
        ("127.9.9.9", "http://127.9.9.9:8265", True),
        ("Render-Head", "http://render-head:8265", False),
        ("https://farm.example", "https://farm.example:443", False),
        ("0.0.0.0:8265", "http://0.0.0.0:8265", False),
        ("localhost.example", "http://localhost.example:8265", False),
        ("127.0.0.1.example", "http://127.0.0.1.example:8265", False),
        ("[::]", "http://[::]:8265", False),
    ],
)
def test_an_address_is_read_and_its_host_looked_at(text: str, told: str, loopback: bool) -> None:
    read = address.read(text)
    assert (str(read), read.is_loopback) == (told, loopback) and address.read(str(read)) == read


NONE = "|http://|a:b|h:0|h:99999|ftp://h|h/path|h?q=1|h#x|a b|h\nx|http://[::1|\u0416|h%41|a\x1b[2J".split("|")


@pytest.mark.parametrize("text", NONE, ids=repr)
def test_what_is_no_address_is_refused_in_a_line(text: str) -> None:
    with pytest.raises(ValueError, match="no address") as caught:
        address.read(text)
    assert "\n" not in str(caught.value) and str(caught.value).isprintable()


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValueError, match="log in") as caught:
        address.read("https://me:hunter2@farm.example")
    assert "hunter2" not in str(caught.value)


@posix
def test_a_token_is_kept_for_its_user_alone(home: Path) -> None:
    where = address.read(FAR)
    tokens.keep(where, "another")
    tokens.keep(where, TOKEN)
    assert tokens.needed(where) == TOKEN and stat.S_IMODE(tokens.file().stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == [tokens.file().name]
    assert tokens.forget(where) and not tokens.forget(where)
    with pytest.raises(ValueError, match="no token for it is known"):
        tokens.needed(where)


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o620])
def test_a_file_that_others_can_open_is_refused(mode: int) -> None:
    tokens.keep(address.read(FAR), TOKEN)
    tokens.file().chmod(mode)
    for use in (tokens.needed, tokens.forget, lambda where: tokens.keep(where, TOKEN)):
        with pytest.raises(ValueError, match="chmod 600"):
            use(address.read(FAR))


@posix
def test_a_link_in_the_place_of_the_tokens_is_refused(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (tmp_path / "elsewhere").write_text(json.dumps({f"{FAR}:443": "planted"}))
    (tmp_path / "elsewhere").chmod(0o600)
    tokens.file().symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="cannot be read"):
        tokens.needed(address.read(FAR))


@pytest.mark.parametrize("text", ["", "[]", '{"http://localhost:8265": 3}', "[" * 100_000, "\x00"])
def test_a_damaged_file_is_refused(home: Path, text: str) -> None:
    home.mkdir()
    tokens.file().write_text(text)
    tokens.file().chmod(0o600)
    with pytest.raises(ValueError, match="damaged"):
        tokens.needed(address.read("localhost"))


@pytest.mark.parametrize("token", ["", "a b", "a\r\nHost: x", "\u0416", "x" * 5000])
def test_what_no_header_can_carry_is_no_token_and_is_not_repeated(token: str) -> None:
    with pytest.raises(ValueError, match="no token") as caught:
        tokens.keep(address.read(FAR), token)
    assert not token or token not in str(caught.value)


def test_others_farms_are_refused_without_a_token_before_anything_is_sent(
    tmp_path: Path, no_network: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    request = Request("a red mug")
    job_folder.create(tmp_path / "mug", request)
    (tmp_path / "props.txt").write_text("a red mug\n")
    with pytest.raises(ValueError, match="RAY_AUTH_MODE=token"):
        backends.start("10.1.2.3", Path(sys.executable), {tmp_path / "mug": request})
    for arguments in (
        ["batch", str(tmp_path / "props.txt"), "--out", str(tmp_path / "out"), "--farm"],
        ["farm", "status"],
    ):
        assert commands.main([*arguments, "10.1.2.3"]) == 1
        assert "no token for it is known" in capsys.readouterr().err
    assert not no_network and not (tmp_path / "out").exists()


Login = Callable[[str, str], tuple[int, str]]


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Login:
    """Logs in with a token on stdin; the exit code and all that was printed."""

    def login(where: str, token: str) -> tuple[int, str]:
        reader, writer = os.pipe()
        os.write(writer, token.encode())
        os.close(writer)
        with os.fdopen(reader) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            code = commands.main(["farm", "login", where])
        told = capfd.readouterr()
        return code, told.out + told.err

    return login


def test_a_token_that_could_not_be_tried_is_not_kept(login: Login, no_network: list[object]) -> None:
    code, said = login("10.1.2.3", f"{TOKEN}\n")
    assert code == 1 and "out of reach" in said and "can read the token" in said and TOKEN not in said
    assert not tokens.file().exists() and no_network
