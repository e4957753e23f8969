"""Sentences about figures that can hardly be right: what is odd, and what the cause may be."""

from greenfield.base.texts import mark

ENTRIES = {
    "plausible.above_sector": mark(
        "{flow}: {amount:.0f} {each} an employee and year are more than ten times what three quarters of the plants of "
        "the sector stay below (limit {limit:.0f}). Is the amount in {likely} instead of {unit}, or a thousand times too "
        "much?"
    ),
    "plausible.above_sector_plain": mark(
        "{flow}: {amount:.0f} {each} an employee and year are more than ten times what three quarters of the plants of "
        "the sector stay below (limit {limit:.0f}). Is the unit right, and are there zeros too many?"
    ),
    "plausible.below_sector": mark(
        "{flow}: {amount:.3g} {each} an employee and year are far less than what three quarters of the plants of the "
        "sector use (limit {limit:.4g}). Is the amount in {likely} instead of {unit}, or is a part of the year "
        "missing?"
    ),
    "plausible.below_sector_plain": mark(
        "{flow}: {amount:.3g} {each} an employee and year are far less than what three quarters of the plants of the "
        "sector use (limit {limit:.4g}). Is the unit right, or is a part of the year missing?"
    ),
    "plausible.above_last": mark(
        "{flow}: for the same output this is {times:.0f} times the amount of the last visit. Is it in {likely} instead of "
        "{unit}, or a thousand times too much?"
    ),
    "plausible.above_last_plain": mark(
        "{flow}: for the same output this is {times:.0f} times the amount of the last visit. Is the unit right, and are "
        "there zeros too many?"
    ),
    "plausible.below_last": mark(
        "{flow}: for the same output this is only one part in {times:.0f} of the amount of the last visit. Is it in {likely} "
        "instead of {unit}, or is a part of the period missing?"
    ),
    "plausible.below_last_plain": mark(
        "{flow}: for the same output this is only one part in {times:.0f} of the amount of the last visit. Is the unit right, "
        "or is a part of the period missing?"
    ),
    "plausible.price_low": mark(
        "{flow}: a kWh costs {price:.3g} {currency}, one part in {times:.0f} of a kWh of “{other}”. Is the amount in {likely} "
        "instead of {unit}, or is one of the two costs a thousand times off?"
    ),
    "plausible.price_low_plain": mark(
        "{flow}: a kWh costs {price:.3g} {currency}, one part in {times:.0f} of a kWh of “{other}”. Is the unit right, or is one of "
        "the two costs a thousand times off?"
    ),
    "plausible.price_high": mark(
        "{flow}: a kWh costs {price:.3g} {currency}, {times:.0f} times as much as a kWh of “{other}”. Is the amount in {likely} "
        "instead of {unit}, or is one of the two costs a thousand times off?"
    ),
    "plausible.price_high_plain": mark(
        "{flow}: a kWh costs {price:.3g} {currency}, {times:.0f} times as much as a kWh of “{other}”. Is the unit right, or is "
        "one of the two costs a thousand times off?"
    ),
    "plausible.price_above_last": mark(
        "{flow}: the price of one unit is {times:.0f} times that of the last visit. Is the cost in another currency or in "
        "thousands, or is the amount too small?"
    ),
    "plausible.price_below_last": mark(
        "{flow}: the price of one unit is only one part in {times:.0f} of that of the last visit. Is the cost in thousands, "
        "or is the amount too large?"
    ),
    "plausible.efficiency": mark(
        "An efficiency of {value:.4g} % is more than there can be: only a heat pump gives more heat than it is fed. Is it a "
        "heat pump, or does the number mean something else?"
    ),
}
