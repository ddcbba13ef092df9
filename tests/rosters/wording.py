"""How organisers write headings and cells: every seed chooses its own way."""

# ruff: noqa: E501 - wide characters count twice, and a list of words reads best on one line

from dataclasses import dataclass
from datetime import date
from random import Random

HEADINGS = {
    "no": ["No.", "番号", "№", "通し番号", "#"],
    "g_name": ["保護者氏名", "保護者名", "保護者のお名前(漢字)", "保護者　氏名", "申込者氏名", "代表者氏名"],
    "g_kana": ["保護者氏名カナ", "保護者フリガナ", "保護者のお名前(ふりがな)", "申込者ﾌﾘｶﾞﾅ", "ふりがな(保護者)"],
    "g_surname": ["保護者姓", "保護者(姓)", "保護者 苗字"],
    "g_given": ["保護者名", "保護者(名)", "保護者 名"],
    "g_surname_kana": ["保護者セイ", "保護者(姓カナ)"],
    "g_given_kana": ["保護者メイ", "保護者(名カナ)"],
    "relation": ["続柄", "お子さまとの続柄", "間柄", "お子さんとのご関係"],
    "c_name": ["子ども{n}氏名", "お子さま{n}お名前", "お子さん{n}の氏名", "園児{n}名前", "第{n}子氏名",
               "{n}人目のお子さまの氏名", "児童{n}氏名"],
    "c_kana": ["子ども{n}フリガナ", "お子さま{n}ふりがな", "お子さん{n}のよみがな", "園児{n}ｶﾅ",
               "第{n}子フリガナ", "{n}人目のお子さまのふりがな", "児童{n}カナ"],
    "c_birth": ["子ども{n}生年月日", "お子さま{n}誕生日", "お子さん{n}の生年月日(西暦)", "園児{n}生年月日",
                "第{n}子生年月日", "{n}人目のお子さまの生年月日", "児童{n}生年月日"],
    "phone": ["電話番号", "TEL", "携帯電話", "ご連絡先電話番号", "電話番号(携帯)", "連絡先", "でんわ番号"],
    "postal": ["郵便番号", "〒", "郵便番号(ハイフンあり)", "ZIP"],
    "address": ["住所", "ご住所", "お住まい", "住所(番地・建物名まで)", "現住所"],
    "email": ["メールアドレス", "E-mail", "Eメール", "メール", "mail"],
    "smartphone": ["スマートフォン", "スマホの有無", "スマートフォンをお持ちですか", "スマホ"],
    "adults": ["大人の人数", "参加する大人の人数", "大人", "保護者人数"],
    "allergy": ["アレルギー", "食物アレルギーの有無と内容", "お子さまのアレルギー", "ｱﾚﾙｷﾞｰ"],
    "channel": ["何で知りましたか", "参加のきっかけ", "この会を知ったきっかけ", "どこでお知りになりましたか"],
    "x_age": ["年齢", "月齢(開催日時点)", "お子さまの年齢"],
    "x_stamp": ["タイムスタンプ", "申込日時"],
    "x_group": ["班", "送迎バス"],
}  # fmt: skip

_HALF = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー",
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ",
        strict=True,
    )
)
_HALF |= {
    chr(ord(base) + step): _HALF[base] + mark
    for bases, step, mark in (
        ("カキクケコサシスセソタチツテトハヒフヘホ", 1, "ﾞ"),
        ("ハヒフヘホ", 2, "ﾟ"),
    )
    for base in bases
} | {"ヴ": "ｳﾞ"}
_FULL = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)} | {" ": "　"})
_KANJI_DIGITS = "〇一二三四五六七八九"


def half_width(kana: str) -> str:
    return "".join(_HALF.get(c, c) for c in kana)


def hiragana(kana: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ン" else c for c in kana)


def full_width(text: str) -> str:
    return text.translate(_FULL)


def kanji_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _KANJI_DIGITS[tens]) + "十"
    return head + (_KANJI_DIGITS[ones] if ones else "")


def birthday(rng: Random, day: date, style: str) -> str:
    """Return a day in one of the ways in which families write it."""
    y, m, d = day.year, day.month, day.day
    reiwa = day >= date(2019, 5, 1)
    era, year = ("令和", y - 2018) if reiwa else ("平成", y - 1988)
    letter = "R" if reiwa else "H"
    written = "元" if year == 1 else str(year)
    ways = {
        "slash": f"{y}/{m}/{d}",
        "iso": f"{y}-{m:02}-{d:02}",
        "kanji": f"{y}年{m}月{d}日",
        "dots": f"{y}.{m}.{d}",
        "digits": f"{y}{m:02}{d:02}",
        "wareki": f"{era}{written}年{m}月{d}日",
        "letter": f"{letter}{year}.{m}.{d}",
        "numerals": f"{era}{'元' if year == 1 else kanji_number(year)}年{kanji_number(m)}月{kanji_number(d)}日",
        "full": full_width(f"{y}/{m}/{d}"),
        "full_wareki": full_width(f"{letter}{year}/{m}/{d}"),
        "time": f"{y}-{m:02}-{d:02} 00:00:00",
    }
    if style == "mixed":
        return ways[rng.choice(sorted(ways))]
    return ways[style]


BIRTHDAYS = ["slash", "iso", "kanji", "dots", "digits", "wareki", "letter", "numerals", "full",
             "full_wareki", "time", "mixed"]  # fmt: skip


def phone(rng: Random, digits: str, area: str) -> str:
    """Return a number in one of the ways in which families write it."""
    head = 3 if digits[1:3] in {"90", "80", "70"} else len(area)
    tail = len(digits) - 4
    parts = (digits[:head], digits[head:tail], digits[tail:])
    ways = ["-".join(parts)] * 4 + [
        digits,
        " ".join(parts),
        f"{parts[0]}({parts[1]}){parts[2]}",
        full_width("-".join(parts)),
        full_width(digits),
        f" {'-'.join(parts)} ",
        f"+81-{parts[0][1:]}-{parts[1]}-{parts[2]}",
        "‐".join(parts),
        "ー".join(parts),
    ]
    return rng.choice(ways)


def postal(rng: Random, code: str) -> str:
    shown = f"{code[:3]}-{code[3:]}"
    return rng.choice(
        [shown, shown, code, f"〒{shown}", full_width(shown), f"〒{full_width(shown)}"]
    )


SMARTPHONE = {
    True: ["はい", "有", "あり", "○", "◯", "持っている", "YES"],
    False: ["いいえ", "無", "なし", "×"],
}


def adults(rng: Random, count: int) -> str:
    return rng.choice([str(count), f"{count}人", f"{count}名", f"大人{count}", full_width(str(count)),
                       f"大人{count}名"])  # fmt: skip


@dataclass
class Manner:
    """How one roster writes names."""

    between: str
    kana: str

    @classmethod
    def chosen(cls, rng: Random) -> "Manner":
        kana = rng.choice(["full", "half", "hiragana", "mixed"])
        return cls(rng.choice(["　", " ", "", "　"]), kana)

    def name(self, surname: str, given: str) -> str:
        return f"{surname}{self.between or (' ' if ' ' in given else '')}{given}"

    def reading(self, rng: Random, surname: str, given: str) -> str:
        way = rng.choice(["full", "half", "hiragana"]) if self.kana == "mixed" else self.kana
        text = f"{surname}{self.between or ' '}{given}"
        return {"full": text, "half": half_width(text), "hiragana": hiragana(text)}[way]
