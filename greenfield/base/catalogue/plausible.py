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
    "plausible.price_band": mark(
        "{flow}: one {each} costs {price:.3g} {currency}; usual are {low:.3g} to {high:.3g} {currency}. Are {unit} and {likely} "
        "mixed up, or is the cost in another currency or in thousands?"
    ),
    "plausible.price_band_plain": mark(
        "{flow}: one {each} costs {price:.3g} {currency}; usual are {low:.3g} to {high:.3g} {currency}. Is the unit right, or is "
        "the cost in another currency or in thousands?"
    ),
    "plausible.price_band_rate": mark(
        "{flow}: one {each} costs {price:.3g} {currency}; usual are {low:.3g} to {high:.3g} {currency} at {rate:.4g} {currency} a US "
        "dollar. Are {unit} and {likely} mixed up, or is the cost in another currency or in thousands?"
    ),
    "plausible.price_band_plain_rate": mark(
        "{flow}: one {each} costs {price:.3g} {currency}; usual are {low:.3g} to {high:.3g} {currency} at {rate:.4g} {currency} a US "
        "dollar. Is the unit right, or is the cost in another currency or in thousands?"
    ),
    "plausible.price_above_last": mark(
        "{flow}: the price of one unit is {times:.0f} times that of the last visit. Is the cost in another currency or in "
        "thousands, or is the amount too small?"
    ),
    "plausible.price_below_last": mark(
        "{flow}: the price of one unit is only one part in {times:.0f} of that of the last visit. Is the cost in thousands, "
        "or is the amount too large?"
    ),
    "plausible.other_gwp": mark(
        "The last visit weighed greenhouse gases with {before}, this one with {now}. A change of CO2e since then is not "
        "shown, because a part of it would come from the sets. Choose {before} here to compare."
    ),
    "plausible.part_of_a_year": mark(
        "The period has {days} days. Amounts, costs and output are multiplied by {factor:.4g} to make a year of them. Is this "
        "time like the rest of the year, or does a season miss?"
    ),
    "plausible.bills": mark(
        "{flow}: the bills cover {days} days, the period has {period}. Amount and cost are multiplied by {factor:.4g} to make a "
        "year of them. Is a bill missing, is one of another time among them, or are those of two meters counted as one?"
    ),
    "plausible.saved_material": mark(
        "{flow}: the chosen measures together would save more than is lost of it. They are counted up to {limit:.3g} {unit} a "
        "year. Do two of them save the same, or is a loss missing in the list?"
    ),
    "plausible.saved_much": mark(
        "{flow}: the chosen measures together would save {percent:.0f} % of it. Where several save at the same machine, the "
        "second one finds less. Can so much be saved, or does one of them take the place of another?"
    ),
    "plausible.materials": mark(
        "Materials ({amount:.6g} t) are more than {times} times product and waste together ({limit:.6g} t). Are kg written as t?"
    ),
    "plausible.no_period": mark(
        "The period is not stated, so its amounts are taken as those of one year. Enter its first and its last day."
    ),
    "plausible.period_order": mark(
        "The last day of the period comes before its first one. Are the two days mixed up, or is a year wrong?"
    ),
    "plausible.efficiency": mark(
        "An efficiency of {value:.4g} % is more than there can be: only a heat pump gives more heat than it is fed. Is it a "
        "heat pump, or does the number mean something else?"
    ),
}
