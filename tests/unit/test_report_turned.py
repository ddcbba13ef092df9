"""The report that a family reads: its language, every kanji with its reading, words labelled."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len

from concierge_tui.text import facing, report_turned, trial
from screens.widgets.large_text import Words, laid_out

KANJI = re.compile("[\u4e00-\u9fff々](?: *[\u4e00-\u9fff々])*")
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff々]")
NAMES = {"c": "c1", "i": "bag"}
FACTS: list[tuple[str, dict[str, Any]]] = [
    ("change", {"until": 1_796_000_000_000, "place": "A", "words": "w"}),
    ("item", {"item": "i", "returned": True}),
    ("food", {"what": "rice", "brought_by": "b"}),
    *(("report", {"reactions": {"c": how}, "actions": [], "words": ""})
      for how in report_turned.REACTIONS),
    ("report", {"reactions": {}, "actions": list(report_turned.ACTIONS), "words": "w"}),
]  # fmt: skip


def read(language: str) -> list[str]:
    return [
        line
        for verb, said in FACTS
        for line in report_turned.lines(verb, said, NAMES, language, alone=True)
    ]


def cells(words: str) -> list[str]:
    return [letter for each in words for letter in (each, *[""] * (cell_len(each) - 1))]


def test_every_kanji_of_the_report_has_its_reading_above() -> None:
    kanji = 0
    for line in read("ja"):
        for above, words in laid_out([Words(line, report_turned.READINGS)], 10_000):
            for match in KANJI.finditer(words):
                begin, end = cell_len(words[: match.start()]), cell_len(words[: match.end()])
                assert "".join(cells(above)[max(0, begin - 3) : end + 3]).strip(), (match[0], line)
                kanji += 1
    assert kanji > len(FACTS)


def test_easy_japanese_has_no_kanji_and_english_nothing_japanese() -> None:
    assert not [line for line in read("easy") if KANJI.search(line)]
    assert not [line for line in read("en") if JAPANESE.search(line)]
    assert any(line.startswith("In the staff's words: ") for line in read("en"))


def test_the_japanese_is_what_the_staff_ticked() -> None:
    ticked = ((report_turned.ACTIONS, trial.ACTION_WORDS),
              (report_turned.REACTIONS, trial.REACTION_WORDS))  # fmt: skip
    for ours, theirs in ticked:
        assert {name: said["ja"] for name, said in ours.items()} == dict(theirs)


def test_of_several_families_none_reads_who_brought_what_nor_why_the_plan_changed() -> None:
    told = [
        line
        for verb, said in FACTS[:3]
        for line in report_turned.lines(verb, said, NAMES, "en", alone=False)
    ]
    assert len(told) == 3
    assert "brought" not in "".join(told)
    assert not [line for line in told if line.endswith(" w")]


@pytest.mark.parametrize(
    ("language", "first"),
    [("", "ja"), ("ja", "ja"), ("en", "en"), ("easy", "easy"), ("vi", "easy")],
)
def test_a_family_begins_in_its_own_language_or_in_easy_japanese(language: str, first: str) -> None:
    order = facing.begun_in(language)
    assert (order[0], sorted(order)) == (first, sorted(facing.LANGUAGES))
