"""Problems of the sheets `flows`, `profile`, `losses` and `indicators` of a toolkit, and of the losses that they give."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "flows.most": mark(
        "“{value}” is no share. Write the largest part that measures can save as a number above 0 and up to 1, such as 0.2."
    ),
    "flows.missing": mark("“{column}” is empty. Every flow needs it."),
    "flows.bad_name": mark(
        "“{name}” cannot name a flow. Begin with a letter, and use letters, digits and underscores only."
    ),
    "flows.duplicate": mark(
        "The flow “{name}” already stands in row {first}. Give one of the two another name."
    ),
    "flows.resource": mark("“{resource}” is not a resource. There are: {known}."),
    "flows.carrier": mark("“{carrier}” is not a carrier of energy that has factors. There are: {known}."),
    "flows.unit_unknown": mark(
        "“{unit}” is not a unit that Greenfield knows. For {resource} use {examples}, say."
    ),
    "flows.unit_mismatch": mark("{unit} does not measure this kind of {resource}. Use {examples}, say."),
    "flows.no_density": mark(
        "{unit} of {carrier} cannot be turned into energy: its density or calorific value is not known. Use kWh or GJ."
    ),
    "profile.key": mark("“{key}” is not read. There are: {known}."),
    "losses.missing": mark("“{column}” is empty. Every loss needs it."),
    "losses.bad_name": mark(
        "“{name}” cannot name a loss. Begin with a letter, and use letters, digits and underscores only."
    ),
    "losses.duplicate": mark(
        "The loss “{name}” already stands in row {first}. Give one of the two another name."
    ),
    "losses.not_material": mark(
        "“{name}” is {resource}, but only material can be lost here. Name the flow of the material that was bought."
    ),
    "plausible.losses": mark(
        "The losses of “{flow}” together ({amount:.6g} {unit}) are more than what was bought of it ({limit:.6g} {unit}). "
        "Is a loss counted twice, or are kg and t mixed up?"
    ),
    "indicators.missing": mark("“{column}” is empty. Every indicator needs it."),
    "indicators.bad_name": mark(
        "“{name}” cannot name an indicator. Begin with a letter, and use letters, digits and underscores only."
    ),
    "indicators.duplicate": mark(
        "The indicator “{name}” already stands in row {first}. Give one of the two another name."
    ),
    "indicators.better": mark(
        "“{value}” does not say which way is better. Write up or down, or leave it empty."
    ),
    "indicators.threshold": mark(
        "“{value}” is no threshold. Write a comparison and a number with a point, for example >= 25 or = 1."
    ),
    "indicators.kind": mark("“{value}” is no kind. Write prerequisite or performance, or leave it empty."),
}
