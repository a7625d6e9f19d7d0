"""The meeting form, with the guide's own fields (G35). What is off is said beside its field, all at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QGridLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from companion.meeting import links
from companion.meeting.draft import link_in, tidy
from companion.meeting.planned import judge
from companion.sessions.clock_words import read_time
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import LONGEST_NICKNAME, Pair, clean_nickname, nickname_problem
from companion.sessions.validation import LONGEST, MOST_TIMES, SHORTEST, Checked
from companion.sessions.zones import COMMON_ZONES, city
from companion.ui.dialog import Dialog
from companion.ui.field import Choice, Field
from companion.ui.switch import Switch
from companion.ui.theme import Theme
from companion.words import say, sentence

NEW = "new"
_TIME = ("date", "time", "minutes")
_HINTED = ("join_url", "passcode", "time")
_ROWS = (
    ("who", "nickname"),
    ("topic", "platform"),
    ("date", "time"),
    ("minutes", "zone"),
    ("repeat", "count"),
    ("join_url",),
    ("passcode",),
    ("description",),
)
# Whoever is invited pastes the link and looks up the time; the rest is the host's.
_GUEST_ROWS = (
    ("who", "nickname"),
    ("join_url",),
    ("date", "time"),
    ("minutes", "platform"),
    ("passcode",),
    ("repeat", "count"),
)
_Judge = Callable[[Meeting], Checked]


class Choices(NamedTuple):
    """What the form offers: people, the platforms the rules allow, and a judge of what is typed."""

    pairs: list[Pair]
    platforms: tuple[str, ...]
    check: _Judge


class MeetingForm(Dialog):
    """Edits ``meeting``, or with ``only_time`` its day, time and length. ``guest``: somebody else has made it in Zoom.

    After it was accepted, ``meeting`` and ``nickname`` (of somebody new, else "") hold the answer.
    """

    def __init__(
        self,
        theme: Theme,
        meeting: Meeting,
        choices: Choices,
        *,
        new: bool,
        only_time: bool = False,
        guest: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        title = ("add" if guest else "new") if new else "change"
        line = "add_line" if guest else "line"
        super().__init__(theme, say(f"meeting.form.{title}"), say(f"meeting.form.{line}"), parent)
        self.meeting, self.nickname = meeting, ""
        self._choices = choices
        self._fields: dict[str, Field] = {}
        self._only_time, self._guest = only_time, guest
        self._make_editors(meeting)
        self._lay_out()
        self.add_button(say("meeting.form.back"), "quiet").clicked.connect(self.reject)
        self.add_button(say("meeting.form.save"), "primary").clicked.connect(self._on_save)
        self._on_who()
        self._on_repeat()
        self._on_platform()
        for name, field in self._fields.items():
            if only_time and name not in _TIME:  # the rest belongs to the series
                field.hide()
        self._generated.setHidden(self._generated.isHidden() or only_time)
        self.resize(theme.px(620), theme.px(640))

    def start_at(self, name: str) -> None:
        """Put the focus into this field first."""
        self._fields[name].editor.setFocus()

    def _make_editors(self, meeting: Meeting) -> None:
        choices = self._choices
        people = [(pair.id, pair.nickname) for pair in choices.pairs]
        chosen = meeting.pair_id if any(pair.id == meeting.pair_id for pair in choices.pairs) else NEW
        self._who = Choice([*people, (NEW, say("meeting.form.someone"))], chosen)
        self._nickname = QLineEdit()
        self._nickname.setMaxLength(LONGEST_NICKNAME)
        self._topic = QLineEdit(meeting.topic)
        self._description = QPlainTextEdit(meeting.description)
        self._description.setMaximumHeight(self.theme.px(72))
        self._date = QDateEdit(QDate(meeting.starts.year, meeting.starts.month, meeting.starts.day))
        self._date.setDisplayFormat("ddd d MMM yyyy")
        self._time = QLineEdit(f"{meeting.starts:%H:%M}")
        self._minutes = _spin(SHORTEST, LONGEST, meeting.minutes, 5)
        zones = COMMON_ZONES if meeting.zone in COMMON_ZONES else (meeting.zone, *COMMON_ZONES)
        self._zone = Choice([(zone, city(zone)) for zone in zones], meeting.zone)
        self._repeat = Choice(
            [(each.value, say(f"meeting.form.repeat_{each}")) for each in Repeat], meeting.repeat.value
        )
        self._count = _spin(0, MOST_TIMES, meeting.count or 0, 1)
        self._platform = Choice(
            [(name, say(f"meeting.form.platform_{name}")) for name in choices.platforms], meeting.platform.value
        )
        self._join_url = QLineEdit(meeting.join_url)
        self._generated = Switch(self.theme, say("meeting.form.generated"), say("meeting.form.generated_hint"))
        self._generated.setChecked(meeting.generated_id)
        self._passcode = QLineEdit(meeting.passcode)
        self._who.currentIndexChanged.connect(self._on_who)
        self._repeat.currentIndexChanged.connect(self._on_repeat)
        self._platform.currentIndexChanged.connect(self._on_platform)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for index, row in enumerate(_GUEST_ROWS if self._guest else _ROWS):
            for column, name in enumerate(row):
                field = self._fields[name] = self._make_field(name)
                grid.addWidget(field, index, column, 1, 2 if len(row) == 1 else 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        self.body.addWidget(self._generated)

    def _make_field(self, name: str) -> Field:
        hint = ""
        if name in _HINTED:
            own = self._guest and name != "time"
            hint = say(f"meeting.form.{name}_hint_guest" if own else f"meeting.form.{name}_hint")
        return Field(self.theme, say(f"meeting.form.{name}"), getattr(self, f"_{name}"), hint)

    def _typed(self) -> Meeting:
        day = self._date.date()
        at = read_time(self._time.text()) or self.meeting.starts.time()
        url, repeat = link_in(self._join_url.text()), Repeat(self._repeat.value)
        meeting = replace(
            self.meeting,
            pair_id="" if self._who.value == NEW else self._who.value,
            topic=self._topic.text(),
            description=self._description.toPlainText(),
            starts=datetime.combine(date(day.year(), day.month(), day.day()), at),
            zone=self._zone.value,
            minutes=self._minutes.value(),
            repeat=repeat,
            count=self._count.value() or None if repeat != Repeat.NONE else None,
            platform=Platform(self._platform.value),
            join_url=url,
            meeting_number=links.meeting_number(url),
            passcode=self._passcode.text(),
            generated_id=self._generated.isChecked(),
        )
        return tidy(meeting)

    def _on_save(self) -> None:
        meeting = self._typed()
        found = self._choices.check(meeting).problems
        problems = {"date" if name == "starts" else name: sentence(message) for name, message in found.items()}
        if read_time(self._time.text()) is None:
            problems["time"] = say("meeting.form.time_problem")
        if self._who.value == NEW:
            problem = nickname_problem(self._nickname.text())
            problems |= {"nickname": sentence(problem)} if problem else {}
        problems |= _link_problem(meeting)
        if self._only_time:  # the rest belongs to the series: what nobody can see here must not hold them up
            problems = {name: words for name, words in problems.items() if name in _TIME}
        problems = {name: words for name, words in problems.items() if name in self._fields}
        for name, field in self._fields.items():
            field.set_problem(problems.get(name, ""))
        if problems:
            first = next((name for name in self._fields if name in problems), "")
            if first:
                self._fields[first].editor.setFocus()
            return
        self.meeting = meeting
        self.nickname = clean_nickname(self._nickname.text()) if self._who.value == NEW else ""
        self.accept()

    def _on_who(self) -> None:
        self._fields["nickname"].setVisible(self._who.value == NEW)

    def _on_repeat(self) -> None:
        self._fields["count"].setVisible(self._repeat.value != Repeat.NONE)

    def _on_platform(self) -> None:
        online = self._platform.value != Platform.PHONE
        for name in ("join_url", "passcode"):
            self._fields[name].setVisible(online)
        self._generated.setVisible(self._platform.value == Platform.ZOOM and not self._guest)


class WhichDialog(Dialog):
    """For a series: only this one, or all of them. ``all_of_them`` holds the answer after it was accepted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("meeting.form.which_title"), say("meeting.form.which_text"), parent)
        self.all_of_them = False
        self.add_button(say("meeting.form.back"), "quiet").clicked.connect(self.reject)
        self.add_button(say("meeting.form.which_all")).clicked.connect(lambda: self._on_chosen(True))
        self.add_button(say("meeting.form.which_one"), "primary").clicked.connect(lambda: self._on_chosen(False))

    def _on_chosen(self, all_of_them: bool) -> None:
        self.all_of_them = all_of_them
        self.accept()


class CancelDialog(Dialog):
    """Asks once more before a meeting is called off."""

    def __init__(self, theme: Theme, when: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("meeting.form.cancel_title"), f"{when}. {say('meeting.form.cancel_text')}", parent)
        self.add_button(say("meeting.form.back"), "quiet").clicked.connect(self.reject)
        self.add_button(say("meeting.form.cancel_do"), "danger").clicked.connect(self.accept)


def _link_problem(meeting: Meeting) -> dict[str, str]:
    """A link that leads somewhere else is refused here, before anybody can press Join."""
    verdict = judge(meeting.platform, meeting.join_url)
    refused = verdict.kind == "danger" or verdict.message.code == "meeting.verdict.other"
    return {"join_url": sentence(verdict.message)} if refused else {}


def _spin(least: int, most: int, value: int, step: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setSingleStep(step)
    spin.setValue(value)
    return spin
