"""Every child inside and in whose hands it is; contested ones in red above all."""

from collections.abc import Collection, Container, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from concierge_tui.services.custody_board import Board, ChildNow
from concierge_tui.services.late_allergy import told_late
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import collecting, page, people, reception
from concierge_tui.text import custody as text
from concierge_tui.text.people import table_name
from screens import keys
from screens.custody.contact import ContactScreen
from screens.custody.who import WhoScreen
from screens.hall.finding import FindingPage
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.prose import Prose
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

LOOK_AGAIN = 15.0
"""Seconds between two looks at the clock and at what other laptops wrote."""


class ChildList(ByNumberList):
    """Children; Enter gives one into other hands, or back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.HAND)]


class CustodyScreen(FindingPage):
    """One list, never cut: nobody is missing; contested, late and untold ones stay in sight."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "ChildList"
    MATTER: ClassVar[Collection[str]] = ("custody.hand", "collector.set")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NOTE, "contact", text.CONTACT, key_display="F2"),
        Binding(keys.SLIP, "slip", text.SLIP, key_display="F11"),
        Binding(keys.UNDO, "undo", text.UNDO),
    ]

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup)
        self.custody = desk.custody(meetup)
        self.collecting = desk.collecting(meetup)
        self._trials = trials_at(desk, meetup)
        self._board: Board | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the children, what is known of the highlighted one, and the sums."""
        yield Prose("", id="late")
        yield self.find_row()
        yield ChildList(
            Column(13, grow=1), Column(6), Column(22, grow=2), Column(9), Column(11),
            Column(8, is_state=True), empty=text.EMPTY, most=None,
        )  # fmt: skip
        yield FactList(id="facts")
        yield FactList(id="sums")

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        self.set_interval(LOOK_AGAIN, self.show_now)

    @on(ResultList.Highlighted)
    def show_facts(self) -> None:
        """Show what is known of the highlighted child."""
        of = self._highlighted()
        self.query_one("#facts", FactList).show(self._facts(of) if of else [])
        self.refresh_bindings()

    @on(ResultList.Chosen)
    def hand(self, event: ResultList.Chosen) -> None:
        """Ask into whose hands the child goes."""
        event.stop()
        of = self._highlighted()
        if of is not None:
            self.app.push_screen(WhoScreen(self.desk, self.meetup.id, of), self._say)

    def action_contact(self) -> None:
        """Call somebody, or write down how the child is."""
        of = self._highlighted()
        if of is not None:
            self.app.push_screen(ContactScreen(self.desk, self.meetup.id, of))

    def action_slip(self) -> None:
        """Show the slip of the child's family; a reprint keeps its code."""
        from screens.slip.screen import SlipScreen

        of = self._highlighted()
        if of is not None:
            self.app.push_screen(SlipScreen(self.desk, of.family.id, self.meetup.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing about a child where there is none."""
        if action in ("contact", "slip"):
            return self._highlighted() is not None
        return super().check_action(action, parameters)

    def _say(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words, "done", hint=page.UNDO_HINT)

    def _highlighted(self) -> ChildNow | None:
        row = self.query_one(ChildList).highlighted
        if row is None or self._board is None:
            return None
        return next((each for each in self._board.children if each.child.id == row.key), None)

    def show_now(self) -> None:
        """Read and show how things stand."""
        if not self.is_on_top:
            return
        with self.telling():
            board = self._board = self.custody.board()
            contested = sum(each.where == "contested" for each in board.children)
            inside = sum(each.here for each in board.children)
            self.head_here(text.counts(inside, len(board.out), contested))
            now = self.custody.now_ms
            late = told_late(self.desk.journal, self._trials, board.out)
            untold = {each.id for each in late}
            self.list_found(
                (self._row(each), () if _must_be_seen(each, now, untold) else (each.family,))
                for each in board.children
            )
            self.query_one("#sums", FactList).show(self._sums(board))
            self.query_one("#late", Prose).show(text.told_late([each.called for each in late]))
            self.show_facts()

    def hear_news(self) -> None:
        """Show at once what another desk wrote."""
        self.show_now()

    def _row(self, of: ChildNow) -> ResultRow:
        contested, away = of.where == "contested", of.where == "away"
        now = of.now if of.where != "family" else None
        words, colour = text.state(
            contested=contested, away=away, warned=of.warned(self.custody.now_ms)
        )
        whom = text.with_whom(now.role, of.holder, contested=contested) if now else ""
        cells = (
            text.child_name(of.child, of.family),
            text.age(of.months),
            whom or of.holder,
            "" if contested else now.place if now else table_name(of.table),
            text.span(now.since, now.until) if away and now else "",
            words,
        )
        return ResultRow(of.child.id, cells, colour)

    def _facts(self, of: ChildNow) -> list[Fact]:
        facts: list[Fact] = []
        if of.where == "contested":
            facts.append(Fact(text.NOW, (Part(text.LOOK, "care"),)))
            facts += [
                Fact("", (Part(text.record(hand, called)),))
                for hand, called in self.custody.records(of)
            ]
        elif of.where == "away" and of.now:
            held = text.held(of.now.place, of.now.since, of.now.until, of.back_to)
            facts.append(Fact(text.NOW, (Part(held),)))
        if allergy := reception.allergy_of(of.child):
            facts.append(Fact(reception.ALLERGY, (Part(*allergy),)))
        stay = self.custody.last_stay(of)
        if stay is not None:
            facts.append(Fact(text.LAST, (Part(text.kept_end(*stay)),)))
        rights = self.custody.rights(of)
        names = [people.with_relation(p, of.family) for p in rights.collectors]
        names += [f"{each.name}({text.TODAY})" for each in rights.temporary]
        facts.append(Fact(text.MAY_COLLECT, (Part(text.collectors(names)),)))
        notes = self.collecting.notes(of)
        if notes:
            person = of.family.person(notes[-1].person)
            said = collecting.line(notes[-1], person.called if person else "")
            facts.append(Fact(text.HOW, (Part(said),)))
        return facts

    def _sums(self, board: Board) -> list[Fact]:
        if not board.loads:
            return [Fact(text.SUMS, (Part(text.NO_SUMS, "quiet"),))]
        facts: list[Fact] = []
        for load in board.loads:
            is_over = load.is_over(board.ratios)
            parts = [Part(text.sums(load, board.ratios), "care" if is_over else "")]
            parts.append(Part(f"  {text.source_of(board.ratios)}", "quiet"))
            if is_over:
                parts.append(Part(f"  {text.OVER}", "care"))
            facts.append(Fact(text.SUMS if not facts else "", tuple(parts)))
        return facts


def _must_be_seen(of: ChildNow, now_ms: int, untold: Container[str]) -> bool:
    """Say whether a row stays whatever was typed: its child is nowhere sure, late, or at risk."""
    warned = of.warned(now_ms)
    is_late = warned is not None and warned >= 0
    return of.where == "contested" or is_late or of.child.id in untold
