"""Every purpose of one family: where it stands, its text, and what can be done about it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.text import consenting as text
from concierge_tui.text import erasing, facing, page
from concierge_tui.text.people import short_name
from screens import keys
from screens.consent.asking import AskScreen
from screens.consent.erasing import erase_screen
from screens.consent.withdrawing import StatementScreen, Withdrawn, WithdrawScreen
from screens.facing.consenting import READ_BACK, consent_pages, keep_consent, read_back_page
from screens.facing.page import Answer
from screens.facing.read_back import family_page
from screens.facing.screen import FacingScreen
from screens.page import Page
from screens.undoing import Matter, offer_back
from screens.widgets.by_number import ByNumberList
from screens.widgets.cell_text import plain
from screens.widgets.column_layout import Column
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.key_button import KeyButton
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.scanner import Scanned, hand_down

if TYPE_CHECKING:
    from concierge_tui.services.consents import ConsentNow
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.undo import Undone


class PurposeList(ByNumberList):
    """The purposes; Enter asks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.ASK)]


class ConsentScreen(Page):
    """Asks, turns the laptop, reads back and withdraws; answers with what was done last."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "PurposeList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.FACE, "face", text.FACE, key_display="F4"),
        Binding(keys.READ_BACK, "read_back", text.READ_BACK, key_display="F7"),
        Binding(keys.WITHDRAW, "withdraw", text.WITHDRAW, key_display="F9"),
        Binding(keys.UNDO, "undo", page.UNDO, show=False),
    ]

    def __init__(self, desk: "Desk", family_id: str, begin_at: str = "") -> None:
        """`begin_at` is the purpose because of which somebody was sent here."""
        super().__init__(desk)
        self._begin_at = begin_at
        self._family = desk.families.get(family_id)
        self._seen = desk.consents.of(family_id)
        self._said: str | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the purposes, the text of the highlighted one, and the buttons."""
        yield PurposeList(Column(16), Column(8, is_state=True), Column(30, grow=1), Column(11))
        with Horizontal(id="consent-keys"):
            yield KeyButton("enter", text.ASK, "ask")
            yield KeyButton(keys.FACE, text.FACE, "face")
            yield KeyButton(keys.READ_BACK, text.READ_BACK, "read_back")
            yield KeyButton(keys.WITHDRAW, text.WITHDRAW, "withdraw")
        with VerticalScroll(id="consent-text", can_focus=False):
            yield Static("", markup=False, id="consent-head")
            yield Prose("", id="consent-words")
        yield FactList(id="consent-facts")
        with Horizontal(classes="buttons"):
            yield PushButton(text.AGE, id="age", compact=True)
            yield PushButton(erasing.OPEN, id="erase", compact=True, variant="error")

    def on_screen_resume(self) -> None:
        """Read what stands now, whenever one comes back."""
        with self.telling():
            self._show()

    @on(ResultList.Highlighted)
    def show_text(self) -> None:
        """Show the text of the purpose that was gone to."""
        wording = self.desk.wordings.get(self._purpose)
        language = facing.language_word(wording.language)
        head = text.text_head(language, wording.version)
        self.query_one("#consent-head", Static).update(plain(head))
        self.query_one("#consent-words", Prose).show(wording.text)

    @on(ResultList.Chosen)
    def action_ask(self) -> None:
        """Ask by ear, or from paper."""
        screen = AskScreen(self.desk, self._family, self._purpose)
        self.app.push_screen(screen, self._asked)

    def action_face(self) -> None:
        """Let the family read and answer itself: what is open, then all its answers."""
        if not self.desk.consents.answering(self._family):
            self.notice.say(text.NOBODY_ANSWERS, "care")
            return
        highlighted = self._seen.of(self._purpose)
        wanted = [*self._seen.outdated, *self._seen.never_asked]
        if highlighted.state not in ("granted", "outdated"):
            wanted.append(highlighted.purpose)
        open_ = [now.purpose for now in self._seen.purposes if now.purpose in wanted]
        pages = [*consent_pages(self.desk, open_), read_back_page(self.desk, self._family)]
        self.app.push_screen(FacingScreen(self.desk, pages, self._take), self._faced)

    def action_read_back(self) -> None:
        """Show the family what was written about it, and what it answered."""
        pages = [family_page(self._family), read_back_page(self.desk, self._family)]
        with self.telling():
            self.desk.households.look(self._family.id, self._family.id, ["read_back"])
            self.app.push_screen(FacingScreen(self.desk, pages, self._take), self._faced)

    def action_withdraw(self) -> None:
        """Let the family withdraw from the highlighted purpose."""
        if self._seen.of(self._purpose).state not in ("granted", "outdated"):
            self.notice.say(text.NOT_GRANTED, "care")
            return
        screen = WithdrawScreen(self.desk, self._family, self._purpose)
        self.app.push_screen(screen, self._withdrew)

    @on(Button.Pressed, "#age")
    def set_age(self) -> None:
        """Show the age below which a guardian consents; a coordinator may change it."""
        from screens.limits.one import LimitScreen

        self.app.push_screen(LimitScreen(self.desk, "guardian_age"), self._say)

    @on(Button.Pressed, "#erase")
    def open_erasing(self) -> None:
        """Let a coordinator erase a family that withdrew."""
        with self.telling():
            self.app.push_screen(erase_screen(self.desk, self._family.id), self._erased)

    def _erased(self, words: str | None) -> None:
        if words:
            self.dismiss(words)

    def action_undo(self) -> None:
        """Take back what this family said just now; ask before anything else is taken back."""
        family = self._family.id
        matter = Matter(("consent.grant", "consent.withdraw"), (family,))
        offer_back(self, self.desk, matter, self._undone, consents_of=family)

    def _undone(self, _undone: "Undone", said: str) -> None:
        self._show()
        self.notice.say(said, "done")

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card."""
        hand_down(self, event)

    def action_back(self) -> None:
        """Go back with what was said last."""
        self.dismiss(self._said)

    @property
    def _purpose(self) -> str:
        row = self.query_one(PurposeList).highlighted
        return row.key if row else REGISTRATION

    def _show(self) -> None:
        self._family = self.desk.families.get(self._family.id)
        self._seen = self.desk.consents.of(self._family.id)
        self.head(*text.titles(self._family))
        staff = {member.id: member.name for member in self.desk.staff.all()}
        rows = [_row(now, staff) for now in self._seen.purposes]
        self.query_one(PurposeList).show(rows)
        if self._begin_at:
            names = [row.key for row in rows]
            self.query_one(PurposeList).point(names.index(self._begin_at) + 1)
            self._begin_at = ""
        has_withdrawn = self._seen.of(REGISTRATION).state == "withdrawn"
        self.query_one("#erase").display = has_withdrawn
        self.show_text()
        minors = [short_name(p, self._family) for p in self.desk.consents.minors(self._family)]
        said = text.guardians(minors, self.desk.consents.guardian_age)
        self.query_one(FactList).show([Fact(text.GUARDIAN, (Part(said),))])

    def _take(self, answer: Answer) -> None:
        if answer.page == READ_BACK and answer.choice == "right":
            self.desk.consents.confirm(self.desk.consents.of(self._family.id))
        elif answer.page in text.PURPOSES:
            keep_consent(self.desk, self._family, answer)

    def _faced(self, answers: Mapping[str, Answer] | None) -> None:
        choices = {answer.choice for answer in (answers or {}).values()}
        if "wrong" in choices:
            self._say(text.NOT_RIGHT, done=False)
        elif "talk" in choices:
            self._say(text.TALK, done=False)
        elif choices & {"yes", "no"}:
            self._say(text.FACED)
        elif "right" in choices:
            self._say(text.CONFIRMED)

    def _asked(self, answer: str | None) -> None:
        if answer == "withdraw":
            self.action_withdraw()
        else:
            self._say(answer)

    def _withdrew(self, withdrawn: Withdrawn | None) -> None:
        if withdrawn is not None:
            self._said = text.withdrawn(withdrawn.purposes[0])
            screen = StatementScreen(self.desk, self._family, withdrawn)
            self.app.push_screen(screen, lambda _: self._ended(withdrawn))

    def _ended(self, withdrawn: Withdrawn) -> None:
        if REGISTRATION in withdrawn.purposes:
            self.dismiss(self._said)
        else:
            self._say(self._said)

    def _say(self, words: str | None, *, done: bool = True) -> None:
        if words:
            self._said = words if done else self._said
            self.notice.say(words, "done" if done else "care")


def _row(now: "ConsentNow", staff: Mapping[str, str]) -> ResultRow:
    word, colour = text.STATES[now.state]
    how = text.how(now.detail, staff.get(now.actor, ""))
    return ResultRow(
        now.purpose, (text.PURPOSES[now.purpose], word, how, text.when(now.at)), colour
    )
