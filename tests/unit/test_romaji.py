import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.kana import to_hiragana
from concierge_tui.domain.romaji import fold_kana, fold_romaji, phonetic_prefixes

READINGS = (Path(__file__).parent / "data" / "readings.txt").read_text(encoding="utf-8").split()

# The systems are spelled here from their own tables, so that the fold is not its own judge.
HEPBURN = dict(
    re.findall(
        r"(\w+):(\w+)",
        "あ:a い:i う:u え:e お:o か:ka き:ki く:ku け:ke こ:ko さ:sa し:shi す:su せ:se そ:so "
        "た:ta ち:chi つ:tsu て:te と:to な:na に:ni ぬ:nu ね:ne の:no は:ha ひ:hi ふ:fu へ:he "
        "ほ:ho ま:ma み:mi む:mu め:me も:mo や:ya ゆ:yu よ:yo ら:ra り:ri る:ru れ:re ろ:ro "
        "わ:wa ゐ:i ゑ:e を:o が:ga ぎ:gi ぐ:gu げ:ge ご:go ざ:za じ:ji ず:zu ぜ:ze ぞ:zo "
        "だ:da ぢ:ji づ:zu で:de ど:do ば:ba び:bi ぶ:bu べ:be ぼ:bo ぱ:pa ぴ:pi ぷ:pu ぺ:pe "
        "ぽ:po ふぁ:fa ふぃ:fi ふぇ:fe ふぉ:fo てぃ:ti でぃ:di うぃ:wi うぇ:we ゔぃ:vi ゔ:vu "
        "しぇ:she じぇ:je ちぇ:che とぅ:tu つぁ:tsa "
        "しゃ:sha しゅ:shu しょ:sho ちゃ:cha ちゅ:chu ちょ:cho じゃ:ja じゅ:ju じょ:jo",
    )
)
for kana, row in zip("きにひみりぎびぴ", "knhmrgbp", strict=True):
    HEPBURN |= {kana + "ゃ": row + "ya", kana + "ゅ": row + "yu", kana + "ょ": row + "yo"}
KUNREI = HEPBURN | dict(
    re.findall(
        r"(\w+):(\w+)",
        "し:si ち:ti つ:tu ふ:hu じ:zi ぢ:zi しゃ:sya しゅ:syu しょ:syo ちゃ:tya ちゅ:tyu "
        "ちょ:tyo じゃ:zya じゅ:zyu じょ:zyo",
    )
)
MORA = re.compile("|".join(sorted(HEPBURN, key=len, reverse=True)) + "|っ|ん|ー")


def spelled(reading: str, table: dict[str, str], n: str, apostrophe: str) -> str:
    """Spell a reading mora by mora."""
    moras = [table.get(mora, mora) for mora in MORA.findall(to_hiragana(reading))]
    out = ""
    for mora, following in zip(moras, [*moras[1:], ""], strict=True):
        if mora == "っ":
            out += "t" if following.startswith("ch") else following[:1]
        elif mora == "ん":
            out += n if following[:1] in ("b", "m", "p") else "n"
            out += apostrophe if following[:1] in tuple("aiueoy") else ""
        elif mora == "ー":
            out += out[-1:]
        else:
            out += mora
    return out


def hepburn(reading: str) -> str:
    return spelled(reading, HEPBURN, "n", "'")


def macron(reading: str) -> str:
    plain = spelled(reading, HEPBURN, "n", "'")
    return plain.replace("ou", "ō").replace("oo", "ō").replace("uu", "ū")


def kunrei(reading: str) -> str:
    return re.sub("o[ou]", "ô", spelled(reading, KUNREI, "n", "'")).replace("uu", "û")


def passport(reading: str) -> str:
    return re.sub("o[ou]", "o", spelled(reading, HEPBURN, "m", "")).replace("uu", "u").upper()


def with_oh(reading: str) -> str:
    return re.sub("o[ou]", "oh", spelled(reading, HEPBURN, "m", ""))


SYSTEMS: tuple[Callable[[str], str], ...] = (hepburn, macron, kunrei, passport, with_oh)


def prefixes(word: str) -> Iterator[str]:
    return (word[:end] for end in range(1, len(word) + 1))


def test_every_beginning_of_every_spelling_finds_the_reading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missed: list[tuple[str, str]] = []
    tried = 0
    for reading in READINGS:
        key = fold_kana(reading)
        for system in SYSTEMS:
            for typed in prefixes(system(reading)):
                tried += 1
                if not key.startswith(phonetic_prefixes(typed)):
                    missed.append((reading, typed))

    found = 1 - len(missed) / tried
    with capsys.disabled():
        sys.stdout.write(
            f"\nromaji: {tried - len(missed)} of {tried} beginnings found ({found:.2%})\n"
        )
    assert len(READINGS) > 400
    assert found >= 0.988, missed[:40]


def test_every_beginning_in_kana_finds_the_reading() -> None:
    ordinary = [r for r in READINGS if not re.search("[ァィゥェォぁぃぅぇぉ]", r)]

    missed = [
        (reading, typed)
        for reading in ordinary
        for typed in prefixes(reading)
        if not fold_kana(reading).startswith(phonetic_prefixes(typed))
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("kana", "spellings"),
    [
        ("しんいちろう", "shin'ichirou shinichiro sin'itirou Shin’ichirō"),
        ("さとう", "satou satoh Satō satô sato ｓａｔｏｕ"),
        ("おおの", "oono ohno ono Ōno"),
        ("ほんま", "homma honma"),
        ("じゅんいち", "jun'ichi zyun'iti jyunichi"),
        ("まっちゃ", "matcha maccha mattya"),
        ("こいづみ", "koizumi koidumi"),
        ("ジョンソン", "johnson jonson zyonson"),
        ("ソフィア", "sofia sophia"),
        ("いすゞ", "isuzu"),
        ("ﾊﾀﾅｶ", "hatanaka はたなか ハタナカ"),
    ],
)
def test_spellings_of_one_name_share_a_key(kana: str, spellings: str) -> None:
    keys = {fold_kana(spelling) for spelling in spellings.split()}

    assert keys == {fold_kana(kana)}


def test_a_trailing_m_also_asks_for_n() -> None:
    assert phonetic_prefixes("shim") == ("sim", "sin")
    assert fold_kana("しんばし").startswith(phonetic_prefixes("shim"))
    assert fold_kana("しみず").startswith(phonetic_prefixes("shim"))


def test_half_converted_input_is_read_like_the_rest() -> None:
    assert phonetic_prefixes("たなｋ") == ("tanak",)


def test_a_doubled_m_finds_both_emma_and_honma() -> None:
    assert fold_kana("エマ").startswith(phonetic_prefixes("emma"))
    assert fold_kana("ほんま").startswith(phonetic_prefixes("homma"))


def test_sounds_that_differ_keep_different_keys() -> None:
    names = ["さとう", "しゃとう", "かとう", "はとう", "まとう", "たとう", "なとう"]

    assert len({fold_kana(name) for name in names}) == len(names)


@given(
    st.text(
        "ァアイウェエオカガッキギクコサシジスソタチツテデトドナニノハバパヒフ"
        "ヘホマミメモャヤュユョヨラリンヴー ",
        max_size=12,
    )
)
def test_a_reading_folds_alike_in_either_script_and_in_latin_letters(kana: str) -> None:
    assert fold_kana(kana) == fold_kana(to_hiragana(kana)) == fold_romaji(fold_kana(kana))


@given(st.text(max_size=40))
def test_folding_never_fails_and_ignores_width_and_case(text: str) -> None:
    assert phonetic_prefixes(text)
    assert fold_romaji("Tanaka" + text) == fold_romaji("ＴＡＮＡＫＡ" + text)
