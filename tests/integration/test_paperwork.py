"""What goes onto paper from a real store: no more of a family than that paper needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.paper_content import PaperKind
from concierge_tui.services.paperwork import SIGN_UP_URL_SETTING, Order
from tests.journals.desk_families import registered
from tests.papers.reading import codes_on, has_poppler, pages_of, text_of

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

    for word in ("田中", "陽葵", "アレルギーあり", "細断", "090-****-****", "お迎え 美咲 だけ"):
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
    assert not set(expected) & set(desk.form_numbers.next(2))
    looked = [op.kind for op in desk.journal.history(meetup)]
    assert "looked.at" in looked


def test_the_sign_up_address_stands_on_slips_where_it_is_known(
    desk: Desk, meetup: str, family: str, tmp_path: Path
) -> None:
    del family
    url = "https://mamasapo.example.jp/misono"
    assert url not in codes_on(pages_of(printed(desk, tmp_path, "slips", meetup))[0])

    desk.settings.put(SIGN_UP_URL_SETTING, url)

    assert url in codes_on(pages_of(printed(desk, tmp_path, "slips", meetup))[0])
    assert url in codes_on(pages_of(printed(desk, tmp_path, "info", meetup))[0])


def test_the_panel_says_what_is_promised_with_its_date(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    found = "".join(text_of(printed(desk, tmp_path, "info", meetup)).split())

    for word in ("登録料・手数料も一切無料", "045-263-6433", "次回は12/12です", "認証マーク",
                 "2019年11月から", "2026年11月に確認", "プロフィール>アカウント情報"):  # fmt: skip
        assert word in found


@pytest.mark.parametrize("kind", HANDED_OUT)
def test_a_family_that_withdrew_is_on_no_paper_that_is_ordered_by_its_id(
    desk: Desk, meetup: str, kind: PaperKind
) -> None:
    done = registered(desk, meetup=meetup)
    order = Order(kind, meetup, families=(done.family,))
    desk.consents.withdraw(done.family, REGISTRATION, "said")
    inside = desk.paperwork().print(order)
    assert inside is not None
    assert inside.items == 1, "they are still in the house"
    desk.reception(meetup).leave(done.family, done.people)

    after = desk.paperwork().print(order)

    assert after is not None
    assert after.items == 0
