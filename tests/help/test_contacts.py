"""Whom to turn to: the lines of the guide, what a partner adds, and addresses that dial the right number."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.help.contacts import Coordinator, Line, lines, readings, site, tel, ways_to_leave

OURS = lines()
names = st.sampled_from([line.name for line in OURS] + ["Campus Security", "999"]).flatmap(
    lambda name: st.sampled_from([name, name.upper(), name.lower()])
)
added_lines = st.lists(st.builds(Line, st.just("x"), names, *[st.text(max_size=4)] * 4), max_size=4)


def line(line_id: str) -> Line:
    (found,) = (each for each in OURS if each.id == line_id)
    return found


@pytest.mark.parametrize(
    ("line_id", "number", "whom"),
    [
        ("childline", "0800 1111", "under 19"),
        ("samaritans", "116 123", "any age"),
        ("shout", "85258", "any age"),
        ("nhs-111", "111", "any age, in England"),
    ],
)
def test_each_line_has_its_number_and_says_for_whom_it_is(line_id: str, number: str, whom: str) -> None:
    """G11: the guide's mentees are adults, and Childline is not for them."""
    assert line(line_id).number == number
    assert whom in line(line_id).who


def test_a_line_for_adults_stands_right_beside_childline() -> None:
    """G11: nobody of 19 or over has to look for theirs."""
    childline = OURS.index(line("childline"))
    assert "any age" in OURS[childline + 1].who
    assert line("childline").url == "https://www.childline.org.uk"


def test_what_to_do_with_a_number_stands_beside_it_where_ringing_is_not_enough() -> None:
    assert "SHOUT" in line("shout").note and line("shout").by_text
    assert "option 2" in line("nhs-111").note and not line("nhs-111").by_text


@given(added=added_lines)
def test_a_partners_lines_come_first_and_replace_only_their_namesakes(added: list[Line]) -> None:
    """G11: a partner may add or replace."""
    found = lines(added)
    replaced = {each.name.casefold() for each in added}
    assert list(found[: len(added)]) == added
    assert list(found[len(added) :]) == [each for each in OURS if each.name.casefold() not in replaced]


def test_leaving_is_told_for_every_place_a_call_happens() -> None:
    """G12: leaving needs nobody's leave; a host has two ways."""
    ways = {way.title: " ".join(way.steps) for way in ways_to_leave()}
    assert list(ways) == ["In the Zoom app", "In a browser", "On the phone"]
    assert "Leave" in ways["In the Zoom app"]
    assert "End meeting for all or Leave meeting" in ways["In the Zoom app"]
    assert "Close the tab" in ways["In a browser"]
    assert "Hang up" in ways["On the phone"]


def test_the_guides_own_reading_is_named_without_a_link_unless_a_partner_gives_one() -> None:
    """G23: its addresses are lost, and a guessed one would be worse than none."""
    assert [(each.title, each.url) for each in readings({})] == [
        ("Best practices for securing your virtual classroom", ""),
        ("Get Zooming securely", ""),
    ]
    assert all("Search for its title" in each.where for each in readings({}))
    given_links = {"zoom_video": "https://eastbrook.example/video", "guidance": "https://eastbrook.example"}
    assert [each.url for each in readings(given_links)] == ["", "https://eastbrook.example/video"]


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0800 1111", "tel:08001111"),
        ("(0121) 496-0000", "tel:01214960000"),
        ("+44 121 496 0000", "tel:+441214960000"),
        ("+44 (0)121 496 0000", "tel:+441214960000"),
        (" +44(0)121.496.0000", "tel:+441214960000"),
        ("0121 496 0000 ext 12", "tel:01214960000"),
        ("0121 496 0000 x12", "tel:01214960000"),
        ("0121 496 0000ext.12", "tel:01214960000"),
        ("0121 496 0000 (ext 12)", "tel:01214960000"),
    ],
)
def test_a_number_is_dialled_as_people_mean_it(written: str, dialled: str) -> None:
    """G12: the wrong number is the last thing somebody needs who asks for help."""
    assert tel(written) == dialled


@given(number=st.from_regex(r"[0-9]{3,11}", fullmatch=True), spaces=st.lists(st.integers(1, 10), max_size=3))
@example(number="999", spaces=[])
def test_spaces_never_change_the_number(number: str, spaces: list[int]) -> None:
    written = number
    for place in sorted(spaces, reverse=True):
        written = f"{written[:place]} {written[place:]}"
    assert tel(written) == f"tel:{number}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.childline.org.uk", "childline.org.uk"),
        ("http://help.example/", "help.example"),
        ("https://help.example/www.page", "help.example/www.page"),
    ],
)
def test_a_website_is_written_as_people_say_it(url: str, said: str) -> None:
    assert site(url) == said


@pytest.mark.parametrize(
    ("contact", "known"),
    [
        (Coordinator(), False),
        (Coordinator("Grace Holt", hours="Monday"), False),
        (Coordinator(phone="0121 496 0000"), True),
        (Coordinator(email="grace@eastbrook.example"), True),
    ],
)
def test_a_coordinator_is_known_once_there_is_a_way_to_reach_them(contact: Coordinator, known: bool) -> None:
    """G12, G26."""
    assert contact.known is known
