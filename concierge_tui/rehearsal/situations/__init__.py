"""The situations that can be practised, one module each."""

from typing import Final

from concierge_tui.rehearsal.situation import Situation
from concierge_tui.rehearsal.situations import (
    s01_booked_family,
    s02_walk_in,
    s03_no_smartphone,
    s04_siblings_and_twins,
    s05_wrong_kana,
    s06_same_name,
    s07_brings_a_friend,
    s08_registered_twice,
    s09_lost_slip,
    s10_wrong_person,
    s11_plan_changed,
    s12_fever,
    s13_incident,
    s14_fire_drill,
    s15_power_cut,
    s17_withdrawal,
    s19_interpreter,
    s20_shift_change,
    s21_pair,
    s22_not_certified,
    s23_parent_late,
    s25_closing,
)

SITUATIONS: Final[tuple[Situation, ...]] = (
    s01_booked_family.SITUATION,
    s02_walk_in.SITUATION,
    s03_no_smartphone.SITUATION,
    s04_siblings_and_twins.SITUATION,
    s05_wrong_kana.SITUATION,
    s06_same_name.SITUATION,
    s07_brings_a_friend.SITUATION,
    s08_registered_twice.SITUATION,
    s09_lost_slip.SITUATION,
    s10_wrong_person.SITUATION,
    s11_plan_changed.SITUATION,
    s12_fever.SITUATION,
    s13_incident.SITUATION,
    s14_fire_drill.SITUATION,
    s15_power_cut.SITUATION,
    s17_withdrawal.SITUATION,
    s19_interpreter.SITUATION,
    s20_shift_change.SITUATION,
    s21_pair.SITUATION,
    s22_not_certified.SITUATION,
    s23_parent_late.SITUATION,
    s25_closing.SITUATION,
)
