"""Says in one sentence what happened and what to do next."""

from typing import Final

from concierge_tui.domain import consent, errors, paper_errors
from concierge_tui.domain.hand_off import HandOffRefused, HandOffUnavailable
from concierge_tui.domain.roster import (
    ChangedMeanwhile,
    RosterImportCancelled,
    RosterUnreadable,
)
from concierge_tui.domain.skew import UpdateNeeded
from concierge_tui.text import fields, hand_off, roster
from concierge_tui.text.meetup_errors import meetup_sentence
from concierge_tui.text.times import clock_time

UNKNOWN: Final = (
    "思いがけないことが起きました。もう一度試し、続くときは記録ファイルを担当者に渡してください。"
)

_SENTENCES: Final[dict[type[BaseException], str]] = {
    errors.StoreMissing: "この端末にはまだデータがありません。"
    "concierge を起動して「はじめる」を選んでください。",
    errors.StoreExists: "このフォルダーにはもうデータがあります。別のフォルダーを選んでください。",
    errors.StoreLocked: "合言葉が違います。"
    "大文字・小文字と空白を確かめて、もう一度入力してください。",
    errors.StoreNewer: "新しい版のプログラムで作られたデータです。プログラムを更新してください。",
    UpdateNeeded: "新しい版のプログラムで書かれた記録があり、ここでは直せません。更新が必要です。"
    "急ぐときは、新しい版の端末で行ってください。",
    errors.StoreDamaged: "データを読めません。concierge を閉じて、もう一度開いてください。"
    "それでも開けないときは、バックアップから復元してください。",
    errors.StoreFull: "ディスクがいっぱいで保存できません。"
    "不要なファイルを消して、もう一度押してください。",
    errors.StoreReadOnly: "保存先に書き込めません。concierge を開きなおし、"
    "それでもだめならフォルダーの権限を確かめてください。",
    errors.StoreBusy: "ほかの画面か命令が使っています。少し待って、もう一度押してください。",
    errors.StoreTrouble: "ディスクに保存できませんでした。もう一度押してください。",
    errors.HomeUnusable: "データの置き場所(CONCIERGE_HOME)が使えません。"
    "フォルダーの場所と権限を確かめてください。",
    errors.TerminalNeeded: "画面を出せる端末がありません。"
    "端末の窓を開いて、そこで実行してください。",
    errors.OutputUnwritable: "結果を書き出せませんでした。"
    "操作は済んでいるので、くり返す前に一覧で確かめてください。",
    paper_errors.NotAPage: "その名前の、PDFでないファイルがもうあります。別の名前にしてください。",
    paper_errors.PaperUnwritable: "そこにはPDFを書けません。"
    "フォルダーがあるか、書き込めるかを確かめてください。",
    paper_errors.PrinterTrouble: "印刷できませんでした。"
    "プリンターの電源とつなぎ方を確かめるか、PDFに書き出してください。",
    paper_errors.FormNumberUnknown: "まだ刷られていない用紙の番号です。"
    "用紙を見て、一文字ずつ確かめてください。",
    errors.FileUnreadable: "ファイルを読めません。"
    "場所と、大きすぎないか(20MBまで)を確かめてください。",
    errors.PassphraseWeak: "合言葉が短すぎます。"
    "言葉(2文字以上)を4つ以上か、12文字以上にしてください。",
    errors.PassphraseNeeded: "合言葉を入力できません。"
    "CONCIERGE_PASSPHRASE_FILE に合言葉のファイルを指定してください。",
    errors.BackupUnreadable: "バックアップとして読めません。"
    "ファイルの場所と、途中で切れていないかを確かめてください。",
    errors.BackupUnwritable: "そこにはバックアップを書けません。"
    "フォルダーがあるか、書き込めるかを確かめてください。",
    errors.AlreadyRegistered: "この家庭はもう登録されています。"
    "Esc で戻って、名前で探してください。",
    errors.ConsentMissing: "同意がまだありません。同意の文を読み上げて、返事を入力してください。",
    consent.FamilyHidden: "この番号の登録は、いまは使えません。"
    "来られた方が受付を望まれるときは、責任者に伝えてください。",
    consent.WithdrawalStands: "同意をやめた記録は、ほかの人には取り消せません。"
    "ご家庭に聞いて、もう一度同意をもらってください。",
    consent.WithdrawalOutOfSight: "一つ前の操作は、同意をやめたことです。"
    "取り消すときは、そのご家庭の「同意」の画面で Ctrl+Z を押してください。",
    consent.CoordinatorOnly: "責任者だけができます。責任者に代わってもらってください。",
    errors.CollectorBarred: "お迎えしてよい人とできない人に、同じ名前があります。"
    "確かめて、片方を消してください。",
    errors.WantsToTalk: "記録がちがうそうです。まだ署名はありません。話を聞いて直してください。",
    errors.NothingToUndo: "取り消せる操作がありません。",
    errors.ChangedSince: "あとから変更されているので取り消せません。"
    "いまの内容を見て、直してください。",
    errors.NothingToEnd: "認定の期限は、認定の人だけに付きます。期限を空にしてください。",
    errors.ConflictOpen: "この家庭には食い違いが残っています。"
    "要確認で正しい方を選んでから、まとめてください。",
    errors.MeetupClosed: "この会は終わっています。会を選び直してください。",
    errors.NobodyChosen: "人が選ばれていません。Space で選んでから Enter を押してください。",
    errors.PracticeOnly: "練習のデータは送れません。本番をはじめてから行ってください。",
    errors.TooManyLooks: "電話の下4けたでの検索が続いています。10分待つか、名前で探してください。",
    HandOffRefused: "スマホ用のQRを作れません。代理入力で登録してください。",
    ChangedMeanwhile: "ほかで先に直されています。"
    "家庭の画面でいまの内容を見てから、もう一度選んでください。",
}
"""Facts that carry nothing; a fact of a more special kind has its own sentence."""


def sentence(error: BaseException) -> str:
    """Return the sentence for a fact; never a traceback, never what was typed."""
    ways = (
        _SENTENCES.get(type(error)), _erasing(error), _sync(error), _pairing(error),
        meetup_sentence(error),
    )  # fmt: skip
    return next(filter(None, ways), None) or _with_its_facts(error) or UNKNOWN


def _with_its_facts(error: BaseException) -> str | None:  # noqa: C901, PLR0911 - one answer a fact
    match error:
        case RosterUnreadable():
            return roster.unreadable_sentence(error)
        case errors.NotFound(noun=noun):
            return fields.not_found(noun)
        case RosterImportCancelled(kept=kept):
            return roster.cancelled(kept)
        case errors.MeetupFull(capacity=capacity, here=here):
            return f"定員{capacity}名です(いま{here}名)。入れるときは理由を書いてください。"
        case errors.AlreadyHere(at=at):
            return f"{clock_time(at)} に受付済みです。控えだけ渡してください。"
        case errors.FieldMissing(field=field):
            return f"{fields.name_of(field)}が空です。入力してください。"
        case errors.FieldInvalid(field=field):
            return f"{fields.name_of(field)}の内容を確かめて、入力し直してください。"
        case HandOffUnavailable(reason=reason):
            return hand_off.unavailable(reason)
        case errors.PinWrong(left=left):
            return f"PIN が違います。あと{left}回まちがえると、合言葉が必要になります。"
        case consent.GuardianNeeded(age=age):
            return f"{age}歳未満の方は同意できません。保護者の方に聞いてください。"
        case paper_errors.FormNumberUsed(called=called):
            return f"その用紙は{called}で登録済みです。番号を確かめるか、名前で探してください。"
        case errors.Unreadable(code=code):
            return fields.unreadable(type(error).__name__, code)
    return None


def _pairing(error: BaseException) -> str | None:
    from concierge_tui.text.pairing import pairing_sentence
    from concierge_tui.text.seating import seating_sentence

    return pairing_sentence(error) or seating_sentence(error)


def _sync(error: BaseException) -> str | None:
    from concierge_tui.text.bundles import bundle_sentence
    from concierge_tui.text.hub import hub_sentence
    from concierge_tui.text.sync_errors import sync_sentence

    return hub_sentence(error) or sync_sentence(error) or bundle_sentence(error)


def _erasing(error: BaseException) -> str | None:
    from concierge_tui.text.erasing import erasing_sentence

    return erasing_sentence(error)
