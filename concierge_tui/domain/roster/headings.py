"""One column heading: whom it speaks of, which child, and what it says of them."""

import re
import unicodedata
from typing import Final, Literal, NamedTuple

Who = Literal["g", "c", ""]


class Heading(NamedTuple):
    """What a heading says by itself, before its neighbours are looked at."""

    who: Who
    number: int
    """Which child, from 1; 0 where the heading does not say."""
    what: str
    """See `_KINDS`; "skip" is understood but not imported, "" is not understood."""
    weak: bool = False
    """Whether the word may mean something else, as 連絡先 does."""


def fold_label(label: str) -> str:
    """Return a heading without widths, spaces, brackets, examples and kana script."""
    text = unicodedata.normalize("NFKC", label).lower()
    text = _EXAMPLE.sub("", text)
    text = _FLUFF.sub("", text)
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


_EXAMPLE: Final = re.compile(
    r"[(\[【<]\s*(?:例|ex|記入例|必須|任意|半角|全角|西暦|和暦)[^)\]】>]*[)\]】>]"
)
_FLUFF: Final = re.compile(r"[\s()\[\]{}<>「」『』【】〈〉*※:;.,、。・/／|_\-–—~〜?!★☆●■◆]+")


def _words(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(fold_label(word) if word[0] != "^" else word for word in words))


def _exactly(*words: str) -> re.Pattern[str]:
    return re.compile("^(?:" + "|".join(map(re.escape, map(fold_label, words))) + ")$")


_CHILD: Final = re.compile(
    r"オ子|子ドモ|子供|小供|コドモ|^子|児童|園児|幼児|乳児|^児|ベビー|赤チャン|キョウダイ|兄弟|姉妹"
    r"|child|kid|第?[1-9一二三四五六七八九]子|[1-9一二三四五六七八九](?:人|番)目|[上下]ノ子"
)
_GUARDIAN: Final = _words(
    "保護者", "親", "母", "父", "ママ", "パパ", "申込", "申し込み", "申請", "応募", "代表",
    "世帯主", "大人", "guardian", "parent", "mother", "father", "本人", "ご本人",
)  # fmt: skip
_NUMBER: Final = re.compile(r"(?<!\d)([1-9])(?!\d)|([一二三四五六七八九])(?=子|人目|番目)")
_KANJI_DIGITS: Final = "〇一二三四五六七八九"

# In this order: the first kind whose words occur wins.
_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("skip", _words("タイムスタンプ", "timestamp", "同意", "承諾", "写真", "ローマ字", "英字",
                    "ニックネーム", "fax", "ファックス", "呼び名", "愛称", "旧姓",
                    "送信日時", "申込日", "受付日")),
    ("relation", _words("続柄", "間柄", "関係", "relation")),
    ("allergy", _words("アレルギ", "アレルゲン", "allerg")),
    ("channel", _words("知りました", "知った", "知り", "きっかけ", "経路", "媒体", "どこで",
                       "情報源", "何を見て", "channel")),
    ("emergency", _words("緊急", "emergency")),
    ("phone", re.compile(r"(?:スマ[ホフ]|スマートフォン).*番号")),
    ("smartphone", _words("スマホ", "スマートフォン", "スマフォ", "smartphone", "端末")),
    ("email", _words("メール", "mail", "^アドレス$")),
    ("postal", _words("郵便", "〒", "zip", "postal", "postcode")),
    ("birth", _words("生年月日", "誕生", "生まれ", "birth", "dob", "バースデ")),
    ("phone", _words("電話", "tel", "携帯", "ケータイ", "phone", "でんわ", "連絡先", "モバイル")),
    ("address", _words("住所", "居住", "お住まい", "住まい", "address", "所在地", "都道府県",
                       "市区町村", "市町村", "番地", "建物", "町名", "丁目", "マンション")),
    ("adults", re.compile(
        r"(?=.*(?:大人|オトナ|成人|保護者|親))(?=.*(?:数|何[人名]|参加))|^(?:大人|adults?)$"
    )),
    ("skip", _words("人数", "何人", "何名", "合計")),
    ("notes", _words("備考", "メモ", "その他", "連絡事項", "質問", "要望", "伝え", "特記",
                     "コメント", "配慮", "自由記入", "note", "remark", "comment")),
    ("skip", _words("性別", "年齢", "月齢", "学年", "何歳", "何か月", "年令", "sex", "age")),
)  # fmt: skip
_KANA: Final = _words("フリガナ", "振仮名", "振り仮名", "読み仮名", "ふり仮名", "平仮名", "仮名",
                      "カナ", "よみ", "読み", "読", "ルビ", "kana")  # fmt: skip
_FULL_NAME: Final = _words("氏名", "名前", "姓名", "name", "なまえ")
_SURNAME: Final = _words("姓", "苗字", "名字", "セイ", "surname", "lastname", "familyname")
_GIVEN: Final = _words("名", "メイ", "given", "firstname")
_NUMBERING: Final = _exactly(
    "no", "番号", "#", "id", "連番", "通し番号", "整理番号", "受付番号", "管理番号", "項番", "順番",
    "行", "会員番号", "申込番号", "№",
)  # fmt: skip
_WEAK: Final = _exactly("連絡先", "ご連絡先", "アドレス", "親", "保護者", "子ども", "お子さま")
_NAME_ALONE: Final = _exactly("保護者", "お母さま", "母", "父", "子ども", "お子さま",
                              "お子さん", "園児", "子", "子供", "参加者", "ママ", "お子様",
                              "代表者", "申込者", "応募者", "申請者", "親", "お父さま", "お母さん",
                              "お父さん", "パパ")  # fmt: skip


def read_heading(label: str) -> Heading:
    """Return what one heading says of itself."""
    text = fold_label(label)
    if not text:
        return Heading("", 0, "")
    who = _who(text)
    number = _number(text) if who != "g" else 0
    weak = _WEAK.match(text) is not None
    if _NUMBERING.match(text):
        return Heading("", 0, "no")
    for what, words in _KINDS:
        if words.search(text):
            return Heading(who, number, what, weak)
    what = _name_part(text)
    if not what and _NAME_ALONE.match(_NUMBER.sub("", text)):
        return Heading(who, number, "name", weak=True)
    return Heading(who, number, what, weak)


def _who(text: str) -> Who:
    child = max((m.end() for m in _CHILD.finditer(text)), default=0)
    guardian = max((m.end() for m in _GUARDIAN.finditer(text)), default=0)
    if child == guardian == 0:
        return ""
    # 「お子さまの保護者氏名」 speaks of the guardian: what stands last is meant.
    return "c" if child >= guardian else "g"


def _number(text: str) -> int:
    if "上ノ子" in text:
        return 1
    if "下ノ子" in text:
        return 2
    found = _NUMBER.search(text)
    if found is None:
        return 0
    return int(found[1]) if found[1] else _KANJI_DIGITS.index(found[2])


def _name_part(text: str) -> str:
    """Return which part of a name the heading asks for, or ""."""
    # What remains of 氏名フリガナ or 第一子名 without the words for the person.
    rest = _CHILD.sub("", _GUARDIAN.sub("", text))
    kana = _KANA.search(rest) is not None or rest in _KANA_ALONE
    bare = _KANA.sub("", rest)
    full = _FULL_NAME.search(bare) is not None
    surname = _SURNAME.search(bare) is not None
    given = _GIVEN.search(_SURNAME.sub("", bare)) is not None
    suffix = "_kana" if kana else ""
    if full or (surname and given):
        return "kana" if kana else "name"
    if surname and len(bare) <= 4:
        return f"surname{suffix}"
    if given and len(bare.strip("ノオゴ0123456789")) <= 3 and not _LONGER_WORD.search(bare):
        return f"given{suffix}"
    return "kana" if kana else ""


_KANA_ALONE: Final = frozenset({"セイ", "メイ", "セイメイ"})
_LONGER_WORD: Final = _words("園", "校", "会", "室", "店", "件", "品", "組", "場")
