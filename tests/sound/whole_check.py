"""Runs a sound check in a process of its own, and prints what files and addresses it opened on the way."""

import json
import sys
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from companion.sound.audio import Microphone, Speaker
from companion.sound.check import Mode, SoundCheck
from companion.sound.panel_view import SoundPanel
from companion.sound.samples import interleaved
from tests.acting import light
from tests.sound.card import Card, State
from tests.sound.sounds import in_room, speech


def run(card: Card) -> list[Mode]:
    """Listen, hear the tone, record and listen back; the modes it went through."""
    check, modes = SoundCheck(Microphone(lambda: ""), Speaker(lambda: "")), list[Mode]()
    check.changed.connect(lambda state: modes.append(state.mode) if state.mode not in modes[-1:] else None)
    panel = SoundPanel(light(), check)
    panel.show()
    check.listen()
    _speak(card, 2)
    check.play_tone()
    card.streams[-1].turn(State.IdleState)
    check.answer(True)
    check.record()
    _speak(card, 6)
    panel.grab()
    card.streams[-1].turn(State.IdleState)
    return modes


def _speak(card: Card, seconds: float) -> None:
    for bit in np.split(in_room(speech(48_000, seconds), 48_000), 10):
        if card.streams[-1].brings is not None:
            card.streams[-1].bring(interleaved(bit, "s16", 2))


def main() -> None:
    """From the first sound on everything is watched."""
    _app, touched = QApplication([]), list[str]()

    def watch(event: str, given: tuple[Any, ...]) -> None:
        is_write = event == "open" and isinstance(given[1], str) and set(given[1]) & set("wax+")
        if is_write or event in ("os.mkdir", "os.rename", "os.symlink", "socket.connect", "socket.sendto"):
            touched.append(f"{event} {given[0]}")

    with pytest.MonkeyPatch.context() as patch:
        card = Card(patch)
        sys.addaudithook(watch)
        modes = run(card)
    print(json.dumps({"modes": modes, "touched": touched}))


if __name__ == "__main__":
    main()
