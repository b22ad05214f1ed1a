"""Pictures of a field for the evaluation."""

from __future__ import annotations

import numpy as np
import torch

from nerf_sds.nerf.field import Field
from nerf_sds.nerf.field_views import COLUMNS, GREY, SIZE, picture, sheet
from nerf_sds.viewpoints import AMBIENT_ALONE, headlight, ring


def test_each_row_of_the_sheet_is_in_the_light_that_it_is_read_as() -> None:
    torch.manual_seed(0)
    field = Field((8, 16))
    for grid in field.grids:
        grid.data += torch.randn_like(grid)
    tiles = sheet(field).reshape(3, SIZE, COLUMNS, SIZE, 3).swapaxes(1, 2)
    for column, camera in enumerate(ring(COLUMNS)):
        alone = [
            picture(field, camera, headlight(camera), grey=GREY),
            picture(field, camera, headlight(camera), textureless=True, grey=GREY),
            picture(field, camera, AMBIENT_ALONE, grey=GREY),
        ]
        np.testing.assert_array_equal(tiles[:, column], alone)
        assert np.abs(tiles[0, column].astype(int) - tiles[2, column]).max() > 50
