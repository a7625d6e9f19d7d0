"""Qt's video frames as plain memory. The only place that knows Qt's pixel formats."""

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from companion.camera.pixels import Image, Raw, read

_Format = QVideoFrameFormat.PixelFormat
_KINDS = {
    _Format.Format_Jpeg: ("jpeg", 1),
    _Format.Format_YUYV: ("yuyv", 1),
    _Format.Format_UYVY: ("uyvy", 1),
    _Format.Format_NV12: ("nv12", 2),
    _Format.Format_NV21: ("nv21", 2),
    _Format.Format_YUV420P: ("yuv420p", 3),
    _Format.Format_YV12: ("yv12", 3),
    _Format.Format_BGRA8888: ("bgra", 1),
    _Format.Format_BGRX8888: ("bgra", 1),
    _Format.Format_RGBA8888: ("rgba", 1),
    _Format.Format_RGBX8888: ("rgba", 1),
    _Format.Format_ARGB8888: ("argb", 1),
    _Format.Format_XRGB8888: ("argb", 1),
    _Format.Format_ABGR8888: ("abgr", 1),
    _Format.Format_XBGR8888: ("abgr", 1),
    _Format.Format_Y8: ("grey", 1),
}

Reader = Callable[[], Image]


def reader_of(frame: QVideoFrame) -> Reader:
    """A function that reads ``frame`` in whichever thread calls it; it raises ``BrokenFrame``.

    Call this itself in the window's thread: a format we do not know is converted by Qt, which may only be done there.
    """
    if frame.pixelFormat() in _KINDS:
        return lambda: _read_mapped(frame)
    picture = frame.toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(picture.constBits()) if not picture.isNull() else b""
    # toImage has undone what the surface asked for, not the frame's own turn.
    turn = frame.rotation().value
    raw = Raw("bgra", picture.width(), picture.height(), (data,), (picture.bytesPerLine(),), turn)
    return lambda: read(raw)


def _read_mapped(frame: QVideoFrame) -> Image:
    from companion.camera.pixels import BrokenFrame

    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        raise BrokenFrame("cannot be mapped")
    try:
        kind, planes = _KINDS[frame.pixelFormat()]
        return read(
            Raw(
                kind,
                frame.width(),
                frame.height(),
                tuple(frame.bits(plane) for plane in range(planes)),
                tuple(frame.bytesPerLine(plane) for plane in range(planes)),
                *_turned(frame),
                frame.surfaceFormat().colorRange() == QVideoFrameFormat.ColorRange.ColorRange_Full,
            )
        )
    finally:
        frame.unmap()


def _turned(frame: QVideoFrame) -> tuple[int, bool]:
    """How far to turn the picture, clockwise, and whether to swap left and right after that.

    The surface says how the picture lies in memory. The frame says how it is to be shown: a front camera's "as in a
    mirror" is left out, because the other person does not see it so.
    """
    surface = frame.surfaceFormat()
    turn, swapped = surface.rotation().value, surface.isMirrored()
    if surface.scanLineDirection() == QVideoFrameFormat.Direction.BottomToTop:
        turn, swapped = 180 - turn, not swapped
    shown = frame.rotation().value
    return (turn - shown if swapped else turn + shown) % 360, swapped
