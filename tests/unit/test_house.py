"""The rules of the house that no tool of the gate keeps."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("concierge_tui", "screens", "db")
HARD_LIMIT = 300

# A name that says nothing collects everything.
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "base",
    "common",
    "misc",
}

# Beside the standard library and itself. Identifiers and fuzzy matching have well-kept libraries.
DOMAIN_MAY_IMPORT = {"concierge_tui", "pydantic", "rapidfuzz", "uuid_utils"}

# What the Japanese language and people's own files look like: data, not sentences.
TABLES = (
    "concierge_tui/domain/address.py",
    "concierge_tui/domain/area.py",
    "concierge_tui/domain/birthday.py",
    "concierge_tui/domain/cleaning.py",
    "concierge_tui/domain/kana.py",
    "concierge_tui/domain/kana_typing.py",
    "concierge_tui/domain/kanji.py",
    "concierge_tui/domain/likeness.py",
    "concierge_tui/domain/phone.py",
    "concierge_tui/domain/romaji.py",
    "concierge_tui/domain/roster/",
    "concierge_tui/domain/schedule.py",
    "concierge_tui/domain/search.py",
    "concierge_tui/domain/temperature.py",
    "concierge_tui/rehearsal/names.py",
    "concierge_tui/rehearsal/planted.py",
)
# Letters only: a long-vowel mark alone is one more dash.
LETTER = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uff66-\uff6f\uff71-\uff9d]")
SENTENCE = re.compile("[\u3041-\u3096]。|ください")

# The brackets keep this file from finding itself.
REGISTRIES = re.compile(
    "pypi[.]org|pythonhosted[.]org|artifactory[.]|devpi[.]|nexus[.]"
    "|--index[-]url|--extra[-]index|--find[-]links|file:[/]{3}"
)


def sources(*tops: str) -> Iterator[Path]:
    """Yield the Python files below these folders."""
    for top in tops:
        yield from sorted((ROOT / top).rglob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def literals(source: str, wanted: re.Pattern[str]) -> list[int]:
    """Return the lines of the string literals, docstrings aside, in which the pattern occurs."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in bare
        and wanted.search(node.value)
    ]


def imported(source: str) -> set[str]:
    """Return the top-level packages that a module imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def loads(module: str, unwanted: str) -> bool:
    """Tell whether importing a module in a fresh interpreter also loads another."""
    program = f"import {module}, sys; print({unwanted!r} in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return ran.stdout.strip() == "True"


def committed_text() -> Iterator[tuple[str, str]]:
    """Yield the name and content of every text file that the repository keeps."""
    kept = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    ).stdout
    for name in filter(None, kept.split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def test_modules_are_named_after_what_they_hold() -> None:
    named = {shown(path): {path.stem, path.parent.name} for path in sources(*PACKAGES, "tests")}

    assert [path for path, names in named.items() if names & EMPTY_NAMES] == []


def test_no_file_grows_beyond_what_one_can_hold_in_mind() -> None:
    paths = [*sources(*PACKAGES, "tests"), ROOT / "dev.py"]
    lines = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}

    assert {path: size for path, size in lines.items() if size > HARD_LIMIT} == {}


def test_words_that_people_read_stand_in_text_alone() -> None:
    found = {
        f"{shown(path)}:{line}"
        for path in sources(*PACKAGES)
        if not shown(path).startswith("concierge_tui/text/")
        for wanted in [SENTENCE if shown(path).startswith(TABLES) else LETTER]
        for line in literals(path.read_text(encoding="utf-8"), wanted)
    }

    assert sorted(found) == []


def test_a_japanese_word_in_code_is_seen_and_one_in_a_docstring_is_not() -> None:
    source = '"""受付"""\ndef f(n):\n    """受付"""\n    return f"受付 {n}"\n'

    assert literals(source, LETTER) == [4]


def test_a_sentence_among_the_tables_is_seen() -> None:
    assert literals('SHOWN = ["もう一度入力してください", "済みました。"]', SENTENCE) == [1, 1]


def test_domain_imports_almost_nothing_from_outside() -> None:
    allowed = DOMAIN_MAY_IMPORT | sys.stdlib_module_names
    strangers = {
        shown(path): extra
        for path in sources("concierge_tui/domain")
        if (extra := imported(path.read_text(encoding="utf-8")) - allowed)
    }

    assert strangers == {}


def test_an_import_inside_a_function_counts() -> None:
    assert imported("import json\ndef f():\n    from httpx.x import get\n") == {"json", "httpx"}


def test_dev_py_needs_nothing_but_python() -> None:
    assert imported((ROOT / "dev.py").read_text(encoding="utf-8")) <= sys.stdlib_module_names


def test_test_folders_are_not_packages() -> None:
    assert [shown(path) for path in sources("tests") if path.name == "__init__.py"] == []


def test_the_command_line_and_the_central_service_start_without_the_screens() -> None:
    modules = ["concierge_tui", "db"]
    if (ROOT / "concierge_tui/cli.py").exists():
        modules.append("concierge_tui.cli")
    if (ROOT / "concierge_tui/central/__init__.py").exists():
        modules.append("concierge_tui.central")

    assert [module for module in modules if loads(module, "textual")] == []


def test_the_first_frame_waits_for_no_models_and_no_services() -> None:
    first = "concierge_tui.cli, concierge_tui.commands.opening, concierge_tui.app"
    first += ", screens.unlock.screen, screens.welcome.preparing"
    waited = (
        "click",
        "pydantic",
        "concierge_tui.services",
        "concierge_tui.domain.fold",
        "zoneinfo",
        "httpx",
    )

    assert [module for module in waited if loads(first, module)] == []


def test_loading_the_screens_is_noticed() -> None:
    assert loads("textual.app", "textual")


def test_the_repository_names_no_registry_and_no_folder_of_this_machine() -> None:
    own = [f"{folder}/" for folder in (ROOT, Path.home()) if len(folder.parts) > 1]
    found = [
        name
        for name, text in committed_text()
        if REGISTRIES.search(text) or any(folder in text for folder in own)
    ]

    assert found == []


def test_the_lock_names_no_address_and_no_folder() -> None:
    assert "/" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("parts", [("https://pypi", ".org/simple"), ("--index", "-url x")])
def test_a_registry_is_recognised(parts: tuple[str, str]) -> None:
    assert REGISTRIES.search("".join(parts))


def test_no_handler_calls_the_one_that_it_covers() -> None:
    """Textual calls the handlers of every class of a widget: called as well, one runs twice."""
    called = re.compile(r"super\(\)\.(?!on_event\b)on_[a-z_]+\(")
    twice = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "screens").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if called.search(line)
    ]
    assert twice == []
