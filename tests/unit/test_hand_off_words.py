"""The page says the same things in every language, and asks for nothing it has no word for."""

import re
from importlib.resources import files
from string import Formatter

import pytest

from concierge_tui.text.hand_off_pages import NAMES, WORDS, asked_for

TEMPLATES = files("concierge_tui.central.hand_off") / "templates"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["easy", "en"])
def test_every_language_has_every_word(language: str) -> None:
    assert WORDS[language].keys() == WORDS["ja"].keys()
    for name, text in WORDS[language].items():
        assert places(text) == places(WORDS["ja"][name]), name


def test_the_templates_hold_no_words_of_their_own() -> None:
    for path in TEMPLATES.iterdir():
        if path.name.endswith(".html"):
            bare = re.sub(r"<[^>]*>|{[{%].*?[%}]}", "", path.read_text("utf-8"), flags=re.DOTALL)
            assert not re.search(r"\w", bare), path.name


def test_every_word_is_used() -> None:
    used = "".join(
        path.read_text("utf-8") for path in TEMPLATES.iterdir() if path.name.endswith(".html")
    )
    composed = ("error_", "missing_", "consent_")
    told = ("wrong", "expired", "early", "elsewhere", "slow", "busy", "large", "foreign", "sent",
            "declined", "withdrawn")  # fmt: skip
    for name in WORDS["ja"]:
        plain = name.removesuffix("_title")
        assert f"w.{name}" in used or name.startswith(composed) or plain in told, name


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "ja"), ("ja,en;q=0.8", "ja"), ("en-US,ja;q=0.5", "en"), ("vi", "en"), ("*", "ja")],
)
def test_the_telephone_says_which_language_it_speaks(header: str, language: str) -> None:
    assert asked_for(header) == language
    assert language in NAMES
