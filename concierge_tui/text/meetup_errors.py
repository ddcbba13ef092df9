"""Facts of links and hand-overs, each in one sentence that one can read to a parent."""

from typing import Final

from concierge_tui.domain import closing, collection, custody, link, trial
from concierge_tui.domain.mingling import SameFamily
from concierge_tui.text import closing as closing_words
from concierge_tui.text import gate
from concierge_tui.text.link import ADVISED_AGAINST
from concierge_tui.text.times import clock_time

_SENTENCES: Final[dict[type[BaseException], str]] = {
    link.LinkNotPossible: "同じ家庭どうしはつなげません。相手の家庭を選び直してください。",
    link.LinkOnHold: "携帯電話のない家庭なので、つながりは保留です。"
    "番号ができたら、家庭の画面で入れてから、もう一度どうぞ。",
    SameFamily: "同じ家庭どうしは紹介できません。ほかの相手を選んでください。",
    link.LinkAdvisedAgainst: ADVISED_AGAINST,
    link.KeyerNotHere: "入れるご家庭が、いま会場にいません。受付をしてから、もう一度どうぞ。",
    link.NothingToCancel: "取り消すつながりがありません。一覧で確かめてください。",
    link.CancelledForGood: "取り消したつながりは、両方のご家庭がもう一度入れると戻ります。",
    custody.ChildContested: "お子さまの居場所の記録が食い違っています。"
    "お子さまを見て、いまだれといるかを先に記録してください。",
    custody.ChildInOtherHands: "お子さまがお預かり中なので、まだ1つにまとめられません。"
    "会場の「お預かり」でご家族に戻してから、もう一度どうぞ。",
    custody.ChildNotHere: "そのお子さまは会場にいません。受付の画面で確かめてください。",
    collection.HandsChanged: "ほかの端末でも引き渡しが記録されました。"
    "一覧で、いまだれといるかを見てから、もう一度どうぞ。",
    collection.WitnessNeeded: "立ち会った人が足りません。受け取る人とは別の人を選んでください。",
    collection.SecondPersonNeeded: "もう一人が足りません。"
    "書く人でも受け取る人でもないスタッフを選ぶか、責任者に電話してください。",
    trial.TrialNotDraft: "この体験は、もうはじまったか、中止になっています。一覧を見てください。",
    trial.TrialNotRunning: "この体験は、いまはしていません。一覧を見てください。",
    trial.TrialNotEnded: "体験がまだ終わっていません。終わってから書いてください。",
    trial.ReportMissing: "報告がまだありません。先に「報告を書く」で書いてください。",
    trial.TrialNotPossible: "ちがう2つの家庭と、預かるお子さまを選んでください。",
    trial.FactStays: "いまの記録は、消さずに残ります。"
    "ちがうときは、その画面で正しいことを書き足してください。",
    custody.HandsUnchanged: "お子さまは、もうその人といっしょです。お預かりの一覧を見てください。",
}
_REFUSED: Final = {
    "barred": "お引き渡しできません。責任者を呼んでください。",
    "not_listed": "お迎えの人として聞いていません。"
    "ご家庭に記録の番号へ電話して、確かめてください。",
    "elsewhere": "いまは別の人がお預かりしています。お預かりの一覧を見てください。",
    "alone": "お子さまだけでは帰れません。"
    "お迎えしてよい人といっしょに選ぶか、会場の「お預かり」で渡してください。",
}


_PROOF: Final = {
    "identity": "どなたかがまだ確かめられていません。"
    "身分証を見るか、もう一人のスタッフか責任者に確かめてもらってください。",
    "recited": "控えがないので、お子さまの名前と誕生日を言ってもらってください。",
}


def meetup_sentence(error: BaseException) -> str | None:  # noqa: PLR0911 - one answer a fact
    """Return the sentence for a fact of the meetup itself; it names nobody."""
    match error:
        case link.LinkRests(until=until):
            return f"まちがいが続いたので休みます。{clock_time(until)} を過ぎてからどうぞ。"
        case link.DigitsWrong(left=0):
            return "番号が違います。10分休んでから、もう一度確かめてください。"
        case link.DigitsWrong(left=left):
            return f"番号が違います。相手の方に確かめてください(あと{left}回)。"
        case collection.ProofMissing(missing=missing):
            return _PROOF.get(missing, _PROOF["identity"])
        case trial.GateClosed(rules=rules):
            return f"はじめられません。先に直すところ: {gate.named(rules)}。"
        case trial.ApprovalMissing(rules=rules):
            return f"理由ともう一人の確認が要ります: {gate.named(rules)}。"
        case custody.CollectorRefused(reason=reason):
            return _REFUSED.get(reason, _REFUSED["not_listed"])
    return _SENTENCES.get(type(error)) or _of_closing(error)


def _of_closing(error: BaseException) -> str | None:
    match error:
        case closing.ClosingRefused(obstacles=obstacles):
            return closing_words.refused(obstacles)
        case closing.StillInside(people=people):
            return closing_words.look_round(people)
    return None
