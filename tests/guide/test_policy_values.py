"""Single values of a policy file: what is taken, what is refused, and with which sentence."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.guide import policy_values as values
from companion.words import sentence
from tests.guide.policies import TODAY, refusal

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.lists(st.one_of(st.text(max_size=6), st.integers(), st.lists(st.integers())), max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


CHECKS: dict[str, values.Check] = {
    "text": values.text(80),
    "contact_text": values.contact_text(80),
    "flag": values.flag,
    "whole": values.whole(1, 12),
    "day": values.day(TODAY),
    "one_of": values.one_of(("setup", "before")),
    "slug": values.slug,
    "phone": values.phone,
    "email": values.email,
    "zoom_host": values.zoom_host,
    "link": values.link,
    "platforms": values.platforms(("zoom", "phone", "teams", "meet"), ("zoom", "phone")),
}


@pytest.mark.parametrize("name", CHECKS)
@given(value=ANYTHING)
def test_every_check_either_takes_a_value_or_says_why_not(name: str, value: object) -> None:
    refused = None
    try:
        CHECKS[name](value)
    except values.Refused as reason:
        refused = reason
    assert refused is None or sentence(refused.message)


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "platforms"])
@given(value=ANYTHING)
def test_what_a_check_made_passes_the_same_check_unchanged(name: str, value: object) -> None:
    try:
        made = CHECKS[name](value)
    except values.Refused:
        return
    assert CHECKS[name](made) == made


class TestText:
    """Plain text on one line."""

    def test_is_tidied(self) -> None:
        assert values.text(80)("  Grace Holt ") == "Grace Holt"
        assert values.text(80)("Cafe\u0301") == "Café"

    @pytest.mark.parametrize(
        "value", ["José Ó Briain", "Nguyễn", "李雷", "علی\u200cرضا", "<b>bold</b> & co", "%s {0} {partner}"]
    )
    def test_names_and_signs_of_all_kinds_stay_as_they_are(self, value: str) -> None:
        assert values.text(80)(value) == value

    @pytest.mark.parametrize(
        "unseen",
        [
            "\0",
            "\n",
            "\t",
            "\r",
            "\x1b[31m",
            "\x7f",
            "\x85",
            "\u2028",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u200f",
            "\ufeff",
            "\u00ad",
            "\ue000",
            "\U000e0041",
        ],
    )
    def test_nothing_unseen_gets_through(self, unseen: str) -> None:
        assert refusal(values.text(80), f"Grace{unseen}Holt") == "text_unseen"

    def test_length_is_bounded(self) -> None:
        assert values.text(80)("x" * 80) == "x" * 80
        assert refusal(values.text(80), "x" * 81) == "text_long"

    @pytest.mark.parametrize("value", [1, True, None, ["a"], {"a": 1}, date(2026, 1, 1)])
    def test_only_text_is_text(self, value: object) -> None:
        assert refusal(values.text(80), value) == "not_text"

    @given(st.text())
    def test_what_is_taken_is_one_bounded_line(self, value: str) -> None:
        try:
            tidy = values.text(30)(value)
        except values.Refused:
            return
        assert len(tidy) <= 30
        assert len(tidy.splitlines()) <= 1


class TestNumbers:
    """Whole numbers, flags and dates."""

    def test_true_is_no_number_and_one_is_no_flag(self) -> None:
        assert refusal(values.whole(0, 5), True) == "not_number"
        assert refusal(values.whole(0, 5), 3.0) == "not_number"
        assert refusal(values.flag, 1) == "not_flag"
        assert refusal(values.flag, "true") == "not_flag"

    @pytest.mark.parametrize("value", [17, 16, 0, -18, 100, 10**4000])
    def test_g05_an_age_below_18_is_refused(self, value: int) -> None:
        """G05: a policy may raise the age, never lower it."""
        assert refusal(values.whole(18, 99, "age_range"), value) == "age_range"

    @given(st.integers(18, 99))
    def test_g05_a_higher_age_is_taken(self, value: int) -> None:
        assert values.whole(18, 99, "age_range")(value) == value

    def test_g06_a_day_is_a_date_that_makes_sense(self) -> None:
        """G06: a consent has the day it was given."""
        assert values.day(TODAY)(TODAY) == TODAY
        assert refusal(values.day(TODAY), date(2026, 11, 25)) == "date_late"
        assert refusal(values.day(TODAY), date(1999, 12, 31)) == "date_early"
        assert refusal(values.day(TODAY), datetime(2026, 11, 1, 9)) == "not_date"
        assert refusal(values.day(TODAY), "2026-11-01") == "not_date"

    def test_without_a_clock_to_trust_no_day_is_too_late(self) -> None:
        assert values.day(None)(date(2030, 1, 1)) == date(2030, 1, 1)


class TestPlatforms:
    """G13, G24: Zoom or the phone, and others only where a policy names them."""

    check = staticmethod(CHECKS["platforms"])

    def test_g24_keeps_the_order_of_the_app(self) -> None:
        assert self.check(["phone", "zoom"]) == ("zoom", "phone")
        assert self.check(["phone"]) == ("phone",)

    def test_g13_teams_and_meet_may_be_added(self) -> None:
        assert self.check(["meet", "teams", "zoom"]) == ("zoom", "teams", "meet")

    @pytest.mark.parametrize(
        ("value", "why"),
        [
            (["teams"], "platform_needed"),
            (["meet", "teams"], "platform_needed"),
            (["zoom", "zoom"], "platform_twice"),
            (["zoom", "whatsapp"], "not_platforms"),
            (["Zoom"], "not_platforms"),
            ([], "not_platforms"),
            ("zoom", "not_platforms"),
            ([["zoom"]], "not_platforms"),
            ([1, True], "not_platforms"),
            (["zoom"] * 50_000, "platform_twice"),
        ],
    )
    def test_others_are_refused(self, value: object, why: str) -> None:
        assert refusal(self.check, value) == why


def test_slugs_and_choices() -> None:
    assert values.slug("booked-room-2") == "booked-room-2"
    for bad in ("", "Booked", "a b", "a.b", "../x", "é", "x" * 41, 3):
        assert refusal(values.slug, bad) == "not_slug"
    assert values.one_of(("setup", "before"))("before") == "before"
    for other in ("Before", "later", 1, ["before"]):
        assert refusal(values.one_of(("setup", "before")), other) == "not_choice"
