"""Words of the proposals of whom to introduce for a trial (紹介の案)."""

from collections.abc import Mapping, Sequence
from typing import Final

from concierge_tui.domain.address import short_city
from concierge_tui.domain.family import Family
from concierge_tui.domain.pairing.eligibility import Reason
from concierge_tui.domain.pairing.score import Facts
from concierge_tui.domain.quarters import same_city
from concierge_tui.text.names import by_name
from concierge_tui.text.pairing import LEFT_OUT

TITLE: Final = "紹介の案"
WORDS: Final = "体験の相手の案。決めるのは人です"
EMPTY: Final = "案はまだありません。F3 でつくります。"
SOLVE: Final = "案をつくる"
SOLVING: Final = "組み合わせを考えています"
INTRODUCED: Final = "紹介した"
LET_GO: Final = "見送る"
APART: Final = "組まない"
WHY: Final = "くわしく"
OTHER: Final = "ほかの相手"
PROPOSAL: Final = "案"
DONE: Final = "紹介済み"
GONE: Final = "見送り"
LEFT: Final = "相手なし"
NOT_LINKED: Final = "案は紹介まで。つながりと体験は、ご本人どうしが決めます。"
NOTHING: Final = "組める家庭がまだありません。席替えや紹介で、まず会ってもらってください。"
NOT_PROVED: Final = "途中で止めました。もっとよい案があるかもしれません。"

CHOOSE_OTHER: Final = "相手を選ぶと、いまの案でなぜ組んでいないかが出ます。"
MAY: Final = "組めます"
TOGETHER: Final = "いまの案の組です。"
ASKING: Final = "ほかの組み方とくらべています"
NOT_TODAY: Final = "きょうは組みません"
"""Said of whom a person keeps apart and of whom a card keeps apart: nobody may tell which."""


SOMEBODY_AWAY: Final = "会場にいない家庭がいます"


def away(families: Sequence[Family]) -> str:
    """Say who of a proposed group is not in the hall any more, and what to do."""
    return f"{group(families)}さんは、いま会場にいません。F3 で案をつくり直します。"


def counts(groups: int, done: int, left: int) -> str:
    """Say how many groups are proposed and introduced, and who has nobody."""
    return f"案 {groups}組  紹介済み {done}組  相手なし {left}家庭"


def stands(groups: int, done: int) -> str:
    """Say on the list of the hall how it stands."""
    return f"案 {groups}組  紹介済み {done}" if groups or done else "まだ"


def group(families: Sequence[Family], names: Mapping[str, str] | None = None) -> str:
    """Return the names of a group, as the list beside it calls them."""
    names = names or by_name(families)
    return "・".join(names[family.id] for family in families)


def nearness(one: Family, other: Family) -> str:
    """Return how near two families live, as far as the public part of an address says it (A5)."""
    return f"どちらも{short_city(one.city)}" if same_city(one, other) else ""


def why_short(one: Family, other: Family, known: Facts) -> str:
    """Return the two things that speak most for a pair, as a list has room for them."""
    return "・".join(filter(None, (_ages(known), nearness(one, other))))


def _ages(known: Facts) -> str:
    return f"年の差{_months(known.gap)}" if known.gap else "同い年"


def _months(gap: int) -> str:
    """Return 8か月, 1年, 1年11か月."""
    years, months = divmod(gap, 12)
    return (f"{years}年" if years else "") + (f"{months}か月" if months else "")


def why(one: Family, other: Family, known: Facts) -> list[str]:
    """Return everything that speaks for a pair; what somebody wrote on a card is not told."""
    gap = f"お子さまの年の差は{_months(known.gap)}" if known.gap else "お子さまが同い年"
    lines = [gap]
    if near := nearness(one, other):
        lines.append(near)
    lines.append("どちらも預かれて預けられる" if known.both_ways else "預かる側と預ける側")
    if len(known.slots) < _ALL_SLOTS:
        lines.append("手伝いのほしい曜日が合う")
    return lines


_ALL_SLOTS: Final = 21


_FOR_TODAY: Final = Reason.NOT_MET.value
"""What can change yet stands behind what cannot: a list cuts the end of a long line."""
_APART: Final = frozenset({Reason.DO_NOT_PAIR.value, Reason.CARD_X.value})


def left_out(codes: Sequence[str]) -> str:
    """Return why a family has nobody, in the order in which the reasons are given.

    That somebody is kept apart from it is said only where nothing else is to be said: it would
    tell of a card, and there is nothing to do about it.
    """
    others = [code for code in codes if code not in _APART]
    return _told(others or codes, LEFT_OUT) or LEFT_OUT["nobody_here"]


def why_not(reasons: Sequence[Reason]) -> str:
    """Return everything that forbids a pair; whose card said so is told to nobody."""
    return _told(sorted(reasons, key=lambda code: code == _FOR_TODAY), LEFT_OUT)


def _told(codes: Sequence[str], words: Mapping[str, str]) -> str:
    """Return reasons as one phrase; behind the last one nobody can tell a card from a decision."""
    told = [words.get(code, "") for code in codes if code not in _APART]
    return "、".join([*told, NOT_TODAY] if len(told) < len(codes) else told)


def cost(left: Sequence[Family], placed: Sequence[Family], parted: int) -> str:
    """Say what the best plan with a pair would change."""
    words = []
    if placed:
        words.append(f"{group(placed)}に相手が見つかります")
    if left:
        words.append(f"{group(left)}の相手がなくなります")
    if parted:
        words.append(f"いまの案の{parted}組が変わります")
    return "。".join(words) if words else "ほかの組は変わりません"


def solved(groups: int, left: int) -> str:
    """Say what was found."""
    rest = f"相手のない家庭は{left}家庭です。" if left else "相手のない家庭はありません。"
    return f"{groups}組の案ができました。{rest}"


def introduced(families: Sequence[Family]) -> str:
    """Say that a group was introduced."""
    return f"{group(families)}の紹介を記録しました。"


def let_go(families: Sequence[Family]) -> str:
    """Say that a group is not proposed again today."""
    return f"{group(families)}は見送りました。F3 で案をつくり直せます。"


def apart(families: Sequence[Family]) -> str:
    """Say that two families are never proposed again."""
    return f"{group(families)}は、これからも組みません。"
