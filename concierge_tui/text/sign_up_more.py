"""Words of the second page of a sign-up: everything on it is optional."""

from typing import Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.text.people import family_name, short_name
from concierge_tui.text.walk_in import CATEGORY_WORDS, CHANNELS, SMARTPHONES, VISIBILITIES

TITLE: Final = "代理入力 二枚目(どれも任意)"
SAVE: Final = "保存"
OPENING: Final = (
    "ここからは、答えたいことだけでかまいません。職業、収入、財産、国籍、信仰はうかがいません。"
    "パスワードは、ご本人がスマホで決めます。聞かない、見ない、打たないでください。"
)
GAPS: Final = "まだ聞いていないこと"
REACH: Final = "連絡と住所"
SHOWN: Final = "見せ方(一つずつ読み上げて聞きます)"
WISHES: Final = "してほしいこと、できること"
ABOUT: Final = "そのほか"

YES_NO: Final = (("yes", "はい"), ("no", "いいえ"))
CHOICES: Final = {
    "contacts": (
        ("phone", "電話"), ("letter", "手紙"), ("fax", "FAX"), ("email", "メール"),
        ("line", "LINE"),
    ),
    "smartphone": SMARTPHONES,
    "photo": VISIBILITIES,
    "age": VISIBILITIES,
    "intention": (("ask", "依頼"), ("offer", "提供"), ("both", "両方")),
    "wants_introduction": YES_NO,
    "wants_to_help": YES_NO,
    "need_days": (
        ("mon", "月"), ("tue", "火"), ("wed", "水"), ("thu", "木"), ("fri", "金"), ("sat", "土"),
        ("sun", "日"),
    ),
    "need_short": (("yes", "短い時間だけ(買い物・美容院など)"),),
    "channel": CHANNELS,
    "categories": CATEGORY_WORDS[:6],
    "categories_more": CATEGORY_WORDS[6:],
}  # fmt: skip
SEVERAL: Final = frozenset({"contacts", "need_days", "need_short", "categories", "categories_more"})
IN_TWO: Final = {"categories_more": "categories"}
"""The second half of a question with more answers than there are digits."""

LABELS: Final = {
    "contacts": "連絡の方法",
    "fax": "FAX",
    "email": "メール",
    "smartphone": "スマホ",
    "name_exception": "本名でない",
    "photo": "写真の公開",
    "age": "年齢の公開",
    "intention": "頼り合い",
    "wants_introduction": "紹介希望",
    "wants_to_help": "手伝いたい",
    "need_days": "頼みたい日",
    "need_hours": "時間",
    "need_short": "",
    "need_text": "どんなとき",
    "relied_on": "頼れる人",
    "moved_in": "転入",
    "channel": "きっかけ",
    "categories": "区分",
    "categories_more": "",
    "notes": "メモ",
    "phone": "電話",
    "emergency_phone": "緊急連絡先",
    "emergency_name": "だれ",
}
HINTS: Final = {
    "name_exception": "本名が原則です。通称などのわけ",
    "need_hours": "例: 10時から15時",
    "need_text": "例: 通院、園の送り迎え",
    "relied_on": "近くにいる、頼れる人の数。例: 2",
    "moved_in": "例: 2026年4月",
    "emergency_name": "例: 父 太郎",
}
ASIDE: Final = {
    "categories": "「どの立場で来ましたか」いくつでもかまいません。職業は聞きません",
    "photo": "「プロフィールの写真を、知り合いだけに見せますか、だれにでも見せますか」",
    "age": "「年齢を、知り合いだけに見せますか、だれにでも見せますか」",
    "wants_introduction": "「だれかに紹介してほしいですか」",
    "wants_to_help": "「お手伝いしたい気持ちはありますか」(あとでコンシェルジュが話をうかがいます)",
    "intention": "「頼みたいですか、引き受けたいですか」両方でもかまいません",
}
"""What is read aloud beside a question."""

NAME_OF: Final = "名前(漢字)"
NAME_HINT: Final = "姓 名(間に空白)"
BIRTHDAY_OF: Final = "生年月日"
COUNT_WRONG: Final = "人数を数字で書いてください。わからなければ空のままで。"
RESTORED: Final = "書きかけを戻しました。Ctrl+Z で元の内容になります。"
REVERTED: Final = "書きかけを捨てて、元の内容に戻しました。"
NOTHING_CHANGED: Final = "変わったところはありません。"
REVERT: Final = "元に戻す"


def title(family: Family) -> str:
    """Return whose page this is."""
    return f"{TITLE}  {family_name(family)}"


def whose(person: Person, family: Family) -> str:
    """Return whose missing field is asked."""
    return f"{short_name(person, family)}さん"


def saved(family: Family) -> str:
    """Say that the page was written."""
    return f"{family_name(family)}の二枚目を保存しました。"
