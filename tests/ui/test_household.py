"""A household corrected in place."""

from __future__ import annotations

import pytest

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.fold import fold_registers
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.household.screen import HouseholdScreen
from screens.household.section import Section
from screens.reception.screen import ReceptionScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage


@pytest.mark.usefixtures("suzuki")
async def test_a_wrong_reading_is_corrected_within_four_keys_and_stays_searchable(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.type("suz")
        await keys.press("f2")
        await keys.type("suzugi hanako")
        await keys.press("ctrl+s")

        assert keys.commands <= 4
        assert "鈴木家を直しました" in app.said
        assert "すずぎ はなこ" in app.seen
    reception = desk.reception(meetup)
    assert reception.find("すずき").households
    assert reception.find("すずぎ").households[0].family.people[0].kana == "スズギ ハナコ"


async def test_the_history_shows_old_values_and_nothing_that_is_private(
    desk: Desk, tanaka: str
) -> None:
    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        app.type("kotanaka misaki")
        await pilot.press("ctrl+s")
        await pilot.pause()

    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(120, 80)) as pilot:
        await pilot.pause()
        screen.who.turn(6)
        await pilot.pause()

        assert "たなか みさき" in app.seen
        assert "こたなか みさき" in app.seen
        assert "試験 花子" in app.seen
        assert "5678" not in app.seen
        assert "美園9" not in app.seen
        assert "ベビーカー" not in app.seen


async def test_private_fields_are_masked_until_a_logged_look(desk: Desk, tanaka: str) -> None:
    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "5678" not in app.seen
        assert "090-****-****" in app.seen

        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "09012345678" in app.seen
        assert "記録しました" in app.said

        screen.conceal()
        await pilot.pause()
        assert "5678" not in app.seen
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "変わったところはありません" in app.said
    person = desk.families.get(tanaka).people[0].id
    assert [op.kind for op in desk.journal.history(person)][-1] == "looked.at"
    assert desk.families.get(tanaka).people[0].phone == "09012345678"


async def test_a_hidden_number_is_replaced_by_typing_and_emptied_by_a_word(
    desk: Desk, tanaka: str
) -> None:
    for typed, kept in (("０８０－１１１１－２２２２", "08011112222"), ("なし", "")):
        screen = HouseholdScreen(desk, tanaka)
        app = Stage(screen)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            screen.query_one("#phone", JpInput).focus()
            await pilot.pause()
            app.type(typed)
            await pilot.press("ctrl+s")
            await pilot.pause()
        assert desk.families.get(tanaka).people[0].phone == kept


async def test_a_first_child_is_added_to_a_household_without_children(
    desk: Desk, given: object
) -> None:
    family = given({"name": "森 舞", "kana": "モリ マイ"})  # type: ignore[operator]
    screen = HouseholdScreen(desk, family)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3", "tab")
        await pilot.pause()
        app.type("mori sora")
        await pilot.press("tab", "tab", "tab")
        app.type("令和6年4月1日")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert app.answers
    (child,) = desk.families.get(family).children
    assert child.kana == "モリ ソラ"
    assert child.birthday is not None


async def test_a_person_is_taken_off_and_brought_back(desk: Desk, tanaka: str) -> None:
    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.who.turn(2)
        await pilot.pause()
        screen.query(JpInput).first().focus()
        await pilot.press("ctrl+w")  # not left to the field, which would delete a word
        await pilot.pause()
        gone = [person.name for person in desk.families.get(tanaka).people]
        await pilot.press("ctrl+z")
        await pilot.pause()

    assert "田中 太郎" not in gone
    assert "田中 太郎" in [person.name for person in desk.families.get(tanaka).people]


async def test_rights_of_a_carer_are_set(desk: Desk, tanaka: str) -> None:
    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.who.turn(1)
        await pilot.pause()
        screen.query_one("#rights", ChoiceLine).focus()
        await pilot.pause()
        await pilot.press("2", "ctrl+s")
        await pilot.pause()

    grandmother = desk.families.get(tanaka).people[1]
    assert (grandmother.may_bring, grandmother.may_collect) == (True, False)


async def test_what_was_not_saved_comes_back_and_can_be_dropped(desk: Desk, tanaka: str) -> None:
    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("ta")
        await pilot.press("escape")
        await pilot.pause()

    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen.query_one("#kana", JpInput).value in ("た", "ta")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.query_one("#kana", JpInput).value == "たなか みさき"
    assert desk.drafts.get(f"household:{tanaka}") is None


async def test_a_disagreement_of_two_desks_is_marked_at_its_field(desk: Desk, tanaka: str) -> None:
    person = desk.families.get(tanaka).people[0].id
    history = desk.journal.history(person)
    base = tips_for(history, "person.set", {"kana": ""})
    for kana in ("タナカ ミサ", "タナカ ミワ"):
        draft = Draft("person.set", person, {"kana": kana}, subject=tanaka, base=base)
        desk.journal.append([draft], desk.author())
    assert fold_registers("person", desk.journal.history(person))["kana"].contested

    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = screen.query_one("#line-kana", FormLine)

        assert "たなか みさ" in line.problem
        assert "たなか みわ" in line.problem
        assert isinstance(screen.query_one("#section"), Section)
