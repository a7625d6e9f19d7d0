"""Source and sentences agree: what is asked for is written, what is written is asked for, and the blanks are filled."""

import re
from functools import cache

import pytest

from tests.whole.codes import (
    all_sentences,
    disagreeing,
    fields,
    left_over,
    problem_classes,
    texts_in,
    unknown,
)
from tests.whole.sources import ROOT, Source, parse, sources

COMPANION = sources("companion")
SENTENCES = all_sentences()
PROBLEMS = problem_classes(COMPANION)
AREAS = {code.partition(".")[0] for code in SENTENCES}
PREFERENCES = {  # names under which things are kept, shaped like codes
    "policy.text",
    "today.ground_rules",
    "camera.chosen",
    "camera.eye_levels",
    "sound.chosen_microphone",
    "sound.chosen_speaker",
}
each_file = pytest.mark.parametrize("source", COMPANION, ids=lambda source: source.module)


@cache
def content() -> str:
    """All shipped content in one text."""
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "resources" / "content").glob("*.toml")))


def quoted() -> set[str]:
    """Every quoted word of the content: subjects of readings, scopes, origins."""
    return set(re.findall(r'"([a-z0-9_.-]+)"', content()))


@each_file
def test_every_code_that_is_asked_for_has_its_sentence(source: Source) -> None:
    assert unknown(source, SENTENCES, PROBLEMS) == []


@each_file
def test_every_text_shaped_like_a_code_is_one(source: Source) -> None:
    """Codes in tables and variables too; only subjects of readings, names of files and of what is kept look alike."""
    shape = re.compile(rf"(?:{'|'.join(AREAS)})(?:\\\.[a-z][a-z0-9_]*[a-z0-9])+")
    shaped = {text.replace("\\", "") for text in texts_in(source) if shape.fullmatch(text)}
    files = {path.name for path in (ROOT / "resources").rglob("*.toml")} | {"policy.toml"}
    known = SENTENCES.keys() | {code.rpartition(".")[0] for code in SENTENCES} | quoted() | files | PREFERENCES
    parts = {text for text in shaped if any(code.startswith(text) for code in SENTENCES)}  # the start of an f-string
    assert sorted(shaped - known - parts) == []


@each_file
def test_callers_and_sentences_agree_on_the_blanks(source: Source) -> None:
    assert disagreeing(source, SENTENCES, PROBLEMS) == []


def test_no_sentence_is_left_over() -> None:
    assert left_over(COMPANION, SENTENCES, quoted()) == []


def test_blanks_have_plain_names() -> None:
    """No sentence reaches into what it is given: "{name.secret}" or "{0}" would."""
    assert [code for code, text in SENTENCES.items() if not all(map(str.isidentifier, fields(text)))] == []


SAMPLE = {
    "tea.hot": "The tea of {name} is hot",
    "tea.cold": "The tea is cold",
    "tea.cups.one": "One cup for {name}",
    "tea.cups.other": "{n} cups for {name}",
    "tea.gone_green": "No green tea",
    "tea.gone_black": "No black tea",
}
CUPS = ["tea.cups.one", "tea.cups.other"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("say('tea.warm')", ["x:1 tea\\.warm"]),
        ("say('tea.hot' if fresh else 'tea.warm', name=who)", ["x:1 tea\\.warm"]),
        ("words.say(f'tea.left_{colour}')", ["x:1 tea\\.left_([a-z0-9_-]+)"]),
        ("Message('tea.cups')", ["x:1 tea\\.cups"]),
        ("say_count('tea.cold', 2)", ["x:1 tea\\.cold.one", "x:1 tea\\.cold.other"]),
        ("raise Spilt('tea.spilt')", ["x:1 tea\\.spilt"]),
        ("class Spilt(Problem):\n    def __init__(self): super().__init__('tea.spilt')", ["x:2 tea\\.spilt"]),
        ("say('tea.hot'); say_count('tea.cups', 1); say(f'tea.gone_{colour}'); say(code); say(f'{area}.hot')", []),
    ],
)
def test_a_code_nobody_has_written_is_found(text: str, told: list[str]) -> None:
    sample = parse("x", text)
    assert unknown(sample, SAMPLE, problem_classes([sample]) | {"Spilt"}) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("say('tea.hot')", ["x:1 lacks name"]),
        ("say('tea.cold', name=who)", ["x:1 gives name in vain"]),
        ("say_count('tea.cups', 2)", ["x:1 lacks name"]),
        ("Message('tea.hot')", ["x:1 lacks name"]),
        ("Message('tea.hot', {'nam': who})", ["x:1 lacks name", "x:1 gives nam in vain"]),
        ("say('tea.hot', name=who); say_count('tea.cups', 2, name=who); say('tea.hot', **known)", []),
        ("Message('tea.hot', {'name': who}); Message('tea.hot', known); Message('tea.hot', {**known})", []),
        ("say('tea.hot' if fresh else 'tea.cold', name=who)", []),
    ],
)
def test_a_blank_that_is_not_filled_is_found(text: str, told: list[str]) -> None:
    assert disagreeing(parse("x", text), SAMPLE) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("say('tea.hot'); say(code or 'tea.cold'); say_count('tea.cups', 2)", ["tea.gone_green", "tea.gone_black"]),
        ("say(f'tea.gone_{c}')\nCOLOURS = ('green',)", ["tea.hot", "tea.cold", *CUPS, "tea.gone_black"]),
        ("say('tea' + ('.hot' if new else '.cold'))", [*CUPS, "tea.gone_green", "tea.gone_black"]),
        ("show(f'tea.{state}', hot=1, cold=2, gone_green=3, gone_black=4)", CUPS),
    ],
)
def test_a_sentence_nobody_asks_for_is_found(text: str, told: list[str]) -> None:
    assert left_over([parse("x", text)], SAMPLE) == told
