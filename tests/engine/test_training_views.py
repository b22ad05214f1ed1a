"""What a diffusion model learns from: triangles -> views -> pictures, the same that the optimisation asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
import trimesh
from small_props import ball, boot, captioned, flat
from test_world import a_ball, pictures_of
from torch import Tensor

from nerf_sds.nerf.cameras import HALF_WIDTH, look_at_origin
from nerf_sds.nerf.shading import CLAY
from nerf_sds.prior_training import pictures as drawing
from nerf_sds.prior_training import view_bank
from nerf_sds.prior_training.captioned_meshes import CaptionedMesh
from nerf_sds.prior_training.dyes import UNDYED, Dye
from nerf_sds.prior_training.mesh_batch import batch_of, in_ball, varied
from nerf_sds.prior_training.pictures import dye, mirror, pictures
from nerf_sds.prior_training.rasterizer import g_buffers
from nerf_sds.prior_training.view_bank import AT_ONCE, ViewBank, Views, buffers_of
from nerf_sds.priors.world_prior import camera_features
from nerf_sds.viewpoints import VIEW_WORDS, PictureKind, Viewpoint

CPU = torch.device("cpu")
WHOLE = (0.0, 0.0, 1.0)  # a crop's centre and zoom
VIEWS = [Viewpoint(0, 0, 3.0), Viewpoint(70, 35, 3.1), Viewpoint(200, 75, 3.2)]


def seen(
    mesh: CaptionedMesh, views: list[Viewpoint], resolution: int, crop: tuple[float, float, float] = WHOLE
) -> Tensor:
    """(B, 10, R, R) as the bank draws them."""
    owner, crops = torch.zeros(len(views), dtype=torch.int64), torch.tensor([crop] * len(views))
    c2w = look_at_origin(views, CPU)
    return buffers_of(batch_of([mesh], CPU), owner, c2w, crops[:, :2], crops[:, 2], resolution)


def as_views(buffers: Tensor, views: list[Viewpoint], crop: tuple[float, float, float] = WHOLE) -> Views:
    count = len(views)
    x, y, zoom = crop
    return Views(
        buffers,
        torch.zeros(count, dtype=torch.int64),
        torch.tensor([camera_features(view) for view in views]),
        torch.tensor([[x, y, np.log2(zoom)]] * count, dtype=torch.float32),
        torch.tensor([VIEW_WORDS.index(view.words) for view in views]),
    )


def drawn(
    views: Views, kind: PictureKind, monkeypatch: pytest.MonkeyPatch, dyes: Tensor | None = None, mirrored: bool = False
) -> Tensor:
    """(B, 3, R, R) all of one kind."""
    monkeypatch.setattr(drawing, "SHARES", {each: float(each is kind) for each in PictureKind})
    count, size = len(views.mesh), views.buffers.shape[-1]
    dyes = torch.tensor([UNDYED] * count) if dyes is None else dyes
    flipped = torch.full((count,), mirrored)
    return pictures(views, dyes, torch.zeros(count, 3), flipped, size, torch.Generator().manual_seed(0)).rgb


def a_square(left: float, right: float, depth: float, colour: tuple[float, float, float]) -> tuple[Tensor, Tensor]:
    """Two triangles that face the camera, and their colours; x and y in the picture, -1..1."""
    low, high = left * depth, right * depth
    points = torch.tensor([[low, low, -depth], [high, low, -depth], [high, high, -depth], [low, high, -depth]])
    return points[torch.tensor([[0, 1, 2], [0, 2, 3]])], torch.tensor(colour).expand(2, 3, 3)


def rasterised(*squares: tuple[Tensor, Tensor], resolution: int = 8) -> Tensor:
    corners, colours = (torch.cat(parts) for parts in zip(*squares, strict=True))
    normals = torch.tensor([0.0, 0.0, 1.0]).expand_as(corners)
    return g_buffers(corners, normals, colours, torch.zeros(len(corners), dtype=torch.int64), 1, resolution)[0]


def slowly(corners: np.ndarray, normals: np.ndarray, colours: np.ndarray, view: np.ndarray, views: int) -> np.ndarray:
    """What `g_buffers` draws of 4 x 4 pixels: a ray through each quarter of a pixel, met with each triangle."""
    fine = np.zeros((views, 8, 8, 7))
    for number, row, column in np.ndindex(views, 8, 8):
        ray, nearest = np.array([(column + 0.5) / 4 - 1, 1 - (row + 0.5) / 4, -1.0]), np.inf
        for triangle in np.flatnonzero(view == number):
            shares = np.linalg.solve(corners[triangle].T, ray)  # of the corners, times 1 / depth
            if (shares > 0).all() and 1 / shares.sum() < nearest:
                nearest, shares = 1 / shares.sum(), shares / shares.sum()
                normal = shares @ normals[triangle]
                a, b, c = corners[triangle]
                normal *= -np.sign(np.cross(b - a, c - a) @ ray) / np.linalg.norm(normal)
                fine[number, row, column] = [*(shares @ colours[triangle]), *normal, 1]
    return fine.reshape(views, 4, 2, 4, 2, 7).mean((2, 4)).transpose(0, 3, 1, 2)


def test_random_triangles_are_drawn_as_a_ray_through_each_pixel_sees_them() -> None:
    random = np.random.default_rng(0)
    corners = random.uniform([-3, -3, -4], [3, 3, -1.5], (24, 3, 3))
    normals = random.normal(size=(24, 3, 3))
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    colours, view = random.uniform(size=(24, 3, 3)), np.arange(24) % 2
    expected = slowly(corners, normals, colours, view, 2)
    parts = [torch.from_numpy(part).float() for part in (corners, normals, colours)]
    found = g_buffers(*parts, torch.from_numpy(view), 2, 4)
    assert 0.3 < expected[:, 6].mean() < 1
    torch.testing.assert_close(found, torch.from_numpy(expected).float(), atol=1e-4, rtol=0)


def test_many_triangles_are_drawn_in_parts_and_come_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = seen(boot(), VIEWS, 16)
    monkeypatch.setattr("nerf_sds.prior_training.rasterizer.MOST_PAIRS", 50)
    assert torch.equal(seen(boot(), VIEWS, 16), whole)


def test_the_nearest_triangle_wins_whichever_comes_first() -> None:
    near, far = a_square(-0.5, 0.5, 2.0, (1.0, 0.0, 0.0)), a_square(-1.0, 1.0, 2.01, (0.0, 0.0, 1.0))
    for squares in ((near, far), (far, near)):
        picture = rasterised(*squares)
        assert picture[:3, 4, 4].tolist() == [1, 0, 0] and picture[:3, 0, 0].tolist() == [0, 0, 1]


def test_a_pixel_half_covered_is_half_there() -> None:
    coverage = rasterised(a_square(-0.625, 0.625, 2.0, (1.0, 1.0, 1.0)))[6]
    assert coverage[4].tolist() == [0, 0.5, 1, 1, 1, 1, 0.5, 0]
    assert coverage[1, 1] == 0.25


def test_colours_go_with_the_surface_and_not_with_the_picture() -> None:
    """A floor, red by its distance: at a row that sees y below the middle it lies 1 / y away."""
    points = torch.tensor([[-9.0, -1, -1], [9, -1, -1], [9, -1, -9], [-9, -1, -9]])
    corners = points[torch.tensor([[0, 1, 2], [0, 2, 3]])]
    colours = (-corners[..., 2:] / 9).expand(-1, -1, 3)
    picture = rasterised((corners, colours), resolution=64)
    for row in range(45, 64):
        quarters = [1 / ((row + share) / 32 - 1) / 9 for share in (0.25, 0.75)]
        assert picture[0, row, 20].item() == pytest.approx(np.mean(quarters), abs=1e-4)


def test_a_closed_surface_has_no_holes_and_shows_no_back() -> None:
    drawn = seen(ball(0.9), VIEWS, 64)
    inside = torch.nn.functional.avg_pool2d(drawn[:, 6:7], 3, 1, 1) > 0.999
    assert (drawn[:, 6:7][inside] == 1).all() and (drawn[:, 5:6][inside] > 0.5).all()


@pytest.mark.parametrize("crop", [WHOLE, (0.4, -0.2, 2.0), (-0.75, 0.1, 4.0)])
def test_the_normals_of_a_ball_have_the_closed_form_in_the_cameras_axes(crop: tuple[float, float, float]) -> None:
    radius, (x, y, zoom) = 0.9, crop
    found = seen(captioned(trimesh.creation.icosphere(4, radius)), VIEWS, 64, crop)
    steps = (torch.arange(64) + 0.5) / 32 - 1
    across, up = torch.meshgrid(x + steps / zoom, y - steps / zoom, indexing="xy")
    direction = torch.stack([across * HALF_WIDTH, up * HALF_WIDTH, -torch.ones_like(up)], dim=-1)
    direction = torch.nn.functional.normalize(direction, dim=-1)
    for view, picture in zip(VIEWS, found, strict=True):
        middle = -view.distance * direction[..., 2]
        beside = view.distance**2 - middle**2
        hit = (beside < (0.97 * radius) ** 2) & (picture[6] == 1)
        along = middle - (radius**2 - beside).clamp(min=0).sqrt()
        normal = (torch.tensor([0, 0, view.distance]) + along[..., None] * direction) / radius
        normals = picture[3:6].permute(1, 2, 0) * 2 - 1
        assert hit.sum() > 300
        torch.testing.assert_close(normals[hit], normal[hit], atol=0.03, rtol=0)


def test_training_draws_the_normals_that_the_optimisation_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pictures_of(a_ball(0.7), VIEWS, [PictureKind.NORMALS] * 3)
    views = as_views(seen(captioned(trimesh.creation.icosphere(4, 0.7)), VIEWS, 32), VIEWS)
    learned = drawn(views, PictureKind.NORMALS, monkeypatch)
    whole = (torch.nn.functional.avg_pool2d(views.buffers[:, 6:7], 3, 1, 1) > 0.999).expand_as(learned)
    assert whole.float().mean() > 0.2
    torch.testing.assert_close(learned[whole], asked[whole], atol=0.04, rtol=0)


def test_clay_and_albedo_in_ambient_light_are_as_the_engine_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "UNLIT", 1.0)
    views = as_views(seen(ball(), VIEWS, 16), VIEWS)
    clay = drawn(views, PictureKind.CLAY, monkeypatch)[:, :, 8, 8]
    torch.testing.assert_close(clay, torch.full((3, 3), CLAY))
    albedo = drawn(views, PictureKind.ALBEDO, monkeypatch)[0, :, 8, 8]
    torch.testing.assert_close(albedo, torch.tensor([160, 60, 40]) / 255)


def test_a_crop_is_the_same_part_of_the_enlarged_picture() -> None:
    large, crop = seen(boot(), VIEWS, 128), seen(boot(), VIEWS, 32, (-0.125, 0.375, 4.0))
    assert 0.2 < crop[:, 6].mean() < 1
    difference = (large[:, :, 24:56, 40:72] - crop).abs()
    assert (difference < 1e-3).float().mean() > 0.999  # but for a corner that rounding takes in or leaves out


@pytest.mark.parametrize("crop", [WHOLE, (0.25, 0.125, 2.0)])
def test_mirroring_a_picture_is_mirroring_mesh_and_camera(
    crop: tuple[float, float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    mesh, views = boot(), [Viewpoint(20, 10, 3.0), Viewpoint(110, 40, 3.2), Viewpoint(250, 70, 2.95)]
    other = replace(mesh, vertices=mesh.vertices * np.float32([-1, 1, 1]), faces=mesh.faces[:, ::-1].copy())
    others = [replace(view, azimuth=-view.azimuth % 360) for view in views]
    over_there = (-crop[0], crop[1], crop[2])
    there = as_views(seen(other, others, 32, over_there), others, over_there)
    here = mirror(as_views(seen(mesh, views, 32, crop), views, crop), torch.tensor([True] * 3))
    assert ((here.buffers - there.buffers)[:, :7].abs() < 1e-3).float().mean() > 0.998
    torch.testing.assert_close(here.cameras, there.cameras)
    assert torch.equal(here.crops, there.crops) and torch.equal(here.words, there.words)
    untouched = as_views(seen(mesh, views, 32, crop), views, crop)
    assert torch.equal(mirror(untouched, torch.tensor([False] * 3)).buffers, untouched.buffers)
    flipped = drawn(untouched, PictureKind.NORMALS, monkeypatch, mirrored=True)
    straight = drawn(there, PictureKind.NORMALS, monkeypatch)
    assert ((flipped - straight).abs() < 0.02).float().mean() > 0.99


def test_a_dye_takes_the_place_of_the_main_colour_and_leaves_the_others() -> None:
    red, dark_red, blue = (torch.tensor(rgb) for rgb in ([0.8, 0.15, 0.15], [0.65, 0.12, 0.12], [0.15, 0.2, 0.8]))
    albedo, none = torch.stack([red, dark_red, blue], dim=1)[None, :, None], torch.zeros(1, 1, 1, 3)
    green = Dye((0.1, 0.7, 0.2))
    dyed = dye(albedo, torch.tensor([green.row]), red[None], none)[0, :, 0].T
    torch.testing.assert_close(dyed[0], torch.tensor(green.first))
    assert dyed[1].argmax() == 1 and dyed[1].sum() < 0.9 * dyed[0].sum()  # shaded as it was
    torch.testing.assert_close(dyed[2], blue, atol=0.03, rtol=0)
    assert torch.equal(dye(albedo, torch.tensor([UNDYED]), red[None], none), albedo)


def test_a_place_is_where_its_pixel_s_ray_meets_the_mesh() -> None:
    radius = 0.9
    found = seen(captioned(trimesh.creation.icosphere(4, radius)), VIEWS, 64)
    inside = (found[:, 6] == 1).unsqueeze(1).expand(-1, 3, -1, -1)
    places, normals = (found[:, part] * 2 - 1 for part in (slice(7, 10), slice(3, 6)))
    torch.testing.assert_close(
        places.norm(dim=1)[inside[:, 0]], radius * torch.ones(int(inside[:, 0].sum())), atol=0.02, rtol=0
    )
    c2w = look_at_origin(VIEWS, CPU)[:, :3, :3]
    turned = torch.einsum("bij,bjhw->bihw", c2w, normals)
    torch.testing.assert_close(places[inside] / radius, turned[inside], atol=0.04, rtol=0)


def test_a_striped_dye_shows_both_colours_and_as_much_of_them_when_made_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    views = as_views(seen(ball(paint=(160, 60, 40)), VIEWS, 64), VIEWS)
    dyes = torch.tensor([Dye((0.9, 0.1, 0.1), (0.1, 0.1, 0.9), "stripes").row] * 3)
    main = torch.tensor([[160, 60, 40]] * 3) / 255
    large, small = (drawing.surfaces(views, dyes, main, size, torch.Generator().manual_seed(0))[0] for size in (64, 16))
    covered = (views.buffers[:, 6] == 1)[:, None].expand_as(large)
    red, _, blue = large.permute(1, 0, 2, 3)[:, covered[:, 0]] > 0.8
    assert 0.2 < red.float().mean() < 0.8 and 0.2 < blue.float().mean() < 0.8
    torch.testing.assert_close(torch.nn.functional.avg_pool2d(large, 4)[:, :, 6:10, 6:10], small[:, :, 6:10, 6:10])


def test_shapes_vary_and_stay_in_the_ball() -> None:
    batch = batch_of([boot()] * 50, CPU)
    points = varied(batch, torch.zeros(50), 0.7, torch.Generator().manual_seed(0)).view(50, -1, 3)
    reach = points.norm(dim=-1).amax(1)
    assert ((reach > 0.879) & (reach < 0.971)).all()
    torch.testing.assert_close(points.amin(1), -points.amax(1))
    proportions = points.amax(1)[:, 2] / points.amax(1)[:, 0]
    assert proportions.std() / proportions.mean() > 0.05
    turned = varied(batch_of([boot()], CPU), torch.tensor([torch.pi / 2]), 0.0, torch.Generator().manual_seed(0))
    plain = in_ball(torch.from_numpy(boot().vertices), batch_of([boot()], CPU), turned.norm(dim=-1).amax()[None])
    torch.testing.assert_close(turned, torch.stack([-plain[:, 1], plain[:, 0], plain[:, 2]], 1))


@pytest.mark.parametrize("mesh", [boot(), flat()], ids=["boot", "without area"])
def test_one_mesh_fills_a_bank_and_each_view_is_what_its_camera_sees(
    mesh: CaptionedMesh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_bank, "RESOLUTION", 16)
    monkeypatch.setattr(view_bank, "STRENGTH", 0.0)
    monkeypatch.setattr(view_bank, "FIRST_VIEWS", 1)
    bank = ViewBank([mesh], torch.ones(1), AT_ONCE + 10, CPU, seed=0)
    bank.begin()
    assert bank.filled == AT_ONCE and bank.cursor == AT_ONCE
    bank.refresh()
    assert bank.filled == AT_ONCE + 10 and bank.cursor == AT_ONCE - 10
    views = bank.at(torch.arange(bank.filled))
    assert (views.mesh == 0).all() and ((views.crops[:, 2] > 0) == (views.crops[:, :2] != 0).any(1)).all()
    for place in range(0, bank.filled, 7):
        cos, sin = views.cameras[place, :2].tolist()
        elevation = np.degrees(np.arcsin(views.cameras[place, 4].item()))
        view = Viewpoint(np.degrees(np.arctan2(sin, cos)) % 360, elevation, 3.1)
        assert VIEW_WORDS[views.words[place]] == view.words
    coverage = views.buffers[:, 6].flatten(1).mean(1)
    if mesh.kind == "crate" and len(mesh.faces) == 1:
        assert (coverage == 0).all()
    else:
        assert (coverage[views.crops[:, 2] == 0] > 0.05).all() and (coverage > 0).float().mean() > 0.97


def test_a_bank_without_room_for_a_batch_of_views_is_refused() -> None:
    with pytest.raises(ValueError, match=f"{AT_ONCE} views are drawn together: keep at least so many, not 20"):
        ViewBank([boot()], torch.ones(1), 20, CPU, seed=0)
