"""Words about laptops for whoever runs the central service."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.lease import DAYS
from concierge_tui.domain.operation import Operation
from concierge_tui.text.sync import noun
from concierge_tui.text.times import stamp

DEVICE_HELP: Final = "端末の登録と取り消し。"
NEW_HELP: Final = "端末をつなぐ一回かぎりの登録コードを出します(15分有効)。"
LIST_HELP: Final = "登録した端末、最後に話した時、預かっている件数を見ます。"
MEETUP_HELP: Final = "この端末にまかせる会の番号(meetup list --json の id)。なければ地域の全部。"
GRANT_HELP: Final = "端末にまかせる会を決めます(--meetup がなければ地域の全部)。"
REVOKE_HELP: Final = (
    "端末の登録を取り消します。DEVICE は番号のはじめの数文字。"
    "あとから届く記録は、なくさず、使わずに預かります。"
)
WIPE_HELP: Final = "次に話したとき、端末を閉じさせます(復旧キーだけで開きます)。"
RENEW_HELP: Final = (
    "電話で読み上げる延長の番号を出します(きょうだけ)。端末が本部と話せば、番号は要りません。"
)
HELD_HELP: Final = "取り消した端末の、預かっている記録を見ます。"
RELEASE_HELP: Final = "預かっている記録を受け入れます(--op がなければ全部)。"
REFUSE_HELP: Final = "預かっている記録を受け入れません(--op がなければ全部)。消しはしません。"
OP_HELP: Final = "記録の番号。何度でも書けます。"

_STATES: Final = {
    "active": "使用中",
    "revoked": "取り消し済",
    "wiping": "取り消し済・閉じる指示を待つ",
    "wiped": "取り消し済・閉じた",
}
_NONE: Final = "端末はまだありません。"
_NOTHING_HELD: Final = "預かっている記録はありません。"


class Known(Protocol):
    """A laptop as the service knows it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """What its people call it."""

    @property
    def area(self) -> str:
        """The name of its area."""

    @property
    def fingerprint(self) -> str:
        """The six words of its key."""

    @property
    def seen_at(self) -> int | None:
        """When it was heard of last."""

    @property
    def until(self) -> int | None:
        """When its lease ends."""

    @property
    def state(self) -> str:
        """Whether it is trusted."""

    @property
    def meetups(self) -> Sequence[str] | None:
        """The meetups it was let in for."""

    @property
    def held(self) -> int:
        """How much waits in its name."""


class Waits(Protocol):
    """An operation that waits."""

    @property
    def op_id(self) -> str:
        """Its id."""

    @property
    def operation(self) -> Operation:
        """The operation itself."""

    @property
    def came_at(self) -> int:
        """When it came."""


def code_lines(code: str) -> Iterator[str]:
    """Show a one-time code."""
    yield f"登録コード: {code}"
    yield "15分のあいだに一度だけ使えます。"
    yield "端末で concierge enrol URL 登録コード を実行してください。"


def listed_lines(known: Sequence[Known]) -> Iterator[str]:
    """Show every laptop."""
    if not known:
        yield _NONE
    for each in known:
        seen = f"最後に話した時 {stamp(each.seen_at)}" if each.seen_at else "まだ話していません"
        waits = f"、預かり {each.held:,}件" if each.held else ""
        only = f"、{len(each.meetups)}つの会だけ" if each.meetups is not None else ""
        called = f" {each.name}" if each.name else ""
        ends = f"、期限 {stamp(each.until)}" if each.until and each.state == "active" else ""
        yield f"{each.id}{called}({each.area}) {_STATES[each.state]}、{seen}{ends}{only}{waits}"
        yield f"  確認のことば: {each.fingerprint}"


def _called(device: Known) -> str:
    # Laptops that were let in within the same minute begin with the same letters.
    return f"端末 {device.id[:13]}({device.name or device.fingerprint})"


def granted_lines(done: Known) -> Iterator[str]:
    """Say what a laptop is let in for."""
    if done.meetups is None:
        yield f"{_called(done)}に、地域の全部をまかせました。次の送受信で届きます。"
        return
    yield f"{_called(done)}に、{len(done.meetups)}つの会だけをまかせました。"
    yield "すでに端末にある記録は消えません。消すときは revoke --wipe を使ってください。"


def revoked_lines(done: Known) -> Iterator[str]:
    """Say that a laptop is revoked, and what to do next."""
    yield f"{_called(done)}の登録を取り消しました。これから届く記録は預かります。"
    if done.state == "wiping":
        yield "次に本部と話したとき、その端末は自分を閉じます。閉じたかは list で確かめられます。"
    yield "見るときは concierge central device held、受け入れるときは release を使ってください。"
    yield "ほかの端末には、一度送受信してもらってください。"


def renewed_lines(code: str) -> Iterator[str]:
    """Show a code for the telephone."""
    yield f"延長の番号: {code}"
    yield f"電話の相手を確かめてから、読み上げてください。入れると、その端末は{DAYS}日ひらけます。"


def held_lines(waiting: Sequence[Waits]) -> Iterator[str]:
    """Show what waits, without a word of what families said."""
    if not waiting:
        yield _NOTHING_HELD
    for each in waiting:
        kind = clean_text(str(each.operation.kind))
        yield f"{each.op_id} {noun(kind)}({kind}) 届いた時 {stamp(each.came_at)}"


def released_lines(count: int) -> Iterator[str]:
    """Say that what waited counts."""
    yield f"{count:,}件を受け入れました。端末には次の送受信で届きます。"


def refused_lines(count: int) -> Iterator[str]:
    """Say that what waited never counts."""
    yield f"{count:,}件を受け入れないことにしました。消してはいません。"
