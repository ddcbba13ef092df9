"""A family withdraws: it is seen no more, and nobody but itself brings it back."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest

from concierge_tui.commands.people import family_json
from concierge_tui.domain.consent import (
    CONTACT,
    REGISTRATION,
    REUSE,
    TRIAL,
    CoordinatorOnly,
    FamilyHidden,
    WithdrawalOutOfSight,
    WithdrawalStands,
)
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id, new_id, visit_id
from concierge_tui.domain.operation import Author, Draft
from concierge_tui.domain.search import read_query
from concierge_tui.services.consent_desk import drafts_about
from concierge_tui.services.consents import having_read
from concierge_tui.services.desk import Desk
from concierge_tui.services.statements import statement_of
from concierge_tui.services.walk_in import Registered
from tests.journals.consenting import give, states
from tests.journals.desk_families import registered


@pytest.fixture
def family(desk: Desk) -> Registered:
    return registered(desk)


class TestAWithdrawnRegistration:
    @pytest.fixture
    def gone(self, desk: Desk, family: Registered, meetup: str) -> Registered:
        give(desk, family.family, TRIAL, CONTACT)
        desk.journal.append([_expected(meetup, family)], desk.author())
        desk.consents.withdraw(family.family, REGISTRATION, "said")
        return family

    def test_hides_the_family_everywhere_people_look(
        self, desk: Desk, meetup: str, gone: Registered
    ) -> None:
        reception = desk.reception(meetup)
        texts = ("たなか", "ひま", "田中", "1111-2222", "09011112222", gone.code)
        found = [reception.find(text).households for text in texts]
        # The search of the command line has no meetup, and nothing behind it that hides.
        hits = [desk.directory.find(read_query(text), 20, at) for text in texts
                for at in (None, meetup)]  # fmt: skip

        assert found == [()] * len(found)
        assert hits == [[]] * len(hits)
        assert reception.households([gone.family]) == ()
        assert desk.families.ids() == desk.families.ids(meetup) == []
        with pytest.raises(NotFound):
            reception.check_in(gone.family, gone.people)
        with pytest.raises(FamilyHidden):
            reception.by_code(gone.code)

    def test_leaves_no_question_about_it_in_any_list(self, desk: Desk, family: Registered) -> None:
        (person, _), base = family.people, list[str]()
        for kana in ("タナベ", "タナセ"):
            draft = Draft("person.set", person, {"kana": kana}, family.family, base=base)
            desk.journal.append([draft], desk.author())
        body = {"record": 1, "field": "phone", "state": "open"}
        for noun in ("problem", "proposal"):
            draft = Draft(f"{noun}.set", new_id(), body, subject=family.family)
            desk.journal.append([draft], desk.author())
        lists = desk.lists
        before = (lists.tasks(), lists.problems(), lists.proposals(), lists.conflicts())
        assert all(before)

        desk.consents.withdraw(family.family, REGISTRATION, "said")

        assert (lists.problems(), lists.proposals(), lists.conflicts()) == ([], [], [])
        assert desk.lists.tasks() == []
        assert desk.consents.withdrawn_families() == [family.family]

    def test_withdraws_everything_else_in_the_same_act(self, desk: Desk, gone: Registered) -> None:
        assert set(states(desk, gone.family).values()) == {"withdrawn", "never"}
        last = desk.journal.history(consent_id(gone.family, REGISTRATION))[-1]
        assert body_of(last)["erase"] is True

    def test_is_taken_back_by_one_key_as_long_as_it_was_ones_own(
        self, desk: Desk, meetup: str, gone: Registered
    ) -> None:
        desk.undo.last()

        assert desk.reception(meetup).find("たなか").households
        assert states(desk, gone.family)[TRIAL] == "granted"

    def test_gives_back_the_time_and_the_writer_of_the_consent(
        self, desk: Desk, family: Registered
    ) -> None:
        give(desk, family.family, TRIAL)
        before = desk.consents.of(family.family).of(TRIAL)
        sleep(0.005)  # into another millisecond
        desk.consents.withdraw(family.family, REGISTRATION, "said")

        desk.undo.last()

        after = desk.consents.of(family.family).of(TRIAL)
        assert (after.state, after.at, after.actor) == (before.state, before.at, before.actor)

    def test_is_not_taken_back_in_passing(self, desk: Desk, gone: Registered) -> None:
        registered(desk)
        desk.undo.last()

        with pytest.raises(WithdrawalOutOfSight):
            desk.undo.last()
        assert desk.consents.withdrawn_families() == [gone.family]
        desk.undo.last(consents_of=gone.family)
        assert desk.consents.withdrawn_families() == []

    def test_is_never_taken_back_by_somebody_else(
        self, desk: Desk, meetup: str, gone: Registered
    ) -> None:
        desk.undo._author = lambda: Author(desk.area, "somebody-else")

        with pytest.raises(WithdrawalStands):
            desk.undo.last()
        assert desk.consents.withdrawn_families() == [gone.family]
        assert desk.reception(meetup).find("たなか").households == ()

    def test_ends_when_the_family_says_yes_again(
        self, desk: Desk, meetup: str, gone: Registered
    ) -> None:
        give(desk, gone.family, REGISTRATION)

        assert desk.reception(meetup).find("たなか").households
        assert desk.reception(meetup).by_code(gone.code).family.id == gone.family
        assert states(desk, gone.family)[TRIAL] == "withdrawn", "the rest is asked anew"

    def test_is_not_lifted_by_a_screen_that_was_opened_before(
        self, desk: Desk, family: Registered
    ) -> None:
        seen = desk.consents.of(family.family)
        desk.consents.withdraw(family.family, REGISTRATION, "telephone")

        again = having_read(desk.wordings.get(REGISTRATION))
        desk.consents.give(seen, [again], desk.families.get(family.family))

        assert states(desk, family.family)[REGISTRATION] == "withdrawn"

    def test_tables_are_what_the_journal_says(self, desk: Desk, gone: Registered) -> None:
        assert gone.family
        assert list(desk.examine(keep=False).differences) == []


def test_whoever_is_inside_stays_visible_until_the_last_one_left(
    desk: Desk, meetup: str, family: Registered
) -> None:
    reception = desk.reception(meetup)
    reception.check_in(family.family, family.people)
    desk.consents.withdraw(family.family, REGISTRATION, "said")
    inside = reception.find("たなか").households
    reception.leave(family.family, family.people[:1])
    one_left = reception.find("たなか").households
    others = desk.meetups.new("ほかの会", "2026-12-05").id

    assert inside
    assert one_left
    assert desk.families.ids(meetup) == [family.family]
    assert desk.reception(others).find("たなか").households == ()
    reception.check_in(family.family, family.people[:1])  # the child does not go alone
    reception.leave(family.family, family.people)
    assert reception.find("たなか").households == ()


def test_who_withdrew_is_shown_to_a_coordinator_alone_and_it_is_written(
    desk: Desk, family: Registered
) -> None:
    desk.consents.withdraw(family.family, REGISTRATION, "said")
    before = desk.journal.history(family.family)
    helper = desk.staff.add("受付 ひろこ", "event_staff")
    led, desk.consents._author = desk.consents._author, lambda: Author(desk.area, helper.id)
    with pytest.raises(CoordinatorOnly):
        desk.consents.look_at_withdrawn([family.family])
    assert desk.journal.history(family.family) == before

    desk.consents._author = led
    desk.consents.look_at_withdrawn([family.family])

    assert [op.kind for op in desk.journal.history(family.family)][len(before) :] == ["looked.at"]


def test_a_withdrawal_of_one_purpose_hides_nobody(
    desk: Desk, meetup: str, family: Registered
) -> None:
    give(desk, family.family, TRIAL, CONTACT)

    desk.consents.withdraw(family.family, CONTACT, "letter")

    assert states(desk, family.family) == {
        REGISTRATION: "granted", TRIAL: "granted", CONTACT: "withdrawn", REUSE: "never"
    }  # fmt: skip
    assert desk.reception(meetup).find("たなか").households


def test_the_same_roster_again_does_not_bring_a_withdrawn_family_back(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    from concierge_tui.services.roster_import import Basis

    path = tmp_path / "r.csv"
    head = "保護者氏名,ふりがな,電話番号,子ども氏名,子ども生年月日"
    path.write_text(f"{head}\n森 舞,もり まい,090-0000-1111,森 空,2024/1/1\n", "utf-8")
    basis = Basis("1", "b", "h")
    desk.rosters.run(desk.rosters.open(path), meetup, basis)
    (family,) = desk.families.ids()
    desk.consents.withdraw(family, REGISTRATION, "telephone")

    desk.rosters.run(desk.rosters.open(path), meetup, basis)

    assert desk.families.ids() == []
    assert desk.families.ids(withdrawn=True) == [family]


def test_a_statement_names_the_family_and_nothing_private(
    desk: Desk, family: Registered, tmp_path: Path
) -> None:
    found = desk.families.get(family.family)
    said = statement_of(found, (REGISTRATION, TRIAL), 1, desk.areas.contact, practice=True)

    desk.print_statement(said, tmp_path / "w.pdf")

    words = "\n".join((said.heading, said.name, *said.lines, said.contact))
    assert "登録と連絡・預け合いの体験" in words
    assert "1970年1月1日" in words, "a paper that is kept names the year"
    assert not [part for part in ("陽葵", "卵", "0901111", family.code) if part in words]
    assert (tmp_path / "w.pdf").read_bytes().startswith(b"%PDF")


def test_what_a_command_shows_says_nothing_of_withdrawal(desk: Desk, family: Registered) -> None:
    assert "withdrawn" not in family_json(desk.families.get(family.family))


def _expected(meetup: str, family: Registered) -> Draft:
    body = {"people": list(family.people)}
    entity = visit_id(meetup, family.family)
    return Draft("visit.expect", entity, body, subject=family.family, meetup=meetup)


def test_what_was_half_typed_about_the_family_goes_with_it(desk: Desk, family: Registered) -> None:
    names = drafts_about(family.family)
    assert {name.partition(":")[0] for name in names} == {
        "household", "sign_up", "sign_up_more", "consent",
    }  # fmt: skip
    for name in (*names, "household:other"):
        desk.drafts.put(name, "{}")

    desk.consents.withdraw(family.family, TRIAL, "said")
    assert desk.drafts.get(names[0]) is not None
    desk.consents.withdraw(family.family, REGISTRATION, "said")

    assert [name for name in names if desk.drafts.get(name) is not None] == []
    assert desk.drafts.get("household:other") is not None
