"""From which day a child may be entrusted to another family (A19), and its age for display.

The law counts an age from the day before the birthday; the gate waits for the birthday itself,
so that it never opens too early. The bounds are settings, because programmes differ.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class AgeRules(BaseModel):
    """Which ages may be entrusted: at least `min_years`, and under `under_years`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_years: Annotated[int, Field(ge=0, le=20)] = 1
    under_years: Annotated[int, Field(ge=1, le=21)] = 13


A19 = AgeRules()
"""The programme's own bounds: from the first birthday, under thirteen."""


def eligible_from(birthday: date, rules: AgeRules = A19) -> date:
    """Return the first day on which the child may be entrusted (A19)."""
    return _anniversary(birthday, rules.min_years)


def eligible_until(birthday: date, rules: AgeRules = A19) -> date:
    """Return the first day on which the child is too old to be entrusted."""
    return _anniversary(birthday, rules.under_years)


def eligible(birthday: date, on: date, rules: AgeRules = A19) -> bool:
    """Return whether the child may be entrusted on that day (A19)."""
    return eligible_from(birthday, rules) <= on < eligible_until(birthday, rules)


def age_months(birthday: date, on: date) -> int:
    """Return the full months lived; below zero before the birth."""
    months = (on.year - birthday.year) * 12 + on.month - birthday.month
    return months - (on.day < birthday.day)


def reached(birthday: date, months: int) -> date:
    """Return the first day on which a child has lived so many full months, never too early."""
    years, month = divmod(birthday.month - 1 + months, 12)
    try:
        return birthday.replace(year=birthday.year + years, month=month + 1)
    except ValueError:
        # Born on the 29th, 30th or 31st: a shorter month ends before that day comes.
        years, month = divmod(birthday.month + months, 12)
        return date(birthday.year + years, month + 1, 1)


def _anniversary(birthday: date, years: int) -> date:
    # Born on 29 February: in other years the birthday is 1 March.
    return reached(birthday, years * 12)
