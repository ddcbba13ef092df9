"""Words of the lessons in a rehearsal."""

from typing import Final

LESSONS: Final = "練習の課題"
LESSONS_HELP: Final = "窓口でよくある場面を、一つずつ練習します。"
CLOSE: Final = "閉じる"
STOP: Final = "課題をやめる"
STOP_HELP: Final = "いまの課題の説明を消します。"
HINT: Final = "Enter ではじめます。会は最初の状態にもどります。Esc で閉じます。"
LIMITS: Final = "右の数は、慣れた人のめやすです(使うキーの数と秒)。"
SOLVED: Final = "済"
OPEN: Final = "未"


def done(title: str) -> str:
    """Say that a lesson is done, how to go on, and when this line goes."""
    return f"「{title}」ができました。ほかの課題は Ctrl+P「{LESSONS}」。Esc か次の受付で消えます。"


def hint(at: int, count: int, words: str) -> str:
    """Return what to do next."""
    return f"{at}/{count} {words}"


def limits(commands: int | None, seconds: int) -> str:
    """Return what a trained concierge needs."""
    keys = f"{commands}キー " if commands is not None else ""
    return f"{keys}{seconds}秒"
