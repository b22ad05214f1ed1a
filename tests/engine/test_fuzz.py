"""Ten thousand spoilt files through every reader: each is read, or refused with one line that can be shown."""

from __future__ import annotations

import io
import random
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from PIL import Image
from safetensors.torch import save

from nerf_sds.config import Request
from nerf_sds.farm import order, wire
from nerf_sds.jobs import batch, batch_file, exploration, job_folder, job_queue, protocol, start_mesh
from nerf_sds.jobs.job_list import JobList, Phase
from nerf_sds.jobs.job_queue import Queue
from nerf_sds.jobs.protocol import Done, Failed, Progress, Started, encode
from nerf_sds.mesh import export, initial_shape, mesh_file
from nerf_sds.prior_training import captioned_meshes
from nerf_sds.worker import batching, run_reporter

Data = dict[str, bytes]  # file name -> what stands in it
CASES = 10_000
NASTY = [
    b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1", b"0", b"1e308", b"9" * 401, b"9" * 5000, b"1" + b"0" * 30,
    b"null", b"true", b"{}", b"[]", b'""', b'"\\ud800"', b'"\\u0000"', b"[" * 1000, b"[" * 20 + b"]" * 20,
    b'{"a":' * 40, b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r\n", b'"', b",", b";", b"\x1b[2J", b"\xed\xa0\x80",
    "é\u2028\u202e".encode(), b"/dev/zero", b"../../x", b"-0.0", b"0x10", b"1_000",
]  # fmt: skip
REQUEST = Request("a red ball", 3, "sketch", "dirac", 0.5, overrides={"stages": [[16, 4, 16, 16]], "faces": 500})


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The same with up to three changes of any kind."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 1, 4, 16, 400]))
        match chance.randrange(6):
            case 0:
                data = data[:start]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:start] + chance.choice(NASTY) + data[end:]
            case 3:
                data = data[:start] + chance.randbytes(end - start) + data[end:]
            case 4:
                data = data[:start] + data[start:end] * chance.randint(2, 9) + data[end:]
            case 5:  # another value in the place of one
                parts = data.replace(b":", b"\0:\0").replace(b",", b"\0,\0").replace(b" ", b"\0 \0").split(b"\0")
                parts[chance.randrange(len(parts))] = chance.choice(NASTY)
                data = b"".join(parts)
    return data


def npz(**arrays: object) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    return buffer.getvalue()


BOX = trimesh.creation.box((1, 2, 3))
VERTICES, FACES = BOX.vertices.astype(np.float32), BOX.faces.astype(np.int32)
EVENTS = [Started(4, "cpu", "float32"), Progress(1, 4, 2.0, 1.5, 0.1), Failed("words", "log"), Done(3.0)]
GLTF = {name: bytes(data) for name, data in BOX.export(file_type="gltf").items()}
ROWS = b'prompt;seed;size;count;name\n"a red ball";3;0,5;;\na blue mug;;;2;"two\nmugs"\n'


def start_of(folder: Path) -> None:
    data = (folder / start_mesh.START).read_bytes()
    request = Request("a red ball", start=start_mesh.digest(data))
    initial_shape.read(folder, request)


def data_set() -> Data:
    mesh = captioned_meshes.CaptionedMesh("box", "box", "a box", VERTICES / 4, FACES, np.zeros((8, 3), np.uint8))
    with tempfile.TemporaryDirectory() as folder:
        captioned_meshes.write(Path(folder), [mesh])
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def mesh_of(name: str) -> Callable[[Path], object]:
    return lambda folder: mesh_file.centred(*mesh_file.read(folder / name))


# Whole files, what reads them, and a share of the cases.
READERS: dict[str, tuple[Data, tuple[Callable[[Path], object], ...], int]] = {
    "request": (
        {job_folder.REQUEST: encode(REQUEST).encode()},
        (job_folder.read_request, job_folder.is_finished, job_folder.check_resumable), 18,
    ),
    "record": (
        {job_folder.REQUEST: encode(REQUEST).encode(), job_folder.EVENTS: "\n".join(map(encode, EVENTS)).encode()},
        (job_folder.read_events, job_folder.last_event, job_folder.check_record, job_folder.is_finished), 16,
    ),
    "marks": (
        {
            exploration.MARK: b'{"exploration": "seeds", "preset": "sketch", "picked": false}',
            exploration.SCORE: b'{"score": 0.25}', job_queue.TICKET: b'{"rank": 1.5}',
        },
        (exploration.mark_of, exploration.score_of, job_queue.rank), 8,
    ),
    "batch.json": (
        {batch.RECORD: b'[{"row": 1, "prompt": "a mug", "names": ["a"], "state": "done", "reason": ""}]'},
        (lambda folder: batch.check_target(folder, Path(__file__)),), 4,
    ),
    "table": ({"props.csv": ROWS}, (lambda folder: batch_file.read(folder / "props.csv"),), 10),
    "list": (
        {"props.json": b'[{"prompt": "a mug", "size": 0.5, "count": 2}]'},
        (lambda folder: batch_file.read(folder / "props.json"),), 6,
    ),
    "text": ({"props.txt": b"a mug\n# toys\n"}, (lambda folder: batch_file.read(folder / "props.txt"),), 2),
    "line": (
        {"line": encode(EVENTS[1]).encode()}, (lambda folder: protocol.decode((folder / "line").read_bytes()),), 6,
    ),
    "order": (
        {order.ORDER: order.write(order.Order((order.OrderedProp("one", REQUEST),)))},
        (lambda folder: order.read((folder / order.ORDER).read_bytes()),), 6,
    ),
    "wire": (
        {"line": wire.encode(wire.Attempt("one", 1, "node", 3)).encode()},
        (lambda folder: wire.decode((folder / "line").read_text("utf-8", "replace")),), 4,
    ),
    "start": ({start_mesh.START: npz(vertices=VERTICES, faces=FACES)}, (start_of,), 2),
    "result": (
        {"prop.npz": npz(vertices=VERTICES, faces=FACES, uvs=np.zeros((12, 3, 2), "f4")), "albedo.png": picture()},
        (export.read_result,), 2,
    ),
    "checkpoint": (
        {job_folder.CHECKPOINT: save({"step": torch.tensor(3), "field": torch.ones(4)})},
        (lambda folder: run_reporter.load_checkpoint(folder / job_folder.CHECKPOINT, torch.device("cpu")),
         lambda folder: batching.steps_taken(folder / job_folder.CHECKPOINT)), 3,
    ),
    "captions": (data_set(), (lambda folder: [*captioned_meshes.read(folder)],), 2),
    "OBJ": ({"box.obj": BOX.export(file_type="obj").encode()}, (mesh_of("box.obj"),), 4),
    "PLY": ({"box.ply": BOX.export(file_type="ply")}, (mesh_of("box.ply"),), 3),
    "STL": ({"box.stl": BOX.export(file_type="stl")}, (mesh_of("box.stl"),), 2),
    "GLB": ({"box.glb": BOX.export(file_type="glb")}, (mesh_of("box.glb"),), 4),
    "glTF": (GLTF, (mesh_of("model.gltf"),), 4),
}  # fmt: skip
SHARES = sum(share for _, _, share in READERS.values())


@pytest.mark.parametrize("name", READERS)
def test_whatever_stands_in_a_file_is_read_or_refused_with_one_line(tmp_path: Path, name: str) -> None:
    whole, readers, share = READERS[name]
    chance = random.Random(name)
    for path, data in whole.items():
        (tmp_path / path).write_bytes(data)
    for number in range(-(-CASES * share // SHARES)):
        path = chance.choice([*whole])
        data = spoilt(whole[path], chance)
        (tmp_path / path).write_bytes(data)
        for reader in readers:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # numpy's, of numbers that overflow
                    reader(tmp_path)
            except ValueError as error:
                assert "\n" not in str(error) and str(error).strip(), (number, data[:500], str(error))
            except Exception as error:
                raise AssertionError(f"case {number} of {path}: {data[:2000]!r}") from error
        (tmp_path / path).write_bytes(whole[path])
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(whole)


def test_twenty_good_jobs_are_listed_beside_a_thousand_spoilt_ones(tmp_path: Path) -> None:
    chance, queue, shelf = random.Random(7), Queue(), JobList()
    whole = READERS["record"][0] | READERS["marks"][0]
    (tmp_path / "pattern").mkdir()
    for name, data in whole.items():
        (tmp_path / "pattern" / name).write_bytes(data)
    for name in job_folder.RESULT:
        (tmp_path / "pattern" / name).touch()
    jobs_folder = tmp_path / "jobs"
    for number in range(1020):
        folder = shutil.copytree(tmp_path / "pattern", jobs_folder / f"{number}")
        if number >= 20:
            name = chance.choice([*whole])
            (folder / name).write_bytes(spoilt(whole[name], chance))
    longest, is_done = 0.0, False
    while not is_done:
        start = time.thread_time()
        is_done = shelf.look(jobs_folder, queue, 0.004)
        longest = max(longest, time.thread_time() - start)
    good = {entry.folder.name for entry in shelf.entries if entry.phase is Phase.DONE}
    assert good >= {f"{number}" for number in range(20)}
    assert longest < 0.05
    for entry in shelf.entries:
        assert "\n" not in entry.reason and (entry.request is None or asdict(entry.request))
