"""Words that stand on paper: forms, lists, cards, and the panel on the wall."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.area import Area
from concierge_tui.domain.family import Family
from concierge_tui.domain.phone import is_mobile
from concierge_tui.text import consent, people, times

PRACTICE: Final = "【練習】"
SHRED: Final = "会のあと、細断してください"
SPECIMEN: Final = "見本"

# --- the list of families ---------------------------------------------------------------------

ROSTER: Final = "名簿"
ROSTER_HEADS: Final = (
    "番号",
    "来",
    "帰",
    "名前",
    "お子さま・アレルギー",
    "テーブル",
    "電話・お迎え",
)
NOBODY_LISTED: Final = "名簿にまだ家庭がありません。"
COLLECT_ONLY: Final = "お迎え"
NO_COLLECTOR: Final = "お迎え 未確認"
ALLERGY: Final = {"yes": "アレルギーあり", "no": "なし", "unknown": "不明"}
"""Only whether there is one: what it is stays on the laptop and with the parents."""

# --- the sheet for a roll call ----------------------------------------------------------------

ROLL_CALL: Final = "点呼・緊急のとき"
ROLL_HEADS: Final = (
    "中にいる人に印をつけます。大きい□は大人、小さい□は子ども。一人ずつ、声と目で確かめてください。"
)
ROLL_ROW: Final = "□訓練　□本番　　開始　　　:　　　　おわり　　　:　　　　中にいた人　　　名"
URGENT: Final = (
    ("119", "救急・火事"),
    ("110", "警察"),
    ("189", "児童相談所"),
    ("#8000", "子どもの急な病気"),
)
VENUE: Final = "会場"
PLACE_TO_SAY: Final = "119 に言う住所"
LEAD: Final = "責任者の電話"
MEET_AT: Final = "集まる場所"

# --- the forms ---------------------------------------------------------------------------------

FORM: Final = "登録用紙"
FORM_NUMBER: Final = "用紙の番号"
FORM_INTRO: Final = (
    "停電などで画面が使えないときの用紙です。この会の運営と、登録のご連絡のためだけに使います。"
    "わかるところだけでかまいません。"
)
CAME_AT: Final = "来た時刻　　　:"
WHO: Final = "保護者"
KANA: Final = "ふりがな"
NAME: Final = "名前(本名)"
RELATION: Final = "続柄"
RELATIONS: Final = ("母", "父", "祖母", "祖父", "その他")
PHONE: Final = "電話"
NO_PHONE: Final = "なし"
SMARTPHONE: Final = "スマホ"
HAS: Final = ("あり", "なし")
CONTACTS: Final = "連絡の方法"
CONTACT_WAYS: Final = ("電話", "手紙", "FAX", "メール", "LINE")
ADDRESS: Final = "住所"
POSTAL: Final = "〒"
CHILD: Final = "お子さま"
BORN: Final = "生まれた日"
BORN_HINT: Final = "令和・西暦　　　 年　　月　　日"
ALLERGY_ASKED: Final = "アレルギー"
ALLERGY_ANSWERS: Final = ("なし", "不明", "あり(何の)")
EMERGENCY: Final = "緊急の連絡先"
EMERGENCY_WHO: Final = "だれ・続柄"
COLLECTORS: Final = "お迎え\nしてよい人"
BARRED: Final = "お迎えに来ては\nいけない人"
BARRED_HINT: Final = "ほかの人には見せません"
WITH_RELATION: Final = "名前(続柄)"
HEARD: Final = "きっかけ"
PROXY: Final = "代わりに\n書いた人"
NOTES: Final = "伝えたいこと"
CONSENT_BESIDE: Final = "同意は、同じ番号の同意書にお書きください。"
STAFF_LINE: Final = "受付が書くところ"
STAFF_PARTS: Final = ("受け取った人", "テーブル", "パソコンに入力した人・時刻")
FORM_TO_LAPTOP: Final = "入力するときは、当日参加の「用紙の番号」にこの番号を書きます。"

CONSENT: Final = "同意書"
CONSENT_INTRO: Final = (
    "一つずつ、声に出して読みます。はい・いいえのどちらかに印をつけてください。"
    "「登録と連絡」のほかは、いいえでも参加できます。"
)
PURPOSES: Final = consent.PURPOSES
YES: Final = "はい"
NO: Final = "いいえ"
REUSE_PRESET: Final = (
    "「いいえ」にしてあります。変えるときは「はい」に印をつけ、「いいえ」を二重線で消してください。"
)
SIGNATURE: Final = "署名"
FOR_WHOM: Final = "だれの分(お子さまの名前)"
WITNESS: Final = "読んだ人(立会人)"
DATE: Final = "日付"
DATE_BLANK: Final = "　　　年　　　月　　　日"
READ_BACK: Final = "答えを読み返して、確かめました"
WITHDRAW: Final = "いつでもやめられます。受付でお申し出ください。"

# --- cards and labels ---------------------------------------------------------------------------

CARD: Final = "会員カード"
LABEL: Final = "ラベル"
CARD_HINT: Final = "受付でお見せください"

# --- the panel on the wall ------------------------------------------------------------------------

INFO: Final = "ご案内"
FREE_HEAD: Final = "費用と保険"
MARK_HEAD: Final = "認証"
MARK: Final = (
    "「シェアリングエコノミー協会の認証マークを取得している事業者と連携」"
    "(さいたま市美園地区の取り組みの紹介文より。2019年11月から)"
)
ADVICE_HEAD: Final = "ID・パスワード"
ADVICE: Final = (
    "「誕生日や電話番号、子どもの名前等」は使わず、人に知られないようにしてください。"
    "「パスワードは定期的に変更することもお勧めします」(事業者の案内より。2026年11月に確認)\n"
    "変えるところ: プロフィール>アカウント情報。職員がパスワードを聞くことはありません。"
)  # fmt: skip
ADVICE_SHORT: Final = (
    "パスワードに誕生日・電話番号・お子さまの名前は使わず、定期的な変更もお勧めします"
    "(事業者の案内、2026年11月確認)。変更は プロフィール>アカウント情報"
)  # fmt: skip
CONTACT_HEAD: Final = "お問い合わせ"
NEXT_HEAD: Final = "次の会"
NEXT_UNKNOWN: Final = "決まりしだい、受付でお知らせします。"
EQUAL_HEAD: Final = "スマホがなくても"
EQUAL: Final = "紙でも電話でも、同じように参加できます。受付にお声がけください。"
PHOTO_HEAD: Final = "写真"
PHOTO: Final = "ほかのご家族が写る写真は、許可なく転送・転載しないでください。"
SIGN_UP_HEAD: Final = "スマホで登録"
SIGN_UP: Final = "読み取れないときは、このアドレスを開いて、申込コードを入れてください。"


def watermark(area: str, day: str, *, practice: bool) -> str:
    """Return what stands under every page (E24)."""
    return PRACTICE if practice else " ".join(part for part in (area, day, "転載禁止") if part)


def heading(title: str, event: str, page: int, pages: int) -> str:
    """Return the first line of a list that goes on over several pages."""
    return f"{title}  {event}  {page}/{pages}"


def version(words: str) -> str:
    """Return the version of a text that is signed."""
    return f"版 {words}"


def child(name: str, age: str) -> str:
    """Return a child with its age."""
    return f"{name} {age}".strip()


def allergy(has: str) -> str:
    """Return the word for an answer about allergies."""
    return ALLERGY.get(has, ALLERGY["unknown"])


def collectors(names: Sequence[str]) -> str:
    """Return to whom children may be handed: nobody else is named."""
    return f"{COLLECT_ONLY} {'・'.join(names)} だけ" if names else NO_COLLECTOR


def phone(family: Family) -> str:
    """Return which telephone there is, and none of its digits: they would help nobody here."""
    phones = [person.phone for person in family.adults if person.phone]
    if not phones:
        return "電話なし"
    return "携帯電話あり" if any(map(is_mobile, phones)) else "家の電話あり"


def age(months: int) -> str:
    """Return an age, in few characters."""
    return times.age(months) if months >= 0 else ""


def sign_up_address(address: str) -> str:
    """Say where to type the sign-up code when the QR cannot be read."""
    return f"QRが読めないときは {address}"


def sign_up_code(code: str) -> str:
    """Return the sign-up code with its name."""
    return f"申込コード {code}"


# --- what the preview says of a page ---


def page_of_names(first: str, last: str, count: int, noun: str) -> str:
    """Say whose slips or cards a page holds."""
    return f"{noun} {count}枚  {first}" + (f" から {last}" if count > 1 else "")


def page_of_roster(first: int, last: int) -> str:
    """Say which families a page of the list holds."""
    return f"名簿 {first}番から{last}番" if last >= first else "名簿"


def page_of_form(number: str) -> str:
    """Say which form a page is."""
    return f"登録用紙 {number}"


def page_of_consent(number: str) -> str:
    """Say which consent form a page is."""
    return f"同意書 {number}".rstrip()


PAGE_OF_ROLL: Final = "点呼表"
PAGE_OF_MANUAL: Final = "事故対応の手順"
PAGE_OF_INFO: Final = "ご案内(壁にはる紙)"


def page_of_round(number: int) -> str:
    """Return what a page of the plan of tables holds."""
    return f"席の表 {number}回目"


def round_heading(number: int, total: int) -> str:
    """Return the heading of a page of the plan of tables."""
    return f"席替え {number}回目 / {total}回"


def manual(version: str) -> str:
    """Name the manual for accidents, with its version (A17)."""
    return f"{PAGE_OF_MANUAL}  版 {version}"


def lead(area: Area) -> str:
    """Say whom one tells when something has happened, and at which number."""
    number = people.phone(area.coordinator_phone)
    return f"{area.coordinator} {number}".strip()
