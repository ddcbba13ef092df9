"""Writes the kanji variants that search treats as one (see tools/README.md)."""  # noqa: INP001 (a tool, no package)

import argparse
import itertools
from pathlib import Path
from typing import Final

import jntajis

OUT: Final = Path(__file__).parents[1] / "concierge_tui/domain/data/kanji_variants.txt"
BLOCKS: Final = (
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x2A6E0),
    (0x2A700, 0x323B0),
)
EVERY_SCHEME: Final = 15
# What families use side by side and the map keeps apart, or joins for everyday characters only
# together with strangers (it has 功=切, 師=帥, 書=昼).
OVERLAY: Final = {
    "齊": "斎", "齋": "斎", "斉": "斎", "凜": "凛", "薮": "藪", "桧": "檜", "篭": "籠",
    "渕": "淵", "冨": "富", "舘": "館", "嶌": "島", "嶋": "島", "遙": "遥", "曾": "曽",
    "龍": "竜", "瀧": "滝", "萊": "莱", "枩": "松", "峯": "峰", "埜": "野", "穐": "秋",
    "靍": "鶴", "靏": "鶴", "噓": "嘘", "鷗": "鴎", "麴": "麹", "薗": "園", "祢": "禰",
    "頴": "穎", "駈": "駆", "涌": "湧", "燈": "灯", "盃": "杯", "苅": "刈", "楳": "梅",
    "礒": "磯", "桝": "枡", "諌": "諫", "壷": "壺", "砿": "鉱", "柁": "舵", "逹": "達",
}  # fmt: skip


def variants() -> dict[str, str]:
    """Return each character that has a plainer form, with the plainest one."""
    direct: dict[str, str] = {}
    for code in itertools.chain.from_iterable(itertools.starmap(range, BLOCKS)):
        character = chr(code)
        candidates = jntajis.mj_shrink_candidates(character, EVERY_SCHEME)
        if not everyday(character) and candidates and len(candidates[0]) == 1:
            direct[character] = candidates[0]
    direct |= OVERLAY
    return {character: plainest(character, direct) for character in sorted(direct)}


def everyday(character: str) -> bool:
    """Return whether the character stands in the first level of JIS X 0208."""
    try:
        return character.encode("shift_jis") < b"\x98\x9f"
    except UnicodeEncodeError:
        return False


def plainest(character: str, direct: dict[str, str]) -> str:
    """Follow the map to its end; a circle ends at its lowest character."""
    seen = [character]
    while (following := direct.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def main() -> None:
    """Write two lines: the variants, and beneath each its plain form."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    table = {key: plain for key, plain in variants().items() if key != plain}
    OUT.write_text(f"{''.join(table)}\n{''.join(table.values())}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
