"""Words of the list of who is inside."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup import Counts
from concierge_tui.text import allergies as allergies_
from concierge_tui.text.people import short_name, table_name

TITLE: Final = "いまいる人"
SEEN: Final = "いた"
ONE_BY_ONE: Final = "一人ずつ"
BEGIN: Final = "点呼"
END: Final = "終える"
BEGIN_TITLE: Final = "点呼を始めます"
BEGIN_WORDS: Final = "一人ずつ顔を見て、いた人に印をつけます。どのパソコンでも同じ一覧です。"
KINDS: Final = (("real", "本番(火事・地震など)"), ("drill", "訓練"))
BEGIN_KEYS: Final = "1・2 で始まります  Esc やめる"
WHO_TITLE: Final = "いた人"
WHO_ASK: Final = "見つかった人に印をつけます。"
WHO_KEYS: Final = "Enter 決める  Space 印  Esc やめる"
STILL: Final = "まだ見つからない人がいます"
END_ANYWAY: Final = "終える"
GO_ON: Final = "続ける"
NOT_RUNNING: Final = "点呼はまだです。Enter で始めます。"
_SEEN_WORDS: Final = {"none": "未", "some": "一部", "all": "いた"}
EMPTY: Final = "いま会場にいる人はいません。受付をすると、ここに家庭ごとに出ます。"
LEAVE: Final = "退場"
REPORT: Final = "ヒヤリ"
_NAMED: Final = 5
"""So many are called by name before a roll call is ended without them."""
BACK: Final = "もどる"


def counts(now: Counts) -> str:
    """Return how many are inside."""
    adults = now.people_here - now.children_here
    return f"{now.families_here}家庭  {now.people_here}名(大人{adults} 子{now.children_here})"


def people(present: Sequence[Person], family: Family, day: date) -> str:
    """Return who of a family is inside: whoever has an allergy first, the children, the rest.

    A list may have no room for all of it: what is cut off is a name and never an allergy alone.
    """
    in_order = sorted(present, key=lambda each: (each.allergy.has != "yes", each.role != "child"))
    return "・".join(_named(person, family, day) for person in in_order)


def not_seen(missing: Sequence[Person], family: Family, day: date) -> str:
    """Return who of a family is still looked for, where others of it were seen."""
    return f"まだ見えない人: {people(missing, family, day)}"


def about(person: Person, day: date) -> str:
    """Return the age of a child, and what somebody must not eat, as a list has room for it."""
    parts = [allergies_.short(person)]
    if person.role == "child" and person.birthday is not None:
        months = age_months(person.birthday, day)
        if months >= 0:
            parts.insert(0, f"{months // 12}歳" if months >= 12 else f"{months}か月")
    return " ".join(filter(None, parts))


def _named(person: Person, family: Family, day: date) -> str:
    name, said = short_name(person, family), about(person, day)
    return f"{name}({said})" if said else name


def allergies(present: Sequence[Person], family: Family) -> str:
    """Return in full what the people of one line must not eat; nothing for nobody."""
    said = allergies_.in_full(present, family)
    return f"{allergies_.WORD}  {said}" if said else ""


def length(ms: int) -> str:
    """Return how long it took: 2分10秒."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    return f"{minutes}分{seconds:02}秒" if minutes else f"{seconds}秒"


def running(found: int, everyone: int, ms: int, *, is_drill: bool) -> str:
    """Return how a roll call stands."""
    kind = "点呼(訓練)" if is_drill else "点呼(本番)"
    return f"{kind} {length(ms)}  いた {found}/{everyone}名"


def seen_word(state: str) -> str:
    """Return whether those of a line were seen."""
    return _SEEN_WORDS[state]


def place(where: str, table: str) -> str:
    """Return where those of a line are."""
    return where or table_name(table)


def began(*, is_drill: bool) -> str:
    """Say that a roll call began, and how it goes on."""
    kind = "訓練です。" if is_drill else "本番です。まず外へ。"
    return f"点呼を始めました。{kind}いた家庭で Enter、終わったら Ctrl+S。"


def ticked(missing: int) -> str:
    """Say that a tick was written down, and how many are still to be seen."""
    return f"印を書きかえました。あと {missing}名です。"


def still_missing(missing: Sequence[Person]) -> str:
    """Say who is still looked for: the children by name before all others."""
    in_order = sorted(missing, key=lambda each: each.role != "child")
    # A line may break at a space: a name that is called out is not torn.
    names = "、".join(each.called.replace(" ", "") for each in in_order[:_NAMED])
    more = "など" if len(missing) > _NAMED else ""
    return f"まだ {len(missing)}名({names}{more})が見つかっていません。点呼を終えますか。"


def everyone_seen(ms: int) -> str:
    """Say that nobody is missing."""
    return f"全員いました({length(ms)})。Ctrl+S で点呼を終えます。"


def ended(found: int, everyone: int, ms: int, *, is_drill: bool) -> str:
    """Say how a roll call ended."""
    kind = "訓練" if is_drill else "本番"
    return f"点呼({kind})を終えました。{everyone}名のうち {found}名、{length(ms)}。"
