"""Who may decide for a whole area: its coordinators alone."""

from concierge_tui.domain.consent import CoordinatorOnly
from concierge_tui.services.ports import StaffRegister


def is_coordinator(register: StaffRegister, actor: str) -> bool:
    """Say whether somebody is a coordinator who still works here."""
    who = register.get(actor)
    return who is not None and who.role == "coordinator" and not who.removed


def refuse_all_but_coordinators(register: StaffRegister, actor: str) -> None:
    """Return when a coordinator stands at the desk, else raise `CoordinatorOnly`."""
    if not is_coordinator(register, actor):
        raise CoordinatorOnly
