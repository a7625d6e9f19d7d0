"""What the page says of a look: one thing to do, the small answers, the light, and eyes that do not tremble."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera.advice import Advice
from companion.camera.face import Face, Landmarks
from companion.camera.judgement import ASPECTS as JUDGED
from companion.camera.judgement import State
from companion.camera.looking import Seen
from companion.camera.showing import ASPECTS, LIGHT_GOOD, Picture, Showing, first_texts
from companion.words import say, sentence
from tests.camera.seeing import ASK, EMPTY, FACE, LIGHT, MEASURES, nobody, seen, wrong
from tests.camera.sitting import SITTING

DARK, BRIGHT = LIGHT_GOOD
ABOUT = {
    "distance": (Advice.TOO_FAR, Advice.TOO_CLOSE),
    "eye_level": (Advice.RAISE_CAMERA, Advice.LOWER_CAMERA, Advice.TILT_UP, Advice.TILT_DOWN),
    "middle": (Advice.MOVE_LEFT, Advice.MOVE_RIGHT),
    "straight": (Advice.STRAIGHTEN,),
}


def told(look: Seen, *, calibrated: bool = True) -> Picture:
    return Showing().see(look, calibrated=calibrated)


@pytest.mark.parametrize("advice", Advice)
def test_each_advice_is_a_short_heading_and_a_way_to_do_it(advice: Advice) -> None:
    """G10: what to do, never a measure; one line at the narrowest window."""
    picture = told(seen(advice, state=State.ADJUST))
    assert len(picture.heading) <= 34 and not any(letter.isdigit() for letter in picture.heading)
    assert picture.how_to == sentence(advice.message)
    assert picture.heading != picture.how_to


def test_no_two_advices_sound_the_same() -> None:
    headings = [told(seen(advice, state=State.ADJUST)).heading for advice in Advice]
    assert len(set(headings)) == len(headings)


def test_while_the_camera_settles_nothing_is_judged() -> None:
    picture = told(seen(state=None, aspects=dict.fromkeys(JUDGED, ASK)))
    assert picture.heading == say("camera.settling")
    assert {text.mark for text in picture.aspects.values()} == {"looking"}


def test_all_is_well_only_with_the_height_of_the_camera_known() -> None:
    """G10: without a set eye level the person is asked."""
    assert told(seen()).how_to == say("framing.good")
    asked = told(seen(aspects={"eye_level": ASK}), calibrated=False)
    assert asked.heading == say("camera.advice.good")
    assert asked.how_to == say("camera.ask_level")
    assert asked.aspects["eye_level"].word == say("camera.word.not_set")


@pytest.mark.parametrize(("name", "advice"), [(name, each) for name, every in ABOUT.items() for each in every])
def test_what_the_heading_speaks_of_is_not_called_good_below_it(name: str, advice: Advice) -> None:
    """The checklist waits five seconds; the page need not contradict itself meanwhile."""
    for look in (seen(advice, state=State.ADJUST), seen(state=State.ADJUST, aspects={name: wrong(advice)})):
        texts = told(look).aspects
        assert (texts[name].mark, texts[name].warn) == ("not_right", True)
        assert {texts[other].mark for other in ASPECTS if other != name} == {"by_computer"}


def test_an_empty_chair_is_not_good() -> None:
    for text in told(nobody()).aspects.values():
        assert (text.mark, text.word) == ("looking", say("camera.word.looking"))
    assert told(nobody()).aspects == first_texts()


def test_a_busy_room_is_a_hint_that_waits_and_goes_at_once() -> None:
    """G04: the person decides; it never stands in the way of an advice."""
    showing, busy = Showing(), seen(busy=True)
    said = [showing.see(busy, calibrated=True).how_to for _ in range(20)]
    assert said[0] == say("framing.good") and said[-1] == say("framing.busy")
    assert sum(one != other for one, other in pairwise(said)) == 1
    assert showing.see(seen(Advice.TOO_FAR, busy=True), calibrated=True).how_to == sentence(Advice.TOO_FAR.message)
    assert showing.see(seen(), calibrated=True).how_to == say("framing.good")


@given(st.floats(0, 1), st.sampled_from([None, Advice.TOO_DARK, Advice.BACKLIGHT, Advice.BURNT_OUT, Advice.UNEVEN]))
def test_the_knob_stands_where_the_word_says(top: float, advice: Advice | None) -> None:
    """It is the light that is judged: however dark or light a face, in good light the knob is in the good part."""
    look = seen(advice, lit=LIGHT._replace(face=FACE._replace(top=top)))
    picture = told(look)
    assert picture.light is not None
    if advice in (Advice.TOO_DARK, Advice.BACKLIGHT):
        assert 0 < picture.light < DARK
    elif advice is Advice.BURNT_OUT:
        assert BRIGHT < picture.light < 1
    else:
        assert DARK < picture.light < BRIGHT


def test_each_kind_of_light_has_its_word() -> None:
    kinds = (None, Advice.TOO_DARK, Advice.BACKLIGHT, Advice.BURNT_OUT, Advice.UNEVEN)
    words = [told(seen(advice)).light_word for advice in kinds]
    assert words == [
        say(f"camera.light.{name}") for name in ("is_good", "is_dark", "from_behind", "is_bright", "from_side")
    ]


def test_without_a_face_nothing_is_said_of_the_light() -> None:
    for look in (nobody(), seen(lit=EMPTY), seen(aspects={"light": ASK})):
        assert (told(look).light, told(look).light_word) == (None, say("camera.light.unknown"))


@pytest.mark.parametrize(
    ("advice", "eye_line", "arrow"),
    [
        (Advice.TILT_DOWN, 0.6, -1),
        (Advice.LOWER_CAMERA, 0.6, -1),
        (Advice.TILT_UP, 0.2, 1),
        (Advice.RAISE_CAMERA, 0.2, 1),
        (Advice.RAISE_CAMERA, 0.38, 0),
        (Advice.TOO_FAR, 0.6, 0),
        (None, 0.6, 0),
    ],
)
def test_the_arrow_shows_where_the_eyes_should_go(advice: Advice | None, eye_line: float, arrow: int) -> None:
    """G10: low eyes go up, to the line; where they stand well already there is nothing to show."""
    assert told(seen(advice, measures=MEASURES._replace(eye_line=eye_line))).arrow == arrow
    assert told(nobody()).arrow == 0


def at(x: float, y: float) -> Face:
    """Somebody whose eyes are around a point."""
    return SITTING._replace(landmarks=Landmarks((x - 0.05, y), (x + 0.05, y), *SITTING.landmarks[2:]))


def test_the_marker_follows_a_movement_and_ignores_trembling() -> None:
    showing = Showing()
    places = [showing.see(seen(faces=(at(0.5 + turn % 2 * 0.008, 0.36),)), calibrated=True).eyes for turn in range(10)]
    assert len(set(places)) == 1
    moved = [showing.see(seen(faces=(at(0.7, 0.40),)), calibrated=True).eyes for _ in range(8)]
    assert moved[-1] == pytest.approx((0.7, 0.40), abs=0.013)
    xs = [place[0] for place in moved if place]
    assert xs == sorted(xs)


def test_the_marker_goes_with_the_person_and_comes_back_where_they_sit() -> None:
    showing = Showing()
    showing.see(seen(faces=(at(0.3, 0.3),)), calibrated=True)
    assert showing.see(nobody(), calibrated=True).eyes is None
    assert showing.see(seen(faces=(at(0.7, 0.4),)), calibrated=True).eyes == pytest.approx((0.7, 0.4))
