"""Words of ヒヤリ・事故: the form, one record with its steps, the emergency card, the signature."""

from collections.abc import Mapping, Sequence
from typing import Final

from concierge_tui.domain.area import Area
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.incident import ACTIONS, KINDS, steps_left
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import Incident
from concierge_tui.text import people, times
from concierge_tui.text.times import clock_time

TITLE: Final = "ヒヤリ・事故"
NEW: Final = "新しく残す"
BEING_WRITTEN: Final = "書きかけの記録がひらいています。Esc でそこへもどって、先に残してください。"
BACK: Final = "もどる"
SAVE: Final = "残す"
CARD: Final = "緊急カード"
OPEN: Final = "ひらく"
EMPTY: Final = "まだ何も起きていません。起きたら F4 で残します。"

LIST_HINT: Final = "Enter でひらき、署名まで進めます。F4 で新しく残します。"
INSIDE: Final = "いる人"

WHO: Final = "だれ"
WHO_HINT: Final = "読みで探す。名簿にない人は一番下に。"
UNLISTED: Final = "名簿にない人"
UNLISTED_ROW: Final = ("名簿にない人", "来客など", "", "")
WHO_NOW: Final = "だれのことか直す"
ACTION_NOW: Final = "手当を書く・直す"
NOT_WRITTEN: Final = "まだ書いていません"
LEVEL_NOW: Final = "重さを直す"
WHO_TITLE: Final = "だれのことか"
LEVEL_TITLE: Final = "重さ"
CHOOSE_KEYS: Final = "番号で決める  Esc やめる"
FIND_KEYS: Final = "読みで探して Enter で決める  Esc やめる"
CORRECTED: Final = "直しました。前の内容は履歴に残ります。"
WHAT: Final = "何が"
KIND_WORDS: Final[Mapping[str, str]] = dict(
    zip(
        KINDS,
        ("鼻血", "すり傷・切り傷", "打ち身", "頭を打った", "発熱・体調", "のどに物・誤飲",
         "アレルギー", "けんか・かみつき", "ヒヤリ(けがなし)"),
        strict=True,
    )
)  # fmt: skip
OTHER: Final = "ことば"
OTHER_HINT: Final = "ほかのことや、くわしい様子"
LEVEL: Final = "重さ"
LEVELS: Final = (
    ("minor", "軽微"),
    ("call", "要連絡"),
    ("grave", "重大(緊急カード)"),
)
LEVEL_WORDS: Final[Mapping[str, str]] = {"minor": "軽微", "call": "要連絡", "grave": "重大"}
ACTION: Final = "手当"
ACTION_WORDS: Final[Mapping[str, str]] = dict(
    zip(
        ACTIONS,
        (
            "冷やした",
            "洗って保護した",
            "押さえて止めた",
            "休ませた",
            "様子を見た",
            "保護者に渡した",
        ),
        strict=True,
    )
)
MORE: Final = "書きたし"
SEEN_BY: Final = "見た人"
AT: Final = "いつ"
AT_HINT: Final = "いまの時刻です。違うときだけ直します。"
PLACE: Final = "場所"

WHO_NEEDED: Final = "だれのことかを選んでください。"
WHAT_NEEDED: Final = "何が起きたかを番号で選ぶか、ことばに書いてください。"
LEVEL_NEEDED: Final = "重さを番号で選んでください。"
AT_WRONG: Final = "時刻は 10:04 のように書いてください。"

WAITING: Final = "署名まだ"
SIGNED: Final = "署名済"
KEPT: Final = "記録済"

STEPS: Final[Mapping[str, str]] = {
    "ambulance": "119番に電話した",
    "guardian": "保護者に電話・話した",
    "seen_by": "見た人の名前",
    "insurer": "保険・本部へのメモ",
    "signature": "保護者が読んで署名",
}
STEP_HINT: Final = "番号を押すか、選んで Enter。F2 で緊急カード。"
DONE: Final = "済"
TO_DO: Final = "未"

CALL_TITLE: Final = "保護者に電話"
CALL_KEYS: Final = "Enter 話した  Esc つながらない"
CALL_WORDS: Final = "記録の番号です。見たことは記録されます。起きたことと、いまの様子を話します。"
NO_PHONE: Final = "電話番号の記録がありません。会場で探してください。"
INSURER_TITLE: Final = "保険・本部へのメモ"
SEEN_TITLE: Final = "見た人の名前"
TYPED_KEYS: Final = "Enter 残す  Esc やめる"
SIGN_TITLE: Final = "読んで署名してもらう"
SIGN_HOW: Final = "どこで"
SIGN_WAYS: Final = (
    ("screen", "この画面で"),
    ("paper", "紙に署名"),
    ("telephone", "電話で読み上げ"),
)
SIGN_WORDS: Final = "先に帰った家庭には、電話で読み上げて確かめます。"
SIGN_UNTREATED: Final = (
    "手当がまだ書いてありません。Esc でもどり、「手当を書く」を先にすませると、"
    "保護者が読み直さずにすみます。"
)
SIGN_BY: Final = "だれが"
SIGN_BY_NEEDED: Final = "読んだ人の名前を書いてください。"
SIGN_KEYS: Final = "番号で選び、名前を確かめて Enter  Esc やめる"

READ: Final = {
    "ja": "きょうのできごと",
    "easy": "きょう あったこと",
    "en": "What happened today",
}
NOT_RIGHT: Final = {"ja": "話したい", "easy": "はなしたい", "en": "I want to talk"}
AGREED: Final = {"ja": "読みました", "easy": "よみました", "en": "I have read this"}

CALL_119: Final = "119"
CARD_TITLE: Final = "緊急カード"
CARD_SAY: Final = "「救急です。」"
NO_ADDRESS: Final = "未登録です。会場の案内板か施設の人に確かめてください"
UNKNOWN_PERSON: Final = "お名前は保護者かスタッフに確かめる"

_ALLERGY: Final = {"yes": "あり", "no": "なし", "unknown": "わからない(聞いていない)"}
UNSIGNED_LEAVING: Final = (
    "ヒヤリ・事故の記録に、まだ署名がありません。"
    "できれば、帰る前に読んでもらいます(Esc、F6、「ヒヤリ・事故」の順)。"
    "急ぐときは退場を残し、あとで電話で読み上げます。締めるまで残ります。"
)


def what(incident_what: str) -> str:
    """Return what happened, in words."""
    return KIND_WORDS.get(incident_what, incident_what)


def actions(chosen: Sequence[str], words: str) -> str:
    """Return what was done, as one sentence keeps it."""
    known = [ACTION_WORDS[each] for each in chosen if each in ACTION_WORDS]
    return "、".join(filter(None, [*known, words.strip()]))


def who(person: Person | None, family: Family | None, whom: str = "") -> str:
    """Return the full name of whom it is about, with whose child; a visitor as she was called."""
    if person is None:
        return f"{whom}({UNLISTED})" if whom else UNLISTED
    name = person.called or "名前なし"
    return f"{name}({people.family_name(family)})" if family is not None else name


def row(incident: Incident) -> tuple[str, str]:
    """Return how a record stands, and its colour."""
    if incident.signed_at is not None:
        return f"{SIGNED} {clock_time(incident.signed_at)}", "done"
    return (KEPT, "done") if incident.level == "minor" else (WAITING, "care")


def noted(incident: Incident, person: Person | None, family: Family | None) -> str:
    """Say what was written down."""
    name = who(person, family, incident.whom)
    if person and family:
        name = people.short_name(person, family)
    word = LEVEL_WORDS[incident.level]
    return f"{clock_time(incident.at)} {name} {what(incident.what)}({word})を残しました。"


def stands(count: int, waiting: int) -> tuple[str, str]:
    """Say how many records there are, for the list of the hall."""
    if waiting:
        return f"署名まだ {waiting}件", "care"
    return (f"{count}件 済", "done") if count else ("なし", "")


def told(
    incident: Incident, person: Person | None, family: Family | None, *, to_staff: bool = True
) -> list[str]:
    """Return the record as it is read: facts only, nobody's fault (A15).

    How grave the staff took it is no word for whoever signs.
    """
    where = f" {incident.place}" if incident.place else ""
    level = f"({LEVEL_WORDS[incident.level]})" if to_staff else ""
    return [
        f"{clock_time(incident.at)}{where}  {who(person, family, incident.whom)}",
        f"{what(incident.what)}{level}",
        f"{ACTION}: {incident.action or NOT_WRITTEN}",
        f"{SEEN_BY}: {incident.seen_by or NOT_WRITTEN}",
    ]


def step_state(incident: Incident, step: str) -> tuple[str, str]:
    """Return how one step stands, and its colour."""
    if step in steps_left(incident):
        return TO_DO, "care" if step in ("ambulance", "guardian") else "todo"
    said = {
        "ambulance": clock_time(incident.ambulance),
        "guardian": clock_time(incident.guardian_told),
        "seen_by": incident.seen_by,
        "insurer": incident.insurer_note.replace("\n", " "),
        "signature": f"{clock_time(incident.signed_at)} {incident.signed_by}",
    }
    return f"{DONE} {said[step]}".strip(), "done"


def where_we_are(meetup: Meetup, area: Area) -> list[str]:
    """Return where an ambulance has to come, as one says it."""
    place = meetup.venue or area.name
    return [f"ここは {place} です。", f"住所は {meetup.address or NO_ADDRESS}。"]


def about(
    person: Person | None, family: Family | None, meetup: Meetup, whom: str = ""
) -> list[str]:
    """Return whom it is about, with age and allergies: what an ambulance asks first."""
    if person is None or family is None:
        return [who(None, None, whom), UNKNOWN_PERSON] if whom else [UNKNOWN_PERSON]
    months = age_months(person.birthday, meetup.date) if person.birthday else -1
    age = f" {times.age(months)}" if months >= 0 else ""
    return [f"{person.called}{age}  アレルギー {allergy(person)}"]


def allergy(person: Person) -> str:
    """Return what is known about allergies; unknown is said as such (A25)."""
    word = _ALLERGY[person.allergy.has]
    said = person.allergy.text
    return f"{word}({said})" if said and said != word else word


def numbers(family: Family) -> list[str]:
    """Return the full numbers of a family: shown on emergency cards alone, and logged."""
    lines = [
        f"{people.with_relation(person, family)} {people.phone(person.phone)}"
        for person in family.adults
        if person.phone and not person.must_not_collect
    ]
    if family.emergency is not None and family.emergency.phone:
        urgent = family.emergency
        lines.append(f"緊急 {urgent.name}({urgent.relation}) {people.phone(urgent.phone)}")
    return lines


def leads(area: Area) -> list[str]:
    """Return whom else to call: who leads, and the insurer."""
    lines = []
    if area.coordinator_phone:
        lines.append(f"責任者 {area.coordinator} {people.phone(area.coordinator_phone)}")
    if area.insurer_phone:
        lines.append(f"保険の窓口 {people.phone(area.insurer_phone)}")
    return lines
