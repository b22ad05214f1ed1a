"""From a mesh to the shape that a field begins with, and what is refused on the way."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from runs import CPU, dreamfusion, unoptimised
from test_client import PYTHON, REQUEST, listen, posix

from nerf_sds.config import Request
from nerf_sds.jobs import job_folder, refinement, start_mesh
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.failures import Refused
from nerf_sds.jobs.protocol import Done, Failed, Started
from nerf_sds.mesh import initial_shape, mesh_file
from nerf_sds.mesh.initial_shape import InitialShape
from nerf_sds.nerf.field import Field, resampled
from nerf_sds.nerf.regularizers import shape_loss
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.training.initial_state import InitialState

CELL = 2 / 127
SHORT = {"stages": [[16, 4, 16, 16]], "grid_resolutions": [8, 16]}


def a_box(*sides: float, at: tuple[float, float, float] = (0, 0, 0)) -> trimesh.Trimesh:
    box = trimesh.creation.box(sides)
    box.apply_translation(at)
    return box


def npz(mesh: trimesh.Trimesh) -> bytes:
    return initial_shape.npz(mesh.vertices.astype(np.float32), mesh.faces.astype(np.int32))


def in_field(mesh: trimesh.Trimesh) -> InitialShape:
    return InitialShape(mesh.vertices.astype(np.float32), mesh.faces.astype(np.int32))


def starting_from(folder: Path, mesh: trimesh.Trimesh, **changes: object) -> Request:
    """Of a new job in the folder."""
    data = npz(mesh)
    request = replace(REQUEST, **{"overrides": SHORT, "start": start_mesh.digest(data)} | changes)
    job_folder.create(folder, request, data)
    return request


def volume_of(mesh: trimesh.Trimesh) -> float:
    """Cubic metres of the field that count as inside."""
    return float((in_field(mesh).depth > 0).sum()) * CELL**3


def test_depth_grows_inward_from_the_surface() -> None:
    depth = in_field(a_box(0.8, 0.4, 1.2)).depth
    z, y, x = np.meshgrid(*[np.linspace(-1, 1, 128)] * 3, indexing="ij")
    true = np.minimum.reduce([0.4 - abs(x), 0.2 - abs(y), 0.6 - abs(z)])
    beside = (abs(x) < 0.35) & (abs(y) < 0.15)  # where the nearest wall is straight above or below, or within
    assert abs(depth - true)[beside].max() < 1.1 * CELL
    assert ((depth > CELL) <= (true > 0)).all() and ((depth < -CELL) <= (true < 0)).all()


@pytest.mark.parametrize("turned", [False, True])
def test_parts_that_overlap_are_one_shape_whichever_way_their_faces_look(turned: bool) -> None:
    parts = [a_box(0.8, 0.8, 0.8), a_box(0.4, 0.4, 1.2)]
    if turned:
        parts[1].invert()
    assert volume_of(trimesh.util.concatenate(parts)) == pytest.approx(0.8**3 + 0.4**2 * 0.4, rel=0.05)


def test_a_closed_shape_of_long_thin_triangles_is_solid() -> None:
    drum = trimesh.creation.cylinder(0.5, 1.0, sections=400)
    assert volume_of(drum) == pytest.approx(drum.volume, rel=0.05)


def test_of_an_open_surface_the_sheet_is_left() -> None:
    box = a_box(0.8, 0.8, 0.8)
    box.update_faces(box.face_normals[:, 2] < 0.5)
    depth = in_field(box).depth
    assert depth[64, 64, 64] < 0 <= depth[64, 64].max() < 2 * CELL


def test_what_starts_is_put_into_the_middle_of_the_field(tmp_path: Path) -> None:
    request = starting_from(tmp_path, a_box(2.0, 4.0, 6.0, at=(5, 6, 700)))
    start = initial_shape.read(tmp_path, request)
    assert start
    assert np.linalg.norm(start.vertices, axis=1).max() == pytest.approx(initial_shape.REACH, rel=1e-3)
    low, high = start.vertices.min(0), start.vertices.max(0)
    np.testing.assert_allclose(low, -high, atol=1e-3)
    np.testing.assert_allclose(high / high.max(), (1 / 3, 2 / 3, 1), rtol=1e-3)
    assert start.reach == pytest.approx(high.max())
    assert initial_shape.read(tmp_path, REQUEST) is None


@pytest.mark.parametrize("bounded", [False, True])
def test_a_field_begins_with_the_shape_and_the_mesh_has_its_size(tmp_path: Path, bounded: bool) -> None:
    sides = [1.0, 2.0, 3.0]
    changes = {"size": 3.0, "bounds": sides} if bounded else {"size": 3.0}
    request = starting_from(tmp_path, a_box(*sides), overrides={**SHORT, "mesh_resolution": 64}, **changes)
    start = initial_shape.read(tmp_path, request)
    step = unoptimised(InitialState(request, blockout=start))
    field = step.shape
    assert isinstance(field, Field)
    for grid in field.grids:  # at every resolution: whichever the first stage has
        assert field.volume(grid.shape[-1])[..., 0].max() > 0
    surface = step.surface(request)
    np.testing.assert_allclose(np.ptp(surface.vertices, axis=0), sides, atol=0.25)
    assert np.ptp(surface.vertices, axis=0).max() == pytest.approx(3.0, abs=0.25 if bounded else 1e-3)
    going_on = InitialState(request, step.snapshot(), start)
    again, *_ = next(dreamfusion([going_on], DiracPrior((0.8, 0.1, 0.1), CPU)))
    torch.testing.assert_close(again.shape.volume(), field.volume())


def overlap(shape: torch.Tensor, other: torch.Tensor) -> float:
    return float((shape & other).sum() / (shape | other).sum())


@pytest.mark.parametrize(("weight", "kept"), [(30.0, True), (0.0, False)])
def test_a_prior_that_wants_all_to_be_red_fills_no_more_than_the_shape(
    tmp_path: Path, weight: float, kept: bool
) -> None:
    overrides = {"stages": [[16, 25, 16, 16]], "grid_resolutions": [8, 16], "shape_weight": weight}
    request = starting_from(tmp_path, a_box(1.0, 2.0, 2.0), overrides=overrides)
    start = initial_shape.read(tmp_path, request)
    assert start
    *_, (last,) = dreamfusion([InitialState(request, blockout=start)], DiracPrior((0.8, 0.1, 0.1), CPU))
    shape = resampled(torch.from_numpy(start.depth), 16) > 0
    assert (overlap(last.shape.volume()[..., 0] > 0, shape) > 0.6) is kept


def test_near_its_surface_a_shape_may_change_freely() -> None:
    raw = torch.zeros(1, 1, 5, 1, requires_grad=True)
    shape_loss(raw, torch.tensor([[[-0.3, -0.02, 0.0, 0.02, 0.3]]])).backward()
    assert raw.grad is not None
    outside, beyond, at, within, inside = raw.grad.flatten().tolist()
    assert outside > 0 > inside and at == 0
    assert abs(beyond) < 0.1 * outside and abs(within) < -0.1 * inside


@pytest.mark.worker
def test_a_worker_makes_a_prop_of_a_mesh(tmp_path: Path) -> None:
    request = starting_from(tmp_path, a_box(1.0, 1.0, 2.0), size=2.0, mirror=True)
    events = listen(Job(PYTHON, {tmp_path: request}))
    assert isinstance(events[-1], Done), events[-1]
    with np.load(tmp_path / "prop.npz") as arrays:
        extent = np.ptp(arrays["vertices"], axis=0)
    assert extent[2] == pytest.approx(2.0, abs=1e-3) and 0.6 < extent[0] < 1.4


def replaced_by_a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere.npz"))
    path.symlink_to("elsewhere.npz")


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda path: path.write_bytes(b"PK"), pytest.param(replaced_by_a_link, marks=posix)],
    ids=["gone", "damaged", "a link"],
)
def test_a_start_that_is_not_the_one_asked_for_is_refused_in_one_line(tmp_path: Path, spoil) -> None:
    request = starting_from(tmp_path, a_box(1, 1, 1))
    spoil(tmp_path / start_mesh.START)
    with pytest.raises(Refused, match=r"^start\.npz in .* is missing or damaged: generate from the mesh anew$"):
        initial_shape.read(tmp_path, request)


@pytest.mark.worker
def test_a_worker_refuses_it_before_it_loads_anything(tmp_path: Path) -> None:
    request = starting_from(tmp_path, a_box(1, 1, 1))
    (tmp_path / start_mesh.START).unlink()
    events = listen(Job(PYTHON, {tmp_path: request}))
    assert isinstance(events[-1], Failed) and "missing or damaged" in events[-1].reason
    assert not any(isinstance(event, Started) for event in events)


def without(name: str) -> bytes:
    buffer = io.BytesIO()
    arrays = {"vertices": np.zeros((3, 3), np.float32), "faces": np.zeros((1, 3), np.int32)}
    np.savez(buffer, **{key: array for key, array in arrays.items() if key != name})
    return buffer.getvalue()


def with_header(header: str) -> bytes:
    """A start.npz whose arrays say of themselves what no array is."""
    buffer, line = io.BytesIO(), f"{header:<117}\n".encode()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in ("vertices", "faces"):
            packed.writestr(f"{name}.npy", b"\x93NUMPY\1\0" + len(line).to_bytes(2, "little") + line)
    return buffer.getvalue()


TRIANGLE = np.eye(3, dtype=np.float32)
UNUSABLE = {
    "no archive": b"mesh",
    "no faces in it": without("faces"),
    "no face": initial_shape.npz(TRIANGLE, np.zeros((0, 3), np.int32)),
    "no size": initial_shape.npz(TRIANGLE * 0, np.array([[0, 1, 2]], np.int32)),
    "a hole in the numbers": initial_shape.npz(TRIANGLE * np.float32("nan"), np.array([[0, 1, 2]], np.int32)),
    "a vertex that is not there": initial_shape.npz(TRIANGLE, np.array([[0, 1, 3]], np.int32)),
    "fractions for faces": initial_shape.npz(TRIANGLE, np.array([[0, 1, 2.5]])),  # type: ignore[arg-type]
    "numbers": initial_shape.npz(np.array(1.0), np.array(1)),
    "more than fits into memory": with_header(f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({10**14}, 3)}}"),
    "a header that never ends": with_header("(((("),
    "a header that is indented": with_header("  x\n y"),
    "objects": initial_shape.npz(np.array([[None] * 3] * 3), np.array([[0, 1, 2]], np.int32)),
}


@pytest.mark.parametrize("data", UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_mesh_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    request = replace(REQUEST, start=start_mesh.digest(data))
    job_folder.create(tmp_path, request, data)
    with pytest.raises(ValueError, match=r"^The mesh to start from cannot be used: .*Choose another one$"):
        initial_shape.read(tmp_path, request)


def test_what_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_mesh, "LARGEST_START", 100_000)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, vertices=np.zeros((100_000, 3), np.float32), faces=np.zeros((1, 3), np.int32))
    request = replace(REQUEST, start=start_mesh.digest(buffer.getvalue()))
    job_folder.create(tmp_path, request, buffer.getvalue())
    with pytest.raises(ValueError, match="too large"):
        initial_shape.read(tmp_path, request)
    with pytest.raises(Refused, match="simplify it"):
        job_folder.create(tmp_path / "other", replace(REQUEST, start=start_mesh.digest(bytes(100_001))), bytes(100_001))


def test_no_job_is_made_whose_start_is_not_at_hand(tmp_path: Path) -> None:
    data = npz(a_box(1, 1, 1))
    for start, given in ((start_mesh.digest(data), b""), (start_mesh.digest(b"other"), data), ("", data)):
        with pytest.raises(Refused, match="not at hand"):
            job_folder.create(tmp_path / "job", replace(REQUEST, start=start), given)
    assert not (tmp_path / "job").exists()


def test_a_job_that_goes_on_from_another_one_has_its_start(tmp_path: Path) -> None:
    request = starting_from(tmp_path / "old", a_box(1, 1, 1))
    (tmp_path / "old" / job_folder.CHECKPOINT).write_bytes(b"state")
    refinement.branch(tmp_path / "old", tmp_path / "new", refinement.refined(request))
    assert start_mesh.read(tmp_path / "new", request) == start_mesh.read(tmp_path / "old", request) != b""


@pytest.mark.parametrize("suffix", [".obj", ".glb", ".ply", ".stl"])
def test_a_file_becomes_the_mesh_with_z_up(tmp_path: Path, suffix: str) -> None:
    path, y_up = tmp_path / f"blockout{suffix}", suffix in mesh_file.Y_UP
    mesh = a_box(1.0, 3.0, 2.0, at=(0, 1.5, 0)) if y_up else a_box(1.0, 2.0, 3.0, at=(0, 0, 1.5))
    mesh.export(path)
    vertices, faces = mesh_file.read(path)
    np.testing.assert_allclose(vertices.min(0), (-0.5, -1, 0), atol=1e-6)
    np.testing.assert_allclose(vertices.max(0), (0.5, 1, 3), atol=1e-6)
    assert trimesh.Trimesh(vertices, faces).volume == pytest.approx(6)


@pytest.mark.parametrize("content", [b"", b"v 0 0 nonsense", b"\0" * 100], ids=["empty", "nonsense", "zeros"])
@pytest.mark.parametrize("suffix", [".obj", ".glb", ".ply", ".stl"])
def test_a_file_that_holds_no_mesh_is_refused_in_one_line(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"blockout{suffix}"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"^The mesh .* cannot be used: .*Choose another one$"):
        mesh_file.read(path)
