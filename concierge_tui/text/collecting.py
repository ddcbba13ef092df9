"""Words around a collection: somebody who is not on the list, and whom one telephones."""

from typing import Final

from concierge_tui.domain.custody_notes import Note
from concierge_tui.text import times

REFUSED_TITLE: Final = "お渡しできません"
REFUSED: Final = "お渡しできません。読み上げてください。"
READ: Final = (
    "「申し訳ありません。お迎えの確かめに、少しお時間をいただいています。"
    "こちらの席で、お待ちいただけますか。」"
)
STAY: Final = "お子さまは、いまの場所から動かしません。一人では決めません。"
DANGER: Final = "危ないと感じたら、すぐ離れて 110 番。"
CALL: Final = "ご家庭に電話する"
CALL_WORDS: Final = "記録してある番号へ。相手に見えない所で"
NAME: Final = "きょうだけの人を決める"
NAME_WORDS: Final = "電話でご家庭に確かめてから"
TELL: Final = "責任者に知らせた"
TELL_WORDS: Final = "知らせた時刻を残します"
TOLD: Final = "責任者に知らせたことを記録しました。"
WRITTEN: Final = "来られたことは記録しました。"
HINT: Final = "番号を押すか、選んで Enter。Esc でお預かりにもどります。"
CHOOSE: Final = "選ぶ"

TODAY_TITLE: Final = "きょうだけのお迎え"
CALLED: Final = "電話した人"
CALLED_HINT: Final = "選ぶと番号が10秒出ます。かかって来た番号ではなく、この番号へ。"
ANSWERED: Final = "本人が"
ANSWERED_YES: Final = "はい、頼みました"
ANSWERED_NO: Final = "出ない・ちがう"
WHO_COMES: Final = "来る人"
WHO_HINT: Final = "身分証のとおりの名前"
RELATION: Final = "続柄"
SECOND: Final = "もう一人"
ALONE: Final = "電話で責任者"
TYPED: Final = "名前と番号"
SAVE: Final = "決める"
EXPIRES: Final = "きょうだけです。会を閉じると、使えなくなります。"
NO_PHONE: Final = "記録してある電話番号がありません。責任者に知らせてください。"
NOBODY_CALLED: Final = "電話した人を番号で選んでください。かける番号が10秒出ます。"
WHO_NEEDED: Final = "来る人の名前と続柄を、電話で聞いて入れてください。"
NOT_ASKED: Final = "ご本人が「頼みました」と言ってから決めます。"
SECOND_NEEDED: Final = "もう一人を選んでください。一人のときは、電話で責任者に。"
NOT_REACHED: Final = "つながらない間は、お渡ししません。責任者に知らせてください。"


def named(name: str) -> str:
    """Say that somebody may collect today."""
    return f"{name}さんを、きょうだけのお迎えの人にしました。身分証を見て、一覧から選びます。"


CONTACT_TITLE: Final = "ようす・連絡"
WHOM: Final = "電話する"
REACHED: Final = "電話は"
REACHED_YES: Final = "つながった"
REACHED_NO: Final = "出ない"
COORDINATOR: Final = "責任者"
COORDINATOR_TOLD: Final = "知らせた"
NOTE: Final = "ようす"
NOTE_HINT: Final = "ブロックで遊んでいます、水を飲みました、など"
NOTE_SAVE: Final = "記録する"
NOTE_SAVED: Final = "ようすを記録しました。電話でそのまま読めます。"
EMERGENCY: Final = "緊急"
HISTORY: Final = "記録"
NOTHING: Final = "まだ何もありません。"


def number(name: str, phone: str) -> str:
    """Return a kept number for ten seconds."""
    return f"{name}  {phone}  10秒だけ出します。見たことは記録しました。"


def called(name: str, *, reached: bool) -> str:
    """Say that a call was written down."""
    return f"{name}さんへの電話を記録しました({'つながった' if reached else '出ない'})。"


def coordinator(name: str, phone: str) -> str:
    """Return whom to tell; nothing where nobody is set."""
    return f"{name} {phone}".strip()


_WORDS: Final = {
    "told": "責任者に知らせた",
    "refused": "一覧にない人が来た(お渡ししていない)",
    "second": "もう一人",
    "child": "ようす",
}


def line(note: Note, person: str) -> str:
    """Return one thing that was written down."""
    at = times.clock_time(note.at)
    if note.what == "called":
        how = "つながった" if note.reason == "reached" else "出ない"
        return f"{at} {person or '緊急の連絡先'}に電話: {how}"
    words = f": {note.words}" if note.words and note.what != "refused" else ""
    return f"{at} {_WORDS[note.what]}{words}"
