"""Words of the assisted sign-up (代理入力): its first page, and how it ends."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.eligibility import age_months, eligible_from, eligible_until
from concierge_tui.domain.meetup import Meetup
from concierge_tui.text import consent, fields, times

TITLE: Final = "代理入力"
SAVE: Final = "登録する"
BACK: Final = "もどる"
NEXT: Final = "次へ"
CLEAR: Final = "白紙にする"
STOP_HERE: Final = "ここで止める"
UNFINISHED: Final = "書きかけ"

READ_ALOUD: Final = "読み上げてください"
PURPOSES: Final = {
    "ja": "これから、お名前、連絡先、お子さまのことをうかがいます。会の運営と、登録のご連絡だけに"
    "使います。答えたくないことは、答えなくてかまいません。",
    "easy": "いまから、名前、電話番号、子どもの ことを 聞きます。この会と、あなたへの 連絡にだけ "
    "使います。答えたくない ことは、答えなくて いいです。",
    "en": "We will ask your name, how to reach you, and about your children. We use this only to "
    "run the meetup and to contact you about your registration. You may leave out anything.",
}
"""Why it is asked, before anything is asked (E18)."""

EASED: Final = "このことばの文はまだないので、やさしい日本語です。"
"""Said wherever a family's language has no text: whoever interprets must know what is read."""

LANGUAGE: Final = "ことば"
LANGUAGES: Final = (
    ("ja", "日本語"),
    ("easy", "やさしい日本語"),
    ("en", "English"),
    ("zh", "中文"),
    ("pt", "Português"),
    ("vi", "Tiếng Việt"),
    ("other", "その他"),
)
JAPANESE: Final = "日本語"
LEVELS: Final = (
    ("none", "話せない"),
    ("little", "少し"),
    ("daily", "日常会話"),
    ("fluent", "不自由なし"),
)
INTERPRETER: Final = "通訳する人"
INTERPRETER_HINT: Final = "名前"
INTERPRETER_RELATIONS: Final = tuple((w, w) for w in ("家族", "友人", "通訳者", "その他"))
TRAINED: Final = "通訳の研修"
TRAININGS: Final = (("yes", "受けた"), ("no", "受けていない"))
ASK_FOR_TRAINED: Final = (
    "アレルギーや健康のことは、研修を受けた通訳にも頼みます。お子さまには通訳を頼みません。"
)
ALSO_SAID: Final = {
    "easy": {
        "allergy": "食べては いけない もの(アレルギー)は ありますか。",
        "emergency": "急な とき、だれに 電話しますか。",
        "collectors": "だれが 子どもを むかえに 来ますか。",
        "barred": "むかえに 来ては いけない 人は いますか。",
    },
    "en": {
        "allergy": "Does your child have any allergy?",
        "emergency": "Whom shall we call in an emergency?",
        "collectors": "Who may pick up your child?",
        "barred": "Is there anyone who must not pick up your child?",
    },
}
"""The questions that safety hangs on, in the language of the family."""

SOURCE: Final = "答える人"
SOURCES: Final = (("self", "本人(保護者)"), ("proxy", "代理の方"))
PROXY: Final = "代理の方"
PROXY_NAME_HINT: Final = "名前(かな)"
PROXY_RELATION_HINT: Final = "続柄(例: 祖母)"
PROXY_NEEDED: Final = "代理の方の名前か続柄を書いてください。"

GUARDIAN: Final = "保護者"
KANA: Final = "ふりがな"
KANA_HINT: Final = "姓 名(間に空白)。ローマ字でもOK"
KANA_NEEDED: Final = "ふりがなか名前を書いてください。要るのは、これと同意だけです。"
NAME: Final = "名前"
NAME_HINT: Final = "本名で。漢字は、あとでもかまいません"
RELATION: Final = "続柄"
PHONE: Final = "電話"
PHONE_HINT: Final = "なければ「なし」"
NO_MOBILE: Final = "携帯がなくても、受けられることは同じです。つながりだけ保留です。"
"""A2 needs a mobile number; nothing else does (E23)."""

CHILD_NAME: Final = "名(漢字)"
BIRTHDAY_HINT: Final = "生年月日 R6.4.1"
BIRTHDAY_LATER: Final = "生年月日は、あとで聞くことに残ります。体験の前には要ります。"
ALLERGY: Final = "アレルギー"

EMERGENCY: Final = "緊急連絡先"
EMERGENCY_WHO: Final = "だれ(例: 父 太郎)"
COLLECTORS: Final = "お迎えしてよい人(保護者のほかに)"
BARRED: Final = "お迎えできない人"
COMPANION_NAME: Final = "名前(かな)"
COMPANION_RELATION: Final = "続柄(例: 祖母)"
FORM_NUMBER: Final = "用紙の番号"
FORM_NUMBER_HINT: Final = "紙から写すときだけ"
PARENTS: Final = frozenset({"母", "父", "ママ", "パパ", "お母さん", "お父さん", "母親", "父親"})
"""Relations of those who are guardians themselves."""

NEEDED: Final = "登録に要ります"
OPTIONAL: Final = "どちらでもかまいません"
ANSWERS: Final = (("yes", "はい"), ("no", "いいえ"))
METHOD: Final = "方法"
METHODS: Final = (("spoken", "読み上げ"), ("screen", "画面"), ("paper", "紙"), ("proxy", "代理"))
NOT_ASKED: Final = (
    "パスワードはうかがいません。ご本人がスマホで決めます。"
    "職業、収入、財産、国籍、信仰もうかがいません。"
)

DRAFT_RESTORED: Final = "書きかけを戻しました。続きから書けます。"
CLEARED: Final = "白紙にしました。もう一度 Ctrl+Z で戻ります。"
BROUGHT_BACK: Final = "消したものを戻しました。"
NOT_YET: Final = "「登録と連絡」の文を読み上げて、返事を 1 か 2 で入力してください。"
REFUSED: Final = "同意がないので登録しません。F9 ここで止める か、Ctrl+Z で白紙にしてください。"
MISREAD: Final = "番号を読み取れませんでした。もう一度読み取ってください。"
NO_DESK: Final = "番号は受付の画面で読み取ってください。書いたものはこのままです。"

STUCK_TITLE: Final = "ここで止める"
STUCK_WORDS: Final = (
    "書いたものはすべて残ります。だれが、いつまでに、どうやってご連絡するかを決めます。"
)
STUCK_REASON: Final = "わけ"
STUCK_REASONS: Final = (
    ("time", "時間がない"),
    ("ask_home", "家族に聞く"),
    ("no_papers", "資料がない"),
    ("language", "ことば"),
    ("consent", "同意を考える"),
    ("technical", "使い方・機器"),
    ("other", "その他"),
)
STUCK_WHO: Final = "連絡する人"
STUCK_HOW: Final = "連絡方法"
STUCK_HOW_HINT: Final = "例: 電話、手紙、次の会で"
STUCK_DUE: Final = "いつまで"
STUCK_DUE_HINT: Final = "例: 12/8"
STUCK_DAYS: Final = ((0, "きょう"), (1, "あした"), (3, "3日のうち"), (7, "1週間のうち"))
STUCK_WHO_NEEDED: Final = "だれがご連絡するかを書いてください。"
STUCK_DUE_NEEDED: Final = "いつまでにご連絡するかを選んでください。"
STUCK_SAVE: Final = "これで止める"
STUCK_CANCEL: Final = "続きを書く"
STUCK_REASON_NEEDED: Final = "わけを番号で選んでください。"
DAY_UNREADABLE: Final = "日にちとして読めません。例: 12/8、2026/12/8"
DAY_PAST: Final = "過ぎた日です。きょうから先の日にしてください。"

LIST_TITLE: Final = "書きかけの代理入力"
LIST_NEW: Final = "新しい家庭"
LIST_NEW_WORDS: Final = "白紙からはじめます"
LIST_OPEN: Final = "続きを書く"
NAMELESS: Final = "(名前はまだ)"

DONE_TITLE: Final = "登録しました"
DONE_NUMBER: Final = "仮の番号"
DONE_NUMBER_WORDS: Final = "受付でこの番号を言うか、控えを見せてください。スマホはいりません。"
DONE_FREE: Final = (
    "登録料も手数料もかかりません。スマホがあってもなくても、受けられることは同じです。"
)
DONE_SLIP: Final = "控えを出す"
DONE_MORE: Final = "二枚目も書く"
DONE_CLOSE: Final = "おわる"


def titles(meetup: Meetup | None) -> tuple[str, ...]:
    """Return where one is, the longest way of saying it first."""
    if meetup is None:
        return (TITLE,)
    return (f"{TITLE}  {meetup.title} {times.short_day(meetup.date)}", TITLE)


def read_aloud(*, is_eased: bool) -> str:
    """Return what stands above the purpose; `is_eased` where its language has no text."""
    return f"{READ_ALOUD}  {EASED}" if is_eased else READ_ALOUD


def waiting(count: int) -> str:
    """Say that other sign-ups are not finished."""
    return f"書きかけがほかに{count}件あります。F2 で続きから書けます。" if count else ""


def kept(name: str) -> str:
    """Say that what was typed is kept."""
    return f"{name}さんの書きかけが残っています。続きは代理入力の F2 から。"


def child(number: int) -> str:
    """Return the label of a child's line."""
    return f"子ども{number}"


def eligibility(birthday: date, on: date) -> str:
    """Return the age and from when the child may be entrusted, with the reason (A19, A20)."""
    months = age_months(birthday, on)
    if months < 0:
        return ""
    age = times.age(months)
    if on < eligible_from(birthday):
        first = times.short_day(eligible_from(birthday))
        return f"{age}。体験は {eligible_from(birthday).year}/{first} から。{INFANT_REASON}"
    if on >= eligible_until(birthday):
        return f"{age}。体験は13歳未満までです。"
    return f"{age}。体験できます。"


INFANT_REASON: Final = "0歳は眠っている間の事故が多いため。付き添いはできます。"


def consent_head(purpose: str, *, is_eased: bool = False) -> str:
    """Return what stands above the text of a purpose; `is_eased` where its language has none."""
    word = NEEDED if purpose == "registration" else OPTIONAL
    head = f"{consent.PURPOSES[purpose]}({word})"
    return f"{head}  {EASED}" if is_eased else head


def spaced(code: str) -> str:
    """Return the number in wide letters, so that it can be read from across the desk."""
    return code.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})


def done(name: str, here: int) -> str:
    """Say that a family was registered."""
    arrived = f"{here}名を受け付けました。" if here else "受付はしていません。"
    return f"{name}を登録しました。{arrived}"


def left_for_later(names: Sequence[str]) -> str:
    """Say what was left for later."""
    return "あとで聞くこと: " + "・".join(map(fields.name_of, names)) if names else ""


def promised(who: str, due: date, on: date, how: str = "", language: str = "ja") -> str:
    """Return the promise as it is read to the family, in its language too (E29)."""
    day = "本日中" if due == on else f"{times.short_day(due)}まで"
    by = _by(how)
    said = f"書いたものは残しました。{who}が{day}に{by}ご連絡します。"
    if language == "ja":
        return said
    if language == "en":
        return f"{said} We keep what you told us. {who} will contact you by {due.isoformat()}."
    return f"{said} {who}さんが {due.month}月{due.day}日までに れんらくします。"


def stuck(detail: str, who: str, due: date | None) -> str:
    """Return the promise as the list of what needs a person says it; `detail` is why and how."""
    reason, _, how = detail.partition("\n")
    word = dict(STUCK_REASONS).get(reason, "")
    when = f"{times.short_day(due)}まで " if due else ""
    return f"{when}{who}が{_by(how)}連絡(代理入力: {word})"


def _by(how: str) -> str:
    return f"{how.removesuffix('で')}で" if how else ""
