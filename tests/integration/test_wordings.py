"""The texts to which people consent come as files; a coordinator's go before ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.consent import LANGUAGES, PURPOSES
from concierge_tui.services.wordings import Wordings


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_purpose_is_written_in_every_language(purpose: str) -> None:
    wordings = Wordings()
    texts = [wordings.get(purpose, language) for language in LANGUAGES]

    assert [text.language for text in texts] == list(LANGUAGES)
    assert len({text.hash for text in texts}) == len(LANGUAGES)
    assert wordings.languages(purpose) == LANGUAGES


def test_the_registration_names_who_processes_the_data() -> None:
    assert "株式会社ソニックガーデン" in Wordings().get("registration").text
    assert "SonicGarden" in Wordings().get("registration", "en").text


def test_a_file_of_the_coordinator_goes_first_and_adds_languages(tmp_path: Path) -> None:
    (tmp_path / "contact.ja.txt").write_text("版:2027-04\r\nお知らせしてよいですか。", "utf-8-sig")
    (tmp_path / "contact.pt.txt").write_text("版: 1\nPodemos avisar?", "utf-8")
    wordings = Wordings(tmp_path)

    assert wordings.unread() == ()
    assert wordings.get("contact").version == "2027-04"
    assert wordings.get("contact").text == "お知らせしてよいですか。"
    assert wordings.languages("contact") == ("ja", "easy", "en", "pt")
    assert wordings.get("trial", "pt").language == "ja"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", "版:\n文".encode(), "文だけ".encode()])
def test_a_file_that_is_no_text_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "contact.ja.txt").write_bytes(content)

    assert Wordings(tmp_path).get("contact") == Wordings().get("contact")
    assert Wordings(tmp_path).unread() == ("contact.ja.txt",)


def test_control_characters_of_a_file_never_reach_the_screen(tmp_path: Path) -> None:
    (tmp_path / "contact.ja.txt").write_text("版: 1\x1b[2J\nお知\x1b]52;c;eA==\x07らせ", "utf-8")
    found = Wordings(tmp_path).get("contact")

    assert "\x1b" not in found.version + found.text
