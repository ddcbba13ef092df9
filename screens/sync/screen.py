"""Where this laptop's work is, and the sync itself."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import bundles, hand_off, home
from concierge_tui.text import sync as text
from concierge_tui.text.sync_errors import clock_sentence, reason_sentence
from concierge_tui.text.times import stamp
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.widgets.cell_text import fit
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.sync_ports import SyncStatus, Tally


class SyncScreen(LongWork):
    """Tells sent from received, and lists what was not taken."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#sync"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SYNC, "sync", text.SYNC),
        Binding(keys.MEND, "mend", home.MEND),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the state, the counts, what was set aside."""
        yield Prose(id="state")
        yield Prose(id="more")
        yield Prose(id="counts")
        yield Static(text.SET_ASIDE, id="aside", markup=False)
        yield ResultList(
            Column(10), Column(40, grow=1), Column(12), id="refused",
            empty=text.NOTHING_SET_ASIDE,
        )  # fmt: skip
        with Horizontal(classes="buttons"):
            yield PushButton(text.ENROL, id="enrol", compact=True)
            yield PushButton(bundles.WRITE_KEY, id="stick-write", compact=True)
            yield PushButton(bundles.READ_KEY, id="stick-read", compact=True)
            yield PushButton(text.SYNC, id="sync", compact=True, variant="primary")

    def on_screen_resume(self) -> None:
        """Read the state anew."""
        self.refresh_all()

    def refresh_all(self) -> None:
        """Show how things stand."""
        status = self.desk.synchronise.status()
        state, more = _words(status)
        self.query_one("#state", Prose).show(state)
        written = self.desk.bundles.last_written()
        if written and status.pending:
            more += "\n" + bundles.last_written(*written, self.desk.now())
        self.query_one("#more", Prose).show(more)
        self.head(text.TITLE, text.last(status.last_sync, self.desk.now()))
        is_enrolled = status.state == "enrolled"
        self.query_one("#sync", Button).disabled = not is_enrolled
        self.query_one("#enrol", Button).disabled = status.state == "practice"
        if self.focused in (self.query_one("#sync"), self.query_one("#enrol")):
            self.query_one("#sync" if is_enrolled else "#enrol").focus()
        self.query_one("#counts", Prose).show("\n".join(_counts(status)))
        self.query_one("#refused", ResultList).show(
            [
                ResultRow(
                    refused.op_id,
                    (text.noun(refused.kind), reason_sentence(refused.reason), stamp(refused.at)),
                )
                for refused in status.refused
            ],
            total=len(status.refused),
        )

    @on(Button.Pressed, "#sync")
    def action_sync(self) -> None:
        """Exchange with the central service in a thread."""

        def work(progress: Progress, cancelled: Cancelled) -> "Tally":
            with self.desk.fork() as other:
                tally = other.synchronise.sync(progress, cancelled)
                # What was sent is sent, whether or not families that stand twice are found now.
                with suppress(ConciergeError):
                    other.doubles.refresh(progress, cancelled)
                return tally

        status = self.desk.synchronise.status()
        if status.state != "enrolled":
            self.notice.say(_words(status)[1])
            return
        self.start(text.SYNCING, work, self._synced)

    def _synced(self, tally: "Tally") -> None:
        self.refresh_all()
        clock = clock_sentence(tally.clock_ahead_ms)
        if tally.cancelled:
            self.notice.say(text.CANCELLED, "care")
        elif tally.refused:
            self.notice.say(text.refused(tally.refused), "care")
        elif clock:
            self.notice.say(clock, "care")
        else:
            withheld = self.desk.synchronise.status().withheld
            done = text.done(tally.pushed, tally.pulled, tally.pending, withheld)
            news = len(self.desk.hand_off.news())
            if news:
                done += hand_off.arrived(news)
            self.notice.say(done, "done")

    @on(Button.Pressed, "#enrol")
    def enrol(self) -> None:
        """Join the central service."""
        from screens.enrol.screen import EnrolScreen

        self.app.push_screen(EnrolScreen(self.desk))

    @on(Button.Pressed, "#stick-write")
    @on(Button.Pressed, "#stick-read")
    def open_stick(self) -> None:
        """Show what lies on a stick: there it is written and read."""
        from screens.stick.screen import StickScreen

        self.app.push_screen(StickScreen(self.desk))

    def action_mend(self) -> None:
        """Show what needs a person."""
        from screens.repairs.screen import RepairsScreen

        self.app.push_screen(RepairsScreen(self.desk))


def _words(status: "SyncStatus") -> tuple[str, str]:
    if status.state == "practice":
        return text.PRACTICE, text.PRACTICE_MORE
    if status.state == "no_central":
        return text.NO_CENTRAL, text.NO_CENTRAL_MORE
    return text.enrolled_at(status.url or ""), text.ENROLLED


def _counts(status: "SyncStatus") -> list[str]:
    always = [
        (text.UNSENT, status.pending),
        (text.DELIVERED, status.delivered),
        (text.RECEIVED, status.safe_at_central),
    ]
    sometimes = [
        (text.WITHHELD, status.withheld),
        (text.WAITING, status.waiting),
        (text.UNREAD, status.unread),
        (text.CONFLICTS, status.conflicts),
        (text.REFUSED, len(status.refused)),
    ]
    shown = [*always, *(row for row in sometimes if row[1])]
    return [
        fit(word, 10) + fit(text.count(number), 10) + text.EXPLAINED[word] for word, number in shown
    ]
