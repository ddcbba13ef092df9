"""Words of the way over a stick (USB), on the screen and on the command line."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from concierge_tui.domain import bundle_errors as errors
from concierge_tui.text.times import is_to_come, today_or_stamp

WRITE_KEY: Final = "USBに書く"
READ_KEY: Final = "USBから読む"
SEND_KEY: Final = "本部に届ける"

TITLE: Final = "USBで受け渡す"
INTRO: Final = (
    "ネットのない会場では、USBメモリーで本部やほかの端末に渡せます。\n"
    "中身は、この地域の端末と本部だけが開けます。\n"
    "本部に着いたと分かるのは、本部が返す受領書を読んだときです。\n"
    "ネットのある端末なら、選んだファイルを「本部に届ける」で送れます。"
)
NOTHING_FOUND: Final = "そのフォルダーに、読めるファイル(.mbx)はありません。"
WRITING: Final = "書いています"
READING: Final = "読んでいます"
SENDING: Final = "本部に届けています(KB)"
SEND_STOPPED: Final = "途中で止めました。本部に届いたかは、もう一度届けると分かります。"
CHOOSE_FIRST: Final = "上の一覧からファイルを選んでください。"
PRACTICE: Final = "練習のデータはUSBに書けません。本番をはじめてから行ってください。"
WRITE_STOPPED: Final = "途中で止めました。ファイルは書いていません。"
READ_STOPPED: Final = "途中で止めました。読めた分は入っています。続きは同じファイルで読めます。"

BUNDLE_HELP: Final = "USBで本部やほかの端末に渡すファイル(.mbx)。"
BUNDLE_WRITE_HELP: Final = "この端末から出してよい記録を、全部1つのファイルに書きます。"
BUNDLE_READ_HELP: Final = "ほかの端末のファイルか、本部の受領書を読みます。"
BUNDLE_SEND_HELP: Final = "ほかの端末が書いたファイルを本部に届け、その端末への受領書を書きます。"
RECOVERY_HELP: Final = "書いた端末の復旧キーで開きます(その端末がもうないとき)。"
RECOVERY_PROMPT: Final = "書いた端末の復旧キー: "
CENTRAL_READ_HELP: Final = "端末がUSBに書いたファイルを取り込み、受領書を書きます。"
ANSWER_HELP: Final = "受領書を書く場所(指定がなければ、読んだファイルの隣)。"

NOT_ENROLLED: Final = "この端末は本部につないでいません。本部につないだ端末から届けてください。"
IS_RECEIPT: Final = "それは本部の受領書です。USBに書いた端末で「USBから読む」を選んでください。"
FILE_GONE: Final = "ファイルを読めません。USBメモリーが入っているか確かめて、選び直してください。"
RECEIPT_UNWRITTEN: Final = (
    "本部には届きましたが、受領書を書けません。USBメモリーの空きと向きを確かめて、"
    "もう一度「本部に届ける」を押してください。"
)

_AGAIN: Final = "書いた端末で、もう一度書いてください。"
_REFUSED: Final = {
    "no_bundle": "USBで受け渡すファイル(.mbx)ではありません。別のファイルを選んでください。",
    "damaged": f"ファイルが途中で切れているか、壊れています。何も入れていません。{_AGAIN}",
    "not_for_us": (
        "この端末では開けないファイルです。本部と一度送受信してから、もう一度読んでください。"
    ),
    "not_for_central": (
        "この本部では開けないファイルです。何も入れていません。書いた端末の本部を確かめてください。"
    ),
    "other_area": "別の地域のファイルです。何も入れていません。ファイルの名前を確かめてください。",
    "newer": "新しい版のプログラムで書かれています。このプログラムを更新してから読んでください。",
    "signature": "署名が合わないので、何も入れていません。書いた人と責任者に知らせてください。",
    "unknown_device": (
        "本部に登録のない端末のファイルです。"
        "その端末を本部につなぎ、こちらも一度送受信してから読んでください。"
    ),
    "revoked": "登録を取り消された端末のファイルです。読まずに、責任者に知らせてください。",
    "detained": (
        "登録を取り消された端末のファイルです。本部が預かりました。責任者が確かめるまで使われず、"
        "受領書は出ません。責任者に知らせてください。"
    ),
    "too_large": "1つのファイルには多すぎます。ネットのあるところで、本部と送受信してください。",
    "old": "もっと新しい受領書か送受信が済んでいます。このファイルは読まなくて大丈夫です。",
}


def bundle_sentence(error: BaseException) -> str | None:
    """Return what to tell a person about a fact of a stick, or None for any other."""
    match error:
        case errors.BundleRefused(code=code):
            return _REFUSED.get(code, _REFUSED["damaged"])
        case errors.BundleUnready():
            return "USBに書く鍵がまだありません。本部に一度つないで、送受信してください。"
        case errors.BundleUnwritable():
            return "そこには書けません。USBメモリーが入っているか、空きがあるかを確かめてください。"
    return None


def written(name: str, operations: int, withheld: int) -> str:
    """Say what was written."""
    said = f"「{name}」に{operations:,}件を書きました。"
    if withheld:
        said += f"同意待ちの{withheld:,}件は、中身を書いていません。"
    return said + "本部に着くまで、未送信のままです。"


def brought(new: int, refused: int, pending: int, *, receipt: bool) -> str:
    """Say what a file brought; only a receipt says what arrived at the central service."""
    said = "本部の受領書を読みました。" if receipt else ""
    if new:
        said += f"{new:,}件が新しく入りました。"
    elif not receipt:
        said += "新しい記録はありませんでした。"
    if refused:
        said += f"{refused:,}件は確かめられず、入れていません。"
    if receipt:
        said += f"未送信が{pending:,}件残っています。" if pending else "すべて本部に届いています。"
    return said


def last_written(at: int, operations: int, now: datetime) -> str:
    """Say when something was written last."""
    when = f" {today_or_stamp(at, now)} に"
    if is_to_come(at, now):
        when = "(時計が変わったので時刻は不明)"
    return f"USBには{when}{operations:,}件を書きました。受領書を読むと減ります。"


def written_lines(name: str, operations: int, withheld: int) -> Iterator[str]:
    """Say on the command line what was written."""
    yield written(name, operations, withheld)


def brought_lines(new: int, refused: int, pending: int, *, receipt: bool) -> Iterator[str]:
    """Say on the command line what a file brought."""
    yield brought(new, refused, pending, receipt=receipt)


def delivered(receipt: str) -> str:
    """Say that the service has a file, and what to do with its receipt."""
    return f"本部に届きました。受領書「{receipt}」を、USBで書いた端末に返してください。"


def delivered_lines(answer: str) -> Iterator[str]:
    """Say on the command line that the service took a file."""
    yield f"本部に届けました。受領書を {answer} に書きました。USBで、書いた端末に返してください。"


def arrived_lines(area: str, new: int, refused: int, answer: str) -> Iterator[str]:
    """Say to whoever runs the service what a file brought."""
    yield f"{area}: {new:,}件が新しく入りました。"
    if refused:
        yield f"{refused:,}件は確かめられず、入れていません。その端末に知らせてください。"
    yield f"受領書を {answer} に書きました。USBで端末に返してください。"
