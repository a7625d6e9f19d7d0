"""The preview: you as in a mirror, with guides that explain themselves. It only paints, and paints cheaply."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.camera.guides import Guides, shown_x
from companion.camera.looking import View
from companion.camera.pixels import Image
from companion.ui.icons import paint_icon
from companion.ui.paint import box
from companion.ui.theme import Theme
from companion.words import say

_CASING, _LINE = QColor(0, 0, 0, 150), QColor(255, 255, 255)
_GROUND = QColor("#0C1315")
_RADIUS = 46
_ROUNDED = 2


class Preview(QWidget):
    """Shows pictures that were made for its size, so that painting one is a copy. Without one it shows an icon.

    ``set_words`` gives what a screen reader says of it. Signal: ``view_changed`` (View), when pictures should be made
    for another size, or the other way round.
    """

    view_changed = Signal(object)

    def __init__(self, theme: Theme, guides: Guides) -> None:
        super().__init__()
        self._theme, self._guides = theme, guides
        self._picture: Image | None = None
        self._image: QImage | None = None
        self._mirrored, self._with_guides = True, True
        self._eyes: tuple[float, float] | None = None
        self._arrow = 0
        self._icon_name = "camera"
        self._overlay: QPixmap | None = None
        self._overlay_area = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._forget_overlay)

    @property
    def view(self) -> View:
        """The size pictures should have, in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        return View(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)), self._mirrored)

    def set_picture(self, picture: Image) -> None:
        """Show a (h, w, 4) BGRA picture."""
        self._picture, self._image = picture, as_qimage(picture)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def clear(self, icon_name: str) -> None:
        """Nothing to show: forget the last picture and draw an icon."""
        self._picture = self._image = self._eyes = None
        self._icon_name = icon_name
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """As in a mirror, or as the other person sees you."""
        self._mirrored = mirrored
        self._forget_overlay()
        self.view_changed.emit(self.view)

    def set_guides(self, shown: bool) -> None:
        """With or without lines."""
        self._with_guides = shown
        self._forget_overlay()

    def set_eyes(self, eyes: tuple[float, float] | None, arrow: int) -> None:
        """Mark the eyes (a point in the camera's picture); ``arrow`` -1 points up, 1 down, 0 nowhere."""
        self._eyes, self._arrow = eyes, arrow

    def set_words(self, words: str) -> None:
        """What it shows, in words."""
        self.setAccessibleName(words)

    def heightForWidth(self, width: int) -> int:
        """Nine to sixteen, as cameras have it."""
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(640, 360)

    def minimumSizeHint(self) -> QSize:
        """Small, but still a picture."""
        return QSize(240, 135)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Guides are drawn anew for another size."""
        super().resizeEvent(event)
        self._forget_overlay()
        self.view_changed.emit(self.view)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, then the guides from their cache, then what moves."""
        painter = QPainter(self)
        if self._image is None:
            self._paint_seat(painter)
        else:
            area = self._picture_area()
            slack = max(self.width() - area.width(), self.height() - area.height())
            if slack > 0:  # a pixel or two is how sizes were rounded, and nothing to see
                painter.fillRect(self.rect(), _GROUND if slack > _ROUNDED else self._theme.color("sheet"))
            painter.drawImage(area.topLeft(), self._image)
            painter.drawPixmap(0, 0, self._overlay_of(area))
            if self._with_guides:
                self._paint_eyes(painter, area)
        painter.end()

    def _picture_area(self) -> QRectF:
        assert self._image is not None
        size = self._image.deviceIndependentSize()
        left, top = round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2)
        return QRectF(left, top, size.width(), size.height())

    def _forget_overlay(self) -> None:
        self._overlay = None
        self.update()

    def _overlay_of(self, area: QRectF) -> QPixmap:
        if self._overlay is None or self._overlay_area != area:
            self._overlay_area = area
            ratio = self.devicePixelRatioF()
            self._overlay = QPixmap(self.size() * ratio)
            self._overlay.setDevicePixelRatio(ratio)
            self._overlay.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._overlay)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._with_guides:
                self._paint_guides(painter, area)
            name = say("camera.mirror" if self._mirrored else "camera.as_seen")
            self._pill(painter, QPointF(area.left() + 12, area.bottom() - 12), name, above=True)
            painter.end()
        return self._overlay

    def _paint_guides(self, painter: QPainter, area: QRectF) -> None:
        guides, left, right = self._guides, area.left() + area.width() * 0.04, area.right() - area.width() * 0.04
        top, bottom = (area.top() + area.height() * each for each in (guides.eyes_top, guides.eyes_bottom))
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), QColor(255, 255, 255, 36))
        middle = area.left() + area.width() * guides.left, area.left() + area.width() * guides.right
        level = (top + bottom) / 2
        self._stroke(painter, [(left, level), (middle[0] - 28, level)])
        self._stroke(painter, [(middle[1] + 28, level), (right, level)])
        head, tall = (area.top() + area.height() * each for each in (guides.head_top, guides.head_bottom))
        self._stroke(painter, [(middle[0], tall), (middle[0], head), (middle[1], head), (middle[1], tall)])
        self._pill(painter, QPointF(left, level), say("camera.guide.eyes"))
        self._pill(painter, QPointF(middle[1] + 12, head + 6), say("camera.guide.head"))

    def _paint_eyes(self, painter: QPainter, area: QRectF) -> None:
        if self._eyes is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = area.left() + area.width() * shown_x(self._eyes[0], mirrored=self._mirrored)
        y = area.top() + area.height() * self._eyes[1]
        half = area.width() * 0.05
        for color, width in ((_CASING, 6), (QColor(self._theme.color("gold")), 3)):
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
            if self._arrow:
                tip = y + self._arrow * 34
                painter.drawLine(QPointF(x, y + self._arrow * 8), QPointF(x, tip))
                for side in (-7, 7):
                    painter.drawLine(QPointF(x, tip), QPointF(x + side, tip - self._arrow * 8))

    def _paint_seat(self, painter: QPainter) -> None:
        theme, area = self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("sheet"))
        box(painter, area, 12, theme.color("sunken"), theme.color("line"), 1)
        centre, radius, side = area.center(), theme.px(_RADIUS), theme.px(32)
        painter.setPen(QPen(theme.color("edge"), 2))
        for start, end in ((area.left() + 32, centre.x() - radius - 12), (centre.x() + radius + 12, area.right() - 32)):
            painter.drawLine(QPointF(start, centre.y()), QPointF(end, centre.y()))
        painter.setPen(QPen(theme.color("edge"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("sheet"))
        painter.drawEllipse(centre, radius, radius)
        place = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        paint_icon(painter, self._icon_name, place, theme.color("ink2"))

    def _stroke(self, painter: QPainter, points: list[tuple[float, float]]) -> None:
        """White on a dark casing: legible on any room."""
        line = [QPointF(x, y) for x, y in points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((_CASING, 4), (_LINE, 2)):
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(line)

    def _pill(self, painter: QPainter, at: QPointF, text: str, *, above: bool = False) -> None:
        """A solid label: its middle left at ``at``, or its bottom left."""
        font = self._theme.font("small-strong")
        metrics = QFontMetrics(font)
        height = metrics.height() + 8
        top = at.y() - height if above else at.y() - height / 2
        width = metrics.horizontalAdvance(text) + 20
        place = QRectF(max(4.0, min(at.x(), self.width() - width - 8)), top, width, height)
        box(painter, place, height / 2, QColor("#13262B") if above else QColor("#FFFFFF"))
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF") if above else QColor("#13262B"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)


def as_qimage(picture: Image) -> QImage:
    """A (h, w, 4) BGRA picture as QImage on the same memory: keep ``picture`` for as long as the image."""
    height, width = picture.shape[:2]
    return QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
