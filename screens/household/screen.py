"""A household is corrected in place: choose the person, write, save."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from concierge_tui.services.walk_in import Registered
from concierge_tui.text import household as text
from concierge_tui.text import page
from screens import keys
from screens.household.saving import NEW, save
from screens.household.section import Section
from screens.household.view import HouseholdView
from screens.undoing import Matter, take_back_here
from screens.widgets.reading import write_readings
from screens.widgets.scanner import Misread, Scanned, hand_down
from screens.widgets.telling import telling

if TYPE_CHECKING:
    from screens.facing.page import Answer

_REVEALED_SECONDS: Final = 10.0


class HouseholdScreen(HouseholdView):
    """Edits one household and answers with the sentence that says what was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE),
        Binding("tab", "app.focus_next", text.NEXT, show=False),
        Binding(keys.REVEAL, "reveal", text.REVEAL),
        Binding(keys.NEW, "add", text.ADD, key_display="F3"),
        Binding(keys.MORE, "complete", text.COMPLETE, key_display="F2"),
        Binding(keys.REMOVE, "remove_next", text.REMOVE),
        Binding(keys.REMOVE_TYPING, "remove_next", text.REMOVE, show=False, priority=True),
        Binding(keys.FACE, "face", text.FACE, show=False, priority=True),
        Binding(keys.CONSENT, "consent", text.CONSENT, show=False, priority=True),
        Binding(keys.UNDO, "undo", text.UNDO, show=False),
        Binding(keys.BACK, "back", text.BACK),
    ]

    def on_scanned(self, event: Scanned) -> None:
        """Let the family of a scanned card go first; the corrections wait as a draft."""
        self._keep()
        hand_down(self, event)

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(text.MISREAD, "care")

    def action_save(self) -> None:
        """Write what differs; old values stay in the history."""
        write_readings(self)
        self._take_edits()
        with telling(self.notice):
            if not save(self.desk, self._opened, self._edits):
                self.notice.say(text.NOTHING_CHANGED)
                return
            self.desk.drafts.drop(self._draft)
            before = self._opened.family
            self.dismiss(text.saved(self.desk.families.get(before.id), before))

    async def action_undo(self) -> None:
        """Drop what was not saved; without it, take back the last act."""
        self._take_edits()
        matter = Matter(("person.set", "family.set"), (self._opened.family.id,))
        with telling(self.notice):
            if self._edits:
                self.notice.say(text.REVERTED)
            else:
                done, words = take_back_here(self.desk, matter)
                self.notice.say(words, "done" if done else "care")
                if not done:
                    return
            await self._begin_anew()

    def action_reveal(self) -> None:
        """Show what is hidden for ten seconds, and write down that it was seen (A7)."""
        section = self._shown
        if not isinstance(section, Section) or not section.private:
            return
        with telling(self.notice):
            names = [field.id or "" for field in section.private]
            self.desk.households.look(self._opened.family.id, self._at, names)
            for field in section.private:
                field.reveal()
            self.notice.say(text.REVEALED)
            if self._conceal_timer is not None:
                self._conceal_timer.stop()
            self._conceal_timer = self.set_timer(_REVEALED_SECONDS, self.conceal)

    def conceal(self) -> None:
        """Hide again what was revealed."""
        section = self._shown
        if isinstance(section, Section):
            for field in section.private:
                field.conceal()
            self.notice.clear()

    def action_consent(self) -> None:
        """Open the consents; what was typed here stays as a draft."""
        from screens.consent.screen import ConsentScreen

        self._keep()
        screen = ConsentScreen(self.desk, self._opened.family.id)
        self.app.push_screen(screen, self._say_consented)

    def action_face(self) -> None:
        """Turn the laptop: the family reads what is stored about it."""
        from screens.facing.read_back import family_page
        from screens.facing.screen import FacingScreen

        self._keep()
        if self._edits:
            self.notice.say(text.SAVE_FIRST, "care")
            return
        family = self._opened.family
        with telling(self.notice):
            self.desk.households.look(family.id, family.id, ["read_back"])
            self.app.push_screen(FacingScreen(self.desk, [family_page(family)]), self._faced)

    def _faced(self, answers: "Mapping[str, Answer] | None") -> None:
        choices = [answer.choice for answer in (answers or {}).values()]
        if "wrong" in choices:
            self.notice.say(text.READ_BACK_WRONG, "care")
        elif "right" in choices:
            self.notice.say(text.READ_BACK_RIGHT, "done")

    async def _say_consented(self, said: str | None) -> None:
        if self.desk.families.get(self._opened.family.id).withdrawn:
            self.dismiss(said)  # nobody looks at it any more, not even here
            return
        await self._show_section()
        if said:
            self.notice.say(said, "done", hint=page.UNDO_HINT)

    async def action_add(self) -> None:
        """Begin a new person of this household, also where there is no child yet."""
        self._take_edits()
        self._edits.setdefault(NEW, {"role": "child"})
        self._at = NEW
        await self._show_parts()

    def action_remove_next(self) -> None:
        """Take a person off in this screen's own turn: the app must not wait for its widgets."""
        self.call_next(self.action_remove)

    async def action_remove(self) -> None:
        """Take the shown person off the household; the journal keeps what was known."""
        family = self._opened.family
        person = family.person(self._at)
        if self._at == NEW:
            self._edits.pop(NEW, None)
            await self._begin_anew(keep_edits=True)
        elif person is not None and len(family.people) == 1:
            self.notice.say(text.LAST_PERSON, "care")
        elif person is not None:
            with telling(self.notice):
                self.desk.households.remove_person(family.id, person.id)
                self._edits.pop(person.id, None)
                await self._begin_anew(keep_edits=True)
                self.notice.say(text.removed(person, family), "done", hint=page.UNDO_HINT)

    def action_complete(self) -> None:
        """Open the second page of the sign-up; the corrections wait as a draft."""
        from screens.sign_up.opening import open_second_page

        self._keep()
        open_second_page(self.app, self.desk, self._opened.family.id, self._completed)

    def _completed(self, answer: Registered | str) -> None:
        self.call_later(self._show_completed, str(answer))

    async def _show_completed(self, said: str) -> None:
        await self._begin_anew(keep_edits=True)
        self.notice.say(said, "done")

    def action_back(self) -> None:
        """Go back; what was not saved stays as a draft."""
        self._keep()
        self.dismiss(None)
