"""What the pages promise exists: commands, keys, pictures, links, tests."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import click
import pytest
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from concierge_tui.app import ConciergeApp
from concierge_tui.commands.group import commands
from screens import keys
from screens.widgets.key_names import key_name

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

FENCED = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"(?<![\w/-])concierge [^)|&\n]+")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
KEY = re.compile(r"\bF\d{1,2}\b|Ctrl\+[A-Z]\b|\bEsc\b|\bEnter\b|\bTab\b|\bSpace\b")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
MACHINE = re.compile(r"(?<![\w.])/(work|root|tmp|home|Users)/")
EDITING = {"Enter", "Tab", "Space"}
"""What Textual's own fields and lists answer to."""
NOT_OURS = {"F6", "F10"}
"""The manual names them because an input method takes them."""


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def command_lines(text: str) -> list[list[str]]:
    """Return the words of every call of `concierge` in the shell blocks of a page."""
    lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
    return [shlex.split(call) for line in lines for call in CALL.findall(line.partition("   #")[0])]


def unknown(call: list[str]) -> str | None:
    """Return the first word of a call that the program does not know, or None."""
    command: click.Command = commands
    given = list(call[1:])
    while isinstance(command, click.Group) and given and not given[0].startswith("-"):
        name = given.pop(0)
        found = command.get_command(click.Context(command), name)
        if found is None:
            return name
        command = found
    options = {name for parameter in command.params for name in parameter.opts}
    options.add("--help")
    return next((word for word in given if word.startswith("--") and word not in options), None)


def bound_keys() -> set[str]:
    """Return every key that the program binds, as the manual calls it."""
    named = {value for name, value in vars(keys).items() if name.isupper()}
    look = {
        binding.key
        for kind in ConciergeApp.__mro__
        if issubclass(kind, App | Screen) and not kind.__module__.startswith("textual.")
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))
    }
    return {key_name(key) for group in named | look for key in group.split(",")}


def spoken() -> str:
    """Return every word that the program can say."""
    return "\n".join(
        node.value
        for path in sorted((ROOT / "concierge_tui" / "text").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_the_command_lines_of_the_readme_exist() -> None:
    calls = command_lines(README.read_text(encoding="utf-8"))

    assert len(calls) > 20
    assert [call for call in calls if unknown(call)] == []


@pytest.mark.parametrize(
    ("line", "stranger"),
    [
        ("concierge import a.csv --meetup M --dry-run", None),
        ("concierge imports a.csv", "imports"),
        ("concierge meetup make", "make"),
        ("concierge sync --fast", "--fast"),
    ],
)
def test_a_command_that_does_not_exist_is_seen(line: str, stranger: str | None) -> None:
    (call,) = command_lines(f"```sh\n{line}   # words\n```\n")

    assert unknown(call) == stranger


def test_the_keys_of_the_manual_exist() -> None:
    known = bound_keys() | EDITING | NOT_OURS
    strange = {
        f"{shown(page)}: {key}"
        for page in [README, *MANUAL]
        for key in KEY.findall(page.read_text(encoding="utf-8"))
        if key not in known
    }

    assert strange == set()


def test_the_keys_of_the_desk_are_read_from_the_program() -> None:
    known = bound_keys()

    assert {"F3", "Ctrl+N", "F12", "Ctrl+Z", "Ctrl+P", "Esc"} <= known
    assert not known & {"F10", "Ctrl+J"}


def test_every_link_and_picture_exists() -> None:
    missing = {
        f"{shown(page)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target.partition("#")[0]).exists()
    }

    assert missing == set()


def test_every_picture_is_shown_and_small() -> None:
    pictures = set((ROOT / "docs" / "pictures").glob("*.png"))
    used = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if target.endswith(".png")
    }

    assert pictures
    assert {path.name for path in pictures} == {path.name for path in used}
    assert [path.name for path in pictures if path.stat().st_size > 120 * 1024] == []


def test_what_to_do_when_quotes_what_the_program_says() -> None:
    page = (ROOT / "docs" / "manual" / "10-komatta.md").read_text(encoding="utf-8")
    said = spoken()
    quoted = [
        part
        for cell in re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)
        for part in re.split(r"[〜…]|\d+", cell)
        if part.strip().endswith("。") and len(part.strip()) > 4
    ]

    assert len(quoted) > 20
    assert [part for part in quoted if part.strip() not in said] == []


def test_every_test_that_proves_a_promise_exists() -> None:
    named = [proof for page in MANUAL for proof in TEST.findall(page.read_text(encoding="utf-8"))]
    missing = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]

    assert len(named) > 20
    assert missing == []


def test_no_page_names_a_folder_of_a_machine() -> None:
    found = {
        f"{shown(page)}: {line}"
        for page in PAGES
        for line in page.read_text(encoding="utf-8").splitlines()
        if MACHINE.search(line)
    }

    assert found == set()
