"""Says in one sentence what happened and what to do next."""

from concierge_tui.domain import errors
from concierge_tui.domain.roster import RosterImportCancelled, RosterUnreadable
from concierge_tui.text import fields, roster
from concierge_tui.text.times import clock_time

UNKNOWN = (
    "思いがけないことが起きました。もう一度試し、続くときは記録ファイルを担当者に渡してください。"
)


def sentence(error: BaseException) -> str:  # noqa: PLR0911 - one answer a fact
    """Return the sentence for a fact; never a traceback, never what was typed."""
    match error:
        case errors.StoreMissing():
            return "この端末にはまだデータがありません。concierge を起動して「はじめる」を選んでください。"
        case errors.StoreExists():
            return "このフォルダーにはもうデータがあります。別のフォルダーを選んでください。"
        case errors.StoreLocked():
            return "合言葉が違います。大文字・小文字と空白を確かめて、もう一度入力してください。"
        case errors.StoreNewer():
            return "新しい版のプログラムで作られたデータです。プログラムを更新してください。"
        case errors.StoreDamaged():
            return "データを開けません。バックアップから復元してください。"
        case errors.StoreFull():
            return "ディスクがいっぱいで保存できません。不要なファイルを消して、もう一度押してください。"
        case errors.StoreReadOnly():
            return "保存先に書き込めません。フォルダーの権限を確かめてください。"
        case errors.StoreTrouble():
            return "ディスクに保存できませんでした。もう一度押してください。"
        case errors.PassphraseWeak():
            return "合言葉が短すぎます。言葉を4つ以上か、12文字以上にしてください。"
        case errors.PassphraseNeeded():
            return "合言葉を入力できません。CONCIERGE_PASSPHRASE_FILE に合言葉のファイルを指定してください。"
        case errors.PinWrong(left=left):
            return f"PIN が違います。あと{left}回まちがえると、合言葉が必要になります。"
        case errors.BackupUnreadable():
            return "バックアップとして読めません。ファイルが途中で切れていないか確かめてください。"
        case RosterUnreadable():
            return roster.unreadable_sentence(error)
        case RosterImportCancelled():
            return roster.CANCELLED
    return _desk(error) or UNKNOWN


def _desk(error: BaseException) -> str | None:  # noqa: PLR0911 - one answer a fact
    match error:
        case errors.ConsentMissing():
            return "同意がまだありません。同意の文を読み上げて、返事を入力してください。"
        case errors.NotFound(noun=noun):
            return fields.not_found(noun)
        case errors.NothingToUndo():
            return "取り消せる操作がありません。"
        case errors.ChangedSince():
            return "あとから変更されているので取り消せません。いまの内容を見て、直してください。"
        case errors.MeetupFull(capacity=capacity, here=here):
            return f"定員{capacity}名です(いま{here}名)。入れるときは理由を書いてください。"
        case errors.MeetupClosed():
            return "この会は終わっています。会を選び直してください。"
        case errors.NobodyChosen():
            return "人が選ばれていません。Space で選んでから Enter を押してください。"
        case errors.AlreadyHere(at=at):
            return f"{clock_time(at)} に受付済みです。控えだけ渡してください。"
        case errors.PracticeOnly():
            return "練習のデータは送れません。本番をはじめてから行ってください。"
        case errors.FieldMissing(field=field):
            return f"{fields.name_of(field)}が空です。入力してください。"
        case errors.FieldInvalid(field=field):
            return f"{fields.name_of(field)}の内容を確かめて、入力し直してください。"
        case errors.TooManyLooks():
            return "電話の下4けたでの検索が続いています。10分待つか、名前で探してください。"
        case errors.Unreadable(code=code):
            return fields.unreadable(type(error).__name__, code)
    return _sync(error)


def _sync(error: BaseException) -> str | None:
    from concierge_tui.text.sync_errors import sync_sentence

    return sync_sentence(error)
