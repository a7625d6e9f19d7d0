"""Values of a policy that reach beyond the window: phone numbers, e-mail and web addresses, a Zoom host."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.guide import policy_values as values
from tests.guide.policies import refusal


class TestContact:
    """G12, G26: ways to reach people. They end in tel: and mailto: addresses, so nothing else may hide in them."""

    @pytest.mark.parametrize("value", ["", "01632 960145", "+44 (0)1632 960-145", "116 123", "85258"])
    def test_phone_numbers(self, value: str) -> None:
        assert values.phone(value) == value

    @pytest.mark.parametrize(
        "value", ["call me", "01632;ext=5", "tel:01632960145", "٠١٦٣٢٩٦٠١٤٥", "12", "+", "0" * 31, "0800 1111,,5#"]
    )
    def test_what_is_no_phone_number(self, value: str) -> None:
        assert refusal(values.phone, value) in ("not_phone", "text_long")

    @pytest.mark.parametrize("value", ["999", " 9 9 9 ", "9-9-9", "(999)", "112"])
    def test_g11_no_contact_takes_the_place_of_999(self, value: str) -> None:
        """G11: the emergency number is the app's own."""
        assert refusal(values.phone, value) == "emergency"

    @pytest.mark.parametrize("value", ["Call us, not 999", "9 9 9 is slow", "９９９", "۹۹۹", "dial 9-9-9.", "9.9.9"])
    def test_g11_no_contact_speaks_of_999(self, value: str) -> None:
        assert refusal(values.contact_text(80), value) == "emergency"

    @pytest.mark.parametrize(
        "value", ["01632 999 4000", "Room 1999", "9:00 to 9:30", "Ext 9995", "9 to 9", "020 7999 9999"]
    )
    def test_other_numbers_stay(self, value: str) -> None:
        assert values.contact_text(80)(value) == value

    @pytest.mark.parametrize(
        "value", ["", "mentoring@eastbrook.example", "G.Holt+1mm@ac.example.uk", "o'brien@ac.example"]
    )
    def test_email_addresses(self, value: str) -> None:
        assert values.email(value) == value

    @pytest.mark.parametrize(
        "value",
        [
            "grace",
            "grace@",
            "@host.uk",
            "grace@host",
            "a@b.uk?bcc=x@y.uk",
            "a@b.uk,c@d.uk",
            "a b@c.uk",
            "Grace <a@b.uk>",
            "mailto:a@b.uk",
            "a@b.uk\n",
            "a@xn--80ak6aa92e.com",
            "a@1.2.3.4",
            "gräce@host.uk",
            "a@\u212aent.uk",
            f"{'a' * 65}@host.uk",
        ],
    )
    def test_what_is_no_email_address(self, value: str) -> None:
        assert refusal(values.email, value) in ("not_email", "text_unseen")


class TestZoomHost:
    """G31: a partner's own Zoom address is a name inside one of Zoom's domains, and nothing that looks like one."""

    @pytest.mark.parametrize(
        "value", ["", "eastbrook.zoom.us", "east-brook.zoom.com", "gov.zoomgov.com", "a.b.zoom.us", "x.zoom-x.de"]
    )
    def test_names_inside_zoom(self, value: str) -> None:
        assert values.zoom_host(value) == value

    def test_capitals_are_made_small(self) -> None:
        assert values.zoom_host("Eastbrook.Zoom.US") == "eastbrook.zoom.us"

    @pytest.mark.parametrize(
        "value",
        [
            "zoom.us",
            "zoom.com.cn",
            "notzoom.us",
            "us02web-zoom.us",
            "eastbrook.zoom.us.evil.example",
            "zoom.us.example",
            "eastbrook.zoomxus",
            "eastbrook.zo0m.us",
            "eastbrook.zoom.uk",
        ],
    )
    def test_names_elsewhere(self, value: str) -> None:
        assert refusal(values.zoom_host, value) in ("not_zoom", "not_host")

    @pytest.mark.parametrize(
        "value",
        [
            "https://eastbrook.zoom.us",
            "eastbrook.zoom.us/j/1",
            "eastbrook.zoom.us:443",
            "me@eastbrook.zoom.us",
            "eastbrook.zoom.us.",
            ".zoom.us",
            "a..zoom.us",
            "*.zoom.us",
            "-a.zoom.us",
            "a-.zoom.us",
            "xn--80a.zoom.us",
            "еastbrook.zoom.us",
            "bac\u212a.zoom.us",
            "eastbrook。zoom.us",
            "a b.zoom.us",
            "a_b.zoom.us",
            "eastbrook.zoom.us?x",
            "eastbrook.zoom.us#zoom.us",
            "evil.example\\.zoom.us",
            f"{'a' * 64}.zoom.us",
        ],
    )
    def test_what_is_no_plain_name(self, value: str) -> None:
        assert refusal(values.zoom_host, value) == "not_host"

    @given(st.text("az.-:/@zoomus", max_size=20).map(lambda start: start + ".zoom.us"))
    @example("evil.example/.zoom.us")
    def test_what_is_taken_is_that_host_in_a_browser(self, value: str) -> None:
        try:
            host = values.zoom_host(value)
        except values.Refused:
            return
        assert urlsplit(f"https://{host}/j/1").hostname == host


class TestLink:
    """G07, G23, G25: web addresses, and nothing outside http and https."""

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "https://www.eastbrook.example/a?b=c&d=%20#e",
            "http://eastbrook.ac.uk",
            "https://intranet.eastbrook.example:8443/x",
            "HTTPS://Eastbrook.example/",
        ],
    )
    def test_web_addresses(self, value: str) -> None:
        assert values.link(value) == value

    @pytest.mark.parametrize(
        "value",
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://a.example/",
            "zoommtg://zoom.us/join",
            "mailto:a@b.uk",
            "www.eastbrook.example",
            "//eastbrook.example",
            "https:/a.example",
            "https://",
            "https:///path",
            "https:a.example",
            "jAvAsCrIpT://a.example/%0aalert(1)",
            "https://[::1]/",
            "https://a.example:99999/",
            "https://a.example:0/",
            "https://a.example:/",
            "https://a.example:x/",
        ],
    )
    def test_what_is_no_web_address(self, value: str) -> None:
        assert refusal(values.link, value) == "not_link"

    @pytest.mark.parametrize(
        "value",
        [
            "https://user@a.example/",
            "https://www.eastbrook.example@evil.example/",
            "https://user:pass@a.example/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://127.0.0.0x1/",
            "https://a..example/",
            "https://xn--80ak6aa92e.com/",
            "https://a.example./",
            "https://%61.example/",
            "https://-a.example/",
        ],
    )
    def test_hosts_that_are_no_plain_name(self, value: str) -> None:
        assert refusal(values.link, value) == "link_host"

    @pytest.mark.parametrize(
        "value",
        [
            "https://a.example/ b",
            "https://a.example\\@evil.example/",
            "https://а.example/",
            "https://a.example/é",
            'https://a.example/"onclick',
            "https://a.example/<b>",
            "https://a\u3002example/",
        ],
    )
    def test_signs_that_do_not_belong(self, value: str) -> None:
        assert refusal(values.link, value) == "link_characters"

    @pytest.mark.parametrize(
        "value", ["https://a.example/\n", "java\nscript:x", "https://a.exa\tmple/", "\x01https://a.example/"]
    )
    def test_control_characters_that_readers_of_addresses_drop(self, value: str) -> None:
        assert refusal(values.link, value) == "text_unseen"

    @given(st.text("htps:/@.aexmpl\\[]#?1 \t", max_size=40).map("http".__add__))
    def test_what_is_taken_leads_to_a_named_host_over_http(self, value: str) -> None:
        try:
            address = values.link(value)
        except values.Refused:
            return
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https")
        assert parts.username is None
        assert parts.hostname and parts.hostname.rpartition(".")[2].isalpha()
