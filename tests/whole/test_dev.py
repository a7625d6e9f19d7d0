"""``dev.py``: what it decides, what it says, and that it does nothing twice."""

import ast
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dev
from tests.whole.sources import ROOT


def finds(*names: str) -> Callable[[str], str | None]:
    """A ``which`` for a computer that has just these commands."""
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; all of them end well."""
    said: list[list[str]] = []

    def note(command: list[str], **_: object) -> int:
        said.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(subprocess, "call", note)
    monkeypatch.setattr(dev, "hand_over", note)
    return said


# --- commands


def test_an_old_python_can_still_read_it() -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("words", [[], ["dance"], ["--help"]])
def test_an_unknown_command_is_told_the_known_ones(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(words) == 1
    assert capsys.readouterr().err == "dev.py: say what to do: run, test or lint.\n"


def test_words_after_the_command_reach_the_app(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "set_up", lambda _: Path("/env/python"))
    assert dev.main(["run", "policy", "check", "a b.toml"]) == 0
    assert calls == [[str(Path("/env/python")), "-m", "companion", "policy", "check", "a b.toml"]]


def test_words_after_the_command_reach_pytest(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "set_up", lambda _: Path("/env/python"))
    assert dev.main(["test", "-k", "store"]) == 0
    assert calls[0][1:] == ["-m", "pytest", "-k", "store"]


@pytest.mark.parametrize(("words", "layout"), [([], "--check"), (["--fix"], "format")])
def test_lint_looks_at_style_layout_and_types(calls: list[list[str]], words: list[str], layout: str) -> None:
    assert dev.lint(Path("python"), words) == 0
    assert [call[2] for call in calls] == ["ruff", "ruff", "mypy"]
    assert calls[1][-1] == layout
    assert ("--fix" in calls[0]) is bool(words)


def test_lint_looks_on_after_a_finding_and_reports_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([1, 0, 0])
    monkeypatch.setattr(subprocess, "call", lambda _: next(answers))
    assert dev.lint(Path("python"), []) == 1
    assert list(answers) == []


# --- Python and screen


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_a_python_that_will_do_is_kept(minor: int) -> None:
    assert dev.better_python((3, minor), finds()) is None


def test_the_newest_python_that_works_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "works", lambda command: "3.13" not in command[0])
    assert dev.better_python((3, 14), finds("python3.11", "python3.12", "python3.13")) == "/usr/bin/python3.12"


@pytest.mark.parametrize("version", [(3, 7), (3, 10), (3, 14)])
def test_without_a_python_that_will_do_it_says_which_ones_would(version: tuple[int, int]) -> None:
    with pytest.raises(dev.Stop, match=rf"3\.11, 3\.12 or 3\.13, and this is 3\.{version[1]}"):
        dev.better_python(version, finds())


def test_the_other_python_is_given_the_whole_command(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "better_python", lambda *_: "/usr/bin/python3.12")
    dev.main(["run", "--private"])
    assert calls == [["/usr/bin/python3.12", dev.__file__, "run", "--private"]]


@pytest.mark.parametrize(
    ("platform", "environ", "words", "none"),
    [
        ("linux", {}, [], True),
        ("linux", {"DISPLAY": ""}, ["--private"], True),
        ("linux", {}, ["doctor", "--json"], False),
        ("linux", {"DISPLAY": ":0"}, [], False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, [], False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, [], False),
        ("darwin", {}, [], False),
        ("win32", {}, [], False),
    ],
)
def test_a_window_wants_a_screen(platform: str, environ: dict[str, str], words: list[str], none: bool) -> None:
    assert dev.no_screen(platform, environ, words) is none


# --- the environment


def test_a_step_is_done_once_for_the_same_content(tmp_path: Path) -> None:
    done: list[str] = []
    for wanted in ("a", "a", "b", "b", "a"):
        dev.once(tmp_path, "parts", wanted, partial(done.append, wanted))
    assert done == ["a", "b", "a"]


def test_a_step_that_failed_is_done_again(tmp_path: Path) -> None:
    def fail() -> None:
        raise dev.Stop("no network")

    with pytest.raises(dev.Stop):
        dev.once(tmp_path, "parts", "a", fail)
    done: list[str] = []
    dev.once(tmp_path, "parts", "a", lambda: done.append("a"))
    assert done == ["a"]


@given(st.lists(st.binary(), min_size=1), st.lists(st.binary(), min_size=1))
def test_keys_are_equal_for_equal_content_only(one: list[bytes], other: list[bytes]) -> None:
    first, second = (dev.key(parts[0], *(part.hex() for part in parts[1:])) for parts in (one, other))
    assert (first == second) is (one == other)


@pytest.mark.parametrize(
    ("notes", "version"),
    [
        ("home = /usr/bin\nversion = 3.11.2\n", "3.11"),
        ("implementation = CPython\nversion_info = 3.13.0.final.0\n", "3.13"),
        ("home = /opt/version = 3.9\n", ""),
        ("", ""),
    ],
)
def test_an_environment_tells_its_version(tmp_path: Path, notes: str, version: str) -> None:
    (tmp_path / "pyvenv.cfg").write_text(notes)
    assert dev.version_of(tmp_path) == version


def test_no_environment_has_no_version(tmp_path: Path) -> None:
    assert dev.version_of(tmp_path) == ""


def test_set_up_does_each_step_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done: list[str] = []

    def make(environment: Path) -> None:
        done.append("environment")
        python.parent.mkdir(parents=True)
        python.touch()
        (environment / "pyvenv.cfg").write_text("version = {}.{}.{}".format(*sys.version_info))

    monkeypatch.setattr(dev, "make_environment", make)
    for step in ("install_parts", "install_project", "check_libraries"):
        monkeypatch.setattr(dev, step, lambda _, step=step: done.append(step))
    assert dev.set_up(tmp_path) == dev.set_up(tmp_path) == python
    assert done == ["environment", "install_parts", "install_project", "check_libraries"]


@pytest.mark.parametrize(("seed", "words"), [(True, []), (False, ["--without-pip"])])
def test_an_environment_is_made_without_pip_where_its_seed_is_missing(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: bool, words: list[str]
) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda name: object() if seed or name == "pip" else None)
    dev.make_environment(tmp_path / ".venv")
    assert calls == [[sys.executable, "-m", "venv", "--clear", *words, str(tmp_path / ".venv")]]


def test_without_pip_or_its_seed_the_package_that_holds_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dev, "find_spec", lambda _: None)
    monkeypatch.setattr(dev, "install_packages", lambda names, _: asked.extend(names))
    monkeypatch.setattr(subprocess, "call", lambda _: 0)
    dev.make_environment(Path("somewhere"))
    assert asked == [f"python3.{sys.version_info.minor}-venv"]


def test_the_parts_are_installed_as_the_lock_names_them(calls: list[list[str]]) -> None:
    dev.install_parts(Path("/env/python"))
    command = calls[-1]
    assert command[:3] == [str(Path("/env/python")), "-m", "pip"]
    assert {"--require-hashes", "--no-deps"} <= set(command)
    assert command[-2:] == ["-r", str(ROOT / "requirements-dev.lock")]


def test_the_project_is_installed_without_the_network(calls: list[list[str]]) -> None:
    dev.install_project(Path("/env/python"))
    assert {"--no-index", "--no-build-isolation", "--no-deps"} <= set(calls[-1])


def test_an_environment_without_pip_is_filled_by_the_pip_of_this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "works", lambda _: False)
    assert dev.pip(Path("/env/python"), "x")[:5] == [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(Path("/env/python")),
    ]


@pytest.mark.parametrize("step", [dev.install_parts, dev.install_project, dev.make_environment])
def test_a_step_that_fails_says_what_to_do(
    step: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 1)
    monkeypatch.setattr(dev, "find_spec", lambda _: object())
    with pytest.raises(dev.Stop, match=r"could not be \w+: (check|remove|see)"):
        step(tmp_path / ".venv")


def test_settings_that_would_send_the_parts_elsewhere_are_dropped() -> None:
    kept = dev.pip_environment({"PIP_TARGET": "/x", "PIP_USER": "1", "PIP_CERT": "/c", "PATH": "/bin"})
    assert kept == {"PIP_CERT": "/c", "PATH": "/bin"}
