"""The families in which the situations of the desk are planted."""

from typing import Final

from concierge_tui.domain.family import Emergency
from concierge_tui.rehearsal.invented import Born, InventedFamily, InventedPerson
from concierge_tui.rehearsal.names import FATHER, MOTHER, PLACES

BOOKED: Final = "booked"
TANAKA_MISONO: Final = "tanaka-misono"
TANAKA_IWATSUKI: Final = "tanaka-iwatsuki"
SIBLINGS: Final = "siblings"
TWINS: Final = "twins"
WRONG_KANA: Final = "wrong-kana"
HOST: Final = "host"
LEAVING: Final = "foreign-father"
GRANDMOTHER: Final = "grandmother"
BARRED_FATHER: Final = "must-not-collect"
ALLERGIES: Final = "allergies"
LATE_MOTHER: Final = "foreign-mother"
UNSIGNED: Final = "unsigned"
"""A graze of this morning, which nobody has signed yet."""
HURT: Final = "hurt"
"""Two children who get hurt while the meetup goes on."""

_MISONO, _DAIMON, _URAWA, _IWATSUKI, _KAWAGUCHI = PLACES


def _adult(name: str, kana: str, phone: str = "", relation: str = MOTHER) -> InventedPerson:
    return InventedPerson("guardian", name, kana, relation, phone=phone)


def _child(name: str, kana: str, born: Born, allergy: str | None = "") -> InventedPerson:
    return InventedPerson("child", name, kana, born=born, allergy=allergy)


def _month_day(month: int, day: int, years: int) -> Born:
    return Born(years, month_day=(month, day))


PLANTED: Final = (
    InventedFamily(
        BOOKED,
        (
            _adult("佐藤 里奈", "サトウ リナ", "09001234321"),
            _child("佐藤 蒼太", "サトウ ソウタ", Born(3, 2), "卵"),
            _child("佐藤 花", "サトウ ハナ", Born(1, 4)),
        ),
        _MISONO,
        channel="チラシ",
        table="3",
        emergency=Emergency(name="佐藤 健", phone="09001234322", relation="父"),
    ),
    InventedFamily(
        TANAKA_MISONO,
        (
            _adult("田中 美咲", "タナカ ミサキ", "09002220712"),
            _child("田中 陽向", "タナカ ヒナタ", _month_day(7, 12, 3)),
            _child("田中 蓮", "タナカ レン", _month_day(3, 4, 5)),
        ),
        _MISONO,
        table="5",
    ),
    InventedFamily(
        TANAKA_IWATSUKI,
        (
            _adult("田中 美咲", "タナカ ミサキ", "09003331130"),
            _child("田中 紬", "タナカ ツムギ", _month_day(11, 30, 2)),
        ),
        _IWATSUKI,
        table="2",
    ),
    InventedFamily(
        SIBLINGS,
        (
            _adult("小川 真央", "オガワ マオ", "09004442510"),
            _child("小川 陽葵", "オガワ ヒマリ", Born(2, 5), "卵"),
            _child("小川 蓮", "オガワ レン", Born(0, 10)),
        ),
        _URAWA,
        table="1",
    ),
    InventedFamily(
        TWINS,
        (
            _adult("森 千尋", "モリ チヒロ", "09005551010"),
            _child("森 葵", "モリ アオイ", Born(0, 10)),
            _child("森 藍", "モリ アイ", Born(0, 10)),
        ),
        _MISONO,
        table="1",
    ),
    InventedFamily(
        WRONG_KANA,
        (
            _adult("長谷川 裕子", "ハセガワ ユウコ", "09006660505"),
            _child("長谷川 健", "ハセガワ ケン", Born(4, 1)),
        ),
        _DAIMON,
        table="4",
    ),
    InventedFamily(
        HOST,
        (
            _adult("西村 香", "ニシムラ カオリ", "09007770707"),
            _child("西村 そら", "ニシムラ ソラ", Born(3, 8)),
        ),
        _MISONO,
        table="6",
    ),
    InventedFamily(
        GRANDMOTHER,
        (
            _adult("石川 由佳", "イシカワ ユカ", "09008880101"),
            InventedPerson("carer", "石川 キヨ", "イシカワ キヨ", "祖母", phone="0480000101"),
            _child("石川 拓海", "イシカワ タクミ", Born(5, 0)),
        ),
        _KAWAGUCHI,
        smartphone=False,
        channel="市の広報",
        notes="祖母が連れて来る予定、連絡は電話で",
    ),
    InventedFamily(
        BARRED_FATHER,
        (
            _adult("藤井 梢", "フジイ コズエ", "09009990202"),
            InventedPerson("guardian", "藤井 亮", "フジイ リョウ", "父", must_not_collect=True),
            _child("藤井 光", "フジイ ヒカル", Born(4, 6)),
        ),
        _DAIMON,
        notes="お迎えは母のみ",
    ),
    InventedFamily(
        ALLERGIES,
        (
            _adult("今井 菜々子", "イマイ ナナコ", "09001110303"),
            _child("今井 大和", "イマイ ヤマト", Born(6, 2), "そば(エピペン所持)"),
            _child("今井 すず", "イマイ スズ", Born(2, 9), "卵(加熱は可)・乳"),
        ),
        _URAWA,
        table="4",
    ),
    InventedFamily(
        LATE_MOTHER,
        (
            _adult("グエン ティ ラン", "グエン ティ ラン", "09001120404"),
            _child("グエン ミン", "グエン ミン", Born(1, 7)),
        ),
        _IWATSUKI,
        notes="やさしい日本語で話す",
    ),
    InventedFamily(
        LEAVING,
        (
            _adult("Santos David", "サントス デビッド", "09001130505", FATHER),
            _child("Santos Mia", "サントス ミア", Born(3, 0), None),
        ),
        _MISONO,
    ),
    InventedFamily(
        "variant-takasaki",
        (
            _adult("髙﨑 彩", "タカサキ アヤ", "09001140606"),
            _child("髙﨑 凜", "タカサキ リン", Born(2, 1)),
        ),
        _MISONO,
    ),
    InventedFamily(
        "variant-tsuji",
        (
            _adult("辻󠄀 和歌子", "ツジ ワカコ", "09001150707"),
            _child("辻󠄀 悠", "ツジ ユウ", Born(1, 2)),
        ),
        _DAIMON,
    ),
    InventedFamily(
        "variant-yoshida",
        (
            _adult("𠮷田 望", "ヨシダ ノゾミ", "09001160808"),
            _child("𠮷田 朔", "ヨシダ サク", Born(5, 5)),
        ),
        _URAWA,
    ),
    InventedFamily(
        "variant-watanabe",
        (
            _adult("渡邉 静香", "ワタナベ シズカ", "09001170909"),
            _child("渡邉 旬", "ワタナベ シュン", Born(0, 7)),
        ),
        _KAWAGUCHI,
    ),
    InventedFamily(
        "twice-first",
        (
            _adult("松田 優", "マツダ ユウ", "09001181111"),
            _child("松田 莉央", "マツダ リオ", Born(2, 3)),
        ),
        _MISONO,
    ),
    InventedFamily(
        "twice-second",
        (
            _adult("松田 ゆう", "マツダ ユウ", "09001181111"),
            _child("松田 莉央", "マツダ リオ", Born(2, 3)),
        ),
        _MISONO,
        notes="電話での申込み",
    ),
    InventedFamily(
        HURT,
        (
            _adult("風間 梓", "カザマ アズサ", "09001191212"),
            _child("風間 澪", "カザマ ミオ", Born(3, 3)),
            _child("風間 湊", "カザマ ミナト", Born(1, 9), "卵"),
        ),
        _MISONO,
        table="7",
        emergency=Emergency(name="風間 晴", phone="09001191313", relation="父"),
        arrived=True,
    ),
    InventedFamily(
        UNSIGNED,
        (
            _adult("浜口 詩織", "ハマグチ シオリ", "09001201414"),
            _child("浜口 凪", "ハマグチ ナギ", Born(4, 2)),
        ),
        _DAIMON,
        table="7",
        arrived=True,
    ),
)

HERE: Final = "two-desks-here"
THERE: Final = "two-desks-there"
BY_THE_OTHER_DESK: Final = "09001220808"
"""The telephone as the other desk wrote it; this one heard another digit."""
_MOTHER: Final = InventedPerson("guardian", "深田 千夏", "フカダ チナツ", MOTHER)
_CHILDREN: Final = (
    InventedPerson("child", "深田 奏", "フカダ カナデ", born=Born(3, 5), allergy=""),
    InventedPerson("child", "深田 結", "フカダ ユイ", born=Born(1, 8), allergy=""),
)
AT_THIS_DESK: Final = InventedFamily(
    HERE, (_MOTHER._replace(phone="09001220800"), *_CHILDREN), _MISONO, rest="4-5-6", table="2",
    arrived=True,
)  # fmt: skip
AT_THE_OTHER_DESK: Final = InventedFamily(
    THERE,
    (
        _MOTHER._replace(phone=BY_THE_OTHER_DESK),
        InventedPerson("guardian", "深田 徹", "フカダ トオル", FATHER, must_not_collect=True),
        _CHILDREN[0]._replace(allergy="卵"),
        _CHILDREN[1],
    ),
    _MISONO,
    rest="4-5-6",
    table="6",
    arrived=True,
)
"""The same family as the other desk heard it: an allergy, and a father who must not collect."""
