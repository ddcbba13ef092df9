"""Words of the links between families (つながり), for the desk."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.family import Family
from concierge_tui.domain.link import MOST_MISSES
from concierge_tui.domain.linked import Between, Side, State
from concierge_tui.text.names import by_house
from concierge_tui.text.people import family_name, public_name
from concierge_tui.text.times import clock_time

TITLE: Final = "つながり"
EMPTY: Final = "まだありません。F3 で2つの家庭を選ぶと、ここに出ます。"
NEW: Final = "新しいつながり"
OPEN: Final = "ひらく"
CHOOSE: Final = "選ぶ"
FACE: Final = "相手に向ける"
CANCEL: Final = "つながりを取り消す"
PAPER: Final = "招待の紙"
INVITATION: Final = "つながりの招待"
INVITATION_HINT: Final = (
    "紙に出るのは、招待した人とされた人の呼び名と、この番号だけです。"
    "次の会の受付で読み取ると、招待された家庭が見つかります。"
)
KEEP: Final = {"here": "保留に残す", "invited": "招待に残す"}

STATES: Final[dict[State, str]] = {
    "open": "まだ",
    "invited": "招待中",
    "hold": "保留",
    "half": "片方のみ",
    "made": "成立",
    "cancelled": "取消",
}
COLOURS: Final[dict[State, str]] = {
    "open": "todo",
    "invited": "todo",
    "hold": "todo",
    "half": "todo",
    "made": "done",
    "cancelled": "void",
}

SEARCH: Final = "さがす"
SEARCH_HINT: Final = "名前のかな・漢字・ローマ字(電話の番号では探せません)"
FIRST: Final = "つながり  1つ目の家庭"
NOBODY: Final = "見つかりません。受付で登録してからどうぞ。"
ALREADY: Final = "その家庭は、もう選んであります。ほかの家庭を選んでください。"
NOBODY_HERE: Final = "まだだれもいません。受付をした家庭が、ここに出ます。"
NOT_BY_DIGITS: Final = "電話の下4けたは、つながりの番号です。名前で探してください。"
MORE: Final = "ほかにもいます。もう少し入れてください。"

SIDE: Final = "入力"
STANDS: Final = "つながり"
ENTERED: Final = "済"
NOT_YET: Final = "まだ"
NO_MOBILE: Final = "携帯電話なし"
NOT_HERE: Final = "会場にいない"

HOW: Final = (
    "Enter で、画面をご家庭に向けます。相手の携帯電話の下4けたを、ご家庭が自分で入れます。"
    "スタッフは番号を聞かず、代わりに押しません。両方が入れると成立です。"
)
HALF: Final = (
    "{} がまだです。Enter で、画面を向けて入れてもらいます。"
    "別のパソコンで入れてもらっても、送受信のあとで成立します。"
)
HOLD: Final = (
    "{} には携帯電話の番号がないので、保留です。"
    "催しや体験の案内は、ほかの家庭と同じに受けられます。"
    "番号ができたら「家庭を直す」で入れてください。固定電話ではつなげません。"
)
HOLD_EARLY: Final = "{} の分は、いま先に入れておけます。"
HOLD_ENTERED: Final = "{} の分は、入っています。"
RESTS: Final = (
    "{} は、番号が続けて違ったので、{} まで休みです。過ぎると、ここで「相手に向ける」が押せます。"
)
NOT_YET_HERE: Final = (
    "{} は、いま会場にいません。受付をしてから、もう一度ひらいて、画面を向けます。"
    "別のパソコンで受付をしたときは、そちらで入れてもらえます。"
)
READY: Final = "番号がそろいました。Enter で、画面をご家庭に向けます。"
INVITED: Final = (
    "いまいない {} は、招待に残せます。Enter で残すと、「招待の紙」が出せます。"
    "{} さんから渡してもらいます。電話の番号は書きません。"
)
INVITED_KEPT: Final = (
    "いまいない {} に、「招待の紙」(F11)を {} さんから渡してもらいます。"
    "次の会の受付でその紙を読み取ると、見つかります。両方がそろったら、ここで入れます。"
)
MADE: Final = "成立しました。入れた番号は、どこにも残っていません。"
ADVISED_AGAINST: Final = "この2家庭は、ここではつなげません。責任者に聞いてください。"
CANCELLED: Final = (
    "取り消しました。もう一度つながるときは、両方の家庭が入れ直します。Enter で画面を向けます。"
)
ALREADY_MADE: Final = "もう成立しています。"

CANCELLING: Final = "つながりの取り消し"
CANCEL_WORDS: Final = (
    "取り消すと、ほかの端末でも取り消しになります。元にもどすには、両方の家庭がもう一度入れます。"
    "相手の家庭には、理由を伝えません。"
)
WHO: Final = "だれの希望"
REASON: Final = "理由"
REASONS: Final = (
    ("wish", "ご家庭の希望"),
    ("mistake", "相手を間違えた"),
    ("moved", "引っ越し"),
    ("other", "そのほか"),
)
CONFIRM: Final = "取り消す"
CHOOSE_WHO: Final = "どちらの家庭の希望かを、番号で選んでください。"
CANCELLED_NOW: Final = "つながりを取り消しました。"


def titles(one: Family, other: Family) -> str:
    """Return which two families these are."""
    names = by_house([one, other])
    return f"{TITLE}  {names[one.id]} と {names[other.id]}"


def second(one: Family) -> str:
    """Return what the second choice is about."""
    return f"{TITLE}  {family_name(one)} とつながる家庭"


def counts(links: Sequence[Between]) -> str:
    """Return how many links are made, and how many wait for a side."""
    made = sum(each.state == "made" for each in links)
    half = sum(each.state == "half" for each in links)
    return f"成立 {made}組  片方のみ {half}組" if half else f"成立 {made}組"


def stands(links: Sequence[Between]) -> tuple[str, str]:
    """Return how links stand, for the hall, with its colour."""
    if not any(each.state != "cancelled" for each in links):
        return ("まだありません", "")
    is_open = any(each.state == "half" for each in links)
    return (counts(links), "todo" if is_open else "done")


def side(now: Side) -> tuple[str, str]:
    """Return how one side stands, with its colour."""
    if now.entered:
        return (ENTERED, "done")
    if now.rests_until is not None:
        return (f"休み({clock_time(now.rests_until)} まで)", "care")
    if not now.is_here:
        return (f"{NOT_YET}({NOT_HERE})", "void")
    left = f"(あと{now.left}回)" if now.left < MOST_MISSES else ""
    return (f"{NOT_YET}{left}", "todo")


def words(now: Between) -> str:
    """Return what one does next."""
    if now.state != "made" and now.lacks_mobile:
        return _hold(now)
    pending = [each for each in now.sides if not each.entered]
    absent = [each.family for each in pending if not each.is_here]
    if pending and len(absent) == len(pending):
        return NOT_YET_HERE.format(partners(absent))
    if rests := _rests(pending):
        return rests
    if now.state == "half":
        return HALF.format(partners([each.family for each in pending]))
    if now.state in ("open", "invited") and len(absent) == 1:
        other = now.side_of(absent[0].id, other=True).family
        said = INVITED_KEPT if now.is_invitation else INVITED
        return said.format(family_name(absent[0]), public_name(other))
    return _WORDS.get(now.state, HOW)


def _hold(now: Between) -> str:
    said = HOLD.format(partners(now.lacks_mobile))
    if len(now.lacks_mobile) > 1:
        return said
    (family,) = now.lacks_mobile
    side = now.side_of(family.id)
    if side.entered:
        return said + HOLD_ENTERED.format(family_name(family))
    return said + (_rests([side]) or HOLD_EARLY.format(family_name(family)))


def _rests(pending: Sequence[Side]) -> str:
    """Say until when nobody may key; nothing where somebody may."""
    ends = [side.rests_until for side in pending if side.is_here]
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return ""
    who = [side.family for side in pending if side.is_here]
    return RESTS.format(partners(who), clock_time(min(known)))


def outcome(now: Between) -> str:
    """Say how it stands after a family had the screen."""
    names = by_house(side.family for side in now.sides)
    one, other = (names[side.family.id] for side in now.sides)
    return f"{one}と{other}: {STATES[now.state]}"


def to_key(families: Sequence[Family]) -> str:
    """Say with whom an invitation is open, and where both sides key."""
    return f"{partners(families)}(会場の「つながり」で、両方が入れます)"


def invited_by(inviter: Family) -> str:
    """Return what the paper of an invitation says: a name that others may read, and no number."""
    return f"{public_name(inviter)}さんから、つながりの招待です。次の会の受付で、見せてください。"


def partners(families: Sequence[Family]) -> str:
    """Return with whom a family is linked; names only."""
    return "・".join(by_house(families).values())


_WORDS: Final[dict[State, str]] = {"made": MADE, "cancelled": CANCELLED, "hold": READY}
