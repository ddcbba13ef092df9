"""Where this laptop's work is, and the sync itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.device_errors import Wiped
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import bundles, home, hub, inbox
from concierge_tui.text import lease as leases
from concierge_tui.text import sync as text
from concierge_tui.text.sync_errors import reason_sentence
from concierge_tui.text.times import stamp
from screens import keys
from screens.background_sync import Exchanged, background, exchange, outcome
from screens.front import LeaveWished
from screens.hub.beside import hub_trouble
from screens.hub.here import running
from screens.long_work import Cancelled, LongWork, Progress
from screens.sync import standing
from screens.widgets.by_number import ByNumberList
from screens.widgets.cell_text import fit
from screens.widgets.column_layout import Column
from screens.widgets.progress_row import ProgressRow
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.sync_ports import SyncStatus


class RefusedList(ByNumberList):
    """What was set aside; Enter shows what it says and the ways on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


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
        yield Prose(id="standing")
        with Horizontal(id="hall"):
            yield Prose(id="hub")
            yield PushButton(hub.BUTTON, id="join-hub", compact=True)
        yield Prose(id="counts")
        yield Prose(id="backlog")
        yield Static("", id="inbox", markup=False)
        yield Static(text.SET_ASIDE, id="aside", markup=False)
        yield RefusedList(
            Column(10), Column(40, grow=1), Column(12), id="refused",
            empty=text.NOTHING_SET_ASIDE,
        )  # fmt: skip
        with Horizontal(classes="buttons"):
            yield PushButton(text.ENROL, id="enrol", compact=True)
            yield PushButton(inbox.NAME, id="name", compact=True)
            yield PushButton(bundles.WRITE_KEY, id="stick-write", compact=True)
            yield PushButton(bundles.READ_KEY, id="stick-read", compact=True)
            yield PushButton(text.SYNC, id="sync", compact=True, variant="primary")

    def on_screen_resume(self) -> None:
        """Read the state anew."""
        self.refresh_all()
        self.hear_sync()

    def refresh_all(self) -> None:
        """Show how things stand."""
        status = self.desk.synchronise.status()
        state, more = _words(status)
        self.query_one("#state", Prose).show(state)
        written = self.desk.bundles.last_written()
        if written and status.pending and written.at > (status.last_sync or 0):
            more += "\n" + bundles.last_written(*written, self.desk.now())
        lease = None if status.revoked else self.desk.lease.stands()
        if lease is not None:
            more = f"{leases.state(lease)}\n{more}"
        self.query_one("#more", Prose).show(more)
        is_urgent = lease is not None and leases.is_urgent(lease)
        self.query_one("#more").set_class(is_urgent or status.revoked, "-care")
        self._show_standing(status)
        self._show_hub()
        now = self.desk.now()
        self.head(text.TITLE, text.last(status.last(milliseconds(now)), now))
        is_enrolled = status.state == "enrolled"
        self.query_one("#sync", Button).disabled = not is_enrolled
        self.query_one("#enrol", Button).disabled = self.desk.practice
        if self.focused in (self.query_one("#sync"), self.query_one("#enrol")):
            self.query_one("#sync" if is_enrolled else "#enrol").focus()
        self._show_waiting(status, is_enrolled=is_enrolled)

    def _show_waiting(self, status: "SyncStatus", *, is_enrolled: bool) -> None:
        """Show what has still to be sent, and what waits for a person."""
        # What cannot be sent is not counted as unsent: nobody wonders what is to be done about it.
        is_practice = status.state == "practice"
        self.query_one("#counts", Prose).show("" if is_practice else "\n".join(_counts(status)))
        waiting = self.desk.synchronise.backlog()
        backlog = self.query_one("#backlog", Prose)
        backlog.show(text.backlog(waiting) if is_enrolled else "")
        backlog.set_class(bool(waiting.urgent), "-some")
        counts = self.desk.inbox.counts(self.desk.repairs().put_off)
        waits = self.query_one("#inbox", Static)
        waits.update(inbox.waits(counts.total, counts.urgent))
        waits.set_class(bool(counts.urgent), "-some")
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

    def _show_standing(self, status: "SyncStatus") -> None:
        line = self.query_one("#standing", Prose)
        words = [standing.let_in(self.desk, status), standing.waits(self.desk, status)]
        line.show("\n".join(filter(None, words)))
        line.display = any(words)

    def _show_hub(self) -> None:
        self.query_one("#hall").display = not self.desk.practice
        joined, trouble = self.desk.hub.joined(), hub_trouble(self.app)
        words, run = hub.NONE, running(self.app)
        if run is not None:
            words, trouble = hub.runs_here(len(run.guests())), ""
        elif joined is not None:
            words = hub.state(trouble, joined.last, self.desk.now())
        line = self.query_one("#hub", Prose)
        line.show(words)
        line.set_class(bool(trouble), "-care")
        self.query_one("#join-hub", Button).disabled = self.desk.practice

    def hear_news(self) -> None:
        """Show what others wrote, and how the way to the hub is."""
        if not self.busy:
            self.refresh_all()

    @on(Button.Pressed, "#join-hub")
    def open_hub(self) -> None:
        """Join the hub in the hall, leave it, or be it."""
        from screens.hub.house import HouseScreen
        from screens.hub.screen import HubScreen

        if running(self.app) is not None:
            self.app.push_screen(HouseScreen(self.desk))
        else:
            self.app.push_screen(HubScreen(self.desk), self._say)

    @on(Button.Pressed, "#sync")
    def action_sync(self) -> None:
        """Exchange with the central service in a thread."""
        status = self.desk.synchronise.status()
        behind = background(self.app)
        if status.state != "enrolled":
            self.notice.say(_words(status)[1])
        elif behind is not None and behind.sync_at is not None:
            self.notice.say(text.STILL)
        else:
            self.start(text.SYNCING, self._exchange, self._synced, self._failed)

    def _exchange(self, progress: Progress, cancelled: Cancelled) -> Exchanged:
        return exchange(self.desk, progress, cancelled)

    def _synced(self, exchanged: Exchanged) -> None:
        self.refresh_all()
        said = outcome(self.desk, exchanged)
        self.notice.say(said.words, said.kind)

    def _failed(self, error: ConciergeError) -> None:
        """Say why; a laptop that its service has locked stands before its door."""
        self.refresh_all()
        self.say_error(error)
        if isinstance(error, Wiped):
            self.post_message(LeaveWished())

    def hear_sync(self) -> None:
        """Show how far a sync is that was begun at the reception, or how it went."""
        behind = background(self.app)
        if behind is None or self.busy:
            return
        row = self.query_one(ProgressRow)
        if behind.sync_at is not None:
            if not self.has_class("-working"):
                row.begin(text.SYNCING, 0)
                self.add_class("-working")
            row.advance(*behind.sync_at)
            return
        if self.has_class("-working"):
            row.finish()
            self.remove_class("-working")
            self.refresh_all()
        if said := behind.take_sync_said():
            self.notice.say(said.words, said.kind)

    @on(ProgressRow.Cancelled)
    def stop_behind(self) -> None:
        """Stop a sync that was begun at the reception; one of this page stops by itself."""
        behind = background(self.app)
        if behind is not None and behind.sync_at is not None:
            behind.stop_sync()

    @on(ResultList.Chosen, "#refused")
    def open_refused(self, event: ResultList.Chosen) -> None:
        """Show what one of them says, and the ways on."""
        from screens.repairs.set_aside import SetAsideScreen

        waiting = {each.op_id: each for each in self.desk.inbox.refusals()}
        if event.row.key in waiting:
            screen = SetAsideScreen(self.desk, waiting[event.row.key])
            self.app.push_screen(screen, self._say)

    def _say(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words, "done")

    @on(Button.Pressed, "#name")
    def ask_name(self) -> None:
        """Ask what this laptop is called beside what it wrote."""
        from screens.incident.asking import TypedScreen

        called = self.desk.inbox.device_names().get(self.desk.device, "")
        screen = TypedScreen(self.desk, inbox.NAME_TITLE, called, "device_name")
        self.app.push_screen(screen, self._call_it)

    def _call_it(self, name: str | None) -> None:
        if name and self.attempt(lambda: self.desk.inbox.name_device(name)):
            self.refresh_all()
            self.notice.say(inbox.named(name), "done")

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
    if status.revoked:
        return text.REVOKED, text.REVOKED_MORE
    return text.enrolled_at(status.url or ""), text.ENROLLED


def _counts(status: "SyncStatus") -> list[str]:
    always = [
        (text.UNSENT, max(0, status.pending - status.delivered)),
        (text.SENT, status.delivered),
        (text.SECOND_COPY, status.second_copy),
        (text.RECEIVED, status.safe_at_central),
    ]
    sometimes = [
        (text.WITHHELD, status.withheld),
        (text.WAITING, status.waiting),
        (text.UNREAD, status.unread),
        (text.REFUSED, len(status.refused)),
        (text.HANDLED, status.handled),
    ]
    shown = [*always, *(row for row in sometimes if row[1])]
    return [
        fit(word, 10) + fit(text.count(number), 10) + text.EXPLAINED[word] for word, number in shown
    ]
