"""Words of trials (預け合い体験): the list, the plan, the gate, and what is added meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.gate import Rule
from concierge_tui.domain.meetup_day import Trial
from concierge_tui.domain.staff import Staff
from concierge_tui.text import allergies, gate, reception
from concierge_tui.text.names import by_house
from concierge_tui.text.preparation import NOT_CERTIFIED
from concierge_tui.text.times import age, clock_time, month_day

TITLE: Final = "体験"
OPEN: Final = "ひらく"
NEW: Final = "新しい体験"
HEALTH: Final = "体温"
EMPTY: Final = "まだありません。F3 で家庭を2つ選びます。"
CHOOSE_HOST: Final = "体験  預かる家庭を選ぶ"
CHOOSE_GUEST: Final = "体験  預ける家庭を選ぶ"
CHOOSE_HEALTH: Final = "体温  家庭を選ぶ"
LINKED: Final = ("体験はまだ", "", "つながり")
URGENT: Final = "至急"
STATES: Final = {"draft": "確認中", "running": "体験中", "ended": "終了", "cancelled": "中止"}
COLOURS: Final = {"draft": "todo", "running": "done", "ended": "", "cancelled": "void"}

PLAN_TITLE: Final = "体験の予定"
HOST: Final = "預かる"
CHILDREN: Final = "預ける子"
THIRD: Final = "3つめの家庭"
THIRD_OFF: Final = "3つめをやめる"
CHOOSE_THIRD: Final = "体験  いっしょに預ける、3つめの家庭を選ぶ"
SERVICE: Final = "かたち"
SERVICES: Final = (("minding", "預かり"), ("accompanying", "付き添い(親がそばに)"))
PLACE: Final = "場所"
PLACE_HINT: Final = "例: 和室"
STARTS: Final = "はじめ"
AT_ONCE: Final = "すぐに"
STARTS_HINT: Final = "11:00。空なら、すぐに"
STARTS_BAD: Final = "はじめの時刻が読めません。例: 11:00"
ENDS_FIRST: Final = "終わりが、はじめより前です。時刻を直してください。"
UNTIL: Final = "終わり"
UNTIL_HINT: Final = "11:30 か、30(分)"
PICK_UP: Final = "お迎え場所"
PICK_UP_USUAL: Final = "受付"
SUPERVISOR: Final = "見守る人"
EXCHANGED: Final = "伝え合い"
ACQUAINTED: Final = "会った子"
RECENT: Final = "最近の様子"
RECENT_HINT: Final = "変わったことがあれば"
THANKS: Final = "お礼"
THANKS_USUAL: Final = "気持ちだけ"
THANKS_HINT: Final = "家庭どうしで。会では預かりません"
SAVED: Final = "予定を書きました。"
UNTIL_BAD: Final = "終わりの時刻が読めないか、過ぎています。例: 11:30、30"

GATE_TITLE: Final = "体験の安全確認"
NEXT: Final = "つぎへ"
START: Final = "はじめる"
PLAN: Final = "予定"
CALL_OFF: Final = "中止"
CALL_OFF_SURE: Final = "この体験を中止します。予定と確認の記録は残ります。"
CALLED_OFF: Final = "体験を中止しました。"
WHY: Final = "なぜ"
DO: Final = "つぎに"
TEXT_OF: Final = "もと"

TOLD_TITLE: Final = "保険の前提を電話で伝える"
TOLD_WHOM: Final = "出た人"
TOLD_NUMBER: Final = "番号"
TOLD_DO: Final = "伝えた"
TOLD_STATE: Final = "保険の前提が未送信"
TOLD: Final = "本部に伝えたことを書きました。"
TOLD_NEEDED: Final = "電話に出た人の名前を入れてください。"

APPROVE_TITLE: Final = "理由ともう一人の確認"
REASON: Final = "理由"
REASON_HINT: Final = "例: 部屋を広く使い、10分ごとに見ます"
SECOND: Final = "もう一人"
WAYS: Final = (
    ("telephone", "責任者に電話した"),
    ("guardian", "保護者(画面を向ける)"),
    ("staff", "ほかのスタッフ"),
)
CALLED: Final = "出た人"
NUMBER: Final = "番号"
STAFF: Final = "スタッフ"
APPROVE: Final = "確認してはじめる"
REASON_NEEDED: Final = "理由を書いてください。あとから読む人のためです。"
SECOND_NEEDED: Final = {
    "": "もう一人を番号で選んでください。一人のときは、責任者に電話します。",
    "telephone": "もう一人がだれか、名前と番号を入れてください。",
    "staff": "もう一人のスタッフを番号で選んでください。",
}
NOBODY_HERE: Final = "保護者が会場にいません。責任者に電話してください。"

END: Final = "終わる(お返し)"
CHANGE: Final = "予定を変える"
ITEM: Final = "預かり物"
RETURN: Final = "物を返す"
FOOD: Final = "食べた物"
NOTE: Final = "様子のメモ"
REPORT: Final = "報告を書く"
FEEDBACK: Final = "感想"
TOLD_HOST: Final = "預かる人に伝えた"
HINT: Final = "番号を押すか、選んで Enter。"
END_WORDS: Final = (
    "顔を見て、お返しする人を確かめます。お迎えしてよい人で、会場にいる人だけが出ます。"
)
END_TOGETHER: Final = (
    "付き添いの体験です。お子さまは保護者といっしょでした。終わった時刻を残します。"
)
END_DO: Final = "終わる"
CHANGED: Final = "予定の変更を書き足しました。"
ADDED: Final = "書き足しました。"
ACKNOWLEDGED: Final = "伝えたことを書きました。"
WHAT_ITEM: Final = "何を"
ITEM_HINT: Final = "例: ベビーカー、かばん"
WHAT_FOOD: Final = "何を"
BROUGHT_BY: Final = "だれが持参"
WHAT_NOTE: Final = "様子"
NOTE_HINT: Final = "保護者に読み上げられる言葉で"
WHY_CHANGE: Final = "わけ"
NEW_UNTIL: Final = "終わり"
NEW_PLACE: Final = "場所"
ACTIONS: Final = "手伝い"
ACTION_WORDS: Final = (
    ("carried", "荷物を持った"),
    ("queued", "受付に並んだ"),
    ("lulled", "抱っこで寝かせた"),
    ("walked", "散歩した"),
    ("played", "いっしょに遊んだ"),
    ("fed", "食事・おやつ"),
)
REACTION_WORDS: Final = (
    ("fits", "合っていた"),
    ("slow", "ゆっくり慣れる"),
    ("not_today", "きょうはやめる"),
)
REACTION_NEEDED: Final = "どのお子さまの様子も、1・2・3 から選んでください。"
WHOSE: Final = "どちらの"
AGAIN: Final = "また"
AGAIN_WORDS: Final = (("yes", "またしたい"), ("no", "いまはしない"), ("", "聞いていない"))
FEEDBACK_WORDS: Final = "言葉"

ALLERGY_HEADING: Final = {
    "ja": "アレルギーのこと",
    "easy": "アレルギーの こと",
    "en": "About allergies",
}
READ_IT: Final = {"ja": "読みました", "easy": "よみました", "en": "I have read it"}
REPORT_HEADING: Final = {"ja": "きょうの報告", "easy": "きょうの ほうこく", "en": "Today's report"}
_HAS: Final = {
    "yes": {"ja": "あり", "easy": "あります", "en": "yes"},
    "no": {"ja": "なし", "easy": "ありません", "en": "none"},
    "unknown": {"ja": "分かりません", "easy": "わかりません", "en": "not known"},
}

_ALERTS: Final = {"allergy": "アレルギーが変わりました", "fever": "熱・体調の記録があります"}


def supervisor(member: Staff, day: date) -> str:
    """Return a member of staff as one who may supervise, or may not on this day (A29)."""
    return member.name if member.certified_on(day) else f"{member.name}({NOT_CERTIFIED})"


def pair(families: Sequence[Family], known: Mapping[str, str] | None = None) -> str:
    """Return who minds and whose children, the host first; in a list by the names `known` there."""
    names = [known[each.id] for each in families] if known else [*by_house(families).values()]
    return " ← ".join((names[0], "・".join(names[1:]))) if len(names) > 1 else "".join(names)


def side_by_side(families: Sequence[Family], known: Mapping[str, str] | None = None) -> str:
    """Return two families of which nobody has said yet who minds, as `pair` calls them."""
    return "・".join((known or by_house(families))[each.id] for each in families)


def children(found: Iterable[Person], months: Mapping[str, int | None]) -> str:
    """Return the children with their ages."""
    return "・".join(child_words(child, months.get(child.id)) for child in found)


def child_words(child: Person, months: int | None) -> str:
    """Return one child with its age."""
    return f"{child.given} {age(months)}" if months is not None else child.given


def first_day(words: str, month: int, day: int) -> str:
    """Say of a child that is too young from when on it may."""
    return f"{words}({month_day(date(2000, month, day))}から)"


def span(plan: Trial, until: int | None) -> str:
    """Return from when to when a trial is agreed, as one reads it on the telephone."""
    start, end = clock_time(plan.starts), clock_time(until)
    if not end:
        return ""
    return f"{start}から{end}まで" if start else f"これから{end}まで"


def agreed(plan: Trial, supervisor: str, children: Sequence[Person] = ()) -> str:
    """Return what was agreed before; what a child must not eat has a line of its own."""
    some = [
        f"{child.given}({allergies.short(child).removesuffix(allergies.WORD) or 'あり'})"
        for child in children
        if child.allergy.has == "yes"
    ]
    when = "〜".join(filter(None, (clock_time(plan.starts) or AT_ONCE, clock_time(plan.ends))))
    parts = [
        f"約束 {when}" if when else "",
        plan.place,
        f"見守り {supervisor}" if supervisor else "",
        f"お迎え {plan.pick_up}" if plan.pick_up else "",
        f"お礼 {plan.thanks}" if plan.thanks else "",
    ]
    must_not = f"{allergies.WORD} {'・'.join(some)}" if some else ""
    return "\n".join(filter(None, ("  ".join(filter(None, parts)), must_not)))


def countdown(until: int | None, now: int) -> str:
    """Return how long is left, or how long it has overrun."""
    if until is None:
        return ""
    minutes = (until - now) // 60_000
    left = f"あと{minutes}分" if minutes >= 0 else f"{-minutes}分すぎ"
    return f"{clock_time(until)} {left}"


def stands(
    running: int, drafts: int, alerts: int, late: int, unwritten: int = 0
) -> tuple[str, str]:
    """Say in the hall how the trials stand."""
    if alerts:
        return f"至急 {alerts}", "care"
    words = [f"体験中 {running}"] if running else []
    words += [f"確認中 {drafts}"] if drafts else []
    words += [f"報告など {unwritten}"] if unwritten else []
    is_open = bool(drafts or unwritten)
    return " ".join(words) or "なし", "care" if late else ("todo" if is_open else "")


def alert(what: str, called: str) -> str:
    """Say what whoever minds the child has to hear at once."""
    return f"{_ALERTS[what]}: {called}さん"


def started(families: Sequence[Family], until: int | None) -> str:
    """Say that a trial began."""
    return f"{pair(families)} の体験をはじめました。{clock_time(until)} まで。"


def has_allergy(has: str, written: str, language: str) -> str:
    """Return what is known of an allergy, for the other family to read."""
    words = _HAS.get(has, _HAS["unknown"])
    return written or words.get(language, words["ja"])


def allergies_before_food(children: Sequence[Person]) -> str:
    """Say at the moment of feeding whose allergies are known, in full: now it matters."""
    known = [(c.given, reception.allergy_of(c)) for c in children]
    return "\n".join(f"{reception.ALLERGY} {name}: {said[0]}" for name, said in known if said)


def amber_lines(rules: Sequence[Rule]) -> str:
    """Return what has to be agreed to, one line a rule."""
    return "\n".join(f"{gate.NAMES[rule.name]}: {gate.why(rule)}" for rule in rules)


def told_by(name: str, number: str, at: int) -> str:
    """Return how the centre was told."""
    return f"電話 {number} {name} {clock_time(at)}".replace("  ", " ")
