"""The check of a policy file: all findings at once, in the right place, and what can be read applies."""

import tomllib

import pytest

from companion.guide.contact import Contact, HelpLine
from companion.guide.policy import Policy
from companion.guide.policy_check import check, check_bytes
from companion.guide.policy_schema import PHASES, Rows, Table, schema
from companion.words import sentence
from tests.guide.policies import (
    COMPLETE,
    EXAMPLE,
    HEAD,
    TODAY,
    assert_every_finding_can_be_told,
    assert_no_weaker_than_the_guide,
    told,
)


class TestExample:
    """`companion policy example`."""

    def test_whoever_copies_it_answers_for_nobody_whose_computer_it_is(self) -> None:
        """The question decides whether anything is kept, so each person is asked unless a partner means to answer."""
        judged = check(EXAMPLE, TODAY)
        assert judged.valid, told(judged)
        assert judged.policy.shared_computer is None and "shared_computer" not in judged.policy.given

    def test_is_valid_and_sets_everything(self) -> None:
        judged = check(COMPLETE, TODAY)
        assert judged.valid, told(judged)
        fields = set(Policy.__dataclass_fields__) - {"managed", "given", "unread"}
        assert judged.policy.given == fields

    def test_has_every_key_of_the_schema_and_no_other(self) -> None:
        data = tomllib.loads(COMPLETE)
        known = schema(TODAY)
        assert set(data) == set(known)
        for name, part in known.items():
            table = part.table if isinstance(part, Rows) else part
            found = data[name][0] if isinstance(part, Rows) else data[name]
            if isinstance(table, Table):
                assert set(found) == set(table.keys), name

    @pytest.mark.parametrize("number", range(EXAMPLE.count("\n")))
    def test_every_key_is_explained_above_it_or_above_its_table(self, number: int) -> None:
        lines = EXAMPLE.splitlines()
        if "=" in lines[number] and not lines[number].startswith("#"):
            above = lines[:number][::-1]
            block = above[: next((at for at, line in enumerate(above) if not line.strip()), len(above))]
            assert any(line.startswith("#") for line in block)

    def test_g06_g12_g26_says_who_and_what(self) -> None:
        """G06, G12, G26: consent and coordinator come filled in."""
        policy = check(EXAMPLE, TODAY).policy
        assert policy.partner == "Eastbrook College"
        assert policy.coordinator == Contact(
            "Grace Holt", "01632 960145", "mentoring@eastbrook.example", "Monday to Friday, 9:00 to 17:00"
        )
        assert policy.consent and policy.consent.agreed_on == TODAY and policy.consent.held_by.startswith("Student")

    def test_g07_g11_brings_own_lines(self) -> None:
        """G07, G11: the partner's own items and people to turn to."""
        policy = check(EXAMPLE, TODAY).policy
        assert policy.extra_items[0].roles == ("mentor", "mentee")
        assert policy.contacts == (
            HelpLine(
                name="Eastbrook student support",
                who="For students of the college",
                phone="01632 960199",
                note="Term time, 8:30 to 18:00",
                url="https://www.eastbrook.example/support",
            ),
        )

    @pytest.mark.parametrize("ending", ["\r\n", "\n"])
    def test_windows_line_ends_and_a_byte_order_mark_are_fine(self, ending: str) -> None:
        raw = b"\xef\xbb\xbf" + EXAMPLE.replace("\n", ending).encode()
        assert check_bytes(raw, TODAY) == check(EXAMPLE, TODAY)


class TestSmallest:
    """What may be left out."""

    def test_a_name_is_enough_and_leaves_the_guides_rules(self) -> None:
        judged = check(HEAD)
        assert judged.valid
        assert judged.policy == Policy(partner="Eastbrook College", given=frozenset({"partner"}))

    def test_empty_optional_values_count_as_left_out(self) -> None:
        text = (
            HEAD
            + '[zoom]\nhost = ""\n[links]\nsafeguarding = " "\n[coordinator]\nname = "G"\nphone = "1632"\nhours = ""\n'
        )
        policy = check(text).policy
        assert policy.given == {"partner", "coordinator"}
        assert policy.links == {}

    def test_an_empty_file_is_told_what_it_needs(self) -> None:
        assert told(check("")) == [(1, "schema", "missing"), (1, "partner.name", "missing")]


class TestAllAtOnce:
    """Every finding, with its line and key, however the keys are written."""

    TEXT = """schema = 1
rules.webcams = "no"
rules."minimum_age" = 16
zoom = { host = "zoom.us.evil.example",  hots = 1 }
colour = "red"

[partner]
nmae = "x"

[coordinator]
name = "Grace"
phone = "999"

[consent]
agreed_on = 2030-01-01
held_by = ""
renew_after_months = 24

[[contacts]]
name = "One"
note = \"\"\"
a
b\"\"\"
[[contacts]]
name = 'ONE'
url = "javascript:alert(1)"
[[contacts]]
who = "you"

[[extra_items]]
id = "a"
phase = "later"
mentor = "b"
  [extra_items.more]
  x = 1
"""

    def test_the_whole_list(self) -> None:
        assert told(check(self.TEXT, TODAY)) == [
            (2, "rules.webcams", "not_flag"),
            (3, "rules.minimum_age", "age_range"),
            (4, "zoom.host", "not_zoom"),
            (4, "zoom.hots", "unknown"),
            (5, "colour", "unknown"),
            (7, "partner.name", "missing"),
            (8, "partner.nmae", "unknown"),
            (12, "coordinator.phone", "emergency"),
            (14, "consent.reference", "missing"),
            (15, "consent.agreed_on", "date_late"),
            (16, "consent.held_by", "empty"),
            (17, "consent.renew_after_months", "renew_range"),
            (19, "contacts[1].phone", "one_needed"),
            (21, "contacts[1].note", "text_unseen"),
            (25, "contacts[2].name", "twice"),
            (26, "contacts[2].url", "not_link"),
            (27, "contacts[3].name", "missing"),
            (27, "contacts[3].phone", "one_needed"),
            (32, "extra_items[1].phase", "not_choice"),
            (34, "extra_items[1].more", "unknown"),
        ]

    def test_each_can_be_told(self) -> None:
        judged = check(self.TEXT, TODAY)
        assert_every_finding_can_be_told(judged)
        assert_no_weaker_than_the_guide(judged.policy)

    @pytest.mark.parametrize(
        ("added", "finding"),
        [
            ("[rules]\nwebcam = false", (5, "rules.webcam", "unknown_near")),
            ("[Rules]\nwebcams = false", (4, "Rules", "unknown_near")),
            ("rules = 3", (4, "partner.rules", "unknown")),
            ("[[rules]]\nwebcams = false", (4, "rules", "not_table")),
            ("[contacts]\nname = 'x'", (4, "contacts", "not_rows")),
            ("[rules]\nminimum_age = true", (5, "rules.minimum_age", "not_number")),
            ("[rules]\nminimum_age = 18.0", (5, "rules.minimum_age", "not_number")),
            ("[rules]\nminimum_age = '21'", (5, "rules.minimum_age", "not_number")),
            ("[records]\nkeep_months = 13", (5, "records.keep_months", "keep_range")),
            ("[records]\nkeep_months = 0", (5, "records.keep_months", "keep_range")),
            ("[computer]\nshared = 'yes'", (5, "computer.shared", "not_flag")),
            ("[coordinator]\nname = 'Grace'", (4, "coordinator.phone", "one_needed")),
            ("[links]\nhome = 'https://a.example'", (5, "links.home", "unknown")),
            ('[links]\n"code of conduct" = "https://a.example"', (5, "links.code of conduct", "unknown_near")),
            ("[[extra_items]]\nid='a'\nphase='before'", (4, "extra_items[1].mentor", "one_needed")),
        ],
    )
    def test_one_slip_is_one_finding(self, added: str, finding: tuple[int, str, str]) -> None:
        judged = check(HEAD + added + "\n", TODAY)
        assert told(judged) == [finding]
        assert_every_finding_can_be_told(judged)

    def test_a_near_name_is_offered(self) -> None:
        assert "“webcams”" in str(check(HEAD + "[rules]\nWeb-Cam = false\n").findings[0])

    def test_too_many_items_point_at_the_first_too_many(self) -> None:
        rows = "".join(f"[[extra_items]]\nid='i{number}'\nphase='before'\nmentor='m'\n" for number in range(25))
        judged = check(HEAD + rows)
        assert told(judged) == [(4 + 4 * 20, "extra_items[21]", "too_many")]
        assert len(judged.policy.extra_items) == 20

    def test_odd_keys_are_shown_harmlessly(self) -> None:
        judged = check(HEAD + '"a\\u202eb\\nc" = 1\n"' + "k" * 5000 + '" = 1\n')
        assert_every_finding_can_be_told(judged)
        assert all(len(found.key) < 80 for found in judged.findings)


class TestVersion:
    """schema = 1."""

    @pytest.mark.parametrize("version", ["2", "0", "-1", str(10**60)])
    def test_another_version_is_told_alone_and_used_for_nothing(self, version: str) -> None:
        judged = check(f'schema = {version}\nnew = "x"\n[rules]\nwebcams = 5\n')
        assert told(judged) == [(1, "schema", "schema_unknown")]
        assert not judged.readable and judged.policy == Policy()

    @pytest.mark.parametrize("version", ["true", "1.0", '"1"'])
    def test_one_is_a_whole_number(self, version: str) -> None:
        judged = check(HEAD.replace("= 1", f"= {version}"))
        assert told(judged) == [(1, "schema", "not_number")]


class TestWhatCanBeReadApplies:
    """G07: a slip elsewhere does not undo a partner's rules, and one that may hide "no webcams" keeps cameras off."""

    def test_g07_other_rules_hold(self) -> None:
        judged = check(HEAD + "[rules]\nwebcams = false\nminimum_age = 21\n[records]\nkeep_months = 99\n")
        assert not judged.valid and judged.readable
        assert (judged.policy.webcams, judged.policy.minimum_age, judged.policy.keep_months) == (False, 21, 12)
        assert judged.policy.unread

    @pytest.mark.parametrize(
        "slip",
        [
            "[rules]\nwebcams = 'off'",
            "[rules]\nwebcam = false",
            "[rule]\nwebcams = false",
            "[[rules]]\nwebcams = false",
        ],
    )
    def test_g07_cameras_wait_where_the_slip_may_hide_it(self, slip: str) -> None:
        policy = check(HEAD + slip + "\n").policy
        assert not policy.webcams
        assert not policy.is_set_by_partner("webcams")
        assert str(sentence(policy.camera_reason())) == "Off until the rules of Eastbrook College can be read"  # type: ignore[arg-type]

    @pytest.mark.parametrize("slip", ["[zoom]\nhost = 1", "[rules]\nwebcams = true\nminimum_age = 3", "[links]\nx = 1"])
    def test_g07_cameras_stay_where_it_cannot(self, slip: str) -> None:
        assert check(HEAD + slip + "\n").policy.webcams

    def test_g12_half_a_coordinator_is_better_than_none(self) -> None:
        """G12: people can still reach somebody."""
        policy = check(HEAD + "[coordinator]\nphone = '01632 960145'\nemail = 'x'\n").policy
        assert policy.coordinator == Contact("", "01632 960145", "", "")
        assert check(HEAD + "[coordinator]\nname = 'Grace'\nphone = 'x'\n").policy.coordinator is None

    def test_broken_rows_are_left_out_and_the_others_stay(self) -> None:
        rows = "[[contacts]]\nname = 'A'\nphone = '1234'\n[[contacts]]\nname = 'B'\n[[contacts]]\nname = 'C'\nurl = 'https://c.example'\n"
        assert [line.name for line in check(HEAD + rows).policy.contacts] == ["A", "C"]


def test_the_phases_are_those_of_the_checklist() -> None:
    items = pytest.importorskip("companion.guide.items")
    assert tuple(items.Phase) == PHASES
