"""Downloads from a hub: a small one of our own, which speaks as the real one does."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import huggingface_hub.constants
import pytest
import tiny_models

from nerf_sds import models
from nerf_sds.disk import folders
from nerf_sds.models import Model
from nerf_sds.worker import hub

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """Repositories as folders, and what is wrong with the hub today."""

    repositories: dict[str, Path] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    breaks_off: bool = False
    served: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    hub: Hub

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if found := re.fullmatch(r"/api/models/([^/]+/[^/]+)/(revision|tree)/([^/?]+).*", self.path):
            return self.describe(*found.groups())
        if found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", self.path):
            return self.file(found[1], found[3])
        return self.refuse(404, "EntryNotFound")

    def describe(self, name: str, what: str, revision: str) -> None:
        if name not in self.hub.repositories:
            return self.refuse(401, "RepoNotFound")
        if revision not in ("main", COMMIT):
            return self.refuse(404, "RevisionNotFound")
        if name in self.hub.gated:
            return self.refuse(403, "GatedRepo")
        folder = self.hub.repositories[name]
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        listing = [
            {"type": "file", "path": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "oid": "0" * 40}
            for path in files
        ]
        self.answer(json.dumps({"id": name, "sha": COMMIT, "siblings": []} if what == "revision" else listing).encode())

    def file(self, name: str, path: str) -> None:
        content = (self.hub.repositories[name] / path).read_bytes()
        if self.command == "GET":
            self.hub.served.append(path)
        tag = hashlib.sha256(content).hexdigest()
        self.send_response(200)
        self.send_header("ETag", f'"{tag}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            breaks_off = self.hub.breaks_off and path.startswith("unet/") and path.endswith(".safetensors")
            self.wfile.write(content[: len(content) // 2] if breaks_off else content)

    def answer(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny_models.stable_diffusion(tmp_path_factory.mktemp("models") / "sd", tiny=True)
    (folder / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"a pickle")
    (folder / "loader.py").write_text("raise SystemExit")
    return folder


@pytest.fixture
def server(pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    there = Hub({"some/model": pipeline, models.TINY_AUTOENCODER: pipeline / "tiny_vae"})
    handler = type("OurHandler", (Handler,), {"hub": there})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{listening.server_port}"
    for name, value in (
        ("ENDPOINT", address),
        ("HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}"),
        ("HF_HUB_OFFLINE", False),
        ("HF_HUB_CACHE", str(tmp_path / "hub")),
        ("HF_HUB_DISABLE_XET", True),
    ):
        monkeypatch.setattr(huggingface_hub.constants, name, value)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(hub, "HUB", hub.HfApi(endpoint=address))
    yield there
    listening.shutdown()


def fetch(name: str = "some/model") -> Model:
    hub.fetch(models.find(name), lambda _: None)
    return models.find(name)


def refusal(name: str = "some/model") -> str:
    with pytest.raises(ValueError, match=r".") as raised:
        fetch(name)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_model_comes_whole_without_pickles_and_code(server: Hub) -> None:
    model = fetch()
    assert model.family == "latent" and model.folder and models.is_whole(model.folder)
    names = {path.name for path in model.folder.rglob("*") if path.is_file()}
    assert "diffusion_pytorch_model.safetensors" in names
    assert not any(name.endswith((".bin", ".py")) for name in [*names, *server.served])
    assert models.cached(models.TINY_AUTOENCODER, "main")


def test_only_what_we_downloaded_ourselves_is_ours_to_delete(server: Hub) -> None:
    models.place_in_cache(models.TINY_AUTOENCODER).mkdir(parents=True)  # as another program did
    fetch()
    assert folders.is_ours(models.place_in_cache("some/model"))
    assert not folders.is_ours(models.place_in_cache(models.TINY_AUTOENCODER))


def test_what_is_here_is_not_asked_for_again(server: Hub) -> None:
    fetch()
    server.served.clear()
    server.repositories.clear()
    fetch()
    assert server.served == []


def test_half_precision_alone_is_fetched_where_there_is_any(server: Hub, pipeline: Path, tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(pipeline, tmp_path / "halves"))
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    shutil.copy(weights, weights.with_name("diffusion_pytorch_model.fp16.safetensors"))
    server.repositories["some/model"] = folder
    fetch()
    assert [name for name in server.served if name.startswith("unet/") and name.endswith("safetensors")] == [
        "unet/diffusion_pytorch_model.fp16.safetensors"
    ]


def test_a_download_that_broke_off_goes_on_with_the_files_that_are_missing(
    server: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    server.breaks_off = True
    assert "The download of some/model broke off: start again" in refusal()
    server.breaks_off = False
    before = server.served[:]
    server.served.clear()
    fetch()
    assert "unet/diffusion_pytorch_model.safetensors" in server.served
    assert "vae/diffusion_pytorch_model.safetensors" in before
    assert "vae/diffusion_pytorch_model.safetensors" not in server.served


def test_a_gated_model_names_the_page(server: Hub) -> None:
    server.gated.add("some/model")
    assert "some/model is gated: accept its licence at https://huggingface.co/some/model" in refusal()


def test_a_model_that_vanished_names_others(server: Hub) -> None:
    assert "not on the hub any more" in refusal("other/model") and "mvdream" in refusal("other/model")
    assert "choose sd-1.5" in refusal("sd-2.1")


def test_a_revision_that_is_none_is_named(server: Hub) -> None:
    assert "has no revision 'v9'" in refusal("some/model@v9")


def test_a_repository_that_is_no_pipeline_is_named(server: Hub, tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("hello")
    server.repositories["some/model"] = tmp_path / "nothing"
    (tmp_path / "nothing").mkdir()
    (tmp_path / "nothing" / "model.ckpt").write_bytes(b"a pickle")
    assert "no model in diffusers' format" in refusal()


def test_no_network_is_said(server: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    assert "go online" in refusal()
