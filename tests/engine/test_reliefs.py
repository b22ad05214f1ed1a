"""Reliefs: pictures that are inflated into closed coloured meshes, and the table of those that are props."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image, ImageDraw

from nerf_sds.prior_training.captioned_meshes import CAPTIONS, read
from nerf_sds.prior_training.reliefs import __main__ as reliefs
from nerf_sds.prior_training.reliefs.__main__ import MOST_TRIANGLES, RADIUS, TABLE, Pose, View, main, read_table, relief
from nerf_sds.prior_training.reliefs.picture import read_picture
from nerf_sds.prior_training.reliefs.shape import Profile

RED, GREEN, BLACK = (200, 40, 40, 255), (40, 160, 60, 255), (0, 0, 0, 255)


def drawn(draw: Callable[[ImageDraw.ImageDraw], object]) -> np.ndarray:
    """RGBA (256, 256, 4) in 0..1 of what is drawn on a transparent ground."""
    image = Image.new("RGBA", (256, 256))
    draw(ImageDraw.Draw(image))
    return np.asarray(image, np.float32) / 255


def disc(radius: float, fill: tuple[int, ...] = RED) -> Callable[[ImageDraw.ImageDraw], object]:
    return lambda draw: draw.circle((128, 128), radius, fill)


def made(picture: np.ndarray, **pose: object) -> trimesh.Trimesh:
    vertices, faces, colours = relief(picture, Pose(**pose))  # type: ignore[arg-type]
    return trimesh.Trimesh(vertices, faces, vertex_colors=colours, process=False)


def colours(mesh: trimesh.Trimesh) -> np.ndarray:
    return mesh.visual.vertex_colors[:, :3].astype(int)


def middle_of(mesh: trimesh.Trimesh, colour: tuple[int, ...]) -> np.ndarray:
    """The mean place of the vertices that are about in the colour."""
    return mesh.vertices[np.abs(colours(mesh) - colour[:3]).max(1) < 30].mean(0)


def key(draw: ImageDraw.ImageDraw) -> None:
    """A shape with a hole, a corner, a thin part and two colours."""
    draw.circle((80, 128), 60, RED)
    draw.circle((80, 128), 25, (0, 0, 0, 0))
    draw.rectangle((130, 120, 240, 132), GREEN)
    draw.rectangle((210, 120, 225, 170), GREEN)


@pytest.mark.parametrize("pose", [*({"profile": profile} for profile in Profile), *({"view": view} for view in View)])
def test_a_relief_is_closed_faces_outward_and_lies_in_the_ball(pose: dict[str, object]) -> None:
    mesh = made(drawn(key), **pose)
    assert mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0
    assert mesh.body_count == 1
    assert np.linalg.norm(mesh.vertices, axis=1).max() == pytest.approx(RADIUS, abs=1e-5)
    assert len(mesh.faces) <= MOST_TRIANGLES


def test_a_disc_becomes_nearly_a_ball_when_it_is_round_and_thin_when_it_is_flat() -> None:
    width, depth, height = made(drawn(disc(80)), profile=Profile.ROUND).extents
    assert depth / width == pytest.approx(1, abs=0.1) and height == pytest.approx(width, rel=0.02)
    depths = [made(drawn(disc(80)), profile=profile).extents[1] for profile in (Profile.FLAT, Profile.MEDIUM)]
    assert 0.05 * width < depths[0] < 0.2 * width < depths[1] < 0.5 * width


def test_a_box_has_an_even_front_and_thinner_ones_are_thinner() -> None:
    square = drawn(lambda draw: draw.rectangle((60, 60, 196, 196), RED))
    boxes = [made(square, profile=profile) for profile in (Profile.BOX, Profile.THIN_BOX, Profile.PLATE)]
    depths = [mesh.extents[1] / mesh.extents[0] for mesh in boxes]
    assert depths == pytest.approx([0.54, 0.22, 0.12], abs=0.03)
    for mesh in boxes:
        inner = np.abs(mesh.vertices[:, [0, 2]]).max(1) < 0.35 * mesh.extents[0]
        assert np.ptp(np.abs(mesh.vertices[inner, 1])) < 0.02 * mesh.extents[0]


def test_what_is_seen_from_its_side_is_thicker() -> None:
    front, side = (made(drawn(disc(80)), view=view).extents for view in (View.FRONT, View.LEFT))
    assert side[0] / side[1] > 1.1 * front[1] / front[0]


def test_a_hole_stays_a_hole() -> None:
    def ring(draw: ImageDraw.ImageDraw) -> None:
        draw.circle((128, 128), 90, RED)
        draw.circle((128, 128), 40, (0, 0, 0, 0))

    assert made(drawn(ring)).euler_number == 0  # a torus
    assert made(drawn(disc(90))).euler_number == 2


@pytest.mark.parametrize(
    ("view", "head"),
    [(View.LEFT, (20, 128)), (View.RIGHT, (236, 128)), (View.TOP, (128, 236)), (View.FRONT, (128, 128))],
)
def test_the_front_is_turned_towards_minus_y(view: View, head: tuple[int, int]) -> None:
    def animal(draw: ImageDraw.ImageDraw) -> None:
        draw.circle((128, 128), 90, GREEN)
        draw.circle(head, 18, RED)

    mesh = made(drawn(animal), view=view, plain_back=True)
    assert middle_of(mesh, RED)[1] < -0.25
    assert abs(middle_of(mesh, RED)[0]) < 0.05


@pytest.mark.parametrize("view", [View.FRONT, View.LEFT, View.RIGHT, View.NONE])
def test_the_top_of_a_picture_is_the_top_of_the_prop(view: View) -> None:
    def bottle(draw: ImageDraw.ImageDraw) -> None:
        draw.rectangle((90, 30, 166, 100), RED)
        draw.rectangle((90, 100, 166, 230), GREEN)

    mesh = made(drawn(bottle), view=view)
    assert middle_of(mesh, RED)[2] > 0.3 and middle_of(mesh, GREEN)[2] < 0


def test_colours_at_the_rim_are_not_those_of_a_dark_outline_or_of_the_transparent_ground() -> None:
    def outlined(draw: ImageDraw.ImageDraw) -> None:
        draw.circle((128, 128), 90, (0, 0, 0, 130))
        draw.circle((128, 128), 89, BLACK)
        draw.circle((128, 128), 87, RED)

    for back in (False, True):
        assert np.abs(colours(made(drawn(outlined), plain_back=back)) - RED[:3]).max() < 12


def test_a_plain_back_has_no_second_face() -> None:
    def face(draw: ImageDraw.ImageDraw) -> None:
        draw.circle((128, 128), 90, RED)
        draw.circle((100, 110), 14, BLACK)
        draw.circle((156, 110), 14, BLACK)

    def darkest(mesh: trimesh.Trimesh) -> tuple[int, int]:
        red, depth = colours(mesh)[:, 0], mesh.vertices[:, 1]
        return red[depth < -0.01].min(), red[depth > 0.01].min()

    picture = drawn(face)
    assert max(darkest(made(picture, view=View.FRONT))) < 40
    front, back = darkest(made(picture, view=View.FRONT, plain_back=True))
    assert front < 40 and back > 180


def test_a_turn_is_counter_clockwise() -> None:
    def arrow(draw: ImageDraw.ImageDraw) -> None:
        draw.rectangle((20, 118, 200, 138), GREEN)
        draw.rectangle((200, 108, 236, 148), RED)

    mesh = made(drawn(arrow), turn=90)
    assert mesh.extents[2] > 3 * mesh.extents[0] and middle_of(mesh, RED)[2] > 0.5


def test_what_is_below_the_crop_goes() -> None:
    def ship(draw: ImageDraw.ImageDraw) -> None:
        draw.rectangle((60, 60, 196, 127), RED)
        draw.rectangle((60, 128, 196, 200), GREEN)

    mesh = made(drawn(ship), crop=0.5)
    assert mesh.extents[0] > 1.7 * mesh.extents[2]
    assert (colours(mesh)[:, 0] > 150).all()


def test_dust_goes_and_with_the_largest_part_only_all_other_parts_too() -> None:
    def racket(draw: ImageDraw.ImageDraw) -> None:
        draw.circle((100, 128), 70, RED)
        draw.circle((210, 128), 25, GREEN)
        draw.rectangle((200, 20, 204, 24), BLACK)

    assert made(drawn(racket)).body_count == 2
    assert made(drawn(racket), largest_part_only=True).body_count == 1


def test_glass_is_kept_and_pale() -> None:
    mesh = made(drawn(disc(80, (60, 120, 200, 70))))
    assert mesh.is_watertight and colours(mesh).mean(0) == pytest.approx([176, 203, 231], abs=8)


@pytest.mark.parametrize("alpha", [0, 10])
def test_a_picture_of_nothing_is_refused(alpha: int) -> None:
    with pytest.raises(ValueError, match="nothing that is opaque"):
        relief(drawn(disc(80, (200, 40, 40, alpha))), Pose())


def test_a_picture_of_another_size_is_put_in_the_middle_of_a_square(tmp_path: Path) -> None:
    Image.new("RGBA", (64, 32), RED).save(tmp_path / "wide.webp", lossless=True)
    picture = read_picture(tmp_path / "wide.webp")
    rows, columns = np.nonzero(picture[..., 3] > 0.5)
    assert picture.shape == (256, 256, 4)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (64, 191, 0, 255)


def test_the_table_reads_whole() -> None:
    text = TABLE.read_bytes()
    rows = read_table(TABLE)
    assert len(rows) == 751 == text.count(b"\n") - 1 and b"\r" not in text
    assert {line.count(b"\t") for line in text.splitlines()} == {10}
    numbers = [[int(part, 16) for part in row.code_point.split("-")] for row in rows]
    assert numbers == sorted(numbers) and len({row.code_point for row in rows}) == 751
    for row in rows:
        words = (row.name, row.kind, row.caption, *row.synonyms)
        assert all(word and word == " ".join(word.split()) for word in words), row
        assert len({row.kind, *row.synonyms}) == 1 + len(row.synonyms), row
        assert len(row.caption.split()) <= 15 and 0.5 < row.pose.crop <= 1 and abs(row.pose.turn) <= 180, row
    assert {row.pose.view for row in rows} == {*View} and {row.pose.profile for row in rows} == {*Profile}


@pytest.mark.parametrize("wrong", ["view", "profile", "plain_back", "crop"])
def test_a_table_with_a_value_that_is_not_known_is_refused(tmp_path: Path, wrong: str) -> None:
    header, line = TABLE.read_text(encoding="utf-8").splitlines()[:2]
    values = dict(zip(header.split("\t"), line.split("\t"), strict=True)) | {wrong: "sideways"}
    (tmp_path / "table.tsv").write_text("\n".join([header, "\t".join(values.values())]), encoding="utf-8")
    with pytest.raises((KeyError, ValueError), match="sideways"):
        read_table(tmp_path / "table.tsv")


@pytest.fixture
def first_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The table has two rows alone, and there are pictures for both: their paths."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[:3]
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(reliefs, "TABLE", table)
    (tmp_path / "assets").mkdir()
    paths = [tmp_path / "assets" / f"{line.split()[0]}.webp" for line in lines[1:]]
    for path in paths:
        Image.fromarray(np.uint8(255 * drawn(disc(60)))).save(path, lossless=True)
    return paths


def test_the_command_writes_a_data_set_with_licence_author_and_source(
    first_two: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(first_two[0].parent), str(tmp_path / "set")])
    assert capsys.readouterr().out.splitlines() == ["2 of 2 reliefs"]
    watch, hourglass = read(tmp_path / "set")
    assert (watch.kind, watch.synonyms, watch.has_front) == ("watch", ["wristwatch"], True)
    assert (hourglass.caption, hourglass.has_front) == ("an hourglass with yellow sand", False)
    for mesh in (watch, hourglass):
        assert mesh.licence == "MIT" and "Microsoft" in mesh.author and "fluent-emoji-3d" in mesh.source
        assert trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).is_watertight


@pytest.mark.parametrize("missing", [True, False])
def test_a_picture_that_is_missing_or_cannot_be_read_is_told_in_one_line(
    first_two: list[Path], tmp_path: Path, missing: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if missing:
        first_two[1].unlink()
    else:
        first_two[1].write_bytes(b"RIFF, but not for long")
    assert main([str(first_two[1].parent), str(tmp_path / "set")]) == 1
    told = capsys.readouterr().err
    assert first_two[1].name in told and "@lobehub/fluent-emoji-3d 1.1.0" in told and told.count("\n") == 1
    assert not (tmp_path / "set" / CAPTIONS).exists()
