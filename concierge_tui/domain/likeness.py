"""How alike two people are on paper: part by part, as words and not yet as a score.

A name is met in every shape that desks write it: variant kanji, a reading heard wrongly, kana
where the kanji belongs, surname and given name the other way round, a middle name left out.
"""

from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from concierge_tui.domain.family import Person
from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.kanji import fold_kanji
from concierge_tui.domain.romaji import fold_kana

Part = Literal["exact", "sound", "homophone", "written", "alike", "unlike", "unknown"]
"""exact: sound and kanji agree; sound: one was never written in kanji; homophone: other kanji;
written: same kanji, read otherwise; alike: one slip of the ear or the hand, or a pet name."""
Day = Literal["same", "slip", "differs", "unknown"]

_UNVOICED: Final = str.maketrans("gzdbp", "ksthh")
_PET_NAMES: Final = ("チャン", "クン", "サン", "タン")
_LONGEST: Final = 40
_RANK: Final = {
    "exact": 4.0, "sound": 3.5, "written": 3.0, "homophone": 2.5, "alike": 2.0,
    "unknown": 0.5, "unlike": 0.0,
}  # fmt: skip


_DAYS: Final = {"same": 4.0, "slip": 2.0, "unknown": 0.0, "differs": -2.0}


class Spelling(NamedTuple):
    """One part of a name as it is compared."""

    kana: str
    sound: str
    unvoiced: str
    written: str
    """Kanji in their plain form; empty where only kana were written."""


class Trace(NamedTuple):
    """What of a person is compared, prepared once."""

    id: str
    is_child: bool
    surname: Spelling
    given: Spelling
    sounds: frozenset[str]
    """Every part of the name by sound, whatever its order."""
    birthday: date | None


class Alike(NamedTuple):
    """How two people agree."""

    surname: Part
    given: Part
    birthday: Day


def trace(person: Person) -> Trace:
    """Return what is compared of a person."""
    return trace_of(person.id, person.name, person.kana, person.birthday, child=_child(person))


def _child(person: Person) -> bool:
    return person.role == "child"


def trace_of(who: str, name: str, kana: str, birthday: date | None, *, child: bool) -> Trace:
    """Return what is compared, from the fields themselves."""
    name, kana = to_katakana(name[:_LONGEST]), to_katakana(kana[:_LONGEST])
    if not kana and is_kana(name):
        kana = name
    heard, written = _parts(kana), _parts(name)
    if not kana:
        heard = ("", "")
    surname, given = (_spelling(*part) for part in zip(heard, written, strict=True))
    sounds = frozenset(_sound(part) for part in kana.split(" ") if part)
    return Trace(who, child, surname, given, sounds, birthday)


def _parts(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    return (first, rest) if rest else ("", first)


@lru_cache(maxsize=65_536)
def _spelling(kana: str, written: str) -> Spelling:
    sound = _sound(kana)
    plain = "" if not written or is_kana(written) else fold_kanji(written).replace(" ", "").lower()
    return Spelling(kana, sound, sound.translate(_UNVOICED), plain)


@lru_cache(maxsize=65_536)
def _sound(kana: str) -> str:
    return fold_kana(kana)


def alike(left: Trace, right: Trace) -> Alike:
    """Return how two people agree, whichever way round their names stand."""
    day = birthdays(left.birthday, right.birthday)
    surname, given = _part(left.surname, right.surname), _part(left.given, right.given)
    if given in ("exact", "sound") and surname in ("exact", "sound"):
        return Alike(surname, given, day)
    if _same_parts(left.sounds, right.sounds):
        return Alike("sound", "sound", day)
    turned = _part(left.surname, right.given)
    if _RANK[turned] < _RANK["alike"]:
        return Alike(surname, given, day)
    crossed = turned, _part(left.given, right.surname)
    # Only a whole name is turned round: a surname that is also a given name proves nothing.
    if min(map(_RANK.__getitem__, crossed)) >= _RANK["alike"]:
        straight = _RANK[surname] + _RANK[given]
        if sum(map(_RANK.__getitem__, crossed)) > straight:
            return Alike(*crossed, day)
    return Alike(surname, given, day)


def _same_parts(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two names of several words are one, in another order or with one left out."""
    return max(len(left), len(right)) > 2 and len(left & right) >= 2


@lru_cache(maxsize=65_536)
def _part(left: Spelling, right: Spelling) -> Part:
    is_heard = bool(left.sound and right.sound)
    if left.written and left.written == right.written:
        return "exact" if left.sound == right.sound or not is_heard else "written"
    both_written = bool(left.written and right.written)
    if not is_heard:
        return "unlike" if both_written else "unknown"
    if left.sound == right.sound:
        return "homophone" if both_written else "sound"
    return "alike" if _one_slip(left, right) else "unlike"


def _one_slip(left: Spelling, right: Spelling) -> bool:
    if left.unvoiced == right.unvoiced:
        return True
    is_long = min(len(left.kana), len(right.kana)) >= 3
    if is_long or sorted(left.kana) == sorted(right.kana):
        # Most pairs of names never come so far, and the first frame must not wait for it.
        from rapidfuzz.distance import OSA

        if OSA.distance(left.kana, right.kana, score_cutoff=1) <= 1:
            return True
    if left.kana[:1] != right.kana[:1]:
        return False
    return _pet_name(left.kana, right.kana) or _pet_name(right.kana, left.kana)


def _pet_name(short: str, whole: str) -> bool:
    bare = short
    for ending in _PET_NAMES:
        bare = bare.removesuffix(ending)
    stem = bare.rstrip("ー")
    is_called = bare != short
    return len(stem) >= (1 if is_called else 2) and stem != whole and whole.startswith(stem)


def birthdays(left: date | None, right: date | None) -> Day:
    """Return how two days of birth agree; a slip is one digit, one year, or month for day."""
    if left is None or right is None:
        return "unknown"
    if left == right:
        return "same"
    if (left.month, left.day) == (right.month, right.day) and abs(left.year - right.year) == 1:
        return "slip"
    if (left.year, left.month, left.day) == (right.year, right.day, right.month):
        return "slip"
    digits = zip(left.isoformat(), right.isoformat(), strict=True)
    return "slip" if sum(a != b for a, b in digits) == 1 else "differs"


def strength(alike: Alike) -> float:
    """Return a rough order of likeness, to match people one to one."""
    return _RANK[alike.surname] / 2 + _RANK[alike.given] * 1.5 + _DAYS[alike.birthday]
