"""A family that needs an interpreter."""

from typing import Final

TITLE: Final = "通訳がいるとき"
STORY: Final = "英語を話すご家族です。日本語は少し。友人のマリアさんが通訳します。"
LANGUAGE: Final = "F4 で代理入力をひらき、ことばは 3(English)、日本語は 2(少し)。"
INTERPRETER: Final = (
    "通訳する人 maria、友人なので 2、研修は 2(受けていない)。通訳を頼む文が残ります。"
)
LANGUAGE_SHOWN: Final = ("[3 English]", "[2 少し]", "We will ask your name")
INTERPRETER_SHOWN: Final = ("[2 友人]", "[2 受けていない]", "研修を受けた通訳にも頼みます")
NAME: Final = "maria"
