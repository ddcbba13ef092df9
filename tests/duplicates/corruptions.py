"""What goes wrong between two registrations of one household, each with its label.

A corruption changes the second registration in place and says whether it could: a name without
variant kanji has none to mistake.
"""

# ruff: noqa: E501 - wide characters count twice, and a list of words reads best on one line

from collections.abc import Callable
from datetime import date
from random import Random

from concierge_tui.domain.kana import to_hiragana
from tests.bench.population import Name
from tests.duplicates.town import TODAY, TOWNS, Household, Human

Corrupt = Callable[[Random, Household], bool]

_VARIANTS = (
    "高髙 崎﨑 吉𠮷 斎斉齋齊 辺邉邊 浜濵濱 徳德 沢澤 柳栁 島嶋 広廣 国國 桜櫻 真眞 恵惠 竜龍 凛凜"
    " 遥遙 瑠琉 葉栞 彩綾 悠裕優 翔祥 陽洋 結由 菜奈 太汰 斗人 希季 香佳 花華 子紀"
).split()
"""The first seventeen are forms of one kanji, the rest are mistaken for each other by ear."""

_VOICED = dict(
    zip(
        "カキクケコサシスセソタチツテトハヒフヘホ",
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボ",
        strict=True,
    )
)
_UNVOICED = {voiced: plain for plain, voiced in _VOICED.items()}
_LONG = (("ョウ", "ョ"), ("ュウ", "ュ"), ("オオ", "オ"), ("オウ", "オ"), ("コウ", "コ"), ("ソウ", "ソ"),
         ("トウ", "ト"), ("ヨウ", "ヨ"), ("ユウ", "ユ"), ("ロウ", "ロ"), ("モウ", "モ"), ("ボウ", "ボ"))  # fmt: skip


def _everybody(household: Household) -> list[Human]:
    others = [household.father] if household.father else []
    return [household.mother, *others, *household.children]


def _all_of_surname(household: Household, old: Name, new: Name) -> None:
    for human in _everybody(household):
        if human.surname == old:
            human.surname = new


def _in_some_name(rng: Random, household: Household, change: Callable[[Name], Name | None]) -> bool:
    """Change a surname for everyone who bears it, or one person's given name."""
    places: list[tuple[Human, str]] = [(household.mother, "surname")]
    places += [(human, "given") for human in (household.mother, *household.children)]
    rng.shuffle(places)
    for human, part in places:
        old: Name = getattr(human, part)
        new = change(old)
        if new is None or new == old:
            continue
        if part == "surname":
            _all_of_surname(household, old, new)
        else:
            human.given = new
        return True
    return False


def variant_kanji(rng: Random, household: Household) -> bool:
    def change(name: Name) -> Name | None:
        for group in rng.sample(_VARIANTS, len(_VARIANTS)):
            for character in name.written:
                if character in group:
                    others = [other for other in group if other != character]
                    new = name.written.replace(character, rng.choice(others), 1)
                    return Name(new, name.kana)
        return None

    return _in_some_name(rng, household, change)


def _kana(change: Callable[[Random, str], str | None]) -> Corrupt:
    def corrupt(rng: Random, household: Household) -> bool:
        def in_name(name: Name) -> Name | None:
            new = change(rng, name.kana)
            if new is None:
                return None
            written = new if name.written == name.kana else name.written
            return Name(written, new)

        return _in_some_name(rng, household, in_name)

    return corrupt


def _dakuten(rng: Random, kana: str) -> str | None:
    swap = _VOICED | _UNVOICED
    places = [at for at, letter in enumerate(kana) if letter in swap]
    if not places:
        return None
    at = rng.choice(places)
    return kana[:at] + swap[kana[at]] + kana[at + 1 :]


def _long_vowel(rng: Random, kana: str) -> str | None:
    found = [(long, short) for long, short in _LONG if long in kana]
    if found:
        long, short = rng.choice(found)
        return kana.replace(long, rng.choice((short, short + "ー")), 1)
    shorter = [(long, short) for long, short in _LONG if short in kana and len(short) == 1]
    if not shorter:
        return None
    long, short = rng.choice(shorter)
    return kana.replace(short, long, 1)


def _transposed(rng: Random, kana: str) -> str | None:
    places = [at for at in range(len(kana) - 1) if kana[at] != kana[at + 1] and kana[at] != " "]
    places = [at for at in places if kana[at + 1] not in " ャュョッー"]
    if not places:
        return None
    at = rng.choice(places)
    return kana[:at] + kana[at + 1] + kana[at] + kana[at + 2 :]


def kana_in_kanji(rng: Random, household: Household) -> bool:
    """The field for the written name holds the reading, for everyone or for one."""
    if household.is_foreign or not household.mother.surname.written:
        return False
    everybody = _everybody(household)
    chosen = everybody if rng.random() < 0.5 else [rng.choice(household.children)]
    for human in chosen:
        human.surname = Name(to_hiragana(human.surname.kana), human.surname.kana)
        human.given = Name(to_hiragana(human.given.kana), human.given.kana)
    return True


def swapped(rng: Random, household: Household) -> bool:
    everybody = [household.mother, *household.children]
    for human in everybody if rng.random() < 0.5 else [rng.choice(everybody)]:
        human.surname, human.given = human.given, human.surname
    return True


def foreign_order(rng: Random, household: Household) -> bool:
    """The given names first, the middle name left out, or both."""
    if not household.is_foreign:
        return False
    way = rng.choice(("order", "middle", "both"))
    for human in (household.mother, *household.children):
        if way in ("middle", "both") and " " in human.given.written:
            first = rng.choice(human.given.written.split(" "))
            human.given = Name(first, first)
        if way in ("order", "both"):
            human.surname, human.given = human.given, human.surname
    return True


def nickname(rng: Random, household: Household) -> bool:
    human = rng.choice([household.mother, *household.children])
    kana = human.given.kana.partition(" ")[0]
    if len(kana) < 3:
        return False
    short = rng.choice((kana[:2], f"{kana[:2]}チャン", f"{kana[:1]}ーチャン"))
    written = rng.choice((human.given.written, to_hiragana(short)))
    human.given = Name(written, short)
    return True


def guardian_swapped(rng: Random, household: Household) -> bool:
    """The father registers instead of the mother, with his own telephone."""
    del rng
    if household.father is None:
        return False
    household.mother, household.father = household.father, household.mother
    return True


def new_phone(rng: Random, household: Household) -> bool:
    household.mother.phone = f"0900{rng.randrange(10**7):07}"
    return True


def no_phone(rng: Random, household: Household) -> bool:
    del rng
    household.mother.phone = ""
    return True


def _of_a_birthday(change: Callable[[Random, date], date | None]) -> Corrupt:
    def corrupt(rng: Random, household: Household) -> bool:
        for child in rng.sample(household.children, len(household.children)):
            new = change(rng, child.birthday) if child.birthday else None
            if new and new != child.birthday and new <= TODAY:
                child.birthday = new
                return True
        return False

    return corrupt


def _era_off_by_one(rng: Random, day: date) -> date | None:
    years = [rng.choice((-1, 1)), 1, -1]
    for step in years:
        try:
            moved = day.replace(year=day.year + step)
        except ValueError:
            return None
        if moved <= TODAY:
            return moved
    return None


def _month_day_swap(rng: Random, day: date) -> date | None:
    del rng
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def birthday_missing(rng: Random, household: Household) -> bool:
    rng.choice(household.children).birthday = None
    return True


def surname_changed(rng: Random, household: Household) -> bool:
    """After a marriage or a divorce: the mother, or everyone, has another surname."""
    if household.is_foreign:
        return False
    new = Name(
        *rng.choice(("中原/ナカハラ", "宮田/ミヤタ", "桑原/クワバラ", "柴田/シバタ")).split("/")
    )
    humans = _everybody(household) if rng.random() < 0.6 else [household.mother]
    for human in humans:
        human.surname = new
    return True


def child_left_out(rng: Random, household: Household) -> bool:
    if len(household.children) < 2:
        return False
    household.children.remove(rng.choice(household.children))
    return True


def moved(rng: Random, household: Household) -> bool:
    """Another address: a town nearby half of the time."""
    household.postal = f"338{rng.randrange(300):04}"
    if rng.random() < 0.5:
        household.city = rng.choice([town for town in TOWNS if town != household.city])
    return True


def no_address(rng: Random, household: Household) -> bool:
    del rng
    if not household.postal:
        return False
    household.postal = household.city = ""
    return True


def hurry(household: Household) -> None:
    """Leave out what a walk-in leaves for later: the kanji and the address."""
    household.postal = household.city = ""
    for human in _everybody(household):
        human.surname = Name("", human.surname.kana)
        human.given = Name("", human.given.kana)


CORRUPTIONS: dict[str, tuple[Corrupt, int]] = {
    "variant_kanji": (variant_kanji, 10),
    "kana_dakuten": (_kana(_dakuten), 7),
    "kana_long_vowel": (_kana(_long_vowel), 7),
    "kana_transposed": (_kana(_transposed), 6),
    "kana_in_kanji": (kana_in_kanji, 9),
    "swapped": (swapped, 5),
    "foreign_order": (foreign_order, 40),
    "nickname": (nickname, 7),
    "guardian_swapped": (guardian_swapped, 9),
    "new_phone": (new_phone, 10),
    "no_phone": (no_phone, 4),
    "era_off_by_one": (_of_a_birthday(_era_off_by_one), 6),
    "month_day_swap": (_of_a_birthday(_month_day_swap), 5),
    "birthday_missing": (birthday_missing, 7),
    "surname_changed": (surname_changed, 4),
    "child_left_out": (child_left_out, 5),
    "moved": (moved, 6),
    "no_address": (no_address, 6),
}
"""Each label with how often it is drawn; one that does not fit is drawn again."""
