"""Words of the reusable pieces: lists, ticks, notices, dialogs, help, palette."""

from typing import Final, Literal

NoticeKind = Literal["done", "care", "error", "info"]

NOTICE_WORDS: Final[dict[NoticeKind, str]] = {
    "done": "",
    "care": "注意",
    "error": "できません",
    "info": "",
}
"""What a notice begins with, so that its colour is never the only sign; success says itself."""

TICKED: Final = "[✓]"
UNTICKED: Final = "[ ]"
CHOSEN: Final = "[{}]"

MASK: Final = "•"
"""Stands for a digit that nobody may read."""

NEVER_FIRST: Final = "、。，．,.)）」』】〉》!！?？ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"

NEVER_LAST: Final = "(（「『【〈《"
"""Where Japanese text is never broken."""
POINT: Final = "・"
"""Begins a point of a list."""
HONOURING: Final = frozenset("おご")
"""What stands before the word that it honours."""

PRESS: Final = "押す"
CHOOSE: Final = "選ぶ"
OPEN_LIST: Final = "一覧をひらく"
NO_ANSWER: Final = "選ばない"
TICK: Final = "印をつける"

CANCEL: Final = "キャンセル"
GO_BACK: Final = "やめる"
CLOSE: Final = "閉じる"

PRACTICE: Final = "【練習】"

HELP_TITLE: Final = "いま使えるキー"
HELP_HINT: Final = "Esc で閉じます。"
IN_A_DIALOG: Final = "Tab で次へ進み、Enter で決めます。Esc なら何も変えずにもどります。"
"""What F1 says in a box over a screen, besides its keys."""

PALETTE_PLACEHOLDER: Final = "したいことを入力してください…"
PALETTE: Final = "メニュー"
NO_MATCHES: Final = "当てはまるものがありません。言葉を短くしてください。"
THEME: Final = "テーマ"
THEME_HELP: Final = "明るい配色と暗い配色を切り替えます。"
QUIT: Final = "終了"
QUIT_HELP: Final = "このプログラムを終わります。"
KEYS: Final = "ヘルプ"
KEYS_HELP: Final = "この画面で使えるキーを表示します。"
QUIT_HINT: Final = "終了するときは Ctrl+Q を押してください。"

QR_TOO_BIG: Final = "画面が小さくて QR コードを表示できません。ウィンドウを広げてください。"

_DIGITS: Final = 9
"""As many answers as have a digit of their own."""

KEY_NAMES: Final[dict[str, str]] = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "home": "Home",
    "end": "End",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
}


def more_rows(count: int) -> str:
    """Say how many results the list does not show."""
    return f"ほか {count:,} 件"


def lost_on_answers(count: int, *, several: bool) -> str:
    """Say that a letter did not go in where numbers answer, and which they are."""
    if not count:
        return "ここには選ぶものがないので、文字は入っていません。Enter でつぎへ進みます。"
    numbers = "1" if count == 1 else f"1〜{min(count, _DIGITS)}"
    ends = "印、済んだら Enter です" if several else "答えます"
    return f"文字は入っていません。ここは {numbers} の数字で{ends}。"


def lost_on_button(label: str) -> str:
    """Say that a letter did not go in where a button has the focus."""
    return f"文字は入っていません。ここは、Enter で「{label}」を押すところです。"


def progress(done: int, total: int) -> str:
    """Say how far a long task is."""
    return f"{done:,}／{total:,}"


FIND: Final = "さがす"
FIND_HINT: Final = "名前・ふりがなをそのまま打つ(ローマ字でOK)、カードを読む"
FIND_ENTER: Final = "えらぶ"
