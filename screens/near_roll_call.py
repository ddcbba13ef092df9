"""The way to the roll call from whatever lies over the reception or the hall."""

from typing import ClassVar, Protocol, runtime_checkable

from textual.binding import ActiveBinding, Binding, BindingType

from concierge_tui.text import page
from screens import keys
from screens.facing.guard import FacesFamily
from screens.widgets.attentive import Attentive


@runtime_checkable
class RollCaller(Protocol):
    """A screen of one meetup, which knows who is inside there."""

    def call_roll(self) -> None:
        """List who is inside now, over whatever is shown."""
        ...


class NearRollCall(Attentive):
    """A page or a question that may lie over a meetup: a fire asks nobody to close it first.

    What was typed here stays; one is back with Escape.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.ROLL_CALL, "inside", page.ROLL_CALL, show=False)
    ]

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now; where a page uses this one otherwise, its own in its own order.

        A key that a page overrides would stand in the footer where the base class had it.
        """
        found = super().active_bindings
        own = [key for each in self.BINDINGS if isinstance(each, Binding) for key in _keys(each)]
        over = [key for key in own if key in keys.ROLL_CALL.split(",")]
        if not over or own[0] in over:
            return found
        before = own[own.index(over[0]) - 1]
        ordered = {}
        for key, active in found.items():
            if key not in over:
                ordered[key] = active
            if key == before:
                ordered |= {each: found[each] for each in over if each in found}
        return ordered if before in found else found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the roll call only where a meetup lies below."""
        if action == "inside":
            return self._caller is not None
        return super().check_action(action, parameters)

    def action_inside(self) -> None:
        """List who is inside now."""
        if (caller := self._caller) is not None:
            caller.call_roll()

    @property
    def _caller(self) -> RollCaller | None:
        stack = self.app.screen_stack
        if any(isinstance(each, FacesFamily) for each in stack):
            return None  # a family has the laptop before it
        stack = stack[::-1]
        return next((each for each in stack if isinstance(each, RollCaller)), None)


def _keys(binding: Binding) -> list[str]:
    return binding.key.split(",")
