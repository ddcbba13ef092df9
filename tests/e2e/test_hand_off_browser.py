"""From the QR on the laptop's screen to the family in its list, with a browser as the telephone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cairosvg
import pytest
import zxingcpp
from PIL import Image
from textual.app import App

from concierge_tui import bootstrap
from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.search import read_query
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.paperwork import Order
from concierge_tui.text.hand_off_pages import WORDS
from db.laptop.keyslots import Cost
from screens.hand_off.screen import HandOffScreen
from tests.e2e.browser import Phone, phone
from tests.papers.reading import codes_on, has_poppler, pages_of
from tests.staging.stage import Stage
from tests.syncing.service import Running

AREA = "みその"
JA = WORDS["ja"]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "central")
    yield running
    running.stop()


@pytest.fixture
def desk(tmp_path: Path, service: Running) -> Iterator[Desk]:
    new = bootstrap.NewStore(AREA, "試験 花子", "さくら でんしゃ みかん ゆうひ")
    desk, _ = bootstrap.create(Home(tmp_path / "laptop"), new, cost=Cost(8, 1, 1))
    desk.enrolment.enrol(service.url, new_device_code(AREA, folder=service.folder))
    yield desk
    desk.close()


@pytest.fixture
def hers(tmp_path: Path) -> Iterator[Phone]:
    with phone(tmp_path / "profile") as opened:
        yield opened


async def scanned(desk: Desk, family: str, meetup: str | None = None) -> str:
    """Return what a camera reads off the laptop's screen."""
    app: App[Any] = Stage(HandOffScreen(desk, family, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        svg = app.export_screenshot(simplify=True)
    png = cairosvg.svg2png(bytestring=svg.encode(), scale=2)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    return str(code.text)


def fill_in(hers: Phone) -> None:
    hers.choose("consent_registration-yes", "consent_trial-yes")
    hers.write(surname="高橋", given="結衣", surname_kana="たかはし", given_kana="ゆい")
    hers.write(
        relation="母", phone="０９００１２３４５６７", email="yui@example.jp", postal="336-0967"
    )
    hers.write(child0_kana="ひまり", child0_birthday="2024-07-01")
    hers.choose("child0_allergy-no")
    hers.press("more")
    hers.write(child1_kana="れん", child1_birthday="2026-02-04", child1_allergy_text="卵")
    hers.write(emergency_name="高橋 和子", emergency_phone="0900-765-4321")
    hers.press("send")


@pytest.mark.parametrize("laptop_first", [True, False])
async def test_from_the_qr_to_the_list_in_either_order(
    desk: Desk, hers: Phone, *, laptop_first: bool
) -> None:
    meetup = desk.meetups.new("みその交流会", "2026-12-05").id
    begun = desk.hand_off.begin(meetup)
    address = await scanned(desk, begun.family, meetup)
    if laptop_first:
        desk.synchronise.sync()

    hers.open(address)
    assert hers.title == JA["title"]
    fill_in(hers)
    assert hers.title == JA["sent_title"], hers.text
    desk.synchronise.sync()

    family = desk.families.get(begun.family)
    assert [(p.role, p.kana) for p in family.people] == [
        ("guardian", "タカハシ ユイ"), ("child", "タカハシ ヒマリ"), ("child", "タカハシ レン"),
    ]  # fmt: skip
    assert family.adults[0].phone == "09001234567"
    assert family.city == "さいたま市緑区"
    assert family.children[1].allergy.model_dump() == {"has": "yes", "text": "卵"}
    assert desk.reception(meetup).counts().people_here == 1
    assert desk.lists.conflicts() == []
    assert desk.hand_off.news() == [begun.family]


async def test_she_breaks_off_corrects_and_goes_on_in_the_same_browser(
    desk: Desk, hers: Phone, tmp_path: Path
) -> None:
    begun = desk.hand_off.begin(None)
    address = await scanned(desk, begun.family)
    hers.open(address)
    hers.write(surname="高橋", phone="12")
    hers.press()

    assert JA["problems"] in hers.text
    assert hers.run("return document.activeElement.id") == "problems"
    assert hers.value("surname") == "高橋"
    hers.choose("consent_registration-yes")
    hers.write(phone="0900-123-4567")
    hers.press()
    assert hers.title == JA["sent_title"]
    hers.driver.refresh()
    hers.open(address)
    assert JA["again"] in hers.text
    assert hers.value("phone") == "0900-123-4567"
    with phone(tmp_path / "other") as another:
        another.open(address)
        assert another.title == JA["elsewhere_title"]
        assert "高橋" not in another.driver.page_source

    fill_in(hers)
    desk.synchronise.sync()
    assert desk.families.get(begun.family).adults[0].name == "高橋 結衣"


async def test_enter_on_any_line_sends_and_never_changes_the_language(
    desk: Desk, hers: Phone
) -> None:
    hers.open(await scanned(desk, desk.hand_off.begin(None).family))
    hers.choose("consent_registration-yes")
    hers.leave(lambda: hers.write(email="yui@example.jp\n"))

    assert hers.title == JA["sent_title"]


def on_paper(desk: Desk, folder: Path) -> tuple[str, str]:
    """Return the code that is printed on the wall, and what a camera reads beside it."""
    document = desk.paperwork().print(Order("info"))
    assert document is not None
    desk.keep_paper(document.pdf, folder / "info.pdf")
    (scanned,) = codes_on(pages_of(folder / "info.pdf")[0])
    return scanned.rpartition("/")[2], scanned


@pytest.mark.skipif(not has_poppler, reason="poppler-utils is not installed")
async def test_from_the_code_on_paper_to_the_list(desk: Desk, hers: Phone, tmp_path: Path) -> None:
    code, scanned = on_paper(desk, tmp_path)
    hers.open(scanned.rpartition("/")[0])
    assert hers.title == JA["new_title"]
    hers.write(code=code.replace("-", "").lower()[:-1])
    hers.press()
    assert JA["error_code_wrong"] in hers.text
    assert hers.value("code") == code.replace("-", "").lower()[:-1]
    hers.leave(lambda: hers.write(code=f" {code.replace('-', 'ー').lower()}\n"))
    assert hers.title == JA["new_title"], hers.text
    fill_in(hers)
    assert hers.title == JA["sent_title"], hers.text

    desk.synchronise.sync()

    (found,) = desk.directory.find(read_query("たかはし ゆい"), 5)
    family = desk.families.get(found.family)
    assert [p.kana for p in family.people] == ["タカハシ ユイ", "タカハシ ヒマリ", "タカハシ レン"]
    assert (family.source, family.city) == ("self", "さいたま市緑区")
    assert desk.hand_off.news() == [family.id]
    hers.open(scanned)
    assert "高橋" not in hers.driver.page_source, "the next one on this telephone begins anew"


async def test_the_page_for_the_code_fits_and_keeps_the_language(
    desk: Desk, hers: Phone, tmp_path: Path
) -> None:
    place = desk.hand_off.sign_up()
    assert place is not None
    hers.open(f"http://{place.address}")
    hers.write(code="wrong")
    for language in ("easy", "en", "ja"):
        hers.press(language)
        assert hers.title == WORDS[language]["new_title"]
        assert hers.value("code") == "wrong"
        hers.press()
        assert WORDS[language]["error_code_wrong"] in hers.text
        fits(hers, tmp_path / f"code-{language}")
    hers.press("easy")
    hers.write(code=place.code)
    hers.press()
    assert hers.title == WORDS["easy"]["new_title"]
    assert WORDS["easy"]["consents"] in hers.text


async def test_the_page_fits_a_small_telephone_and_can_be_heard(
    desk: Desk, hers: Phone, tmp_path: Path
) -> None:
    address = await scanned(desk, desk.hand_off.begin(None).family)
    hers.open(address)
    for language in ("ja", "easy", "en"):
        if language != "ja":
            hers.press(language)
        fits(hers, tmp_path / language)
        tag = hers.run("return document.documentElement.lang")
        assert tag == {"easy": "ja"}.get(language, language)


def fits(hers: Phone, picture: Path) -> None:
    """Check that a page can be read, touched and heard, also in letters twice as large."""
    for size in ("200%", "100%"):
        hers.run("document.documentElement.style.fontSize = arguments[0]", size)
        wide = hers.run("return document.documentElement.scrollWidth")
        assert wide <= 360, (picture.name, size)
        hers.picture(picture.with_name(f"{picture.name}-{size}.png"))
    assert hers.run(UNLABELLED) == []
    assert hers.run(SMALL_TARGETS) == []
    assert hers.run(POOR_CONTRAST) == []
    assert hers.run(REPEATED_IDS) == []


async def test_the_telephone_speaks_english_where_it_is_set_to(desk: Desk, tmp_path: Path) -> None:
    address = await scanned(desk, desk.hand_off.begin(None).family)
    with phone(tmp_path / "english", language="en-US") as hers:
        hers.open(address)
        assert hers.title == WORDS["en"]["title"]
        hers.press("easy")
        assert hers.title == WORDS["easy"]["title"]


async def test_a_script_from_elsewhere_cannot_run_on_the_page(desk: Desk, hers: Phone) -> None:
    hers.open(await scanned(desk, desk.hand_off.begin(None).family))
    hers.run(
        "const s = document.createElement('script'); s.text = 'document.title = 1';"
        "document.body.append(s)"
    )
    hers.run("const i = new Image(); i.onload = () => document.title = 2; i.src = '/v1/health'")

    assert hers.title == JA["title"]
    assert hers.run("return document.referrer") == ""


UNLABELLED = """
return [...document.querySelectorAll('input:not([type=hidden])')]
  .filter(i => !i.labels.length || !i.labels[0].innerText.trim()
            || (i.type === 'radio' && !i.closest('fieldset').querySelector('legend')))
  .map(i => i.id)
"""
SMALL_TARGETS = """
return [...document.querySelectorAll('button:not(.first), input[type=text], input[type=tel], \
input[type=email], input[type=date], .choices label')]
  .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))
"""
REPEATED_IDS = """
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
return ids.filter((id, i) => ids.indexOf(id) !== i)
"""
POOR_CONTRAST = """
const part = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number);
  return .2126 * part(r) + .7152 * part(g) + .0722 * part(b) };
const ground = e => { for (; e; e = e.parentElement) {
  const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c }
  return 'rgb(255, 255, 255)' };
return [...document.querySelectorAll('main *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5 })
  .map(e => e.outerHTML.slice(0, 80))
"""
