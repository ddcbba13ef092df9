"""Words before a store is open: the first choice, the passphrase, the recovery key."""

# ruff: noqa: S105 - words about passphrases, not passphrases

from typing import Final

TITLE: Final = "子育て交流会 受付"
INTRO: Final = "はじめてお使いになるときは、下から一つ選んでください。"

PRACTISE: Final = "練習"
PRACTISE_WORDS: Final = "つくりものの60家庭で受付をためします。何をしても大丈夫です。"
BEGIN: Final = "はじめる"
BEGIN_WORDS: Final = "この端末に受付のデータをつくります。インターネットは要りません。"
CONNECT: Final = "本部につなぐ"
CONNECT_WORDS: Final = "データをつくってから、本部でもらった登録コードでつなぎます。"
RESTORE: Final = "バックアップから戻す"
RESTORE_WORDS: Final = "バックアップのファイルを選んで、前の続きからはじめます。"

PREPARING: Final = "練習の用意をしています…"
PRACTICE_AREA: Final = "みその"
PRACTICE_STAFF: Final = "練習 花子"

UNLOCK_INTRO: Final = "合言葉を入力して Enter を押してください。"
PASSPHRASE: Final = "合言葉"
PASSPHRASE_HINT: Final = "合言葉を忘れたときは、紙に書いた復旧キーでも開けます。"
UNLOCK: Final = "ひらく"
UNLOCKING: Final = "確かめています。1〜2秒お待ちください…"
PASSPHRASE_EMPTY: Final = "合言葉が空です。入力してください。"
SHOW_SECRET: Final = "入力した文字を見せる"

CREATE_TITLE: Final = "はじめる"
AREA: Final = "地域"
AREA_HINT: Final = "本部と同じ名前で。例: 美園"
STAFF: Final = "あなたの名前"
STAFF_HINT: Final = "例: 山田 花子"
NEW_PASSPHRASE: Final = "合言葉"
EXAMPLE: Final = "かえる ふで やま あめ"
NEW_PASSPHRASE_HINT: Final = f"関係のない言葉を4つ。例: {EXAMPLE}(この例は使えません)"
AGAIN: Final = "合言葉をもう一度"
AGAIN_HINT: Final = "同じものを入力してください。"
PIN: Final = "PIN(4〜8けたの数字)"
PIN_HINT: Final = "画面が隠れたとき、これで戻ります。"
CERTIFICATION: Final = "あなたの認定"
CERTIFICATION_PROMPT: Final = "選んでください"
UNTIL: Final = "認定の期限"
UNTIL_HINT: Final = "認定の人だけ。例: R9.3.31"
CREATE: Final = "つくる"
CREATING: Final = "データをつくっています…"

AREA_EMPTY: Final = "地域の名前を入力してください。"
STAFF_EMPTY: Final = "あなたの名前を入力してください。"
PASSPHRASE_WEAK: Final = "言葉を4つ以上か、12文字以上にしてください。"
PASSPHRASE_DIFFERS: Final = "上と違います。入力し直してください。"
PIN_BAD: Final = "PIN は4〜8けたの数字にしてください。"
CERTIFICATION_MISSING: Final = "認定の状態を選んでください。"
UNTIL_MISSING: Final = "認定の期限を入力してください。"
UNTIL_NOT_NEEDED: Final = "認定の人だけです。空にしてください。"
UNTIL_BAD: Final = "日付として読めません。例: 2027/3/31、令和9年3月31日"
LOOK_AT_FIELDS: Final = "直すところがあります。その欄の下の文を見てください。"

CERTIFICATIONS: Final = (
    ("none", "なし"),
    ("applied", "応募した"),
    ("training", "研修中"),
    ("certified", "認定"),
    ("suspended", "停止中"),
)

RECOVERY_TITLE: Final = "復旧キー"
RECOVERY_WORDS: Final = (
    "合言葉を忘れたときに、この復旧キーで開けます。\n"
    "紙に書いて封筒に入れ、責任者が保管してください。\n"
    "この画面を閉じると、二度と表示できません。数字の0・1・8・9は使っていません。"
)
WRITTEN_DOWN: Final = "紙に書きました"
GO_ON: Final = "つぎへ"
TICK_FIRST: Final = "紙に書いてから「紙に書きました」に印をつけてください。"

REPLACE_TITLE: Final = "復旧キーをつくり直す"
REPLACE_WORDS: Final = (
    "復旧キーの紙をなくしたとき、写す前に画面を閉じたときに、新しくつくれます。\n"
    "紙に写して「替える」を押すまで、前の復旧キーは変わりません。"
)
REPLACE_HINT: Final = "ご本人か確かめるため、もう一度うかがいます。"
REPLACE_MAKE: Final = "新しい復旧キーを見る"
REPLACE_MAKING: Final = "確かめています。1〜2秒お待ちください…"
REPLACE_NEW: Final = (
    "紙に書いて封筒に入れ、責任者が保管してください。替えたら前の紙は捨てます。\n"
    "この画面を閉じると、二度と表示できません。数字の0・1・8・9は使っていません。"
)
REPLACE: Final = "替える"
REPLACING: Final = "復旧キーを替えています…"
REPLACED: Final = "復旧キーを替えました。つぎからは新しい紙のものだけで開きます。"
NOT_REPLACED: Final = "復旧キーは替えていません。"

RENEW_TITLE: Final = "新しい合言葉"
RENEW_WORDS: Final = (
    "復旧キーで開きました。合言葉を忘れたときは、ここで新しく決められます。\n"
    "前の合言葉は使えなくなります。復旧キーはこれからも使えます。"
)
RENEW: Final = "決める"
RENEW_LATER: Final = "あとで"
RENEWING: Final = "合言葉を替えています…"
RENEWED: Final = "合言葉を替えました。つぎからは新しい合言葉で開きます。"

LEAVE_TITLE: Final = "練習をおわりますか"
LEAVE_WORDS: Final = "練習のデータは消えます。本番のデータは別につくられます。"
LEAVE_YES: Final = "本番をはじめる"
LEAVE_NO: Final = "練習をつづける"

PRACTICE_LEFT_ALONE: Final = (
    "しばらく操作がなかったので、練習をおわりました。練習のデータは消えました。"
)
LEFT_ALONE: Final = "しばらく操作がなかったので、閉じました。書きかけは残っています。"

RESTORE_TITLE: Final = "バックアップから戻す"
RESTORE_INTRO: Final = "バックアップのファイルと、そのときの合言葉を入力してください。"
FILE: Final = "ファイル"
FILE_HINT: Final = "場所を入力するか、ファイルをここにドラッグしてください。"
FILE_EMPTY: Final = "ファイルの場所を入力してください。"
RESTORE_BUTTON: Final = "戻す"
RESTORING: Final = "戻しています。しばらくお待ちください…"


def to_copy(recovery: str) -> str:
    """Return a recovery key in two lines, as it is copied by hand."""
    groups = recovery.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join(("-".join(groups[:half]), "-".join(groups[half:])))


def certification_word(state: str) -> str:
    """Return what a state of certification is called."""
    return dict(CERTIFICATIONS).get(state, state)
