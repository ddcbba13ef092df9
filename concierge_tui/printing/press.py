"""The press: draws whatever is handed to it, page after page, and writes it whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from concierge_tui.printing import card, consent, form, info, kept, manual, roster, slip, tables
from concierge_tui.printing.page import Paper
from concierge_tui.printing.target import refuse_other_files
from concierge_tui.services.paper_content import (
    Cards,
    Consent,
    Content,
    Info,
    Kept,
    Labels,
    Pack,
    Printed,
    Roster,
    Sheet,
    SignUp,
    Slips,
    Tables,
)
from concierge_tui.services.ports import Cancelled, Progress
from concierge_tui.services.slips import Slip

_BLANK = Sheet("")


def draw(
    content: Content,
    sheet: Sheet,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Printed | None:
    """Return the document, or None when it was cancelled."""
    paper = Paper(sheet.mark)
    total = _steps(content)
    done = 0
    for done, _ in enumerate(_drawn(paper, content, sheet), start=1):
        if cancelled and cancelled():
            paper.abandon()
            return None
        if progress:
            progress(min(done, total), total)
    return Printed(paper.output(), tuple(paper.pages), done)


def write(content: bytes, target: Path) -> None:
    """Write beside the target and put it in place at once, so that no half file is printed.

    Nobody but the owner may read it.

    Raises:
        OSError: when the file cannot be written; nothing is left.
    """
    refuse_other_files(target)
    with NamedTemporaryFile(dir=target.parent, prefix=".slip-", delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.replace(file.name, target)  # noqa: PTH105
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def write_slips(
    slips: Sequence[Slip],
    target: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    sign_up: SignUp | None = None,
    sheet: Sheet = _BLANK,
    large: bool = False,
) -> bool:
    """Write slips to `target`; False when it was cancelled, and then nothing is left.

    Raises:
        OSError: when the file cannot be written.
    """
    if cancelled and cancelled():
        return False
    printed = draw(Slips(tuple(slips), large, sign_up), sheet, progress, cancelled)
    if printed is None:
        return False
    write(printed.pdf, target)
    return True


def _drawn(paper: Paper, content: Content, sheet: Sheet) -> Iterator[None]:
    match content:
        case Slips() | Cards() | Labels():
            return _tagged(paper, content, sheet.area)
        case Tables() | Kept():
            return _of_the_day(paper, content, sheet)
        case Roster():
            return roster.draw_roster(paper, content, sheet)
        case Consent():
            return consent.draw(paper, content, sheet)
        case Pack():
            return _pack(paper, content, sheet)
        case Info():
            return info.draw(paper, content, sheet)


def _of_the_day(paper: Paper, content: Tables | Kept, sheet: Sheet) -> Iterator[None]:
    match content:
        case Tables():
            return tables.draw(paper, content, sheet)
        case Kept():
            return kept.draw(paper, content, sheet)


def _tagged(paper: Paper, content: Slips | Cards | Labels, area: str) -> Iterator[None]:
    match content:
        case Slips():
            return slip.draw(paper, content)
        case Cards():
            return card.draw_cards(paper, content, area)
        case Labels():
            return card.draw_labels(paper, content)


def _pack(paper: Paper, content: Pack, sheet: Sheet) -> Iterator[None]:
    """Draw what a desk without power needs, in the order in which it is reached for."""
    yield from roster.draw_roster(paper, content.roster, sheet)
    yield from roster.draw_roll_call(paper, content.roster.families, sheet, content.place)
    if content.manual.words:
        yield from manual.draw(paper, content.manual, sheet)
    for number in content.forms:
        form.draw_form(paper, number, sheet)
        yield
        consent.draw_one(paper, content.consent, number, sheet)
        yield


def _steps(content: Content) -> int:
    match content:
        case Slips(slips=drawn, large=large):
            return len(drawn) + sum(large and bool(slip.also) for slip in drawn)
        case Cards(tags=parts) | Labels(tags=parts):
            return len(parts)
        case Roster(families=parts) | Tables(rounds=parts):
            return max(1, len(parts))
        case Consent(numbers=counted) | Kept(parts=counted):
            return len(counted)
        case Pack():
            return _steps(content.roster) + 2 + 2 * len(content.forms)
    return 1
