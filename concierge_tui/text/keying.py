"""Words for the family that keys the last four digits of another one, in three languages."""

from itertools import zip_longest
from typing import Final

from concierge_tui.text.facing import Said
from concierge_tui.text.times import clock_time

HEADING: Final = {"ja": "つながり(シェア友)", "easy": "つながり", "en": "Connecting"}
FOR: Final = {"ja": "{} さんへ", "easy": "{} さんへ", "en": "For {}"}
ASK: Final = {
    "ja": "{} さんに聞いて、\n携帯電話の、最後の4けたを入れてください。",
    "easy": "{} さんに ききます。\nけいたいでんわの ばんごうの、"
    "さいごの 4つの すうじを いれて ください。",
    "en": "Ask {} for the mobile number.\nType its last 4 digits.",
}
"""A line of its own begins after each break."""
HOW: Final = {
    "ja": "数字を4つ、そして Enter。Backspace で一つもどります。",
    "easy": "すうじを 4つ おして、Enter。まちがえたら Backspace。",
    "en": "4 digits, then Enter. Backspace takes one back.",
}
SHORT: Final = {
    "ja": "あと少しです。数字を4つ入れてください。",
    "easy": "すうじを 4つ いれて ください。",
    "en": "Please type 4 digits.",
}
WRONG: Final = {
    "ja": "違いました。もう一度聞いてください(あと{}回)。",
    "easy": "ちがいました。もういちど きいて ください(あと {}かい)。",
    "en": "Not right. Please ask again ({} left).",
}
RESTS: Final = {
    "ja": "少し休みます。{} を過ぎてから、もう一度どうぞ。",
    "easy": "すこし やすみます。{} を すぎてから、もういちど。",
    "en": "Let us wait. Please try again after {}.",
}
IN: Final = {"ja": "入りました", "easy": "はいりました", "en": "Done"}
PASS_ON: Final = {
    "ja": "次は、{} さんの番です。\n画面を渡してください。",
    "easy": "つぎは {} さんです。\nパソコンを わたして ください。",
    "en": "Now it is the turn of {}.\nPlease hand over the screen.",
}
WAITS: Final = {
    "ja": "{} さんも入れると、つながります。",
    "easy": "{} さんも いれると、つながります。",
    "en": "When {} has typed too, you are connected.",
}
MADE_WORDS: Final = {
    "ja": "{} さんと\n{} さんは、つながりました。\n入れた番号は、どこにも残りません。",
    "easy": "{} さんと\n{} さんは、つながりました。\nいれた ばんごうは のこりません。",
    "en": "{} and {} are connected.\nThe digits you typed are kept nowhere.",
}


def filled(said: Said, language: str, *names: str) -> str:
    """Return the words in a language, with the names in their places."""
    words = said.get(language, said["ja"])
    parts = words.split("{}")
    return "".join(part + name for part, name in zip_longest(parts, names, fillvalue=""))


def wrong(left: int, language: str) -> str:
    """Say that the digits were not those, and how many tries are left."""
    return filled(WRONG, language, str(left))


def rests(until: int, language: str) -> str:
    """Say until when no try is taken."""
    return filled(RESTS, language, clock_time(until))
