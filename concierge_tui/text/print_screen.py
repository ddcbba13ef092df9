"""Words of the screen on which one chooses what to print."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.meetup import Meetup
from concierge_tui.text import times

TITLE: Final = "印刷"
OTHER_PAPER: Final = "ほかの紙"
SAVE: Final = "PDF に書き出す"
SEND: Final = "印刷する"
LOOK: Final = "見本を開く"

WHAT: Final = "何を"
KINDS: Final = (
    ("slips", "控え"),
    ("cards", "会員カード"),
    ("labels", "ラベル"),
    ("roster", "名簿"),
    ("pack", "紙の備え"),
    ("consent", "同意書"),
    ("info", "ご案内"),
    ("tables", "席の表"),
)
ABOUT: Final = {
    "slips": "名前と番号だけの控えです。刷り直しても番号は同じです。",
    "cards": "名前と番号だけのカードです。A4 に10枚、大きな字で4枚。",
    "labels": "A4 に21面(70×42.3mm)のラベル用紙に刷ります。",
    "roster": "停電のときの受付に使います。会のあと、細断してください。",
    "pack": "名簿、点呼表、事故の手順、番号つきの登録用紙と同意書です。番号は二度使われません。",
    "consent": "番号のない同意書です。声に出して読み、署名をいただきます。",
    "tables": "席替えの案を、回ごとに1枚。壁にはり、会のあとで細断してください。",
    "info": "壁にはる紙です。費用、次の会、問い合わせ、パスワードの注意。",
}
WHOSE: Final = "だれの"
EVERYONE: Final = "全員"
SIZE: Final = "大きさ"
SIZES: Final = (("plain", "普通"), ("large", "大きな字"))
FORMS: Final = "枚数"
FORMS_HINT: Final = "1から200"
FORMS_WRONG: Final = "枚数は1から200の数で入力してください。"
RIGHT: Final = "右へ mm"
DOWN: Final = "下へ mm"
USED: Final = "使った面"
LABEL_HINT: Final = "ずれるときに直します"
LABELS_WRONG: Final = "ずれは -20から20、使った面は 0から20 の数で入力してください。"
FILE: Final = "書き出す先"

PREPARING: Final = "見本をつくっています。"
WRITING: Final = "書き出しています。"
SENDING: Final = "印刷しています。"
CANCELLED: Final = "やめました。何も印刷していません。"
SENT: Final = "プリンターに送りました。"
NO_PRINTER: Final = "この端末に印刷の命令がありません。PDF に書き出してください。"
NOBODY: Final = "名簿にまだ家庭がありません。先に名簿を取り込んでください。"
FILE_EMPTY: Final = "書き出す先を入力してください。"
NO_FOLDER: Final = "そのフォルダーがありません。場所を確かめてください。"


def title(meetup: Meetup) -> str:
    """Return where one is."""
    return f"{TITLE}  {meetup.title} {times.short_day(meetup.date)}"


def everyone(families: int) -> str:
    """Say how many are printed."""
    return f"{EVERYONE} {families}家庭"


def only(name: str) -> str:
    """Say that one family alone is printed."""
    return f"{name}だけ"


def file_name(kind: str, day: str) -> str:
    """Return the proposed name of the file; it names nobody."""
    return f"{kind}-{day}.pdf"


def pages(count: int) -> str:
    """Say how many pages there are."""
    return f"{count}ページ"


def page(number: int, holds: str) -> str:
    """Say what a page holds."""
    return f"{number}. {holds}"


def written(path: object, numbers: Sequence[str]) -> str:
    """Say where the file lies, and that it should not stay there."""
    return f"{path} に書き出しました。{_numbers(numbers)}印刷したら消してください。"


def sent(numbers: Sequence[str]) -> str:
    """Say that the printer has it."""
    return f"{SENT}{_numbers(numbers)}"


def _numbers(numbers: Sequence[str]) -> str:
    return f"用紙は {numbers[0]} から {numbers[-1]}。" if numbers else ""
