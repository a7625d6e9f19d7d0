"""What the tests of policy files share: a day, an example, and what holds for every policy."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from companion.guide import policy_values as values
from companion.guide.policy import Policy
from companion.guide.policy_cli import example
from companion.guide.policy_finding import Judged
from companion.words import sentence

TODAY = date(2026, 11, 24)
EXAMPLE = example(TODAY)
COMPLETE = EXAMPLE.replace("\n# shared = false\n", "\nshared = false\n")  # with the one key that is offered only
HEAD = 'schema = 1\n[partner]\nname = "Eastbrook College"\n'


def told(judged: Judged) -> list[tuple[int, str, str]]:
    """Line, key and name of the sentence of each finding."""
    return [(found.line, found.key, found.message.code.removeprefix("policy.")) for found in judged.findings]


def assert_no_weaker_than_the_guide(policy: Policy) -> None:
    """What holds for every policy, whatever the file says."""
    assert 18 <= policy.minimum_age <= 99
    assert 1 <= policy.keep_months <= 12
    assert policy.consent is None or 1 <= policy.consent.renew_months <= 12
    assert set(policy.platforms) <= {"zoom", "phone", "teams", "meet"}
    assert {"zoom", "phone"} & set(policy.platforms)
    for address in [*policy.links.values(), *(line.url for line in policy.contacts if line.url)]:
        assert urlsplit(address).scheme in ("http", "https")
    for line in policy.contacts:
        assert "".join(filter(str.isdigit, line.phone)) not in ("999", "112")
    assert not policy.managed


def assert_every_finding_can_be_told(judged: Judged) -> None:
    """One line each, of plain text, with a place."""
    for found in judged.findings:
        words = sentence(found.message)
        assert words and words.isprintable() and found.key.isprintable()
        assert found.line >= 1


def refusal(check: values.Check, value: object) -> str:
    """The name of the sentence that refuses ``value``."""
    with pytest.raises(values.Refused) as refused:
        check(value)
    assert sentence(refused.value.message)
    return refused.value.message.code.removeprefix("policy.")
