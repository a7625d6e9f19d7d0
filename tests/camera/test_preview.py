"""The preview: what is painted, where, and what nobody can see any more once the camera is closed."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.camera import thresholds
from companion.camera.guides import Guides, guides, shown_x
from companion.camera.looking import View, fitted
from companion.camera.pixels import Image
from companion.camera.preview_view import Preview
from companion.ui.theme import Theme
from companion.words import say
from tests.acting import light
from tests.camera.encoding import blocks
from tests.ui.looking import difference, picture, places, shown, spoken

WIDTH, HEIGHT = 640, 360


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light()


@pytest.fixture
def preview(theme: Theme, qtbot: QtBot) -> Preview:
    return shown(qtbot, Preview(theme, guides()), WIDTH, HEIGHT)


def bgra(image: Image) -> Image:
    return np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])


def grey(width: int = WIDTH, height: int = HEIGHT) -> Image:
    return np.full((height, width, 4), 120, np.uint8)


def painted(preview: Preview) -> Image:
    image = picture(preview)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines.reshape(image.height(), -1, 4)[:, : image.width(), :3].copy()


def gold(preview: Preview, theme: Theme) -> list[tuple[int, int]]:
    """Where the marker of the eyes is."""
    return [(at.x(), at.y()) for at in places(picture(preview), QColor(theme.color("gold")))]


def fresh(theme: Theme, qtbot: QtBot, image: Image) -> QImage:
    """How a preview looks that never showed anything else."""
    other = shown(qtbot, Preview(theme, guides()), WIDTH, HEIGHT)
    other.set_picture(image)
    return picture(other)


@pytest.mark.parametrize("width", [640, 500, 360])
def test_no_label_is_cut_by_the_edge(theme: Theme, qtbot: QtBot, width: int) -> None:
    preview = shown(qtbot, Preview(theme, guides()), width, width * 9 // 16)
    preview.set_picture(grey(width, width * 9 // 16))
    assert not (painted(preview)[:, -4:] == 255).all(axis=2).any()
    assert (painted(preview)[: width // 8] == 255).all(axis=2).sum() > 500


def test_a_picture_made_for_it_is_painted_pixel_by_pixel(preview: Preview) -> None:
    preview.set_guides(False)
    assert preview.view == View(WIDTH, HEIGHT, True)
    image = blocks(WIDTH, HEIGHT, side=1)
    preview.set_picture(bgra(image))
    above_the_label = HEIGHT - 60
    assert np.array_equal(painted(preview)[:above_the_label], image[:above_the_label])


@pytest.mark.parametrize("size", [(300, 169), (501, 282)])
def test_the_view_follows_its_size(preview: Preview, size: tuple[int, int]) -> None:
    preview.resize(*size)
    assert preview.view[:2] == size


def test_a_picture_of_another_shape_stands_in_the_middle(preview: Preview) -> None:
    """A phone held upright."""
    preview.set_guides(False)
    image = fitted(blocks(360, 640), preview.view)
    preview.set_picture(image)
    wide = image.shape[1]
    left = (WIDTH - wide) // 2
    found = painted(preview)
    assert np.abs(found[20:300, left + 2 : left + wide - 2].astype(int) - image[20:300, 2:-2, :3]).max() == 0
    assert (found[:, :left] == found[0, 0]).all() and (found[:, left + wide + 1 :] == found[0, 0]).all()


def test_mirrored_or_as_the_other_person_sees_you_is_said_in_the_picture(preview: Preview) -> None:
    preview.set_picture(grey())
    mirrored = picture(preview)
    preview.set_mirrored(False)
    assert preview.view.mirrored is False
    assert difference(mirrored, picture(preview)) > 20
    preview.set_mirrored(True)
    assert preview.view.mirrored is True
    assert picture(preview) == mirrored


def test_guides_can_be_put_away(preview: Preview) -> None:
    preview.set_picture(grey())
    preview.set_eyes((0.3, 0.4), 1)
    with_guides = painted(preview)
    preview.set_guides(False)
    without = painted(preview)
    assert (without[: HEIGHT - 60] == 120).all()
    assert (with_guides[: HEIGHT - 60] != 120).any()
    preview.set_guides(True)
    assert np.array_equal(painted(preview), with_guides)


def test_guides_stand_where_the_judgement_draws_its_lines() -> None:
    """G10."""
    made = guides()
    assert made[:2] == (thresholds.EYES_HIGHEST, thresholds.EYES_LOWEST)
    assert made.left == 0.5 - thresholds.MIDDLE and made.right == 0.5 + thresholds.MIDDLE
    assert 0 <= made.head_top < made.head_bottom < made.eyes_top
    assert all(0 < each < 1 for each in made)


def test_the_band_for_the_eyes_is_painted_where_the_guides_say(theme: Theme, qtbot: QtBot) -> None:
    preview = shown(qtbot, Preview(theme, Guides(0.5, 0.6, 0.1, 0.2, 0.4, 0.6)), WIDTH, HEIGHT)
    preview.set_picture(grey())
    band = np.flatnonzero((painted(preview)[:, 5] != 120).any(axis=1))
    assert (band.min(), band.max()) == (HEIGHT * 0.5, HEIGHT * 0.6 - 1)


@pytest.mark.parametrize("mirrored", [True, False])
@pytest.mark.parametrize("x", [0.2, 0.5, 0.7])
def test_the_eyes_are_marked_where_they_are_seen(preview: Preview, theme: Theme, mirrored: bool, x: float) -> None:
    preview.set_mirrored(mirrored)
    preview.set_eyes((x, 0.55), 0)
    preview.set_picture(grey())
    across = [at[0] for at in gold(preview, theme)]
    down = [at[1] for at in gold(preview, theme)]
    middle = WIDTH * (1 - x if mirrored else x)
    assert abs((min(across) + max(across)) / 2 - middle) <= 1
    assert abs((min(down) + max(down)) / 2 - HEIGHT * 0.55) <= 1
    assert shown_x(x, mirrored=mirrored) * WIDTH == pytest.approx(middle)


def test_the_arrow_points_where_the_eyes_should_go(preview: Preview, theme: Theme) -> None:
    preview.set_picture(grey())
    spans = {}
    for arrow in (-1, 0, 1):
        preview.set_eyes((0.5, 0.6), arrow)
        preview.update()
        down = [at[1] - HEIGHT * 0.6 for at in gold(preview, theme)]
        spans[arrow] = (min(down), max(down))
    assert spans[-1][0] < -30 and spans[-1][1] <= 2
    assert spans[1][1] > 30 and spans[1][0] >= -2
    assert -3 < spans[0][0] < spans[0][1] < 3


def test_no_face_no_marker(preview: Preview, theme: Theme) -> None:
    preview.set_picture(grey())
    preview.set_eyes((0.5, 0.5), 1)
    assert gold(preview, theme)
    preview.set_eyes(None, 0)
    assert gold(preview, theme) == []


def test_once_the_camera_is_closed_nothing_of_the_picture_is_left(preview: Preview, theme: Theme, qtbot: QtBot) -> None:
    """G07, and the promise that pictures are not kept."""
    empty = picture(preview)
    preview.set_picture(bgra(blocks(WIDTH, HEIGHT)))
    preview.set_eyes((0.5, 0.5), 1)
    assert difference(picture(preview), empty) > WIDTH * HEIGHT // 2
    preview.clear("camera")
    assert picture(preview) == empty
    preview.set_picture(grey())
    assert gold(preview, theme) == []
    assert picture(preview) == fresh(theme, qtbot, grey())


def test_a_picture_of_another_shape_gets_guides_of_its_own(preview: Preview, theme: Theme, qtbot: QtBot) -> None:
    """Another camera was plugged in: its eye line stands elsewhere."""
    preview.set_picture(grey())
    picture(preview)
    upright = grey(width=204)
    preview.set_picture(upright)
    assert picture(preview) == fresh(theme, qtbot, upright)


def test_why_there_is_no_picture_is_drawn_with_different_icons(preview: Preview) -> None:
    preview.clear("camera")
    found = picture(preview)
    preview.clear("camera-off")
    assert difference(found, picture(preview)) > 10


def test_a_change_of_theme_is_followed(preview: Preview, theme: Theme) -> None:
    before = picture(preview)
    theme.apply(dark=True)
    assert difference(before, picture(preview)) > WIDTH * HEIGHT // 2


def test_it_is_read_out_as_words(preview: Preview) -> None:
    preview.set_words(say("camera.question"))
    assert spoken(preview).name == say("camera.question")


def test_it_has_the_shape_of_a_call_at_any_width(preview: Preview) -> None:
    for width in (240, 640, 1000):
        assert preview.heightForWidth(width) == width * 9 // 16
    small = preview.minimumSizeHint()
    assert preview.heightForWidth(small.width()) == small.height()
