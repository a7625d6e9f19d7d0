"""The project's own source, parsed: what the tests of the whole measure."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(NamedTuple):
    """One Python file: its dotted module name, its text and its tree."""

    module: str
    text: str
    tree: ast.Module
    is_package: bool = False


def parse(module: str, text: str, is_package: bool = False) -> Source:
    """A source from text, as the tests of the checks invent them."""
    return Source(module, text, ast.parse(text), is_package)


def sources(folder: str) -> list[Source]:
    """Every Python file below a folder of the project."""
    return [_load(path) for path in sorted((ROOT / folder).rglob("*.py"))]


def _load(path: Path) -> Source:
    names = path.relative_to(ROOT).with_suffix("").parts
    is_package = names[-1] == "__init__"
    return parse(".".join(names[:-1] if is_package else names), path.read_text("utf-8"), is_package)


def imports(source: Source) -> Iterator[str]:
    """The dotted names a file imports, wherever in the file; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(source, node)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):
            yield from _named_in_call(node)


def _base(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.module.split(".")
    up = node.level - source.is_package
    return ".".join([*parts[: len(parts) - up], *([node.module] if node.module else [])])


def _named_in_call(node: ast.Call) -> list[str]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called not in {"import_module", "__import__"} or not node.args:
        return []
    name = node.args[0]
    return [name.value] if isinstance(name, ast.Constant) and isinstance(name.value, str) else []


def uses_qt(source: Source) -> bool:
    """Whether a file imports Qt, or the loop that is built on it."""
    return any(name.split(".")[0] in {"PySide6", "shiboken6", "qasync"} for name in imports(source))


def functions(source: Source) -> list[Function]:
    """Every function and method of a file, nested ones too."""
    return [node for node in ast.walk(source.tree) if isinstance(node, Function)]


def function_lines(function: Function) -> int:
    """The lines of a function with its signature and docstring, without its decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def code_lines(source: Source) -> int:
    """The lines that hold code: not blank ones, comments or docstrings."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type not in _SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - _docstring_lines(source.tree))


def _docstring_lines(tree: ast.Module) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node) is not None:
            docstring = node.body[0]
            lines.update(range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1))
    return lines
