"""Qt's frames as plain pictures: each format, each way a frame can lie in memory, and never mirrored."""

from itertools import product
from threading import Thread

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from companion.camera.frames import reader_of
from companion.camera.pixels import BrokenFrame, Image, Raw
from companion.camera.preview_view import as_qimage
from tests.camera.encoding import blocks, encode, grey_of

Format = QVideoFrameFormat.PixelFormat
KINDS = {
    Format.Format_YUYV: "yuyv",
    Format.Format_UYVY: "uyvy",
    Format.Format_NV12: "nv12",
    Format.Format_NV21: "nv21",
    Format.Format_YUV420P: "yuv420p",
    Format.Format_YV12: "yv12",
    Format.Format_BGRA8888: "bgra",
    Format.Format_BGRX8888: "bgra",
    Format.Format_RGBA8888: "rgba",
    Format.Format_RGBX8888: "rgba",
    Format.Format_ARGB8888: "argb",
    Format.Format_XRGB8888: "argb",
    Format.Format_ABGR8888: "abgr",
    Format.Format_XBGR8888: "abgr",
    Format.Format_Y8: "grey",
}
FULL = QVideoFrameFormat.ColorRange.ColorRange_Full
UP = QVideoFrameFormat.Direction.BottomToTop
# What Qt says when it converts without a graphics card, of which nobody need know.
without_card = pytest.mark.qt_log_ignore("No RHI backend", extend=True)


def layout(kind: Format, size: tuple[int, int]) -> QVideoFrameFormat:
    return QVideoFrameFormat(QSize(*size), kind)


def frame_of(picture: Image, form: QVideoFrameFormat, alpha: int = 7) -> QVideoFrame:
    """A frame as Qt would have it from a camera."""
    raw = encode(KINDS[form.pixelFormat()], picture, full_range=form.colorRange() == FULL, alpha=alpha)
    frame = QVideoFrame(form)
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for index, plane in enumerate(raw.planes):
        write(frame, index, plane, raw)
    frame.unmap()
    return frame


def write(frame: QVideoFrame, index: int, plane: bytes, raw: Raw) -> None:
    """Line by line: Qt's lines are longer than a picture's."""
    theirs, ours, memory = frame.bytesPerLine(index), raw.strides[index], memoryview(frame.bits(index))
    for line in range(len(plane) // ours):
        memory[line * theirs : line * theirs + ours] = plane[line * ours : (line + 1) * ours]


def pixels(image: QImage) -> Image:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[..., :3].copy()


def assert_alike(found: Image, wanted: Image) -> None:
    assert found.shape == wanted.shape
    assert np.abs(found.astype(int) - wanted).max() <= 4


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("size", [(64, 48), (50, 36)], ids=["even", "padded"])
def test_each_format_of_qt_is_read_in_its_own_colours(kind: Format, size: tuple[int, int]) -> None:
    picture = blocks(*size)
    form = layout(kind, size)
    found = reader_of(frame_of(picture, form))()
    assert_alike(found, grey_of(picture) if kind == Format.Format_Y8 else picture)


@pytest.mark.parametrize(
    "kind", [Format.Format_YUYV, Format.Format_NV12, Format.Format_YUV420P], ids=lambda kind: kind.name
)
def test_a_camera_that_uses_the_full_range_is_neither_paler_nor_harsher(kind: Format) -> None:
    picture, form = blocks(64, 48), layout(kind, (64, 48))
    form.setColorRange(FULL)
    assert_alike(reader_of(frame_of(picture, form))(), picture)


def test_compressed_pictures_are_read() -> None:
    picture = np.full((48, 64, 3), (40, 90, 200), np.uint8)
    data = encode("jpeg", picture).planes[0]
    frame = QVideoFrame(layout(Format.Format_Jpeg, (64, 48)))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    memoryview(frame.bits(0))[: len(data)] = data
    frame.unmap()
    assert_alike(reader_of(frame)(), picture)


@without_card
@pytest.mark.parametrize(("turn", "mirrored", "up"), list(product(QtVideo.Rotation, (False, True), (False, True))))
def test_a_frame_that_lies_turned_in_memory_stands_upright_as_qt_would_show_it(
    turn: QtVideo.Rotation, mirrored: bool, up: bool
) -> None:
    form = layout(Format.Format_BGRA8888, (24, 16))
    form.setRotation(turn)
    form.setMirrored(mirrored)
    if up:
        form.setScanLineDirection(UP)
    frame = frame_of(blocks(24, 16, side=1), form, alpha=255)
    assert np.array_equal(reader_of(frame)(), pixels(frame.toImage()))


@pytest.mark.parametrize(("turn", "mirrored"), list(product(QtVideo.Rotation, (False, True))))
def test_a_frame_shown_turned_is_turned_and_one_shown_as_in_a_mirror_is_not_mirrored(
    turn: QtVideo.Rotation, mirrored: bool
) -> None:
    """Front cameras ask to be shown mirrored: the other person does not see us so, nor may the detector."""
    picture, form = blocks(24, 16, side=1), layout(Format.Format_BGRA8888, (24, 16))
    for swapped in (False, True):
        form.setMirrored(swapped)
        frame = frame_of(picture, form)
        frame.setRotation(turn)
        frame.setMirrored(mirrored)
        plain = picture[:, ::-1] if swapped else picture
        assert np.array_equal(reader_of(frame)(), np.rot90(plain, -turn.value // 90))


@without_card
@pytest.mark.parametrize("turn", QtVideo.Rotation)
def test_formats_we_do_not_know_are_converted_by_qt(turn: QtVideo.Rotation) -> None:
    form = layout(Format.Format_YUV422P, (32, 16))
    frame = QVideoFrame(form)
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for plane, (left, right) in enumerate(((60, 180), (90, 90), (200, 200))):
        lines = np.frombuffer(frame.bits(plane), np.uint8).reshape(16, -1)
        half = 16 if plane == 0 else 8
        lines[:, :half], lines[:, half:] = left, right
    frame.unmap()
    frame.setRotation(turn)
    assert_alike(reader_of(frame)(), np.rot90(pixels(frame.toImage()), -turn.value // 90))


def test_it_is_read_in_another_thread_and_let_go() -> None:
    picture = blocks(64, 48)
    frame = frame_of(picture, layout(Format.Format_NV12, (64, 48)))
    reader, found = reader_of(frame), list[Image]()
    thread = Thread(target=lambda: found.append(reader()))
    thread.start()
    thread.join()
    assert_alike(found[0], picture)
    assert not frame.isMapped()


def test_a_frame_of_nothing_is_broken() -> None:
    with pytest.raises(BrokenFrame):
        reader_of(QVideoFrame())()


def test_a_broken_frame_is_let_go_too() -> None:
    frame = frame_of(blocks(64, 48), layout(Format.Format_BGRA8888, (64, 48)))
    reader = reader_of(frame)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("companion.camera.frames._KINDS", {Format.Format_BGRA8888: ("unheard of", 1)})
        with pytest.raises(BrokenFrame):
            reader()
    assert not frame.isMapped()


def test_a_picture_to_paint_has_the_same_pixels() -> None:
    picture = np.dstack([blocks(31, 17, side=1), np.full((17, 31), 255, np.uint8)])
    assert np.array_equal(pixels(as_qimage(picture)), picture[..., :3])
