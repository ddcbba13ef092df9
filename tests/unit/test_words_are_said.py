"""Every word of `text` is said by a screen, a page or a command: else nobody keeps it true."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("concierge_tui", "screens", "db", "tools")
WORDS = "concierge_tui.text."


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module gives to its words and functions."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    yield target.id


def said(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what a module names, its own or of another: the module, and the name there."""
    known: dict[str, str] = {}
    nodes = list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                known[each.asname or each.name] = f"{node.module}.{each.name}"
                yield node.module, each.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield module, node.id
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield known.get(node.value.id, ""), node.attr


def silent(trees: Mapping[str, ast.Module]) -> set[tuple[str, str]]:
    """Return the words that no module says."""
    heard = {pair for module, tree in trees.items() for pair in said(module, tree)}
    words = {m: tree for m, tree in trees.items() if m.startswith(WORDS)}
    return {(m, name) for m, tree in words.items() for name in defined(tree)} - heard


def test_no_word_is_kept_that_nobody_says() -> None:
    sources = {
        path: path.read_text(encoding="utf-8")
        for top in PACKAGES
        for path in (ROOT / top).rglob("*.py")
    }
    trees = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            source
        )
        for path, source in sources.items()
        if WORDS[:-1] in source or "text" in path.parts
    }

    assert silent(trees) == set()


def test_a_word_counts_only_where_its_own_module_is_named() -> None:
    other = "from concierge_tui.text import a as text\nprint(text.BACK)"
    trees = {WORDS + "a": "BACK = '戻'\nHINT = ''", WORDS + "b": "BACK = '戻'", "screens.c": other}

    found = silent({module: ast.parse(source) for module, source in trees.items()})

    assert found == {(WORDS + "a", "HINT"), (WORDS + "b", "BACK")}
