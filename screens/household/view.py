"""What the form of a household shows: one part at a time, with what was edited on top."""

import json
from asyncio import Lock
from typing import Any, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Label

from concierge_tui.domain.family import Person
from concierge_tui.services.desk import Desk
from concierge_tui.services.household_answers import shown_family, shown_person
from concierge_tui.services.walk_in_answers import flaw
from concierge_tui.text import household as text
from concierge_tui.text.errors import sentence
from screens.household.consents import ConsentSection
from screens.household.past import PastSection
from screens.household.saving import NEW
from screens.household.section import Section
from screens.lost_typing import TellsLostTyping
from screens.tall_notice import TallNotice
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.headline import Headline
from screens.widgets.jp_input import JpInput
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.reading import write_reading
from screens.widgets.telling import telling

_HISTORY: Final = "history"
_CONSENT: Final = "consent"
_CHECKED: Final = {"phone": "phone", "emergency_phone": "phone", "birthday": "birthday"}


class HouseholdView(TellsLostTyping, Screen[str | None]):
    """Keeps what was typed in every part until it is saved or dropped."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#kana"

    notice = getters.query_one(Notice)
    who: ChoiceLine
    _shown: Widget

    def __init__(self, desk: Desk, family_id: str) -> None:
        super().__init__()
        self.desk = desk
        self._draft = f"household:{family_id}"
        self._opened = desk.households.open(family_id)
        kept = desk.drafts.get(self._draft)
        self._edits: dict[str, dict[str, Any]] = json.loads(kept) if kept else {}
        self._restored = kept is not None
        self._at = self._first_entity()
        self._conceal_timer: Timer | None = None
        self._turning = Lock()

    def compose(self) -> ComposeResult:
        """Yield the headline, the parts, the chosen part and what was said."""
        # Kept, not looked up: between the old part and the new one a key must find something.
        self.who = self._parts()
        self._shown = self._section()
        yield Headline(text.title(self._opened.family))
        with Horizontal(id="parts"):
            yield Label(text.WHO, markup=False)
            yield self.who
        yield self._shown
        yield TallNotice(id="said")
        yield KeyFoot()

    def on_mount(self) -> None:
        """Say that an earlier draft came back, and where desks disagree."""
        mark_practice(self, is_practice=self.desk.practice)
        self._mark_conflicts()
        if self._restored:
            self.notice.say(text.DRAFT_RESTORED)

    def keep_draft(self) -> None:
        """Keep what was typed and not saved."""
        self._take_edits()
        if self._edits:
            self.desk.drafts.put(self._draft, json.dumps(self._edits, ensure_ascii=False))
        else:
            self.desk.drafts.drop(self._draft)

    @on(ChoiceLine.Changed, "#who")
    async def turn_to(self) -> None:
        """Show another part."""
        self._take_edits()
        self._at = self.who.value
        await self._show_section()

    @on(ChoiceLine.GoneOn)
    def go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @on(Input.Submitted)
    def go_on_typing(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @on(Input.Blurred)
    def take_down(self, event: Input.Blurred) -> None:
        """Check the field that was left, and lose nothing of it."""
        field, section = event.input, self._shown
        if not isinstance(field, JpInput) or not field.is_attached:
            return
        write_reading(field)
        kind = _CHECKED.get(field.id or "")
        if kind and isinstance(section, Section):
            today = self.desk.now().astimezone().date()
            error = flaw(kind, section.edits.get(field.id or "", ""), today)
            section.tell(field.id or "", sentence(error) if error else "")
        self._keep()

    def _first_entity(self) -> str:
        person = self._opened.family.representative
        return person.id if person else self._opened.family.id

    def _parts(self) -> ChoiceLine:
        family = self._opened.family
        parts = [Answer(person.id, text.section(person, family)) for person in family.people]
        if NEW in self._edits:
            parts.append(Answer(NEW, text.NEW_PERSON))
        parts += [Answer(family.id, text.FAMILY), Answer(_HISTORY, text.HISTORY)]
        parts.append(Answer(_CONSENT, text.CONSENT))
        line = ChoiceLine(parts, id="who")
        line.choose(self._at)
        return line

    def _section(self) -> Widget:
        family, at = self._opened.family, self._at
        edits, book = self._edits.get(at, {}), self.desk.postal
        if at == _HISTORY:
            staff = {member.id: member.name for member in self.desk.staff.all()}
            return PastSection(family, self.desk.households.past(family.id), staff)
        if at == _CONSENT:
            return ConsentSection(self.desk, family)
        if at == family.id:
            which = "guest" if family.host else "family"
            return Section(which, shown_family(family), edits, book)
        person = family.person(at)
        if person is None:
            return Section("new", shown_person(Person(id="", family="")), edits, book)
        return Section(person.role, shown_person(person), edits, book)

    async def _show_section(self) -> None:
        """Put the chosen part in the place of the old one; one turn after the other."""
        async with self._turning:
            await self._shown.remove()
            self._shown = self._section()
            await self.mount(self._shown, after=self.query_one("#parts"))
        self._mark_conflicts()

    async def _show_parts(self) -> None:
        async with self._turning:
            await self.who.remove()
            self.who = self._parts()
            await self.query_one("#parts").mount(self.who)
        await self._show_section()
        section = self._shown
        if isinstance(section, Section):
            section.first.focus()

    async def _begin_anew(self, *, keep_edits: bool = False) -> None:
        if not keep_edits:
            self._edits = {}
        self._opened = self.desk.households.open(self._opened.family.id)
        self._at = self._first_entity()
        await self._show_parts()
        self.keep_draft()

    def _take_edits(self) -> None:
        section = self._shown
        if not isinstance(section, Section) or not (section.is_mounted and section.is_attached):
            return  # on its way in or out: what was typed was taken before
        edits = section.edits
        if edits:
            self._edits[self._at] = edits
        elif self._at != NEW:
            self._edits.pop(self._at, None)

    def _keep(self) -> None:
        with telling(self.notice):
            self.keep_draft()

    def _mark_conflicts(self) -> None:
        section = self._shown
        if not isinstance(section, Section):
            return
        staff = {member.id: member.name for member in self.desk.staff.all()}
        for conflict in self.desk.lists.conflicts():
            if conflict.entity == self._at:
                said = [(v.value, staff.get(v.actor, ""), v.wall) for v in conflict.values]
                section.tell(conflict.field, text.contested(conflict.field, said))
