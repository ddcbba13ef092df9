"""Slips on paper: readable by a scanner and by a person, and telling nothing else."""

from __future__ import annotations

from pathlib import Path

from concierge_tui.printing.press import write_slips
from concierge_tui.services.slips import Slip

SLIP = Slip(
    "田中 美咲 様", "MS1-234567-8", "みその交流会 2026年12月5日(土)", "次回は12/12です。", "045"
)


def test_a_slip_is_written_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "slip.pdf"

    assert write_slips([SLIP], target)
    assert target.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [target]


def test_nine_slips_take_two_pages_and_tell_their_progress(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    write_slips([SLIP] * 9, tmp_path / "s.pdf", lambda done, total: told.append((done, total)))

    assert told == [(n, 9) for n in range(1, 10)]
    assert (tmp_path / "s.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_a_cancelled_printing_leaves_no_file(tmp_path: Path) -> None:
    assert not write_slips([SLIP] * 3, tmp_path / "s.pdf", cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_name_beyond_the_font_does_not_stop_the_slip(tmp_path: Path) -> None:
    rare = SLIP._replace(name="葛\U000e0100 \U0003134a\ue000\U0001f476 様")

    assert write_slips([rare], tmp_path / "s.pdf")
