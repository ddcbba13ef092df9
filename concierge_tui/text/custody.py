"""Words of the custody board: who holds which child, and until when."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.custody import Hand, Role
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.ratio import TK1, Load, Ratios
from concierge_tui.text import times
from concierge_tui.text.people import short_name

TITLE: Final = "お預かり"
EMPTY: Final = "会場に子どもはいません。受付をすると、ここに一人ずつ出ます。"
HAND: Final = "渡す・お迎え"
CONTACT: Final = "ようす・連絡"
SLIP: Final = "控え"
UNDO: Final = "取り消す"

CONTESTED: Final = "食い違い"
WITH_FAMILY: Final = "家族"
HELD: Final = "預かり中"
_WARNED: Final = {-5: "まもなく", 0: "時間です", 10: "10分過ぎ"}

NOW: Final = "いま"
MAY_COLLECT: Final = "お迎え"
LAST: Final = "さきほど"
HOW: Final = "ようす"
SUMS: Final = "人数"
LOOK: Final = (
    "二つの記録が食い違います。お子さまを見て、いまだれといるかを Enter で記録してください。"
)
NOBODY_MAY: Final = "まだ聞いていません"
SETTLING: Final = "お子さまを見て、いまいっしょにいる人を選んでください。"


def counts(inside: int, out: int, contested: int) -> str:
    """Return how many children are inside, and how many in other hands."""
    words = f"会場の子 {inside}名  お預かり中 {out}名"
    return f"{words}  食い違い {contested}名" if contested else words


def stands(inside: int, out: int, contested: int, late: int) -> tuple[str, str]:
    """Return how things stand for the list of the hall, with its colour."""
    if contested:
        return f"食い違い {contested}名", "care"
    if late:
        return f"時間を過ぎた子 {late}名", "care"
    if out:
        return f"お預かり中 {out}名", "todo"
    return (f"みな家族と({inside}名)", "done") if inside else ("まだいません", "")


def child_name(child: Person, family: Family) -> str:
    """Return the whole name of a child, since children of all families stand on one list."""
    first = family.representative
    if child.name:
        return child.name
    return f"{first.surname} {short_name(child, family)}".strip() if first else child.called


def told_late(called: Sequence[str]) -> str:
    """Say of whose allergies whoever holds them has to hear at once; nothing for nobody."""
    if not called:
        return ""
    names = "・".join(f"{name}さん" for name in called)
    return f"至急 アレルギーが変わりました: {names}。預かっている人に、すぐ伝えてください。"


def age(months: int | None) -> str:
    """Return how old a child is, in few letters."""
    if months is None or months < 0:
        return ""
    return f"{months // 12}歳" if months >= 12 else f"{months}か月"


def with_whom(role: Role | str, holder: str, *, contested: bool) -> str:
    """Say who holds a child."""
    if contested:
        return "二つの記録があります"
    words = {"staff": "スタッフ", "host": "体験の相手", "collector": "きょうだけの人"}
    if role in words:
        return f"{holder}({words[role]})" if holder else words[role]
    return holder or WITH_FAMILY


def record(hand: Hand, called: str) -> str:
    """Say what one of two records says: who, where, since when."""
    who = with_whom(hand.role, called, contested=False)
    return f"{who}  {held(hand.place, hand.at, hand.until, '')}".rstrip()


def state(*, contested: bool, away: bool, warned: int | None) -> tuple[str, str]:
    """Return the word of a row and its colour."""
    if contested:
        return CONTESTED, "care"
    if not away:
        return WITH_FAMILY, "void"
    if warned is not None:
        return _WARNED[warned], "todo" if warned < 0 else "care"
    return HELD, "done"


def span(since: int | None, until: int | None) -> str:
    """Return from when until when."""
    return f"{times.clock_time(since)}–{times.clock_time(until)}" if since else ""


def held(where: str, since: int | None, until: int | None, back_to: str) -> str:
    """Say where a child is, since when, until when, and to whom it goes back."""
    parts = [where, f"{times.clock_time(since)}から" if since else ""]
    parts.append(f"{times.clock_time(until)}まで" if until else "")
    parts.append(f"{back_to}さんへもどす" if back_to else "")
    return "  ".join(part for part in parts if part)


def kept_end(until: int, at: int) -> str:
    """Say how an agreed end was kept: both times stay written down."""
    late = (at - until) // 60_000
    how = f"{late}分遅れ" if late > 0 else "時間どおり"
    return f"約束 {times.clock_time(until)} → もどった {times.clock_time(at)}({how})"


def collectors(names: Sequence[str]) -> str:
    """Return who may collect."""
    return "・".join(names) or NOBODY_MAY


_AGES: Final = ("0歳", "1歳", "2歳以上")


def sums(load: Load, ratios: Ratios) -> str:
    """Return the sum of one place: 1歳 3人/1名, 上限2."""
    there = [(word, n, most) for word, n, most in zip(_AGES, load.counts, ratios, strict=True) if n]
    words = "・".join(f"{word} {n}人" for word, n, _ in there)
    limits = "・".join(f"{word}{most}" if len(there) > 1 else str(most) for word, _, most in there)
    return f"{load.place or '場所なし'} {words}/{load.minders}名, 上限{limits}"


def source_of(ratios: Ratios) -> str:
    """Say where the limits come from."""
    return "イベント託児室の公開基準" if ratios == TK1 else "この地域の決まり"


OVER: Final = "多すぎます。スタッフを足すか、場所を分けてください。"
NO_SUMS: Final = "お預かりしている子はいません。"


def handed(child: str, to: str, at: int) -> str:
    """Say that a child was handed over."""
    return f"{times.clock_time(at)} {child}さんを{to}さんに渡しました。"


def gone(child: str, to: str, at: int) -> str:
    """Say that a child went home."""
    return f"{times.clock_time(at)} {child}さんは{to}さんと帰りました。"


WHO_TITLE: Final = "だれに渡しますか"
WHO_HINT: Final = "番号を押すか、選んで Enter。一覧にない人は 0。"
CHOOSE: Final = "選ぶ"
OTHER: Final = "一覧にない人"
OTHER_WORDS: Final = "聞いていない人"
INSIDE: Final = "会場にいる"
OUTSIDE: Final = "外から"
TODAY: Final = "きょうだけ"
STAFF: Final = "スタッフ"
HOST: Final = "体験の相手"
HEADS: Final = {"staff": STAFF, "host": HOST, "collector": TODAY}

RELEASE_TITLE: Final = "お迎え"
WHO: Final = "どなたか"
KNOWN: Final = "いっしょに来た人(顔を知っている)"
DOCUMENT: Final = "身分証を見た"
NEITHER: Final = "どちらもない"
HAS_SLIP: Final = "控え"
SLIP_YES: Final = "ある"
SLIP_NO: Final = "ない・なくした"
RECITED: Final = "言えた?"
RECITED_YES: Final = "子どもの名前と誕生日を言えた"
RECITED_NO: Final = "言えない"
SECOND: Final = "もう一人"
BY_TELEPHONE: Final = "電話で責任者"
SECOND_TYPED: Final = "名前と番号"
SECOND_HINT: Final = "責任者の名前、かけた番号(時刻は自動)"
CALL_NEEDED: Final = "責任者の名前と、かけた番号を入れてください。"
GOES: Final = "このあと"
GOES_HOME: Final = "このまま帰る"
STAYS: Final = "会場に残る"
CODE_ALONE: Final = "控えの番号だけでは、お渡ししません。どなたかを確かめてから渡します。"
GIVE: Final = "渡す"
REPRINT: Final = "控えは F11 で刷り直せます(番号は同じです)。"

ENTRUST_TITLE: Final = "お預け"
FROM: Final = "渡す人"
PLACE: Final = "場所"
PLACE_HINT: Final = "例: 和室、プレイルーム"
MINUTE: Final = "分"
"""What may stand behind a number of minutes."""
MINUTES: Final = "あと何分"
UNTIL: Final = "いつまで"
UNTIL_HINT: Final = "11:30 か、30(分)"
BACK_TO: Final = "もどす人"
WITNESS: Final = "立ち会い"
MINUTE_WORDS: Final = (("15", "15分"), ("30", "30分"), ("45", "45分"), ("60", "60分"))


def telephoned(typed: str, at: int) -> str:
    """Return who the second person on the telephone was: name, number, time."""
    return f"{typed} {times.clock_time(at)} 電話"


def to_whom(child: str, to: str, relation: str) -> str:
    """Say who is to get which child."""
    who = f"{to}さん({relation})" if relation else f"{to}さん"
    return f"{child}さん → {who}"
