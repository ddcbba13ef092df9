"""Bytes to text: BOM, strict UTF-8, then the Japanese encodings scored by odd characters."""

import unicodedata
from typing import Final, NamedTuple

from concierge_tui.domain.roster.errors import RosterUnreadable

MAX_BYTES: Final = 20 * 1024 * 1024
REPLACED: Final = "\ufffd"

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OTHER_FILES: Final = (
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0", "old_excel"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_JAPANESE: Final = ("cp932", "euc_jp", "euc_jis_2004", "shift_jis_2004")
_SAMPLE: Final = 8000
_TOLERATED_DAMAGE: Final = 0.02


class Decoded(NamedTuple):
    """The text of a file, and how it was understood."""

    text: str
    encoding: str
    alternatives: tuple[str, ...] = ()
    """Other encodings that also fit, best first; a person may choose one."""
    replaced: int = 0
    """Bytes that fit no encoding; each stands as U+FFFD and its cell is reported."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data`, in `encoding` when a person chose one.

    Raises:
        RosterUnreadable: when the bytes are empty, too many, or no text.
    """
    _refuse_other_files(data)
    if encoding is not None:
        return _as_chosen(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, name) or _mended(data, (name,))
    if nearly := _nearly_utf8(data):
        return nearly
    guesses = [d for d in (_strictly(data, name) for name in _candidates(data)) if d is not None]
    if not guesses:
        return _mended(data, ("utf-8", "cp932", "euc_jp"))
    best, *others = sorted(guesses, key=lambda d: -_plausibility(d))
    return best._replace(alternatives=tuple(d.encoding for d in others))


def _refuse_other_files(data: bytes) -> None:
    if not data.strip():
        raise RosterUnreadable("empty")
    if len(data) > MAX_BYTES:
        raise RosterUnreadable("too_large")
    for magic, reason in _OTHER_FILES:
        if data.startswith(magic):
            raise RosterUnreadable(reason)


def _candidates(data: bytes) -> tuple[str, ...]:
    """Return the encodings worth trying, in the order of trust."""
    if wide := _wide_without_bom(data):
        return (wide,)
    if b"\x1b$" in data and data.isascii():
        return ("iso2022_jp_ext", "iso2022_jp_3", "utf-8")
    if _strictly(data, "utf-8") is not None:
        # Text in another Japanese encoding is practically never valid UTF-8.
        return ("utf-8",)
    return _JAPANESE


def _wide_without_bom(data: bytes) -> str | None:
    """Recognise UTF-16 by NUL bytes that stand on one side only."""
    sample = data[: _SAMPLE * 2]
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    threshold = len(sample) // 20
    if low > threshold and high * 4 < low:
        return "utf-16-le"
    if high > threshold and low * 4 < high:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """Recognise UTF-8 with a few broken bytes, which other encodings read as nonsense."""
    text = data.decode("utf-8", errors="replace")
    replaced = text.count(REPLACED)
    sound = sum(1 for c in text if c > "\x7f") - replaced
    if not 0 < replaced * 20 <= sound or _strictly(data, "utf-8") is not None:
        return None
    return Decoded(text, "utf-8", _JAPANESE[:2], replaced)


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:
        return None


def _as_chosen(data: bytes, encoding: str) -> Decoded:
    try:
        return _strictly(data, encoding) or _mended(data, (encoding,), tolerated=1.0)
    except LookupError:
        raise RosterUnreadable("not_text") from None


def _mended(
    data: bytes, encodings: tuple[str, ...], *, tolerated: float = _TOLERATED_DAMAGE
) -> Decoded:
    """Read around a few broken bytes, counting every one of them."""
    readings = []
    for encoding in encodings:
        text = data.decode(encoding, errors="replace")
        readings.append(Decoded(text, encoding, replaced=text.count(REPLACED)))
    readings.sort(key=lambda d: d.replaced)
    best = readings[0]
    if best.replaced > max(1.0, len(best.text) * tolerated):
        raise RosterUnreadable("not_text")
    return best._replace(alternatives=tuple(d.encoding for d in readings[1:]))


def _plausibility(decoded: Decoded) -> float:
    """Score how much the text looks like a Japanese list; odd characters weigh heavily."""
    sample = [c for c in decoded.text[:_SAMPLE] if not c.isascii()]
    return sum(map(_score, sample)) / (len(sample) or 1)


def _score(char: str) -> float:
    code = ord(char)
    if 0x3041 <= code <= 0x30FF:
        return 2.0
    if 0xFF61 <= code <= 0xFF9F:
        return 0.2
    if 0x80 <= code < 0xA0 or unicodedata.category(char) in {"Co", "Cn"}:
        return -6.0
    if 0x4E00 <= code <= 0x9FFF:
        return 1.0 if _everyday(char) else -0.5
    return 0.5


def _everyday(kanji: str) -> bool:
    """Whether the character belongs to the first level of JIS X 0208."""
    try:
        return kanji.encode("euc_jp")[0] < 0xD0
    except UnicodeError:
        return False
