"""Words of the hub in the hall: a second copy at once, and central later."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from concierge_tui.domain import hub_errors
from concierge_tui.text.times import is_to_come, today_or_stamp

HELP: Final = (
    "このパソコンを会場ハブにします。まわりの端末の受付が、ネットなしですぐにそろいます。"
    "止めるときは Ctrl+C。"
)
HOST_HELP: Final = "聞くアドレス(指定がなければ、この端末のすべて)。"
PORT_HELP: Final = "聞くポート。"
CODE_HELP: Final = "はじめから登録コードを一つ出します(本部につないだことのない端末のため)。"
_ASIDE: Final = "この端末の画面は、別の窓で concierge を開いて使えます。"
_NO_ADDRESS: Final = "このパソコンは、いまどのネットワークにもつながっていません。"
MORE_CODES: Final = (
    "本部につないだことのない端末があるときは、ここで Enter を押すとコードが出ます。"
)
CAME: Final = "  端末が一台つながりました。コードは使い終わりました。"
STOPPED: Final = "会場ハブを止めました。どの端末もそのまま受付を続けられます。"

TITLE: Final = "会場ハブ"
BUTTON: Final = "会場ハブ"
INTRO: Final = (
    "会場ハブの画面に出ているアドレスを入力してください。\n"
    "つなぐと、ほかの端末の受付がすぐに見えます。切れても受付は続けられます。"
)
ADDRESS: Final = "アドレス"
ADDRESS_HINT: Final = "例: 192.168.1.20:8788"
CODE: Final = "登録コード"
CODE_HINT: Final = "本部につないだ端末なら、空のままで。"
JOIN: Final = "つなぐ"
FIND: Final = "近くのハブをさがす"
FINDING: Final = "近くのハブをさがしています"
FOUND: Final = "見つかったハブを選んで Enter を押してください。"
NOT_FOUND: Final = "近くにハブは見つかりません。ハブの画面のアドレスを入力してください。"
LEAVE: Final = "ハブから離れる"
LOOKING: Final = "会場ハブを確かめています"
JOINING: Final = "会場ハブにつないでいます"
ADDRESS_EMPTY: Final = "会場ハブのアドレスを入力してください。"
COMPARE_TITLE: Final = "言葉を見比べてください"
COMPARE: Final = (
    "会場ハブの画面にも八つの言葉が出ています。前から順に見比べてください。\n"
    "まだ何も送っていません。一つでも違うときは「やめる」を選んでください。"
)
SAME: Final = "八つとも同じでした"
STOP: Final = "やめる"
DONE: Final = "会場ハブにつながりました。ほかの端末の受付がすぐに届きます。"
LEFT: Final = "会場ハブから離れました。届いた記録はこの端末に残っています。"

LEAVING: Final = "この端末は会場ハブです"
LEAVING_WORDS: Final = (
    "終わると会場ハブも止まります。\nほかの端末は受付を続けられますが、おたがいに見えません。"
)
STOP_AND_LEAVE: Final = "ハブを止めて終わる"
GOES_ON: Final = "会場ハブは動いたままです。"

NONE: Final = "会場にパソコンがもう一台あれば、すぐにそろえられます。"
ELSEWHERE: Final = "ほかの端末で、このご家庭の受付が変わりました。いまの様子を出しました。"
AWAY: Final = "ハブ切れ"
"""In a headline: one word a state."""

_KEPT: Final = "受付はこのまま続けられます。"
_TROUBLES: Final = {
    "away": f"会場ハブに届きません。{_KEPT}つながると、続きから自動でそろいます。",
    "other_key": (
        f"会場ハブの鍵が変わっているので、何も送っていません。{_KEPT}"
        "ハブの画面の言葉を見比べて、つなぎ直してください。"
    ),
    "other_area": f"この会場ハブは別の地域のものです。{_KEPT}ハブから離れてください。",
    "unknown_device": f"会場ハブがこの端末を知りません。{_KEPT}登録コードでつなぎ直してください。",
    "revoked": f"この端末の登録は取り消されています。{_KEPT}責任者に確かめてください。",
}

_SENTENCES: Final[dict[type[BaseException], str]] = {
    hub_errors.HubKeyOther: (
        "会場ハブの鍵が変わっているので、何も送りませんでした。"
        "ハブの画面の言葉をもう一度見比べて、つなぎ直してください。"
    ),
    hub_errors.HubUnreachable: (
        "会場ハブに届きません。同じ Wi-Fi につながっているか、アドレスが合っているかを"
        "確かめてください。"
    ),
    hub_errors.HubIsNone: "そこにあるのは会場ハブではありません。アドレスを確かめてください。",
    hub_errors.HubAddressUnreadable: (
        "会場ハブのアドレスが読めません。ハブの画面のとおりに打ち直してください。"
    ),
    hub_errors.HubCodeNeeded: (
        "会場ハブがこの端末を知りません。ハブの画面で登録コードを出して、入力してください。"
    ),
    hub_errors.HubHostUnusable: (
        "このパソコンにそのアドレスはありません。--host を付けずに、もう一度実行してください。"
    ),
}


def hub_sentence(error: BaseException) -> str | None:
    """Return what to tell a person about a fact of the hub, or None for any other."""
    return _SENTENCES.get(type(error))


def in_the_hall(sentence: str) -> str:
    """Let a sentence about central speak of the hub, at which the same went wrong."""
    return sentence if "会場ハブ" in sentence else sentence.replace("本部", "会場ハブ")


def trouble_sentence(trouble: str) -> str:
    """Say what bars the way to the hub, and what to do."""
    return _TROUBLES.get(trouble, _TROUBLES["away"])


def serving_lines(addresses: Sequence[str], port: int, words: str) -> Iterator[str]:
    """Say where the hub is and by which words it is known."""
    if not addresses:
        yield _NO_ADDRESS
    yield "会場ハブが動いています。ほかの端末では F5 の画面の「会場ハブ」を選んでください。"
    yield ""
    for address in addresses:
        yield f"  アドレス      {address}:{port}"
    first, second = words.split()[:4], words.split()[4:]
    yield f"  確かめる言葉  {' '.join(first)}"
    yield f"                {' '.join(second)}"
    yield ""
    yield _ASIDE


def code_lines(code: str) -> Iterator[str]:
    """Show a one-time code."""
    yield f"  登録コード    {code}   (15分、一台、一度だけ)"


def grouped(words: str) -> str:
    """Return the words in two lines of four, as they are read aloud."""
    split = words.split()
    return "\n".join(" ".join(split[at : at + 4]) for at in range(0, len(split), 4))


def joined_at(url: str) -> str:
    """Say to which hub this laptop belongs."""
    return f"会場ハブ {url.removeprefix('https://')}"


def runs_here(others: int) -> str:
    """Say that this laptop is the hub, and how many have joined it."""
    joined = f"つながった端末は{others}台です" if others else "まだ、どの端末もつながっていません"
    return f"この端末が会場ハブです。{joined}。"


def state(trouble: str | None, last: int | None, now: datetime) -> str:
    """Say how the way to the hub is; `trouble` is None before the first walk."""
    if trouble:
        return trouble_sentence(trouble)
    when = f"最後にそろったのは {today_or_stamp(last, now)}" if last else "はじめての受け渡し中"
    if last and is_to_come(last, now):
        when = "最後にそろった時刻は、この端末の時計が変わったので不明"
    return f"会場ハブにつながっています。{when}。" if trouble == "" else f"会場ハブ: {when}。"
