"""The sound panel as people meet it: they press, read and answer; a screen reader tells the same, once."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from companion.sound.audio import SoundDevice, Trouble
from companion.sound.check import Mode, SoundState
from companion.sound.hearing import Heard
from companion.sound.panel_view import LevelBars, SoundPanel, words_of
from companion.words import say
from tests.acting import buttons, light, listen, press, seen, shown
from tests.sound.fakes import Desk
from tests.sound.sounds import no_speech, still

LISTEN, STOP, PLAY, RECORD = (say(f"sound.{code}") for code in ("listen", "stop", "play", "record"))
YES, NO = say("sound.yes"), say("sound.no")
BUILT_IN, HEADSET = SoundDevice("a1", "Built-in"), SoundDevice("b2", "Headset")
LOUDSPEAKER = SoundDevice("c3", "Loudspeaker")


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> SoundPanel:
    return shown(qtbot, SoundPanel(light(), desk.check), 420, 560)


def focused() -> str:
    """What the keyboard is on."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.accessibleName() or str(widget.property("text"))


def choice(panel: SoundPanel, code: str) -> QComboBox:
    (found,) = (each for each in panel.findChildren(QComboBox) if each.accessibleName() == say(code))
    return found


class TestListening:
    def test_starts_and_stops_with_one_button(self, panel: SoundPanel, desk: Desk, qtbot: QtBot) -> None:
        assert say("sound.mode.idle") in seen(panel)
        press(qtbot, panel, LISTEN)
        assert desk.devices == (True, False)
        assert say("sound.mode.listening") in seen(panel) and LISTEN not in buttons(panel)
        press(qtbot, panel, STOP)
        assert desk.devices == (False, False)
        assert LISTEN in buttons(panel) and STOP not in buttons(panel)

    def test_says_that_the_microphone_works_and_goes_on_saying_it(
        self, panel: SoundPanel, desk: Desk, qtbot: QtBot
    ) -> None:
        """G08."""
        press(qtbot, panel, LISTEN)
        desk.say()
        assert say("sound.heard.speech") in seen(panel)
        press(qtbot, panel, STOP)
        assert say("sound.heard.speech") in seen(panel)

    @pytest.mark.parametrize(("sound", "code"), [("none", "muted"), ("fan", "noise")])
    def test_says_what_to_do_when_it_hears_no_voice(
        self, panel: SoundPanel, desk: Desk, qtbot: QtBot, sound: str, code: str
    ) -> None:
        press(qtbot, panel, LISTEN)
        desk.microphone.bring(np.zeros(32_000, np.float32) if sound == "none" else no_speech(sound))
        assert say(f"sound.heard.{code}") in seen(panel)


class TestTone:
    @pytest.mark.parametrize(("answer", "code"), [(YES, "sound.heard_tone"), (NO, "sound.help.no_tone")])
    def test_asks_with_the_keyboard_on_yes_and_gives_it_back(
        self, panel: SoundPanel, desk: Desk, qtbot: QtBot, answer: str, code: str
    ) -> None:
        """G08: heard or not, only the person can tell."""
        buttons(panel)[PLAY].setFocus()
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
        assert say("sound.mode.tone") in seen(panel) and YES not in buttons(panel)
        desk.speaker.finish()
        assert say("sound.mode.asking") in seen(panel)
        assert focused() == YES
        if answer == NO:
            qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        assert focused() == answer
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
        assert desk.answers == [answer == YES]
        assert say(code) in seen(panel)
        assert not {YES, NO} & set(buttons(panel))
        assert focused() == PLAY

    def test_does_not_take_the_keyboard_of_somebody_on_another_page(self, desk: Desk, qtbot: QtBot) -> None:
        panel = SoundPanel(light(), desk.check)
        qtbot.addWidget(panel)
        field = shown(qtbot, QComboBox(), 100, 40)
        field.setFocus()
        desk.ask()
        assert QApplication.focusWidget() is field

    def test_of_which_one_walks_away_asks_no_more(self, panel: SoundPanel, desk: Desk, qtbot: QtBot) -> None:
        desk.ask()
        press(qtbot, panel, LISTEN)
        assert not {YES, NO} & set(buttons(panel))
        assert desk.answers == []


def test_listening_back_says_when_to_speak_and_when_it_is_played(panel: SoundPanel, desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, panel, RECORD)
    assert say("sound.mode.recording") in seen(panel)
    desk.say(6)
    assert say("sound.mode.playing") in seen(panel)
    desk.speaker.finish()
    assert say("sound.heard.speech") in seen(panel)


class TestTrouble:
    @pytest.mark.parametrize("trouble", Trouble)
    def test_with_the_microphone_is_said_until_it_works(
        self, panel: SoundPanel, desk: Desk, qtbot: QtBot, trouble: Trouble
    ) -> None:
        desk.microphone.trouble = trouble
        press(qtbot, panel, LISTEN)
        assert say(f"sound.mic.{trouble}") in seen(panel)
        desk.microphone.trouble = None
        press(qtbot, panel, LISTEN)
        assert say("sound.mode.listening") in seen(panel)

    @pytest.mark.parametrize("trouble", Trouble)
    def test_with_the_loudspeaker_is_said(self, panel: SoundPanel, desk: Desk, qtbot: QtBot, trouble: Trouble) -> None:
        desk.speaker.trouble = trouble
        press(qtbot, panel, PLAY)
        assert say(f"sound.speaker_trouble.{trouble}") in seen(panel)

    @pytest.mark.parametrize("mode", Mode)
    @pytest.mark.parametrize("heard", Heard)
    def test_is_what_is_marked_and_nothing_else(self, mode: Mode, heard: Heard) -> None:
        """Gold words ask for something: never while all is well."""
        text, asks = words_of(SoundState(mode, heard=heard))
        assert text
        assert asks == (mode == Mode.LISTENING and heard in (Heard.MUTED, Heard.NOISE))
        assert words_of(SoundState(mic=Trouble.IN_USE))[1] and words_of(SoundState(speaker=Trouble.IN_USE))[1]
        assert [words_of(SoundState(heard_tone=answer))[1] for answer in (True, False)] == [False, True]

    def test_has_its_own_colour(self, panel: SoundPanel, desk: Desk, qtbot: QtBot) -> None:
        def colour(code: str) -> QColor:
            (label,) = (each for each in panel.findChildren(QLabel) if each.text() == say(code))
            return label.palette().windowText().color()

        assert colour("sound.mode.idle") == light().color("ink2")
        desk.microphone.trouble = Trouble.REFUSED
        press(qtbot, panel, LISTEN)
        assert colour("sound.mic.refused") == light().color("gold-text")


class TestScreenReader:
    def test_is_told_each_change_once(
        self, panel: SoundPanel, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard = listen(monkeypatch)
        press(qtbot, panel, LISTEN)
        desk.microphone.bring(still(seconds=3))
        desk.say(8)
        press(qtbot, panel, PLAY)
        desk.speaker.finish()
        press(qtbot, panel, YES)
        codes = ("mode.listening", "heard.speech", "mode.tone", "mode.asking", "heard_tone")
        assert heard == [say(f"sound.{code}") for code in codes]

    def test_is_not_bothered_with_a_panel_out_of_view(
        self, panel: SoundPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard = listen(monkeypatch)
        panel.hide()
        desk.check.listen()
        desk.say()
        assert heard == []

    def test_has_a_name_for_everything_and_the_question_with_its_answers(self, panel: SoundPanel, desk: Desk) -> None:
        desk.ask()
        answers = [buttons(panel)[answer].accessibleDescription() for answer in (YES, NO)]
        assert answers == [say("sound.asked")] * 2
        bars = panel.findChild(LevelBars)
        assert bars is not None and bars.accessibleName() == say("sound.meter")
        assert {each.accessibleName() for each in panel.findChildren(QComboBox)} == {
            say("sound.microphone"),
            say("sound.speaker"),
        }

    def test_all_of_it_is_reached_with_the_keyboard(self, panel: SoundPanel, desk: Desk, qtbot: QtBot) -> None:
        desk.ask()
        reached = []
        for _ in range(7):
            reached.append(focused())
            qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        assert reached == [YES, NO, LISTEN, PLAY, RECORD, say("sound.microphone"), say("sound.speaker")]


class TestDevices:
    @pytest.fixture(autouse=True)
    def offered(self, panel: SoundPanel) -> None:
        panel.set_devices([BUILT_IN, HEADSET], [LOUDSPEAKER], ("b2", ""))

    def test_are_offered_by_name_after_the_usual_one(self, panel: SoundPanel) -> None:
        usual = say("sound.usual")
        microphones, speakers = choice(panel, "sound.microphone"), choice(panel, "sound.speaker")
        assert [microphones.itemText(row) for row in range(microphones.count())] == [usual, "Built-in", "Headset"]
        assert [speakers.itemText(row) for row in range(speakers.count())] == [usual, "Loudspeaker"]
        assert (microphones.currentText(), speakers.currentText()) == ("Headset", usual)

    def test_are_told_when_the_person_chooses(self, panel: SoundPanel, qtbot: QtBot) -> None:
        with qtbot.waitSignal(panel.microphone_chosen) as chosen:
            qtbot.keyClick(choice(panel, "sound.microphone"), Qt.Key.Key_Up)
        assert chosen.args == ["a1"]
        with qtbot.waitSignal(panel.microphone_chosen) as chosen:
            qtbot.keyClick(choice(panel, "sound.microphone"), Qt.Key.Key_Up)
        assert chosen.args == [""]
        with qtbot.waitSignal(panel.speaker_chosen) as chosen:
            qtbot.keyClick(choice(panel, "sound.speaker"), Qt.Key.Key_Down)
        assert chosen.args == ["c3"]

    def test_that_come_and_go_choose_nothing_by_themselves(self, panel: SoundPanel, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(panel.microphone_chosen), qtbot.assertNotEmitted(panel.speaker_chosen):
            panel.set_devices([BUILT_IN], [], ("b2", ""))
            assert choice(panel, "sound.microphone").currentText() == say("sound.usual")
            panel.set_devices([BUILT_IN, HEADSET], [LOUDSPEAKER], ("b2", "c3"))
        assert choice(panel, "sound.microphone").currentText() == "Headset"
        assert choice(panel, "sound.speaker").currentText() == "Loudspeaker"


@pytest.mark.parametrize("code", ["sound.microphone", "sound.speaker"])
def test_whoever_presses_on_the_devices_makes_them_be_looked_for(panel: SoundPanel, qtbot: QtBot, code: str) -> None:
    """Before that nothing asks the computer for its sound, not even for whoever walks past with Tab."""
    assert [choice(panel, code).itemText(0)] == [say("sound.usual")]
    with qtbot.assertNotEmitted(panel.touched):
        choice(panel, code).setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(choice(panel, code), Qt.Key.Key_Tab)
    with qtbot.waitSignal(panel.touched):
        qtbot.keyClick(choice(panel, code), Qt.Key.Key_Down)
