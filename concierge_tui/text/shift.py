"""Words of the shift hand-over, and the summary that is read aloud in half a minute."""

from typing import Final

from concierge_tui.domain.shift import GoingOn

TITLE: Final = "引き継ぎ"
BACK: Final = "もどる"
TAKE: Final = "引き継ぐ"
CHOOSE: Final = "選ぶ"
INSIDE: Final = "いる人"
READ_ALOUD: Final = "声に出して読みます"
NOBODY: Final = "ほかのスタッフがいません。最初の画面の「スタッフ」で登録してください。"
HOW: Final = "しかた"
HOWS: Final = (("both", "二人で(PINを二つ)"), ("telephone", "ひとり(責任者に電話)"))
GIVER_PIN: Final = "渡す人"
TAKER_PIN: Final = "受ける人"
PIN_HINT: Final = "{}さんのPIN"
NEW_PIN_HINT: Final = "{}さんのPINをここで決める(4〜8けた)"
NO_PIN_HINT: Final = "{}さん(練習なのでPINはなくてもよい)"
CALLED: Final = "電話の相手"
CALLED_HINT: Final = "責任者の名前"
NUMBER: Final = "かけた番号"
NUMBER_HINT: Final = "時刻は自動で残ります"
TAKER_NEEDED: Final = "受ける人を選んでください。"


def spoken(now: GoingOn) -> str:
    """Return the summary; what is nought is not said, but that no child is away always is."""
    sentences = [f"いま会場に{now.families}家庭、子どもは{now.children}名です。"]
    sentences.append(f"預かり中は{now.away}名。" if now.away else "預かり中のお子さまはいません。")
    if now.contested:
        sentences.append(
            f"居場所の記録が食い違っているお子さまが{now.contested}名。先に確かめます。"
        )
    if now.late:
        sentences.append(f"時間を過ぎたお子さまが{now.late}名。")
    if now.trials:
        sentences.append(f"体験は{now.trials}件つづいています。")
    if now.unsigned:
        sentences.append(f"署名のない事故の記録が{now.unsigned}件。")
    if now.tasks:
        sentences.append(f"あとで聞くことが{now.tasks}件。")
    if now.pending:
        sentences.append(f"まだ送っていない記録が{now.pending}件。")
    return "".join(sentences)


def lines(now: GoingOn) -> str:
    """Return the summary as it stands on the screen, a sentence a line."""
    return spoken(now).replace("。", "。\n").strip()


def pin_hint(name: str, *, has_pin: bool, asked: bool) -> str:
    """Say whose PIN is meant, and that a first one is chosen here."""
    if not asked:
        return NO_PIN_HINT.format(name)
    return (PIN_HINT if has_pin else NEW_PIN_HINT).format(name)


def done(name: str) -> str:
    """Say who stands at the desk now."""
    return f"ここからは{name}さんの名前で残ります。"


def stands(name: str) -> tuple[str, str]:
    """Say who stands at the desk, for the list of the hall."""
    return f"いま {name}さん", ""
