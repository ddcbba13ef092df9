"""What goes onto paper from a real store: no more of a family than that paper needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.paper_content import PaperKind
from concierge_tui.services.paperwork import Order
from db.laptop.keyslots import Cost
from tests.conftest import NOON
from tests.journals.desk_families import registered
from tests.papers.reading import codes_on, has_poppler, pages_of, text_of
from tests.staging.granted import CODE, URL, grant

pytestmark = pytest.mark.skipif(not has_poppler, reason="poppler-utils is not installed")

HANDED_OUT: tuple[PaperKind, ...] = ("slips", "cards", "labels")
ON_A_SHEET: tuple[PaperKind, ...] = ("roster", "pack")
CANARIES = {
    "phone": "09012340987", "last four": "0987", "allergy": "カナリア卵", "notes": "カナリアメモ",
    "rest": "カナリア荘101", "email": "canary@example.jp", "child": "陽葵",
    "emergency": "カナリア祖父", "barred": "禁太郎", "postal": "3360967",
}  # fmt: skip


@pytest.fixture
def family(desk: Desk, meetup: str) -> str:
    """Everything that must not be told stands in this family."""
    done = registered(desk, meetup=meetup)
    mother, child = done.people
    allergy = {"has": "yes", "text": CANARIES["allergy"]}
    drafts = [
        Draft("family.set", done.family, {
            "rest": CANARIES["rest"], "notes": CANARIES["notes"], "postal": CANARIES["postal"],
            "emergency": {"name": CANARIES["emergency"], "phone": "09000000987", "relation": ""},
        }, subject=done.family),
        Draft("person.set", mother, {
            "phone": CANARIES["phone"], "email": CANARIES["email"], "may_collect": True,
        }, subject=done.family),
        Draft("person.set", child, {"allergy": allergy, "notes": CANARIES["notes"]},
              subject=done.family),
        Draft("person.set", f"{mother}-barred", {
            "family": done.family, "role": "carer", "name": "田中 禁太郎", "must_not_collect": True,
        }, subject=done.family),
    ]  # fmt: skip
    desk.journal.append(drafts, desk.author())
    return done.family


def printed(desk: Desk, folder: Path, kind: PaperKind, meetup: str, *, large: bool = False) -> Path:
    document = desk.paperwork().print(Order(kind, meetup, large=large, forms=2))
    assert document is not None
    path = folder / f"{kind}.pdf"
    desk.keep_paper(document.pdf, path)
    return path


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("kind", HANDED_OUT)
def test_a_paper_that_may_be_lost_tells_a_name_and_a_code(
    desk: Desk, meetup: str, family: str, tmp_path: Path, kind: PaperKind, *, large: bool
) -> None:
    path = printed(desk, tmp_path, kind, meetup, large=large)
    found = text_of(path)

    code = desk.families.get(family).code
    assert {code} == codes_on(pages_of(path)[0])
    for word in ("田中", "美咲", code):
        assert word in found
    assert {name: word for name, word in CANARIES.items() if word in found.replace("-", "")} == {}


@pytest.mark.parametrize("kind", ON_A_SHEET)
def test_a_list_of_the_desk_says_what_a_blackout_needs_and_to_shred_it(
    desk: Desk, meetup: str, family: str, tmp_path: Path, kind: PaperKind
) -> None:
    del family
    found = text_of(printed(desk, tmp_path, kind, meetup))

    for word in ("田中", "陽葵", "アレルギーあり", "細断", "携帯電話あり", "お迎え 美咲 だけ"):
        assert word in found
    told = {name: word for name, word in CANARIES.items() if word in found.replace("-", "")}
    assert set(told) == {"child"}


def test_a_reprint_keeps_every_code(desk: Desk, meetup: str, family: str, tmp_path: Path) -> None:
    del family
    first = codes_on(pages_of(printed(desk, tmp_path, "slips", meetup))[0])

    assert codes_on(pages_of(printed(desk, tmp_path, "slips", meetup, large=True))[0]) == first


def test_a_rehearsal_is_marked_on_every_kind(
    desk: Desk, meetup: str, family: str, tmp_path: Path
) -> None:
    del family
    kinds: tuple[PaperKind, ...] = (*HANDED_OUT, *ON_A_SHEET, "consent", "info")
    for kind in kinds:
        # The mark lies aslant, so its letters are copied out one by one.
        assert set("練習") <= set(text_of(printed(desk, tmp_path, kind, meetup)))


def test_the_consent_form_bears_every_purpose_its_text_and_its_version(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    found = "".join(text_of(printed(desk, tmp_path, "consent", meetup)).split())

    for purpose in ("registration", "trial", "contact", "reuse"):
        wording = desk.wordings.get(purpose)
        assert f"版{wording.version}" in found
        assert wording.text.split("。", maxsplit=1)[0][:12] in found
    for word in ("はい", "いいえ", "署名", "立会人", "日付"):
        assert word in found


def test_the_pack_bears_reserved_numbers_and_the_list_was_looked_at(
    desk: Desk, meetup: str, family: str, tmp_path: Path
) -> None:
    del family
    expected = desk.form_numbers.next(2)
    path = printed(desk, tmp_path, "pack", meetup)

    assert set(expected) == set().union(*(codes_on(page) for page in pages_of(path)))
    assert "要差替" in text_of(path), "the manual is a template until it is replaced (A17)"
    assert not set(expected) & set(desk.form_numbers.next(2))
    looked = [op.kind for op in desk.journal.history(meetup)]
    assert "looked.at" in looked


@pytest.fixture
def enrolled(tmp_path: Path) -> Iterator[Desk]:
    """A desk in earnest; nobody has granted it anything yet."""
    new = bootstrap.NewStore("みその", "試験 花子", "さくら でんしゃ みかん ゆうひ")
    opened, _ = bootstrap.create(Home(tmp_path / "home"), new, cost=Cost(8, 1, 1), now=lambda: NOON)
    yield opened
    opened.close()


WITH_SIGN_UP: tuple[tuple[PaperKind, bool], ...] = (("slips", False), ("slips", True),
                                                    ("info", False))  # fmt: skip


@pytest.mark.parametrize(("kind", "large"), WITH_SIGN_UP)
def test_the_way_to_sign_up_stands_on_paper_once_a_service_told_it(
    enrolled: Desk, tmp_path: Path, kind: PaperKind, *, large: bool
) -> None:
    day = enrolled.meetups.new("みその交流会", "2026-12-05").id
    registered(enrolled, meetup=day)
    scanned = f"{URL.upper()}/S/{CODE}"

    def found() -> tuple[set[str], str]:
        path = printed(enrolled, tmp_path, kind, day, large=large)
        return codes_on(pages_of(path)[0]), text_of(path)

    for url, code in (("", ""), ("", CODE), (URL, "")):
        if url or code:
            grant(enrolled, url, code)
        codes, words = found()
        assert not any("/S/" in each for each in codes), (url, code)
        assert "申込コード" not in words
    grant(enrolled, URL)
    codes, words = found()

    assert scanned in codes
    for word in ("スマホで登録", "申込コード", CODE, "mamasapo.example.jp/s"):
        assert word in words
    assert "https://" not in words.lower()


@pytest.mark.parametrize(("kind", "large"), WITH_SIGN_UP)
def test_paper_of_a_rehearsal_leads_nowhere(
    desk: Desk, meetup: str, family: str, tmp_path: Path, kind: PaperKind, *, large: bool
) -> None:
    grant(desk, URL)

    path = printed(desk, tmp_path, kind, meetup, large=large)

    assert codes_on(pages_of(path)[0]) <= {desk.families.get(family).code}
    assert CODE not in text_of(path)


def test_the_panel_says_what_is_promised_with_its_date(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    found = "".join(text_of(printed(desk, tmp_path, "info", meetup)).split())

    for word in ("登録料・手数料も一切無料", "045-263-6433", "次回は12/12です", "認証マーク",
                 "2019年11月から", "2026年11月に確認", "プロフィール>アカウント情報"):  # fmt: skip
        assert word in found


@pytest.mark.parametrize("kind", HANDED_OUT)
def test_a_family_that_withdrew_is_on_no_paper_that_is_ordered_by_its_id(
    desk: Desk, meetup: str, tmp_path: Path, kind: PaperKind
) -> None:
    done = registered(desk, meetup=meetup)
    order = Order(kind, meetup, families=(done.family,))
    desk.consents.withdraw(done.family, REGISTRATION, "said")

    handed_out = desk.paperwork().print(order)
    listed = desk.paperwork().print(order._replace(kind="roster"))

    assert handed_out is not None
    assert handed_out.items == 0
    assert listed is not None
    assert "陽葵" in text_of(kept(listed.pdf, tmp_path / "list.pdf")), (
        "who is in the house is on the roll call"
    )


def kept(pdf: bytes, path: Path) -> Path:
    path.write_bytes(pdf)
    return path
