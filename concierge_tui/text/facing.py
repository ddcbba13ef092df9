"""Words on the screen that is turned to a family: few, plain, and in three languages."""

from collections.abc import Mapping
from typing import Final

from concierge_tui.domain.consent import CONTACT, REGISTRATION, REUSE, TRIAL
from concierge_tui.text import consent

Said = Mapping[str, str]
"""The same words by language; whoever reads another one gets the Japanese."""

LANGUAGES: Final = {"ja": "日本語", "easy": "やさしい日本語", "en": "English"}

LANGUAGE_KEY: Final = "Space: ことば / Language"
BACK: Final = {"ja": "前へ", "easy": "まえへ", "en": "Back"}
NEXT: Final = {"ja": "次へ", "easy": "つぎへ", "en": "Next"}
GIVE_BACK: Final = {
    "ja": "Esc スタッフに返す",
    "easy": "Esc スタッフに わたす",
    "en": "Esc Give back to staff",
}
CHOOSE: Final = {
    "ja": "← → で選んで、Enter を押してください。",
    "easy": "← → で えらんで、Enter を おして ください。",
    "en": "Choose with ← →, then press Enter.",
}
GO_ON: Final = {
    "ja": "Enter で次へ進みます。",
    "easy": "Enter を おすと、つぎに すすみます。",
    "en": "Press Enter to go on.",
}
CALL_STAFF: Final = {
    "ja": "書けませんでした。スタッフを呼んでください。",
    "easy": "かけませんでした。スタッフを よんで ください。",
    "en": "This could not be saved. Please call the staff.",
}
THANKS_HEADING: Final = {
    "ja": "ありがとうございました",
    "easy": "ありがとうございました",
    "en": "Thank you",
}
THANKS: Final = {
    "ja": "画面をスタッフに返してください。",
    "easy": "パソコンを スタッフに わたして ください。",
    "en": "Please give the computer back to the staff.",
}
PIN_WORDS: Final = "ここからはスタッフが押します。スタッフの PIN で、画面がスタッフにもどります。"
PIN_KEYS: Final = "Enter もどす  Esc ご家族の画面のまま"

YES: Final = {"ja": "はい", "easy": "はい", "en": "Yes"}
NO: Final = {"ja": "いいえ", "easy": "いいえ", "en": "No"}
TALK: Final = {"ja": "スタッフと話す", "easy": "スタッフと はなす", "en": "Talk to staff"}
RIGHT: Final = {"ja": "合っています", "easy": "あっています", "en": "This is right"}
WRONG: Final = {"ja": "ちがいます", "easy": "ちがいます", "en": "Something is wrong"}

PURPOSES: Final[Mapping[str, Said]] = {
    REGISTRATION: {
        "ja": consent.PURPOSES[REGISTRATION],
        "easy": "登録と 連絡",
        "en": "Registration",
    },
    TRIAL: {
        "ja": consent.PURPOSES[TRIAL],
        "easy": "あずけあいの 体験",
        "en": "Trying child-minding",
    },
    CONTACT: {"ja": consent.PURPOSES[CONTACT], "easy": "お知らせ", "en": "News"},
    REUSE: {"ja": consent.PURPOSES[REUSE], "easy": "写真・ことば・絵", "en": "Photos and words"},
}
ANSWERS: Final[Mapping[str, Said]] = {
    "granted": YES,
    "outdated": YES,
    "withdrawn": {"ja": "やめました", "easy": "やめました", "en": "Withdrawn"},
    "declined": NO,
    "never": {"ja": "まだ聞いていません", "easy": "まだ きいていません", "en": "Not asked yet"},
}

READ_BACK: Final = {
    "ja": "書いたことを確かめてください",
    "easy": "かいたことを みて ください",
    "en": "Please check what we wrote",
}
CONSENT_READ_BACK: Final = {
    "ja": "お返事を確かめてください",
    "easy": "あなたの こたえ",
    "en": "Please check your answers",
}
RELATIONS: Final = {"母": "はは", "父": "ちち", "祖母": "そぼ", "祖父": "そふ", "友人": "ゆうじん"}
FOODS: Final = {
    "卵": "たまご",
    "牛乳": "ぎゅうにゅう",
    "乳": "にゅう",
    "小麦": "こむぎ",
    "加熱": "かねつ",
    "少量": "しょうりょう",
    "所持": "しょじ",
    "可": "か",
}
"""Read so on the line of an allergy, where no name stands."""
ALLERGY: Final = {"ja": "アレルギー", "easy": "アレルギー", "en": "Allergies"}
COLLECT: Final = {"ja": "お迎えの人", "easy": "むかえに くる人", "en": "May collect"}
PHONE: Final = {"ja": "電話", "easy": "電話", "en": "Telephone"}
PHONE_ALOUD: Final = {
    "ja": "(続きは声で確かめます)",
    "easy": "(つづきは こえで ききます)",
    "en": "(we check the rest aloud)",
}
HAS: Final[Mapping[str, Said]] = {
    "yes": {"ja": "あり", "easy": "あります", "en": "Yes"},
    "no": {"ja": "なし", "easy": "ありません", "en": "None"},
    "unknown": {"ja": "まだわかりません", "easy": "まだ わかりません", "en": "Not known yet"},
}


def of(said: Said, language: str) -> str:
    """Return the words in a language, or in Japanese."""
    return said.get(language, said["ja"])


def begun_in(language: str) -> tuple[str, ...]:
    """Return our languages, first the one in which a family reads.

    Who reads none of them begins with the easy Japanese, and has the English one key away.
    """
    first = language if language in LANGUAGES else "easy" if language else "ja"
    return (first, *(each for each in LANGUAGES if each != first))


def place(number: int, total: int) -> str:
    """Say how far one has read."""
    return f"{number} / {total}"


def language_word(language: str) -> str:
    """Return what a language calls itself; a coordinator's file may bring another."""
    return LANGUAGES.get(language, language)


def birthday(year: int, month: int, day: int, language: str) -> str:
    """Return a birthday as it is read."""
    return f"{year}-{month:02}-{day:02}" if language == "en" else f"{year}年{month}月{day}日"
