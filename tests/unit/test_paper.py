"""Everything that is printed: it opens, it can be read, scanned, and it tells nothing too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.printing import press
from concierge_tui.printing.page import Paper
from concierge_tui.printing.typeface import MISSING
from concierge_tui.services.paper_content import (
    Cards,
    Consent,
    Content,
    Info,
    Labels,
    LabelSheet,
    ListedChild,
    ListedFamily,
    Pack,
    Panel,
    Place,
    PurposeText,
    Roster,
    Sheet,
    SignUp,
    Slips,
    Tables,
    Tag,
)
from concierge_tui.services.slips import Slip
from concierge_tui.text import paper as text
from concierge_tui.text import slip as slip_text
from concierge_tui.text.slip import also_said
from tests.papers.reading import ANGLES, codes_on, has_poppler, pages_of, text_of
from tests.ui.test_hostile_typing import hostile

pytestmark = pytest.mark.skipif(not has_poppler, reason="poppler-utils is not installed")

NAMES = (
    "渡邉 髙橋", "﨑田 凜", "𠮷田 栁澤", "濵田 德永", "邊見 葛󠄀城", "齋藤 琴子", "辻󠄀 惠",
)  # fmt: skip
CODES = tuple(f"MS1-7KQ2W{letter}-{letter}" for letter in "BCDFGHJKLMNPQRSTVWXYZ")
SHEET = Sheet("みその 2026年12月5日 転載禁止", "みその交流会 2026年12月5日(土)", "みその")
NUMBERS = ("GK7-001-X", "GK7-002-B")
SIGN_UP = SignUp("HTTPS://MAMASAPO.EXAMPLE.JP/S/7KQ2-WXBD", "mamasapo.example.jp/s", "7KQ2-WXBD")


def slip(at: int, name: str = "田中 美咲") -> Slip:
    return Slip(
        f"{name} 様", CODES[at], "みその交流会 2026年12月5日(土)", "次回は12/12です。",
        "お問い合わせ 045-263-6433(AsMama)", kana="タナカ ミサキ",
    )  # fmt: skip


def tags(count: int) -> tuple[Tag, ...]:
    return tuple(Tag(NAMES[at % len(NAMES)], "ワタナベ タカハシ", CODES[at]) for at in range(count))


def listed(number: int, name: str = "田中 美咲") -> ListedFamily:
    children = (ListedChild("陽葵", "2歳5か月", "なし"), ListedChild("蓮", "10か月", "不明"))
    return ListedFamily(
        number, name, "タナカ ミサキ", 2, "健太", children, "3", "携帯電話あり",
        "お迎え 美咲・和子 だけ",
    )  # fmt: skip


TEXTS = tuple(
    PurposeText(purpose, title, "2026-11", "読み上げる文です。" * 4, purpose == "reuse")
    for purpose, title in text.PURPOSES.items()
)
DRAWN = {
    "\U0003134a\ue000\U0001f476": MISSING * 3,
    "山田[/]花子": "山田[/]花子",
    "x\x00q\x1b[31m": "xq",
    "\u202e逆さ\u202c": "逆さ",
    "ほ\u309a": "ぽ",
    "\u200b\u200d": "",
    "": "",
}
"""Hostile names, and what is left of each on paper."""
MANUAL = Panel("手順  版 要差替", "119番に電話する。\n" * 12)
PLACE = Place("美園ホール", "緑区美園0-0", "責任 者子 048-000-0111")
KINDS: dict[str, tuple[Content, int]] = {
    "slips": (Slips(tuple(map(slip, range(9))), sign_up=SIGN_UP), 2),
    "large slips": (Slips(tuple(map(slip, range(3))), large=True, sign_up=SIGN_UP), 2),
    "cards": (Cards(tags(11)), 2),
    "large cards": (Cards(tags(5), large=True), 2),
    "labels": (Labels(tags(20), LabelSheet(used=5)), 2),
    "roster": (Roster(tuple(map(listed, range(1, 31)))), 2),
    "large roster": (Roster(tuple(map(listed, range(1, 31))), large=True), 3),
    "consent": (Consent(TEXTS, NUMBERS), 2),
    "large consent": (Consent(TEXTS, NUMBERS, large=True), 2),
    "pack": (Pack(Roster((listed(1),)), NUMBERS, Consent(TEXTS, NUMBERS), PLACE, MANUAL), 7),
    "info": (Info((Panel("費用", "無料です。"),), SIGN_UP), 1),
    "tables": (Tables(((("田中 美咲", "𠮷野 花"), ("高橋 彩",)), (("田中 美咲",) * 4,) * 20)), 4),
}
CODED: dict[str, set[str]] = {
    "slips": {*CODES[:9], SIGN_UP.url},
    "large slips": {*CODES[:3], SIGN_UP.url},
    "cards": set(CODES[:11]),
    "large cards": set(CODES[:5]),
    "labels": set(CODES[:20]),
    "consent": set(NUMBERS),
    "pack": set(NUMBERS),
    "info": {SIGN_UP.url},
}


def printed(content: Content, folder: Path, sheet: Sheet = SHEET) -> Path:
    document = press.draw(content, sheet)
    assert document is not None
    path = folder / "paper.pdf"
    press.write(document.pdf, path)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_opens_and_says_what_each_page_holds(kind: str, tmp_path: Path) -> None:
    content, pages = KINDS[kind]
    document = press.draw(content, SHEET)
    assert document is not None
    path = tmp_path / "p.pdf"
    press.write(document.pdf, path)

    assert (len(document.pages), len(pages_of(path, 20))) == (pages, pages)
    assert all(document.pages)
    assert MISSING not in text_of(path)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("tables", "pages"), [(3, 1), (6, 1), (8, 2), (15, 3)])
def test_who_sits_where_is_read_from_two_metres(tables: int, pages: int, tmp_path: Path) -> None:
    dots = 4  # a millimetre
    content = Tables(((("国国", "国国", "国国", "国国"),) * tables,))
    found = pages_of(printed(content, tmp_path), round(dots * 25.4))
    first_names = found[0].crop((20 * dots, 42 * dots, 26 * dots, 283 * dots))
    is_inked = [
        min(first_names.crop((0, y, first_names.width, y + 1)).tobytes()) < 100
        for y in range(first_names.height)
    ]
    runs = "".join(map("-X".__getitem__, is_inked)).split("-")

    assert len(found) == pages
    assert sum(len(run) > 7 * dots for run in runs) >= 4, "seven millimetres of ink each"


@pytest.mark.parametrize(
    "angle",
    [angle if angle == 7 else pytest.param(angle, marks=pytest.mark.soak) for angle in ANGLES],
)
@pytest.mark.parametrize("kind", CODED)
def test_codes_are_read_at_75_dots_an_inch_however_the_paper_lies(
    kind: str, angle: int, tmp_path: Path
) -> None:
    pages = pages_of(printed(KINDS[kind][0], tmp_path))

    assert set[str]().union(*(codes_on(page, angle) for page in pages)) == CODED[kind]


@pytest.mark.parametrize("name", NAMES)
def test_the_kanji_of_names_are_drawn_and_can_be_copied(name: str, tmp_path: Path) -> None:
    found = text_of(printed(Slips((slip(0, name),)), tmp_path))

    for part in name.split(" "):
        assert part in found
    assert MISSING not in found


def test_a_selector_picks_out_another_form_of_the_kanji(tmp_path: Path) -> None:
    plain, chosen = (
        pages_of(printed(Cards((Tag(name, "", CODES[0]),)), tmp_path), 150)[0].tobytes()
        for name in ("葛", "葛󠄀")
    )

    assert plain != chosen


@pytest.mark.parametrize("kind", ["slips", "cards", "labels", "roster"])
def test_a_hostile_name_is_drawn_as_far_as_it_can_be(kind: str, tmp_path: Path) -> None:
    tags_ = tuple(Tag(name, name, CODES[at]) for at, name in enumerate(DRAWN))
    contents: dict[str, Content] = {
        "slips": Slips(tuple(slip(at, name) for at, name in enumerate(DRAWN))),
        "cards": Cards(tags_),
        "labels": Labels(tags_),
        "roster": Roster(tuple(listed(at, name) for at, name in enumerate(DRAWN, 1))),
    }
    said = text_of(printed(contents[kind], tmp_path))

    assert [shown for shown in DRAWN.values() if shown not in said] == []


@pytest.mark.parametrize("length", [40, 400, 4000])
@pytest.mark.parametrize("kind", ["slips", "cards", "labels", "roster"])
def test_a_name_without_end_stays_in_its_place(kind: str, length: int, tmp_path: Path) -> None:
    name = "寿限無" * (length // 3)
    long = Tag(name, "ジュゲム" * length, CODES[1])
    contents: dict[str, Content] = {
        "slips": Slips(
            (slip(0)._replace(name=name, event=name, after=name, contact=name), slip(1))
        ),
        "cards": Cards((long, Tag("田中", "", CODES[2]))),
        "labels": Labels((long, Tag("田中", "", CODES[2]))),
        "roster": Roster((listed(1)._replace(name=name, others=name, collect=name), listed(2))),
    }
    path = printed(contents[kind], tmp_path)

    if kind != "roster":
        assert len(codes_on(pages_of(path, 100)[0])) == 2
    assert "田中" in text_of(path)
    assert len(pages_of(path, 20)) == 1


def test_the_least_letter_of_a_large_slip_is_eighteen_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[float] = []
    words = Paper.words

    def noting(self: Paper, said: str, x: float, y: float, size: float, width: float,
               **how: object) -> float:  # fmt: skip
        sizes.append(size)
        return words(self, said, x, y, size, width, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Paper, "words", noting)
    printed(KINDS["large slips"][0], tmp_path)

    assert min(sizes) >= 18


def test_two_hundred_families_tell_their_progress_and_stop_when_told() -> None:
    many = Slips(tuple(slip(at % 20) for at in range(200)))
    told: list[tuple[int, int]] = []

    document = press.draw(many, SHEET, lambda at, total: told.append((at, total)))

    assert document is not None
    assert told == [(at, 200) for at in range(1, 201)]
    told.clear()
    assert press.draw(many, SHEET, lambda *at: told.append(at), lambda: len(told) >= 3) is None
    assert len(told) == 3


def test_whoever_telephones_for_help_reads_where_it_is_and_whom_to_tell(tmp_path: Path) -> None:
    found = text_of(printed(KINDS["pack"][0], tmp_path))

    for said in PLACE:
        assert said in found


def test_nothing_to_print_is_a_page_and_no_crash(tmp_path: Path) -> None:
    for content in (
        Slips(()),
        Cards(()),
        Labels(()),
        Roster(()),
        Pack(Roster(()), (), Consent(())),
    ):
        assert len(pages_of(printed(content, tmp_path), 20)) >= 1


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_no_naughty_name_breaks_a_page(step: int, tmp_path: Path) -> None:
    names = hostile()[::step]
    tags_ = tuple(Tag(name, name, CODES[at % len(CODES)]) for at, name in enumerate(names))

    for content in (
        Slips(tuple(slip(at % len(CODES), name) for at, name in enumerate(names))),
        Cards(tags_),
        Roster(tuple(listed(at, name) for at, name in enumerate(names, start=1))),
    ):
        assert pages_of(printed(content, tmp_path), 10)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["ja", "en", "easy", "zh"])
def test_a_slip_says_pick_up_allergy_and_consent_in_other_words_too(
    tmp_path: Path, language: str, *, large: bool
) -> None:
    other = slip(1)._replace(also=also_said(language))
    told = list[tuple[int, int]]()
    sheet = Slips((slip(0), other), large, SIGN_UP)
    # The watermark's letters would stand between the others.
    made = press.draw(sheet, SHEET._replace(mark=""), lambda done, of: told.append((done, of)))
    assert made is not None
    path = tmp_path / "slips.pdf"
    path.write_bytes(made.pdf)
    said = "".join(text_of(path).split())

    lines = also_said(language)
    assert len(lines) == (0 if language == "ja" else 3)
    for line in lines:
        assert said.count("".join(line.split())) == 1
    assert said.count("".join(slip_text.FAIRNESS.split())[:12]) == 2, "the same to everyone"
    assert told[-1][0] == told[-1][1]
    found = {code for page in pages_of(path) for code in codes_on(page)}
    assert found == {CODES[0], CODES[1], SIGN_UP.url}
