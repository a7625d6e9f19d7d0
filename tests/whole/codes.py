"""Which sentences the source asks for, read from the source itself: what ``test_words_asked.py`` measures."""

import ast
import re
import string
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from tests.whole.sources import ROOT, Source

HOLE = "([a-z0-9_-]+)"  # a part that is only known while the app runs
_COUNTS = (".one", ".other")
_COUNTED = frozenset({"n", "count", "Count"})  # what say_count brings itself


class Asked(NamedTuple):
    """One place that asks for a sentence: every code it can mean (holes in it) and what it fills in, None if unseen."""

    line: int
    codes: tuple[str, ...]
    counted: bool
    names: frozenset[str] | None


def all_sentences() -> dict[str, str]:
    """Every sentence by its code, read without the app's own reader."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "resources" / "words").glob("*.toml")):
        found.update(_flat(tomllib.loads(path.read_text("utf-8")), path.stem))
    return found


def fields(sentence: str) -> frozenset[str]:
    """The names a sentence wants filled in."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def unknown(source: Source, sentences: Mapping[str, str], problems: Collection[str] = ()) -> list[str]:
    """Codes that a file asks for and nobody has written."""
    told = []
    for asked in all_asked(source, problems):
        for code in asked.codes:
            ends = _COUNTS if asked.counted else ("",)
            told += [f"{source.module}:{asked.line} {code}{end}" for end in ends if not _meant(code + end, sentences)]
    return told


def disagreeing(source: Source, sentences: Mapping[str, str], problems: Collection[str] = ()) -> list[str]:
    """Sentences that want what their caller does not give, and what a caller gives that no sentence wants."""
    told = []
    for asked in all_asked(source, problems):
        if asked.names is None:
            continue
        ends = _COUNTS if asked.counted else ("",)
        meant = [name for code in asked.codes for end in ends for name in _meant(code + end, sentences)]
        wanted = frozenset[str]().union(*(fields(sentences[name]) for name in meant))
        given = asked.names | (_COUNTED if asked.counted else frozenset())
        if not any(HOLE in code for code in asked.codes):  # else nobody can see which of them it will be
            told += [f"{source.module}:{asked.line} lacks {name}" for name in sorted(wanted - given)]
        told += [f"{source.module}:{asked.line} gives {name} in vain" for name in sorted(asked.names - wanted)]
    return told


def left_over(sources: Sequence[Source], sentences: Mapping[str, str], also_said: Collection[str] = ()) -> list[str]:
    """Sentences that no code in the source leads to. What fills a hole must be said somewhere, too."""
    texts = {text for source in sources for text in texts_in(source)}
    words = {text for text in texts if HOLE not in text} | set(also_said)
    built = [re.compile(text) for text in texts if HOLE in text and "." in text]
    short = {code: code.removesuffix(".one").removesuffix(".other") for code in sentences}
    return [code for code in sentences if not any(_is_asked(name, words, built) for name in {code, short[code]})]


def all_asked(source: Source, problems: Collection[str] = ()) -> Iterator[Asked]:
    """Every call of a file that names a code; ``problems`` are the classes that carry one."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name, codes = _called(node), [code for code in texts(node.args[0]) if "." in code and code != HOLE]
        if codes and name in {"say", "say_count", "has", "Message", *problems}:
            yield Asked(node.lineno, tuple(codes), name == "say_count", _names(node, name))


def problem_classes(sources: Sequence[Source]) -> set[str]:
    """The classes that are raised with a code: Problem and all that derive from it."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Problem"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return found


def texts_in(source: Source) -> set[str]:
    """Every text a file can build, holes in it: constants, f-strings, sums of them, and the names of arguments."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
            found.update(texts(node))
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(re.escape(node.arg))
    return found - {HOLE}


def texts(node: ast.expr) -> list[str]:
    """Every text an expression can mean, as patterns."""
    if isinstance(node, ast.Constant):
        return [re.escape(node.value)] if isinstance(node.value, str) else [HOLE]
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    if isinstance(node, ast.FormattedValue):
        return texts(node.value)
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*map(texts, node.values))]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return ["".join(parts).replace(HOLE * 2, HOLE) for parts in product(texts(node.left), texts(node.right))]
    return [HOLE]


def _is_asked(code: str, words: Collection[str], built: Sequence[re.Pattern[str]]) -> bool:
    if re.escape(code) in words:
        return True
    found = (pattern.fullmatch(code) for pattern in built)
    return any(all(_is_said(part, words) for part in match.groups()) for match in found if match)


def _is_said(part: str, words: Collection[str]) -> bool:
    return part.lstrip("n").isdigit() or re.escape(part) in words


def _meant(code: str, sentences: Mapping[str, str]) -> list[str]:
    """The codes that stand behind one with holes."""
    return [name for name in sentences if re.fullmatch(code, name)]


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        is_own = isinstance(node.func.value, ast.Call) and _called(node.func.value) == "super"
        return "Problem" if is_own and node.func.attr == "__init__" else node.func.attr
    return getattr(node.func, "id", "")


def _names(node: ast.Call, name: str) -> frozenset[str] | None:
    if name == "Message":
        return _keys(node.args[1]) if len(node.args) > 1 else frozenset()
    names = [keyword.arg for keyword in node.keywords]
    return None if None in names or name == "has" else frozenset(name for name in names if name)


def _keys(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Dict) or not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    return frozenset(ast.literal_eval(key) for key in node.keys if key)


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}.{key}")
        else:
            yield f"{prefix}.{key}", str(value)
