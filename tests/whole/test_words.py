"""A code and its blanks become a sentence: in the language that was chosen, and in English where it has none."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from companion import cli, resources
from companion.errors import Problem
from companion.words import Message, has, number, say, say_count, sentence, use_language
from tests.whole.codes import all_sentences, fields
from tests.whole.sources import ROOT

SENTENCES = all_sentences()
Texts = Mapping[str, str | tuple[str, ...]]
Translate = Callable[..., None]


def test_the_blanks_are_filled() -> None:
    assert say("desktop.camera.found", name="HD Webcam") == "HD Webcam found"
    assert sentence(Message("desktop.camera.found", {"name": "HD Webcam"})) == "HD Webcam found"
    assert sentence(Message("desktop.camera.none")) == SENTENCES["desktop.camera.none"]


@pytest.mark.parametrize("area", sorted({code.partition(".")[0] for code in SENTENCES}))
def test_every_sentence_can_be_said(area: str) -> None:
    """By its code as the file has it, tables inside tables too, with each blank filled and no brace left."""
    for code in (code for code in SENTENCES if code.startswith(f"{area}.")):
        filled = {name: f"<{name}>" for name in fields(SENTENCES[code])}
        said = say(code, **filled)
        assert said and has(code)
        assert all(text in said for text in filled.values()) and not {"{", "}"} & set(said)


@given(st.text(max_size=30))
def test_what_is_filled_in_is_never_read_as_a_blank(text: str) -> None:
    """Names and paths come from outside: braces in them stay what they are."""
    assert say("desktop.camera.found", name="{0.__class__}") == "{0.__class__} found"
    assert say("desktop.camera.found", name=text) == f"{text} found"


@pytest.mark.parametrize("code", ["help.nothing", "attic.box", "help", "", ".", "help.", "today.join"])
def test_a_code_nobody_has_written_is_a_key_error(code: str) -> None:
    assert not has(code)
    with pytest.raises(KeyError):
        say(code)


def test_a_blank_that_is_not_filled_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="name"):
        say("desktop.camera.found", nam="HD Webcam")


def test_a_problem_speaks_in_its_sentence() -> None:
    assert str(Problem("desktop.camera.found", name="HD Webcam")) == "HD Webcam found"


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def test_small_numbers_are_words_and_all_others_digits() -> None:
    assert [number(count) for count in range(11)] == list(SMALL)
    assert [number(count) for count in (-1, 11, 2000)] == ["-1", "11", "2000"]


@given(st.integers(-3, 10**12))
def test_one_has_a_form_of_its_own(count: int) -> None:
    """The number can be said as a word, as a word that starts the sentence, or in digits."""
    one = "One thing left, then you can join"
    assert (say_count("checklist.left", count) == one) is (count == 1)
    word = SMALL[count] if 0 <= count <= 10 else str(count)
    assert say_count("sessions.repeat.times", count, often="Every week").split() == [
        *("Every", "week,", word, "time" if count == 1 else "times")
    ]
    if count != 1:
        assert say_count("checklist.left", count).startswith(word.capitalize())
        assert str(count) in say_count("today.checks", count)


def test_a_number_can_be_given_in_other_words() -> None:
    assert say_count("checklist.left", 4, Count="A few") == "A few things left before you join"


@pytest.fixture
def translate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translate:
    """Ships a translation: ``translate("xx", {code: text})``, counts as tuples of forms."""
    shutil.copytree(ROOT / "resources" / "words", tmp_path / "words")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)

    def ship(language: str, texts: Texts, plurals: str = "nplurals=2; plural=(n != 1);") -> None:
        catalogue = Catalog(locale="en", fuzzy=False)
        for code, text in texts.items():
            forms = (SENTENCES.get(f"{code}.one", ""), SENTENCES.get(f"{code}.other", ""))
            catalogue.add(SENTENCES.get(code, forms), text, context=code)
        catalogue.mime_headers = [*catalogue.mime_headers, ("Plural-Forms", plurals)]
        folder = tmp_path / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "companion.mo").open("wb") as file:
            write_mo(file, catalogue)

    return ship


def test_a_language_there_is_is_spoken_and_what_it_lacks_is_english(translate: Translate) -> None:
    translate("xx", {"desktop.camera.found": "Mae {name} yma", "frame.help": "Help nawr"})
    use_language("xx")
    assert say("desktop.camera.found", name="HD Webcam") == "Mae HD Webcam yma"
    assert sentence(Message("frame.help")) == "Help nawr"
    assert say("frame.done") == "Done"
    use_language("yy")
    assert say("frame.help") == "Help now"


def test_the_same_english_can_mean_two_things(translate: Translate) -> None:
    """The code is the context: "Open" the website is not "Open" the file."""
    assert SENTENCES["help.open_site"] == SENTENCES["help.open_link"]
    translate("xx", {"help.open_site": "Ymweld", "help.open_link": "Darllen"})
    use_language("xx")
    assert (say("help.open_site"), say("help.open_link")) == ("Ymweld", "Darllen")


def test_a_language_counts_in_its_own_way(translate: Translate) -> None:
    """Welsh has a form for two; the number itself stays in the words there are for it."""
    three = "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
    translate("xx", {"today.left": ("{n} un", "{n} dau", "{n} mwy"), "numbers.n2": "dau"}, three)
    use_language("xx")
    assert [say_count("today.left", count) for count in (1, 2, 3, 0)] == ["1 un", "2 dau", "3 mwy", "0 mwy"]
    assert say_count("checklist.left", 2) == "Dau things left before you join"


def test_a_region_falls_back_to_its_language(translate: Translate) -> None:
    translate("xx", {"frame.help": "Help nawr"})
    use_language("xx_GB.UTF-8")
    assert say("frame.help") == "Help nawr"


def test_without_a_choice_the_computer_decides(translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    translate("xx", {"frame.help": "Help nawr"})
    monkeypatch.setenv("LANGUAGE", "yy:xx")
    use_language(None)
    assert say("frame.help") == "Help nawr"
    use_language("en")
    assert say("frame.help") == "Help now"


@given(st.text(max_size=12))
def test_any_name_of_a_language_leaves_english(name: str) -> None:
    use_language(name)
    assert say("frame.help") == "Help now"


@pytest.mark.parametrize("at", [0, 1, 2, 3], ids=["before", "between", "within", "after"])
def test_the_command_line_speaks_it_too(translate: Translate, capsys: pytest.CaptureFixture[str], at: int) -> None:
    """Wherever the choice stands."""
    translate("xx", {"policy.no_file": "Dim ffeil: {path}"})
    command = ["policy", "check", "nowhere.toml"]
    assert cli.main([*command[:at], "--lang", "xx", *command[at:]]) == 2
    assert capsys.readouterr().err == "Dim ffeil: nowhere.toml\n"
