"""Problems of the method: flows, factors, measures, and what `greenfield compute` is given."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "factor.unknown_carrier": mark(
        "“{carrier}” is not a fuel or carrier that Greenfield has a factor for. Choose one of the listed carriers, "
        "or “unspecified” with the amount in kWh, MJ or GJ. Until then the totals that need it stay empty."
    ),
    "factor.not_verified": mark(
        "The emission factor of “{carrier}” has not been verified, so its CO2e is not given and the CO2e total stays "
        "empty. Its energy is counted. If your supplier states the CO2e, enter it as an emission and the energy as "
        "“unspecified”."
    ),
    "factor.no_density": mark(
        "There is no density for “{carrier}”, so {unit} cannot be turned into energy. Give the amount in kg or t, or "
        "as energy in kWh, MJ or GJ."
    ),
    "factor.no_calorific_value": mark(
        "There is no single calorific value for “{carrier}”, so {unit} cannot be turned into energy. Give the amount "
        "as energy in kWh, MJ or GJ."
    ),
    "factor.no_grid": mark(
        "There is no grid figure for the country “{country}”. Use its three-letter code (KEN, FRA). If the code is "
        "right, enter the CO2e that your supplier states as an emission; the CO2e total stays empty."
    ),
    "factor.grid_zero": mark(
        "The published grid figure for {country} is zero for {year}. That may mean missing data; treat the CO2e of "
        "electricity with care."
    ),
    "factor.grid_old": mark(
        "The grid figure for {country} is of {year}, more than five years before the end of the period. Look for a "
        "newer national figure if the CO2e matters."
    ),
    "factor.no_heat": mark(
        "The energy of bought “{carrier}” is counted, its CO2e is not: that depends on how it was made. If the "
        "supplier states it, enter it as an emission."
    ),
    "factor.table_column": mark(
        "The factor table {where} has no column “{column}”. Add it to the first line."
    ),
    "factor.table_value": mark(
        "In the factor table at {where}, “{value}” is not a number that can stand there. Correct the cell."
    ),
    "factor.table_empty": mark(
        "In the factor table at {where} the cell “{column}” is empty. Every row needs it."
    ),
    "emission.unknown_gas": mark(
        "The CO2e of “{carrier}” is not known, so the CO2e total stays empty. Use co2e, co2, ch4, n2o or a refrigerant such "
        "as r134a, with a mass. A refrigerant that is missing here can be added by a table of your own."
    ),
    "flow.not_summed": mark(
        "{unit} cannot be added to a total in tonnes. This flow is shown by itself; give kg or t to have it counted."
    ),
    "output.units_differ": mark(
        "The two periods state their output in different units, {base} and {current}, so productivity and intensity "
        "cannot be compared. Give both in the same unit."
    ),
    "measure.unknown_flow": mark(
        "The measure “{measure}” saves from “{flow}”, but the baseline has no such flow. Correct the name, or add the "
        "flow."
    ),
    "measure.no_price": mark(
        "What “{measure}” saves in money is not known, because “{flow}” has no cost. Add the cost of the flow, or "
        "state the annual saving."
    ),
    "measure.incentive": mark(
        "The incentive of “{measure}” is higher than its first cost. It is counted up to that cost; is one of the two mistyped?"
    ),
    "measure.no_saving": mark(
        "“{measure}” says neither what it saves nor how much money, so nothing can be worked out for it. Add one of "
        "the two."
    ),
    "measure.part_of_a_year": mark(
        "The period has {days} days, and the saving of “{measure}” follows from its amounts as they stand. Give a "
        "whole year, or state the annual saving."
    ),
    "plausible.wastewater": mark(
        "More waste-water ({amount:.6g} {unit}) than water taken in ({limit:.6g} {unit}). Is a well or rain water "
        "missing, or is a unit a thousand times off?"
    ),
    "plausible.waste": mark(
        "More waste ({amount:.6g} {unit}) than materials ({limit:.6g} {unit}). Is a material missing, or are kg and t "
        "mixed up?"
    ),
    "plausible.no_output": mark(
        "The output is zero although resources were used. Enter what was made, so that productivity can be worked out."
    ),
    "plausible.no_employees": mark("The number of employees is zero. Leave it empty if it is not known."),
    "plausible.hours": mark(
        "{hours:g} hours a year are more than a year has (8,760). Are these the hours of several machines or shifts "
        "added up?"
    ),
    "input.object": mark("{where} should be an object with named values, in braces."),
    "input.list": mark("{where} should be a list, in square brackets."),
    "input.text": mark("{where} should be a text, in quotation marks."),
    "input.number": mark("{where} should be a number, without quotation marks, and finite."),
    "input.flag": mark("{where} should be true or false."),
    "input.date": mark("{where} should be a date as in 2025-12-31."),
    "input.missing": mark("{where} is missing. Add it."),
    "input.unknown_key": mark(
        "{where} is not a name that is read here. Check how it is written, or leave it out."
    ),
    "input.negative": mark(
        "{where} is {value}. An amount below zero has no meaning here; give zero or more."
    ),
    "input.too_large": mark(
        "{where} is {value}, which is too large to be an amount. Check the number and its unit."
    ),
    "input.range": mark("{where} is {value}. Give a number from {least} to {most}."),
    "input.choice": mark("“{value}” cannot stand in {where}. Choose one of these: {known}."),
    "input.period_order": mark("The period in {where} ends before it starts. Check the two dates."),
    "input.duplicate": mark(
        "The id “{id}” in {where} is already taken. Give each flow and each measure its own."
    ),
    "input.saving": mark("{where} needs either an amount or a share, and not both."),
    "input.country": mark(
        "“{country}” is not a country code. Use the three letters of ISO 3166, such as KEN or FRA."
    ),
    "input.currency": mark(
        "“{currency}” is not a currency code. Use the three letters of ISO 4217, such as EUR."
    ),
    "input.sector": mark("“{sector}” is not a code of ISIC Rev. 4. Use a letter and digits, such as C10."),
}
