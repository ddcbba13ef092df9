"""Two families and the link between them: who keyed, what is missing, and the way to key."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.ids import link_id
from concierge_tui.text import link as text
from concierge_tui.text import page
from concierge_tui.text.names import by_name
from screens import keys
from screens.hall.page import HallPage
from screens.link.cancelling import CancelLinkScreen
from screens.link.keying import KeyingScreen
from screens.lost_typing import TellsLostTyping
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.key_button import KeyButton
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.domain.linked import Between
    from concierge_tui.services.desk import Desk


LOOK_AGAIN = 5.0
"""Seconds between two looks."""


class LinkScreen(HallPage, TellsLostTyping):
    """Shows a link and turns the laptop to the families; answers with how it stands.

    Nothing here makes a link: the desk can only hand over the screen, or keep that one waits.
    """

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#back"
    MATTER: ClassVar[Collection[str]] = ("link.enter", "link.wish")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.KEY_IN, "face", text.FACE),
        Binding(keys.CALL_OFF, "cancel", text.CANCEL, key_display="F9"),
        Binding(keys.SLIP, "paper", text.PAPER, key_display="F11", show=False),
        # Not on the footer: it would stand beside another way of taking back.
    ]

    def __init__(self, desk: "Desk", meetup: str, one: str, other: str) -> None:
        super().__init__(desk, meetup)
        self._linking = desk.linking(meetup)
        self._families = (one, other)
        self._seen = self._linking.between(one, other)
        self._said: str | None = None

    @property
    def in_view(self) -> Collection[str]:
        """One link."""
        return (link_id(*self._families),)

    def body(self) -> Iterable[Widget]:
        """Yield both sides, what is to do next, and the buttons."""
        with VerticalScroll(classes="form", can_focus=False):
            yield FactList(id="sides")
            yield Prose("", id="words")
        with Horizontal(classes="buttons"):
            yield KeyButton(keys.CALL_OFF, text.CANCEL, "cancel")
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.PAPER, id="paper", compact=True)
            yield PushButton("", id="keep", compact=True)
            yield PushButton(text.FACE, id="face", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Look again now and then: a rest ends, and another laptop may have brought a side."""
        self.set_interval(LOOK_AGAIN, self.hear_news)

    def hear_news(self) -> None:
        """Show at once what has changed; nothing moves under a hand for no reason."""
        if self.is_on_top and self._linking.between(*self._families) != self._seen:
            self.show_now()

    @on(Button.Pressed, "#face")
    def action_face(self) -> None:
        """Turn the laptop to whoever has not keyed yet and is in the house."""
        self._seen = self._linking.between(*self._families)
        ways, keyers = self._ways(), self._able()
        if keyers:
            screen = KeyingScreen(self.desk, self._linking, keyers)
            self.app.push_screen(screen, self._faced)
        elif fact := next((fact for ends in ways if (fact := self._fact(*ends))), None):
            self.say_error(fact)
        else:
            self.notice.say(text.ALREADY_MADE)

    @on(Button.Pressed, "#keep")
    def keep(self) -> None:
        """Keep that these two would like a link, though it cannot be made now."""
        with self.telling():
            self._linking.wish(*self._families, self._how)
            self.show_now()
            self._say(text.outcome(self._seen))

    @on(Button.Pressed, "#back")
    def leave(self) -> None:
        """Go back."""
        self.action_back()

    @on(Button.Pressed, "#paper")
    def action_paper(self) -> None:
        """Show the paper of the invitation, to be carried to whoever is not here."""
        from screens.link.inviting import InvitationScreen

        inviter, invited = sorted(self._seen.sides, key=lambda side: not side.is_here)
        self.app.push_screen(
            InvitationScreen(
                self.desk, self.meetup, self._seen.link, inviter.family, invited.family
            )
        )

    def action_cancel(self) -> None:
        """Ask who wants it cancelled, and why."""
        self.app.push_screen(CancelLinkScreen(self.desk, self._linking, self._seen), self._say)

    def action_back(self) -> None:
        """Go back with what was done here, if anything."""
        self.dismiss(self._said)

    @property
    def _how(self) -> Literal["here", "invited"]:
        is_absent = any(not (each.is_here or each.entered) for each in self._seen.sides)
        return "invited" if is_absent and not self._seen.lacks_mobile else "here"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to cancel only what there is, and to key only what is not keyed."""
        if action == "face":
            return bool(self._ways())
        if action == "cancel":
            return self._seen.state not in ("open", "cancelled")
        if action == "paper":
            return self._seen.is_invitation
        return super().check_action(action, parameters)

    def _able(self) -> "list[tuple[Family, Family]]":
        """Return who can key now, each with the family whose digits it keys."""
        return [ends for ends in self._ways() if self._fact(*ends) is None]

    def _ways(self) -> "list[tuple[Family, Family]]":
        one, other = (side.family for side in self._seen.sides)
        both = [(one, other), (other, one)]
        return [ends for ends in both if not self._seen.side_of(ends[0].id).entered]

    def _fact(self, keyer: "Family", whose: "Family") -> ConciergeError | None:
        """Return what keeps a family from keying."""
        try:
            self._linking.refuse(keyer.id, whose.id)
        except ConciergeError as fact:
            return fact
        return None

    def _faced(self, _: object) -> None:
        with self.telling():
            self.show_now()
            self._say(text.outcome(self._seen))

    def _say(self, words: object) -> None:
        if isinstance(words, str) and words:
            self._said = words
            self.notice.say(words, "done")

    def show_now(self) -> None:
        """Read and show how things stand."""
        self._seen = seen = self._linking.between(*self._families)
        self.head(text.titles(seen.one.family, seen.other.family), text.STATES[seen.state])
        facts = [_side_fact(seen, number) for number in (0, 1)]
        state = Part(text.STATES[seen.state], text.COLOURS[seen.state])
        self.query_one("#sides", FactList).show([*facts, Fact(text.STANDS, (state,))])
        is_advised_against = self._linking.is_advised_against(*self._families)
        words = text.ADVISED_AGAINST if is_advised_against else text.words(seen)
        self.query_one("#words", Prose).show(words)
        keep, face = self.query_one("#keep", PushButton), self.query_one("#face", PushButton)
        keep.label = text.KEEP[self._how]
        is_kept = seen.state not in ("open", "cancelled")
        may_wait = bool(seen.lacks_mobile) or self._how == "invited"
        keep.display = may_wait and not (is_kept or is_advised_against)
        face.display = bool(self._able())
        self.query_one("#paper", PushButton).display = seen.is_invitation
        self.query_one(KeyButton).display = is_kept
        self.refresh_bindings()
        # What is best to do next has the Enter; where nothing is, it leads back.
        wanted = keep if keep.display else face if face.display else "#back"
        self.set_focus(self.query_one(wanted) if isinstance(wanted, str) else wanted)


def _side_fact(seen: "Between", number: int) -> Fact:
    side = seen.sides[number]
    names = by_name(each.family for each in seen.sides)
    words, colour = text.side(side)
    parts = [Part(f"{names[side.family.id]}  "), Part(words, colour)]
    if not side.has_mobile:
        parts.append(Part(f"  {text.NO_MOBILE}", "todo"))
    return Fact(text.SIDE if number == 0 else "", tuple(parts))
