"""How the command line explains itself, and what it says about a call that is wrong."""

import re
from typing import Final

USAGE_PREFIX: Final = "使い方:"
HEADINGS: Final = {"Options": "オプション", "Commands": "コマンド", "Arguments": "引数"}

_TERMS: Final = (
    ("Show this message and exit.", "この説明を出します。"),
    (re.escape("COMMAND [ARGS]..."), "コマンド ..."),
    (re.escape("[OPTIONS]"), "[オプション]"),
    (r"\brequired\b", "必須"),
    (r"\bdefault: ", "既定 "),
    (r"\b(?:INTEGER|FLOAT) RANGE\b|\bINTEGER\b|\bFLOAT\b", "数"),
    (r"\bTEXT\b", "文字"),
    (r"\b(FILE|PATH|DIRECTORY)\b", "ファイル"),
)


def in_japanese(explained: str) -> str:
    """Return a piece of a help page with the library's own English put into Japanese."""
    for english, japanese in _TERMS:
        explained = re.sub(english, japanese, explained)
    return explained


def _pointing(what: str, path: str) -> str:
    return f"{what}({path} --help で使い方が見られます)。"


def missing(name: str, path: str) -> str:
    """Say that something must be given."""
    return _pointing(f"{name} を指定してください", path)


def bad_value(name: str, allowed: str, path: str) -> str:
    """Say that a value does not fit."""
    return _pointing(f"{name} には{allowed}を指定してください", path)


def choices(words: str) -> str:
    """Return what may be chosen."""
    return f" {words} のどれか"


NUMBER: Final = "数"
FILE: Final = "読めるファイル"
OTHER_VALUE: Final = "正しい値"


def between(least: int | None, most: int | None) -> str:
    """Return the numbers that fit."""
    if least is None or most is None:
        return NUMBER if least is None else f"{least}以上の数"
    return f"{least}から{most}までの数"


def no_such_option(path: str) -> str:
    """Say that an option does not exist."""
    return _pointing("そのオプションはありません", path)


def no_such_command(path: str) -> str:
    """Say that a command does not exist."""
    return _pointing("そのコマンドはありません", path)


def command_missing(path: str) -> str:
    """Say that a command must follow."""
    return _pointing("続けてコマンドを書いてください", path)


def otherwise(path: str) -> str:
    """Say that a call is wrong in some other way."""
    return _pointing("使い方が違います", path)


def own(message: str, path: str) -> str:
    """Add where help is to what a command says itself."""
    return _pointing(message.removesuffix("。"), path)


UNREADABLE: Final = "文字として読めない引数があります。入力し直してください。"
