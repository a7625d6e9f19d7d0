"""Enter when something was agreed and, for a written consent, who gave it and where it is kept."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QLineEdit, QWidget

from companion.ui.dialog import Dialog
from companion.ui.field import Field
from companion.ui.theme import Theme
from companion.words import say

_LONGEST = 200


class AgreementDialog(Dialog):
    """Asks for ``date`` (today or earlier) and, with ``needs_reference``, who agreed and where it is kept (G06)."""

    def __init__(
        self, theme: Theme, what: str, today: date, *, needs_reference: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, say("today.agreement.title"), what, parent)
        self._today, self._needs_reference = today, needs_reference
        self._date = QDateEdit(QDate(today.year, today.month, today.day))
        self._date.setDisplayFormat("d MMMM yyyy")
        self._reference = QLineEdit()
        self._reference.setMaxLength(_LONGEST)
        self._date_field = Field(theme, say("today.agreement.date"), self._date)
        hint = say("today.agreement.reference_hint")
        self._reference_field = Field(theme, say("today.agreement.reference"), self._reference, hint)
        self.body.addWidget(self._date_field)
        self.body.addWidget(self._reference_field)
        self._reference_field.setVisible(needs_reference)
        self.add_button(say("today.agreement.cancel"), "quiet").clicked.connect(self.reject)
        self.add_button(say("today.agreement.save"), "primary").clicked.connect(self._on_save)
        (self._reference if needs_reference else self._date).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def agreed_on(self) -> date:
        """The date entered."""
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    @property
    def reference(self) -> str:
        """The reference entered."""
        return self._reference.text().strip()

    def _on_save(self) -> None:
        late = self.agreed_on > self._today
        empty = self._needs_reference and not self.reference
        self._date_field.set_problem(say("today.agreement.future") if late else "")
        self._reference_field.set_problem(say("today.agreement.reference_needed") if empty else "")
        if late or empty:
            (self._date if late else self._reference).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()
