"""What a look tells the checklist: whether the camera works, the distance, and the height of the camera. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from companion.camera.judgement import Verdict
from companion.camera.light_rules import is_pitch_dark
from companion.readings import State
from companion.words import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from companion.camera.judgement import Aspect
    from companion.camera.looking import Seen
    from companion.camera.measures import Measures

PRESENT, DISTANCE, EYE_LEVEL = "camera.present", "camera.distance", "camera.eye_level"
_ASPECTS = {DISTANCE: "distance", EYE_LEVEL: "eye_level"}


class Report(NamedTuple):
    """One subject, how it stands, and the evidence."""

    subject: str
    state: State
    message: Message


def reports(seen: Seen, camera: str) -> Iterator[Report]:
    """What may be told after a look through ``camera`` (its name).

    That a picture came is not enough for "my camera works": behind a closed cover it is black.
    """
    checked, shown = seen
    if checked.faces or not is_pitch_dark(checked.light):
        yield Report(PRESENT, State.GOOD, Message("camera.works", {"name": camera}))
    for subject, name in _ASPECTS.items():
        good_now = checked.judgement.aspects[name].verdict is Verdict.GOOD  # evidence never speaks against the tick
        report = _about(subject, shown.aspects[name], checked.measures if good_now else None)
        if report is not None:
            yield report


def _about(subject: str, aspect: Aspect, measures: Measures | None) -> Report | None:
    if aspect.verdict is Verdict.NOT_RIGHT and aspect.advice is not None:
        return Report(subject, State.NOT_RIGHT, aspect.advice.message)
    if aspect.verdict is not Verdict.GOOD:
        return Report(subject, State.CANNOT_TELL, Message(f"camera.seen.ask_{_ASPECTS[subject]}"))
    if measures is None:  # it was good a moment ago; now it cannot be seen, or is about to change
        return None
    if subject == DISTANCE:
        return Report(subject, State.GOOD, Message("camera.seen.distance", {"face": round(measures.face_height * 100)}))
    return Report(subject, State.GOOD, Message("camera.seen.eye_level", {"eyes": round(measures.eye_line * 100)}))
