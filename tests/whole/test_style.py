"""The numbers the source is held to."""

import statistics

import pytest

from tests.whole.sources import Source, code_lines, function_lines, functions, parse, sources, uses_qt

COMPANION = sources("companion")
LENGTHS = [function_lines(function) for source in COMPANION for function in functions(source)]


@pytest.mark.parametrize("source", [*COMPANION, *sources("tests")], ids=lambda source: source.module)
def test_a_file_is_read_in_one_sitting(source: Source) -> None:
    assert len(source.text.splitlines()) < 300


@pytest.mark.parametrize("source", COMPANION, ids=lambda source: source.module)
def test_no_function_is_longer_than_a_screen(source: Source) -> None:
    assert [function.name for function in functions(source) if function_lines(function) > 50] == []


@pytest.mark.parametrize("source", [*COMPANION, *sources("tests")], ids=lambda source: source.module)
def test_every_function_says_what_it_returns(source: Source) -> None:
    assert [function.name for function in functions(source) if function.returns is None] == []


def test_functions_are_short() -> None:
    assert statistics.mean(LENGTHS) <= 10
    assert statistics.median(LENGTHS) <= 6


def test_no_file_takes_over() -> None:
    sizes = [code_lines(source) for source in COMPANION]
    assert max(sizes) <= 0.07 * max(sum(sizes), 4000)


def test_at_most_half_of_the_code_knows_qt() -> None:
    with_qt = sum(code_lines(source) for source in COMPANION if uses_qt(source))
    assert with_qt <= 0.5 * sum(map(code_lines, COMPANION))


def test_there_is_at_least_a_line_of_test_for_a_line_of_code() -> None:
    assert sum(map(code_lines, sources("tests"))) >= sum(map(code_lines, COMPANION))


SAMPLE = '''"""What it is for.

More of it.
"""

import PySide6  # the frame


class Door:
    """Opens."""

    def open(self) -> None:
        """Say why.

        And when.
        """

        # A comment.
        print("one",
              "two")

    async def shut(self):
        def latch(): ...

        text = """a
        b"""
'''


def test_the_measures_count_code_alone() -> None:
    sample = parse("sample", SAMPLE)
    assert code_lines(sample) == 9
    assert [(function.name, function_lines(function)) for function in functions(sample)] == [
        ("open", 9),
        ("shut", 5),
        ("latch", 1),
    ]
    assert uses_qt(sample)
    assert [function.name for function in functions(sample) if function.returns is None] == ["shut", "latch"]
