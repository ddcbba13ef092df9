"""Words of the hand-off: the family goes on with her own telephone."""

from typing import Final

TITLE: Final = "スマホへ引き継ぎ"
KEY: Final = "スマホへ"
SENTENCES: Final = (
    "スマホのカメラで、左のQRを読み取ってもらいます。",
    "ご本人が、ご自分の通信で登録のつづきを書きます。この端末はオフラインのままで大丈夫です。",
    "書いた内容は、次に本部と送受信したとき、この家庭に届きます。",
)
NO_CAMERA: Final = "カメラで読めないときは、Esc で戻り、代理入力で登録します。"
PRACTICE: Final = "練習のQR。どこにもつながりません"
PRACTICE_PAYLOAD: Final = "練習のQRです。どこにもつながりません。"
ANEW: Final = "QRを作り直す"
ANEW_DONE: Final = "新しいQRです。まだ送っていなければ、前のQRで書いたものは引き継がれません。"
CLOSE: Final = "もどる"
BEGUN: Final = (
    "書き始めています。同意を聞いてから F11 を押すか、Ctrl+Z で消してから F11 を押してください。"
)
GUEST: Final = "招かれた家庭は、ふりがなと同意を先に入力してください。そのあと F11 で引き継げます。"

WAITING_TITLE: Final = "スマホを待っている家庭"
NOBODY: Final = "スマホを待っている家庭はありません。"
SHOW: Final = "QR・家庭を見る"
WAITING: Final = "スマホ待ち"
ARRIVED: Final = "届いた"
OVER: Final = "期限切れ"
SYNC_HINT: Final = "「届いた」になるのは、本部と送受信したあとです(きょうの会の画面で F5)。"

_UNAVAILABLE: Final = {
    "not_enrolled": "本部への登録がまだで、QRを出せません。このまま代理入力で書けます。",
    "no_page": "本部のページがまだ使えません。送受信してもだめなら、このまま代理入力で書けます。",
}


def unavailable(reason: str) -> str:
    """Say why there is no QR, and that there is another way."""
    return _UNAVAILABLE.get(reason, _UNAVAILABLE["not_enrolled"])


def until(stamp: str) -> str:
    """Say until when the QR is good."""
    return f"{stamp} まで使えます"


def waiting_count(waiting: int, arrived: int) -> str:
    """Say how many there are of each."""
    return f"待ち {waiting}  届いた {arrived}"


def button(count: int) -> str:
    """Name the button of the list."""
    return f"スマホ待ち {count}" if count else "スマホ待ち"


def arrived(count: int) -> str:
    """Say that families' own halves have come."""
    return f"スマホから{count}家庭の登録が届きました。「スマホ待ち」で確かめてください。"
