"""The embedded typeface, with the written forms of a kanji that a selector picks out."""

import logging
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

FAMILY: Final = "Noto"
_FONT: Final = "NotoSansJP-Regular.ttf"
_STAND_INS: Final = 0x10F000
"""Private code points that stand for a kanji with its selector while a page is set."""

MISSING: Final = "〓"
"""What Japanese printers set for a character that the typeface lacks."""


class Typeface:
    """Says how wide words are, and turns a person's words into what can be drawn."""

    def __init__(self, pdf: "FPDF") -> None:
        # A name with a rare character must not be written to a log, nor onto the screen.
        for name in ("fpdf", "fontTools"):
            logging.getLogger(name).setLevel(logging.ERROR)
        with as_file(files("concierge_tui.printing") / "fonts" / _FONT) as font:
            pdf.add_font(FAMILY, fname=str(font))
        self._font = cast("TTFFont", pdf.fonts[FAMILY.lower()])
        self._forms = self._written_forms()
        self._stand_ins: dict[tuple[int, int], str] = {}
        self._named: dict[int, tuple[int, int]] = {}
        self._name_stand_ins()

    def drawable(self, words: str) -> str:
        """Return the words as they are drawn: 〓 for what the typeface lacks."""
        drawn: list[str] = []
        for at, character in enumerate(words):
            if not _is_selector(character):
                drawn.append(character if ord(character) in self._font.cmap else MISSING)
            elif at and (form := self._stand_in(ord(words[at - 1]), ord(character))):
                drawn[-1] = form
        return "".join(drawn)

    def width(self, words: str, size: float) -> float:
        """Return how many millimetres drawable words take."""
        return sum(self._font.cw[ord(character)] for character in words) * size * 0.3528 / 1000

    def close(self) -> None:
        """Close the file of the typeface, where no page is put out."""
        self._font.subset.pick.cache_clear()
        self._font.close()

    def _stand_in(self, kanji: int, selector: int) -> str:
        glyph = self._forms.get((kanji, selector))
        if glyph is None:
            return ""
        known = self._stand_ins.get((kanji, selector))
        if known is None:
            code = _STAND_INS + len(self._stand_ins)
            known = self._stand_ins[kanji, selector] = chr(code)
            font = self._font
            font.cmap[code] = glyph
            font.glyph_ids[code] = font.ttfont.getGlyphID(glyph)
            font.cw[code] = font.cw[kanji]
            self._named[code] = (kanji, selector)
        return known

    def _written_forms(self) -> dict[tuple[int, int], str]:
        """Return the glyphs of the selectors that pick out another form than the plain one."""
        tables = (table for table in self._font.ttfont["cmap"].tables if table.format == 14)
        return {
            (kanji, selector): glyph
            for table in tables
            for selector, forms in table.uvsDict.items()
            for kanji, glyph in forms
            if glyph is not None
        }

    def _name_stand_ins(self) -> None:
        """Let whoever copies text out of the page get the kanji with its selector."""
        subset = self._font.subset
        kept_for_all = type(subset).get_glyph
        plain = kept_for_all.__wrapped__
        kept_for_all.cache_clear()  # it would hold every typeface that was ever opened

        def get_glyph(*given: Any, **named: Any) -> Any:
            glyph = plain(subset, *given, **named)
            pair = self._named.get(named.get("unicode", -1))
            if glyph is not None and pair is not None:
                glyph.unicode = pair
            return glyph

        subset.get_glyph = cache(get_glyph)  # the library empties this cache at the end


def _is_selector(character: str) -> bool:
    code = ord(character)
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
