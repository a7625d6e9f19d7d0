"""Text on a page. Plain text always: words from outside are never read as markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.paint import text_height, wrapped
from companion.ui.theme import Theme


class Label(QLabel):
    """A line or paragraph in a text role ("heading", "body", …) and a colour token."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        token: str = "ink",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._role, self._token = theme, role, token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(80)
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        """One line: the width decides how many there are, and Qt's guess at it makes pages scroll for nothing."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(self.minimumWidth(), self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        """Words that are longer than a line break, and need the height for it."""
        room = width - self.width() + self.contentsRect().width()
        if not self._breaks(room):
            return super().heightForWidth(width)
        return text_height(self.font(), self.text(), room) + self.height() - self.contentsRect().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own text, but for words that are longer than a line."""
        area = self.contentsRect()
        if not self._breaks(area.width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        flags = int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(area, flags, wrapped(self.text(), self.font(), area.width()))
        painter.end()

    def _breaks(self, room: int) -> bool:
        return self.wordWrap() and wrapped(self.text(), self.font(), room) != self.text()

    def set_role(self, role: str) -> None:
        """Change the text role."""
        self._role = role
        self._restyle()

    def set_token(self, token: str) -> None:
        """Change the colour."""
        self._token = token
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._token))
        self.setPalette(palette)
