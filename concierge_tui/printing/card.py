"""Membership cards and name labels: a name with its reading, a QR code, a code to type."""

from collections.abc import Iterator
from typing import Final

from concierge_tui.printing.page import HEIGHT, WIDTH, Paper
from concierge_tui.services.paper_content import Cards, Labels, Tag
from concierge_tui.text import paper as words

_CARD: Final = (91.0, 55.0)
"""The size of a visiting card, which wallets and sleeves are made for."""
_CARDS: Final = (2, 5)
_LARGE_CARDS: Final = (1, 4)
_LARGE_CARD: Final = (150.0, 70.0)


def draw_cards(paper: Paper, content: Cards, area: str) -> Iterator[None]:
    """Draw card after card, ten on a page, or four large ones."""
    (columns, rows), (width, height) = (
        (_LARGE_CARDS, _LARGE_CARD) if content.large else (_CARDS, _CARD)
    )
    side, top = (WIDTH - columns * width) / 2, (HEIGHT - rows * height) / 2
    for at, tag in enumerate(content.tags):
        place = at % (columns * rows)
        if place == 0:
            page = content.tags[at : at + columns * rows]
            paper.add_page(
                words.page_of_names(page[0].name, page[-1].name, len(page), words.CARD),
                marked=False,
            )
        x, y = side + place % columns * width, top + place // columns * height
        paper.mark(x, y, width * 0.64, height * 0.8)
        paper.cut_line(x, y, width, height)
        _card(paper, tag, area, x, y, width, height)
        yield


def _card(
    paper: Paper, tag: Tag, area: str, x: float, y: float, width: float, height: float
) -> None:
    unit = height / 55
    qr = 30 * unit
    left, beside = x + 5 * unit, width - qr - 12 * unit
    paper.words(f"{words.CARD}  {area}", left, y + 5 * unit, 8 * unit, beside, lines=1)
    paper.name(tag.name, tag.kana, left, y + 14 * unit, beside, (20 * unit, 15 * unit, 11 * unit))
    paper.qr(tag.code, x + width - qr - 4 * unit, y + 4 * unit, qr)
    paper.words(
        tag.code, left, y + 36 * unit, 19 * unit, width - 10 * unit, lines=1, align="centre"
    )
    paper.words(words.CARD_HINT, left, y + 46.5 * unit, 8 * unit, width - 10 * unit,
                lines=1, align="centre")  # fmt: skip


def draw_labels(paper: Paper, content: Labels) -> Iterator[None]:
    """Draw label after label, beginning behind those that are used up."""
    sheet = content.sheet
    on_page = sheet.columns * sheet.rows
    side = (WIDTH - sheet.columns * sheet.width) / 2 + sheet.right
    top = (HEIGHT - sheet.rows * sheet.height) / 2 + sheet.down
    used = sheet.used % on_page
    for at, tag in enumerate(content.tags, start=used):
        place = at % on_page
        if place == 0 or at == used:
            page = content.tags[at - used : at - used + on_page - place]
            paper.add_page(
                words.page_of_names(page[0].name, page[-1].name, len(page), words.LABEL),
                marked=False,
            )
        x = side + place % sheet.columns * sheet.width
        y = top + place // sheet.columns * sheet.height
        paper.mark(x, y + sheet.height * 0.4, sheet.width * 0.66, sheet.height * 0.6)
        _label(paper, tag, x, y, sheet.width, sheet.height)
        yield


def _label(paper: Paper, tag: Tag, x: float, y: float, width: float, height: float) -> None:
    edge = 4.0
    qr = min(height * 0.58, 25.0)
    room = width - 2 * edge
    paper.name(tag.name, tag.kana, x + edge, y + edge, room, (20, 17, 14, 11, 9), align="centre")
    low = y + height - qr - 1.5
    paper.qr(tag.code, x + width - qr - 1.5, low, qr)
    paper.words(tag.code, x + edge, low + qr / 2 - 1.4, 12, width - edge - qr, lines=1)
