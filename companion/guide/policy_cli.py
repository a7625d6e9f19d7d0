"""What ``companion policy`` prints: the example, and the findings in a file."""

from datetime import date
from pathlib import Path
from typing import Any

from companion import resources
from companion.guide.policy_check import check_bytes
from companion.guide.policy_file import read_file
from companion.guide.policy_finding import Judged, shown
from companion.words import say, say_count, sentence

_EXAMPLE_DAY = "2026-09-01"


def example(today: date | None = None) -> str:
    """A complete, commented policy that passes its own check: its consent was given today."""
    text = resources.path("content", "policy-example.toml").read_text(encoding="utf-8")
    return text.replace(f"= {_EXAMPLE_DAY}", f"= {today or date.today()}")


def check(path: Path, today: date | None = None) -> tuple[dict[str, Any], int]:
    """The answer for ``--json`` and the exit code: 0 nothing to put right, 1 findings.

    Raises PolicyUnreadable where there is no such file: one line on stderr, exit code 2.
    """
    judged = _judged(path, today)
    errors = [
        {"line": finding.line, "key": finding.key, "message": sentence(finding.message)} for finding in judged.findings
    ]
    policy = judged.policy.as_data() if judged.valid else {}
    return {"valid": judged.valid, "errors": errors, "policy": policy}, 0 if judged.valid else 1


def report(path: Path, today: date | None = None) -> tuple[str, int]:
    """The same for people: ``file:line: key: sentence`` for each finding, then one line that sums up. See check."""
    judged = _judged(path, today)
    name = shown(str(path), 200)
    if judged.valid:
        return say("policy.report.fine", path=name, partner=judged.policy.partner_name), 0
    lines = [
        f"{name}:{finding.line}: {finding.key + ': ' if finding.key else ''}{sentence(finding.message)}"
        for finding in judged.findings
    ]
    return "\n".join([*lines, say_count("policy.report.findings", len(lines))]), 1


def _judged(path: Path, today: date | None) -> Judged:
    return check_bytes(read_file(path), today or date.today())
