"""Invented families of a meetup: messy names, twins, strangers of one name, grandparents."""

# ruff: noqa: E501 - wide characters count twice, and a list of words reads best on one line

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 12, 5)

SURNAMES = [
    pair.split("/")
    for pair in [
        "佐藤/サトウ",
        "鈴木/スズキ",
        "高橋/タカハシ",
        "田中/タナカ",
        "伊藤/イトウ",
        "渡辺/ワタナベ",
        "山本/ヤマモト",
        "中村/ナカムラ",
        "小林/コバヤシ",
        "加藤/カトウ",
        "吉田/ヨシダ",
        "佐々木/ササキ",
        "山口/ヤマグチ",
        "松本/マツモト",
        "井上/イノウエ",
        "木村/キムラ",
        "林/ハヤシ",
        "清水/シミズ",
        "山崎/ヤマザキ",
        "森/モリ",
        "池田/イケダ",
        "橋本/ハシモト",
        "長谷川/ハセガワ",
        "五十嵐/イガラシ",
        "大野/オオノ",
        "小野/オノ",
        "原/ハラ",
        "東/ヒガシ",
        "辻/ツジ",
        "久保田/クボタ",
        "大塚/オオツカ",
        "勅使河原/テシガワラ",
        "一色/イッシキ",
        "神/ジン",
        "土屋/ツチヤ",
        "沖/オキ",
        "三宅/ミヤケ",
    ]
]
VARIANTS = [
    pair.split("/")
    for pair in [
        "髙橋/タカハシ",
        "﨑田/サキタ",
        "𠮷田/ヨシダ",
        "渡邉/ワタナベ",
        "渡邊/ワタナベ",
        "齋藤/サイトウ",
        "濵田/ハマダ",
        "德永/トクナガ",
        "栁澤/ヤナギサワ",
        "石𣘺/イシバシ",
        "辻󠄀/ツジ",
        "葛󠄀西/カサイ",
    ]
]
MOTHERS = [
    pair.split("/")
    for pair in [
        "美咲/ミサキ",
        "陽子/ヨウコ",
        "恵/メグミ",
        "智子/トモコ",
        "さやか/サヤカ",
        "由美子/ユミコ",
        "綾/アヤ",
        "純子/ジュンコ",
        "めぐみ/メグミ",
        "真理/マリ",
        "愛/アイ",
        "久美子/クミコ",
        "沙織/サオリ",
        "千夏/チナツ",
        "裕子/ユウコ",
        "ゆかり/ユカリ",
    ]
]
FATHERS = [
    p.split("/") for p in ["雄太/ユウタ", "洋平/ヨウヘイ", "学/マナブ", "秀樹/ヒデキ", "淳/ジュン"]
]
CHILDREN = [
    pair.split("/")
    for pair in [
        "陽葵/ヒマリ",
        "蓮/レン",
        "結愛/ユア",
        "大翔/ヒロト",
        "颯真/ソウマ",
        "凛/リン",
        "湊/ミナト",
        "さくら/サクラ",
        "葵/アオイ",
        "紬/ツムギ",
        "律/リツ",
        "ひなた/ヒナタ",
        "いろは/イロハ",
        "朝陽/アサヒ",
        "樹/イツキ",
        "杏/アン",
        "エマ/エマ",
        "レオ/レオ",
        "一颯/イブキ",
        "心春/コハル",
        "新/アラタ",
        "楓/カエデ",
        "旭/アサヒ",
        "澪/ミオ",
        "柊/シュウ",
        "瑛茉/エマ",
        "蒼/アオイ",
    ]
]
FOREIGN = [
    ("グエン", "ティ ラン"),
    ("サントス", "マリア クララ"),
    ("ジョンソン", "デビッド"),
    ("キム", "ミンジュ"),
    ("チャン", "ヴァン ミン"),
]
FOREIGN_CHILDREN = ["ミア ローズ", "ソフィア", "マヤ", "レオ", "ルカ"]
PLACES = [
    ("3360967", "埼玉県", "さいたま市緑区", "美園", "048"),
    ("3360926", "埼玉県", "さいたま市緑区", "東浦和", "048"),
    ("3390028", "埼玉県", "さいたま市岩槻区", "美園東", "048"),
    ("2130001", "神奈川県", "川崎市高津区", "溝口", "044"),
    ("2130015", "神奈川県", "川崎市高津区", "梶ケ谷", "044"),
    ("9300281", "富山県", "中新川郡舟橋村", "舟橋", "076"),
    ("5070033", "岐阜県", "多治見市", "本町", "0572"),
    ("4360043", "静岡県", "掛川市", "大池", "0537"),
]
BUILDINGS = [
    "",
    "",
    "",
    "第二ひばり荘308号",
    "グリーンコーポB-305",
    "サンハイツ705",
    "みそのテラス306号室",
]
ALLERGIES = ["", "なし", "なし", "特になし", "無", "卵、乳", "えび/かに", "小麦・くるみ", "そば。エピペン所持",
             "卵(加熱はOK)", "キウイで口がかゆくなる\n上の子は問題なし", "検査中なので当日ご相談したいです"]  # fmt: skip
CHANNELS = ["", "チラシ", "市の広報", "友人の紹介", "Instagram", "子育て支援センター", "ネット検索"]


@dataclass
class Child:
    surname: list[str]
    given: list[str]
    birthday: date


@dataclass
class Household:
    """What the family would say of itself; the file may say less."""

    surname: list[str]
    given: list[str]
    relation: str
    phone: str
    place: tuple[str, str, str, str, str]
    number: list[int]
    building: str
    email: str
    smartphone: bool
    adults: int
    allergy: str
    channel: str
    children: list[Child] = field(default_factory=list)


def households(rng: Random, count: int, *, plain: bool) -> list[Household]:
    """Return families; `plain` keeps to kanji that every encoding holds."""
    found: list[Household] = []
    for _ in range(count):
        family = _household(rng, plain=plain)
        if found and rng.random() < 0.06:
            # A stranger of the same name: another phone, another town.
            family.surname, family.given = found[-1].surname, found[-1].given
        found.append(family)
    return found


def _household(rng: Random, *, plain: bool) -> Household:
    surname, given, relation = _guardian(rng, plain=plain)
    foreign = given[0] == given[1] and " " in given[0]
    place = rng.choice(PLACES)
    landline = rng.random() < 0.08
    phone = (
        place[4]
        + "".join(rng.choices("23456789", k=1) + rng.choices("0123456789", k=9 - len(place[4])))
        if landline
        else rng.choice(["090", "080", "070"]) + rng.choice("123456789") + _digits(rng, 7)
    )
    family = Household(
        surname=surname,
        given=given,
        relation=relation,
        phone=phone,
        place=place,
        number=[rng.randint(1, 2800) for _ in range(rng.randint(2, 3))],
        building=rng.choice(BUILDINGS),
        email=""
        if rng.random() < 0.2
        else f"{_letters(rng)}@{rng.choice(['example.com', 'mb.example.jp'])}",
        smartphone=rng.random() < 0.8,
        adults=rng.choice([1, 1, 1, 2, 2, 3]),
        allergy=rng.choice(ALLERGIES),
        channel=rng.choice(CHANNELS),
    )
    family.children = _children(rng, family, foreign=foreign)
    return family


def _guardian(rng: Random, *, plain: bool) -> tuple[list[str], list[str], str]:
    if rng.random() < 0.06:
        surname, given = rng.choice(FOREIGN)
        return [surname, surname], [given, given], rng.choice(["母", "父"])
    surnames = VARIANTS if not plain and rng.random() < 0.15 else SURNAMES
    relation = rng.choices(["母", "父", "祖母"], [8, 2, 1])[0]
    givens = FATHERS if relation == "父" else MOTHERS
    return list(rng.choice(surnames)), list(rng.choice(givens)), relation


def _children(rng: Random, family: Household, *, foreign: bool) -> list[Child]:
    count = rng.choices([1, 2, 3], [5, 4, 1])[0]
    # A grandparent often brings children of another surname.
    other = family.relation == "祖母" or rng.random() < 0.08
    surname = list(rng.choice(SURNAMES)) if other and not foreign else family.surname
    names = [[name, name] for name in FOREIGN_CHILDREN] if foreign else CHILDREN
    born = [TODAY - timedelta(days=rng.randint(60, 4000)) for _ in range(count)]
    if count > 1 and rng.random() < 0.1:
        born[1] = born[0]
    givens = rng.sample(names, count)
    return [Child(surname, given, day) for given, day in zip(givens, born, strict=True)]


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _letters(rng: Random) -> str:
    return "".join(rng.choices("abcdefghkmnprstuwxyz", k=rng.randint(3, 9))) + str(
        rng.randint(1, 99)
    )
