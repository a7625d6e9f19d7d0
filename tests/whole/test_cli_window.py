"""Without a command the window opens with what was asked for; these tests stand in for the window."""

from pathlib import Path

import pytest

from companion.app.options import Options
from companion.errors import Problem
from companion.words import say
from tests.whole.commands import refused, run, stand_in

Opened = list[Options]
FILE, DIR = Path("rules.toml"), Path("kept")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What windows were opened with."""
    windows: Opened = []

    def start(options: Options) -> int:
        windows.append(options)
        return 0

    stand_in(monkeypatch, start)
    return windows


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], Options()),
        (["--private"], Options(private=True)),
        (["--policy", "rules.toml"], Options(policy=FILE)),
        (["--data-dir=kept"], Options(data_dir=DIR)),
        (["--lang", "cy"], Options(lang="cy")),
        (["--page", ""], Options()),
        (["--page", "today", "--page", "records"], Options(page="records")),
        (
            ["--lang", "en", "--page", "meeting", "--data-dir", "kept", "--policy", "rules.toml", "--private"],
            Options(True, FILE, DIR, "meeting", "en"),
        ),
        (["--policy", "--", "x"], None),
    ],
    ids=repr,
)
def test_the_window_gets_what_was_asked_for(
    capsys: pytest.CaptureFixture[str], opened: Opened, arguments: list[str], options: Options | None
) -> None:
    if options is None:
        refused(capsys, *arguments)
        assert opened == []
    else:
        assert run(capsys, *arguments) == (0, "", "")
        assert opened == [options]


@pytest.mark.parametrize("page", ["today", "camera", "data", "meeting", "records", "settings"])
def test_every_page_can_be_asked_for(capsys: pytest.CaptureFixture[str], opened: Opened, page: str) -> None:
    assert run(capsys, "--page", page) == (0, "", "")
    assert [options.page for options in opened] == [page]


@pytest.mark.parametrize("page", ["attic", "Today", "help", " today"])
def test_another_page_opens_no_window(capsys: pytest.CaptureFixture[str], opened: Opened, page: str) -> None:
    assert "records" in refused(capsys, "--page", page)
    assert opened == []


@pytest.mark.parametrize("command", [["requirements"], ["settings"], ["policy", "example"], ["erase"]])
def test_a_command_opens_no_window(capsys: pytest.CaptureFixture[str], opened: Opened, command: list[str]) -> None:
    run(capsys, "--private", "--page", "today", *command)
    assert opened == []


def test_the_windows_exit_code_is_ours(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, lambda options: 2)
    assert run(capsys)[0] == 2


def test_a_window_without_a_home_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_options: Options) -> int:
        raise Problem("desktop.no_home")

    stand_in(monkeypatch, start)
    assert refused(capsys) == say("desktop.no_home") + "\n"


def test_where_the_windows_parts_are_missing_the_commands_still_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server of a partner's IT staff may have no Qt that loads."""
    stand_in(monkeypatch, None)
    assert refused(capsys).startswith(say("cli.no_window", reason=""))
    assert run(capsys, "settings")[0] == 0
