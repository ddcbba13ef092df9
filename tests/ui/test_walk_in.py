"""A family at the desk without a booking: one page, in the order of asking, one act."""

from __future__ import annotations

from datetime import date

import pytest

from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage

PHONE = "09055556666"


async def fill_in(keys: Keys, emergency: str = "0481") -> None:
    """Write a mother and two children down, up to the consent."""
    await keys.type("abe yui")
    await keys.press("enter", "enter")
    await keys.type(PHONE)
    await keys.press("enter")
    for kana, birthday, allergy in (("rin", "R6.4.1", "1"), ("go", "R8.1.9", "3")):
        await keys.type(kana)
        await keys.press("enter")
        await keys.type(birthday)
        await keys.press("enter")
        await keys.type(allergy)
    await keys.press("enter")
    await keys.type(emergency)
    await keys.press("enter", "enter")
    await keys.type("2")


async def test_a_walk_in_with_two_children_takes_twelve_keys(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.press("f3")
        await keys.type("abe yui")
        await keys.press("enter", "enter")
        await keys.type(PHONE)
        await keys.press("enter")
        for kana, birthday, allergy in (("rin", "R6.4.1", "1"), ("go", "R8.1.9", "3")):
            await keys.type(kana)
            await keys.press("enter")
            await keys.type(birthday)
            await keys.press("enter")
            await keys.type(allergy)
        await keys.press("enter")
        await keys.type("0481234567")
        await keys.press("enter", "enter")
        await keys.type("2")
        await keys.press("enter")

        assert keys.commands == 12
        assert "あべ家 3名を受け付けました" in app.said
        family = desk.reception(meetup).find("あべ").households[0].family

    assert [person.kana for person in family.people] == ["アベ ユイ", "アベ リン", "アベ ゴ"]
    assert [child.birthday for child in family.children] == [date(2024, 4, 1), date(2026, 1, 9)]
    assert [child.allergy.has for child in family.children] == ["no", "unknown"]
    assert family.people[0].phone == PHONE
    assert family.emergency is not None
    assert family.emergency.phone == "0481234567"
    assert family.channel == "市HP・広報"
    assert desk.reception(meetup).counts().people_here == 3
    assert [task.detail for task in desk.lists.tasks()] == ["name,address"]
    assert desk.drafts.get(f"walk_in:{meetup}:") is None


async def test_nothing_is_registered_without_the_spoken_consent(desk: Desk, meetup: str) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("abe yui")
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert "まだ登録していません" in app.said
        assert app.focused is form.query_one("#consent")
    assert desk.families.ids() == []


async def test_a_draft_survives_the_end_of_the_program(desk: Desk, meetup: str) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await fill_in(Keys(app, pilot))

    form = WalkInScreen(desk, meetup)
    again = Stage(form)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        answers = form.lines.answers

        assert "書きかけを戻しました" in again.said
    assert answers.kana == "あべ ゆい"
    assert [(c.kana, c.birthday, c.allergy) for c in answers.children if not c.is_blank] == [
        ("りん", "R6.4.1", "no"),
        ("ご", "R8.1.9", "unknown"),
    ]
    assert answers.channel == "市HP・広報"


async def test_a_blank_form_leaves_no_draft_and_ctrl_z_makes_one_blank(
    desk: Desk, meetup: str
) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await fill_in(Keys(app, pilot))
        written = form.lines.answers
        await pilot.press("ctrl+z")
        await pilot.pause()

        assert form.lines.answers.is_blank
        assert "当日参加" in app.seen.splitlines()[1]
        await pilot.press("ctrl+z")
        await pilot.pause()

        assert form.lines.answers == written
        await pilot.press("ctrl+z")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    assert desk.drafts.get(f"walk_in:{meetup}:") is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("#phone", "0901234", "けた数が合いません"),
        (".child--birthday", "R6.13.1", "その日付はありません"),
        (".child--birthday", "2030/1/1", "これからの日付です"),
    ],
)
async def test_a_field_that_cannot_be_read_says_so_and_keeps_what_was_typed(
    desk: Desk, meetup: str, field: str, typed: str, sentence: str
) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        form.query(field).first(JpInput).focus()
        await pilot.pause()
        app.type(typed)
        await pilot.press("tab")
        await pilot.pause()

        assert any(sentence in line.problem for line in form.query(FormLine))
        assert form.query(field).first(JpInput).value == typed


async def test_no_telephone_is_an_answer(desk: Desk, meetup: str) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("abe yui")
        form.query_one("#phone", JpInput).value = "なし"
        form.lines.consent.choose("yes")
        await pilot.press("ctrl+s")
        await pilot.pause()

    (family,) = desk.families.many(desk.families.ids()).values()
    assert family.people[0].phone == ""


@pytest.mark.usefixtures("tanaka")
async def test_a_family_known_by_reading_and_telephone_is_hinted_at_but_not_blocked(
    desk: Desk, meetup: str
) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("たなか みさき")
        form.query_one("#phone", JpInput).focus()
        await pilot.pause()
        app.type("090-1234-5678")
        await pilot.press("tab")
        await pilot.pause()

        assert "登録があるようです" in form.query_one("#phone-line", FormLine).problem
        form.lines.consent.choose("yes")
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert len(desk.families.ids()) == 2


async def test_a_guest_is_linked_to_the_host_who_may_not_collect_unless_ticked(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.type("tana")
        await keys.press("ctrl+b")
        assert "田中家の招待" in app.seen
        await keys.type("ito aoi")
        await keys.press("enter", "enter")
        await keys.type(PHONE)
        await keys.press("ctrl+s")
        await keys.press("enter")

        assert keys.commands <= 8
        assert "田中家(お迎えはできません)" in app.seen
    guest = desk.reception(meetup).find("いとう").households[0].family
    assert guest.host == tanaka
    assert not guest.host_may_collect


async def test_the_postal_code_fills_in_the_city_and_only_that_is_public(
    desk: Desk, meetup: str
) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("abe yui")
        form.query_one("#postal", JpInput).focus()
        await pilot.pause()
        app.type("３３６－０９６７")
        await pilot.press("tab")
        await pilot.pause()
        form.query_one("#rest", JpInput).value = "美園1-2-3"
        form.lines.consent.choose("yes")
        await pilot.press("ctrl+s")
        await pilot.pause()

    (family,) = desk.families.many(desk.families.ids()).values()
    assert (family.prefecture, family.city) == ("埼玉県", "さいたま市緑区")
    assert (family.postal, family.rest) == ("3360967", "美園1-2-3")


@pytest.mark.usefixtures("tanaka")
async def test_a_scan_goes_first_and_the_form_waits(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        app.type("abe yui")
        await pilot.press("enter")
        app.type("MS1-7KQ2WX-X\r")
        await pilot.pause(0.2)

        assert isinstance(app.screen, ReceptionScreen)
    assert "あべ" in (desk.drafts.get(f"walk_in:{meetup}:") or "")


async def test_beyond_the_capacity_a_reason_lets_them_in(desk: Desk, meetup: str) -> None:
    desk.meetups.correct(meetup, {"capacity": 0})
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("abe yui")
        form.lines.consent.choose("yes")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert desk.families.ids() == []
        app.type("見学のみ")
        await pilot.press("enter")
        await pilot.pause()

    assert desk.reception(meetup).counts().people_here == 1


async def test_a_held_enter_registers_a_family_once(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await fill_in(Keys(app, pilot), "0481234567")
        assert isinstance(app.screen, WalkInScreen)
        app.type("\r\r\r")
        await pilot.pause(0.3)

        assert len(desk.families.ids()) == 1
        assert isinstance(app.screen, ReceptionScreen)
