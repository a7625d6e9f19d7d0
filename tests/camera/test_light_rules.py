"""What is said of light: it is the light that is judged, never the skin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera import thresholds as limit
from companion.camera.advice import Advice
from companion.camera.light import Light, OnFace
from companion.camera.light_rules import is_busy, is_pitch_dark, light_advice, sharpness_advice
from companion.camera.sharpness import Sharpness

FACE = OnFace(0.65, 0.78, 0.9, 0.0, 0.45, Sharpness(0.6, 0.1))
ROOM = Light(0.5, 0.7, 0.0, 0.1, FACE)
WINDOW = Light(0.9, 0.99, 0.6, 0.1, FACE._replace(middle=0.2, top=0.28, body=0.12))


def light(room: Light = ROOM, *, reflectance: float = 1.0, gain: float = 1.0, **face: float | None) -> Light:
    """A room with the face in it: ``gain`` is the light on all, ``reflectance`` the face's alone."""
    assert room.face is not None
    values = {**room.face._asdict(), **face}
    for name in ("middle", "top"):
        values[name] *= gain * reflectance
    values["body"] = None if values["body"] is None else values["body"] * gain
    behind = {"background": room.background * gain, "background_top": room.background_top * gain}
    return room._replace(**behind, face=OnFace(**values))


REFLECTANCE = st.floats(0.4, 1)
ROOMS = st.builds(
    lambda middle, more, body: Light(middle, middle + more, 0.0, 0.1, FACE._replace(body=body)),
    st.floats(0.24, 0.75),
    st.floats(0, 0.2),
    st.floats(0.05, 0.8) | st.none(),
)


@given(ROOMS, REFLECTANCE)
def test_plain_light_is_fine_for_every_skin_and_every_room(room: Light, reflectance: float) -> None:
    assert light_advice(light(room, reflectance=reflectance)) == []


@given(st.floats(0, 0.3), REFLECTANCE)
def test_in_the_dark_every_skin_is_told(gain: float, reflectance: float) -> None:
    assert light_advice(light(gain=gain, reflectance=reflectance)) == [Advice.TOO_DARK]


@given(ROOMS, st.floats(0.2, 1))
def test_less_light_never_makes_good_of_too_dark(room: Light, gain: float) -> None:
    if Advice.TOO_DARK in light_advice(light(room, gain=gain)):
        assert Advice.TOO_DARK in light_advice(light(room, gain=gain * 0.8))


@given(st.floats(0.4, 1))
def test_a_window_behind_is_told_for_every_skin(reflectance: float) -> None:
    assert light_advice(light(WINDOW, reflectance=reflectance)) == [Advice.BACKLIGHT]


def test_clothes_in_the_light_show_that_a_dark_face_is_not_in_the_shade() -> None:
    """The same face before the same window: only what is worn tells whether light falls on the person."""
    assert light_advice(light(WINDOW, body=0.5)) == []
    assert light_advice(light(WINDOW, body=0.97)) == [Advice.BACKLIGHT]
    assert light_advice(light(WINDOW, body=None)) == [Advice.BACKLIGHT]


def test_clothes_in_the_light_show_that_it_is_not_dark() -> None:
    """A dark face before a dark wall: whoever wears something that the light falls on sits in the light."""
    night = Light(0.1, 0.15, 0.0, 0.0, FACE._replace(middle=0.2, top=0.25, body=0.45))
    assert light_advice(night) == []
    assert light_advice(light(night, body=0.15)) == [Advice.TOO_DARK]


def test_a_white_wall_is_no_window() -> None:
    wall = Light(0.82, 0.86, 0.0, 0.0, FACE._replace(middle=0.26, top=0.33, body=0.3))
    assert light_advice(wall) == []
    assert light_advice(light(wall, middle=0.15, top=0.2, body=0.1)) == [Advice.BACKLIGHT]


def test_a_window_that_leaves_the_face_bright_is_fine() -> None:
    assert light_advice(light(WINDOW, middle=0.6, top=0.7)) == []


@pytest.mark.parametrize(
    ("face", "told"),
    [
        ({"burnt_out": 0.5}, [Advice.BURNT_OUT]),
        ({"burnt_out": 0.1}, []),
        ({"uneven": 0.3}, [Advice.UNEVEN]),
        ({"uneven": 0.5}, []),
        ({"uneven": 0.3, "burnt_out": 0.5}, [Advice.BURNT_OUT]),
    ],
)
def test_too_much_light_and_light_from_one_side(face: dict[str, float], told: list[Advice]) -> None:
    assert light_advice(light(**face)) == told  # type: ignore[arg-type]


def test_without_a_face_nothing_is_said_of_light_or_sharpness() -> None:
    assert light_advice(Light(0.0, 0.0, 0.0, 0.0)) == []
    assert sharpness_advice(Light(0.0, 0.0, 0.0, 0.0)) == []


def sharp(blur: float, smear: float, gain: float = 1.0) -> list[Advice]:
    made = light(gain=gain)
    assert made.face is not None
    return sharpness_advice(made._replace(face=made.face._replace(sharp=Sharpness(blur, smear))))


def test_of_a_blurred_picture_the_cause_is_told() -> None:
    """Smeared one way: somebody moved. In little light: the light. Else the lens."""
    assert sharp(0.7, 0.4) == [] == sharp(limit.BLURRED - 0.01, 0.0)
    assert sharp(0.9, 0.4) == [Advice.HOLD_STILL] == sharp(0.9, 0.4, gain=0.3)
    assert sharp(0.9, 0.1) == [Advice.CLEAN_LENS]
    assert sharp(0.9, 0.1, gain=0.5) == [Advice.BLURRED]
    assert sharpness_advice(light(sharp=None)) == []


def test_busy_and_pitch_dark() -> None:
    assert [is_busy(ROOM._replace(edges=edges)) for edges in (0.0, 0.29, 0.31)] == [False, False, True]
    assert [is_pitch_dark(Light(0.0, top, 0.0, 0.0)) for top in (0.0, 0.1, 0.2)] == [True, True, False]
