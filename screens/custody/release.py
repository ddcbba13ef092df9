"""Giving a child to somebody who may collect it: who that is is made sure of first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.domain.collection import Proof, is_call
from concierge_tui.services.custody import Handing
from concierge_tui.text import custody as text
from screens import keys
from screens.custody.ask_page import AskPage
from screens.question_page import choice
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.services.custody_board import Candidate, ChildNow
    from concierge_tui.services.desk import Desk

_TELEPHONE = "telephone"


class ReleaseScreen(AskPage):
    """Asks who stands there; a code alone never releases a child."""

    HEADLINE = text.RELEASE_TITLE
    ABOUT = "release"
    DO = text.GIVE
    KEEPS_CHOICES = False
    AUTO_FOCUS: ClassVar[str | None] = "#identity"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SLIP, "slip", text.SLIP, key_display="F11")
    ]

    def __init__(self, desk: "Desk", meetup: str, of: "ChildNow", to: "Candidate") -> None:
        super().__init__(desk, meetup, of, to.id)
        self._to = to
        self._is_known = to.inside and to.role == "family"

    def questions(self) -> Iterable[Widget]:
        """Yield who it is, the slip, a second person, and whether they go home."""
        known = [("known", text.KNOWN)] if self._is_known else []
        seen = [*known, ("identity", text.DOCUMENT), ("neither", text.NEITHER)]
        me = self.desk.author().actor
        staff = [(s.id, s.name) for s in self.custody.staff() if s.id not in (me, self._to.id)]
        yield Prose(text.to_whom(self._child, self._to.name, self._to.relation), id="whom")
        yield FormLine(text.WHO, choice("identity", seen))
        slips = [("yes", text.SLIP_YES), ("no", text.SLIP_NO)]
        yield FormLine(text.HAS_SLIP, choice("slip", slips), id="slip-line")
        told = [("yes", text.RECITED_YES), ("no", text.RECITED_NO)]
        yield FormLine(text.RECITED, choice("recited", told), id="recited-line")
        second = [*staff[:6], (_TELEPHONE, text.BY_TELEPHONE)]
        yield FormLine(text.SECOND, choice("second", second), id="second-line")
        yield FormLine(
            text.SECOND_TYPED, JpInput(id="typed"), hint=text.SECOND_HINT, id="typed-line"
        )
        goes = [("home", text.GOES_HOME), ("stay", text.STAYS)]
        yield FormLine(text.GOES, choice("goes", goes))
        yield Prose(text.CODE_ALONE, id="advice", classes="quiet")

    def on_mount(self) -> None:
        """Begin with nothing made sure of."""
        area = self.desk.areas.here()
        self.begin_with(
            {
                "goes": "stay" if self._to.inside else "home",
                "typed": f"{area.coordinator} {area.coordinator_phone}".strip(),
            }
        )

    @property
    def _child(self) -> str:
        return text.child_name(self._of.child, self._of.family)

    @property
    def _is_by_phone(self) -> bool:
        return self.answered("identity") == "neither" and self.answered("second") == _TELEPHONE

    def rearrange(self) -> None:
        """Ask only what is still needed."""
        identity = self.answered("identity")
        asks = identity in ("identity", "neither")
        self.shown("slip", when=asks)
        self.shown("recited", when=asks and self.answered("slip") == "no")
        self.shown("second", when=identity == "neither")
        self.shown("typed", when=self._is_by_phone)
        lost = asks and self.answered("slip") == "no"
        self.query_one("#advice", Prose).show(text.REPRINT if lost else text.CODE_ALONE)

    def action_slip(self) -> None:
        """Show the slip again, before the child is gone; its code stays the same."""
        from screens.slip.screen import SlipScreen

        self.app.push_screen(SlipScreen(self.desk, self._of.family.id, self._meetup))

    def action_save(self) -> None:
        """Give the child, or say what is not sure yet."""
        if self._is_by_phone and not is_call(self.answered("typed")):
            self.notice.say(text.CALL_NEEDED, "care")
            self.query_one("#typed").focus()
            return
        handing = self._handing()
        with self.telling():
            act = self.custody.hand(self._of, handing, looked=True)
            self.saved()
            at = act.operations[0].wall
            say = text.gone if handing.leaves else text.handed
            self.dismiss(say(self._child, self._to.name, at))

    def _handing(self) -> Handing:
        said = self.answered
        neither, second = said("identity") == "neither", said("second")
        by_phone = self._is_by_phone
        who = self._called() if by_phone else second if neither else ""
        witness = self.custody.witnesses(self._of, self._to.id)
        return Handing(
            self._to.id,
            self._to.role,
            witness=next((who for who, _ in witness), ""),
            place="",
            proof=Proof(
                slip=said("slip") == "yes",
                identity=said("identity") == "identity",
                recited=said("slip") == "no" and said("recited") == "yes",
                second=bool(who),
                known=said("identity") == "known",
            ),
            second=who,
            call=said("typed") if by_phone else "",
            leaves=said("goes") == "home",
        )

    def _called(self) -> str:
        return text.telephoned(self.answered("typed"), self.custody.now_ms)
