"""Problems of companies, visits, their measures and results."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "company.no_name": mark("A company needs a name. Please give one."),
    "company.no_country": mark(
        "The country of the company is missing. It decides how clean the electricity is and which currency is "
        "offered. Please choose it."
    ),
    "company.no_currency": mark(
        "The currency of the company is missing. Please choose the one of its invoices."
    ),
    "company.not_a_count": mark(
        "“{value}” is not a number of people. Please write a whole number, 48 for example."
    ),
    "company.not_chosen": mark("No company is chosen. Choose one from the list, or note a new one."),
    "visit.no_toolkit": mark("No toolkit is chosen. Please choose the questionnaire of this visit."),
    "person.no_name": mark(
        "Your name is missing. It stands on the plans that you hand over. Please write it."
    ),
    "site.no_name": mark("A site needs a name. Please give one, the town for example."),
    "visit.no_day": mark(
        "The day of the visit cannot be read (“{where}”) and is left out. Write it anew among what was agreed."
    ),
    "visit.rate": mark(
        "“{where}” is not what a US dollar costs. Please write a number above zero, 129.5 for example."
    ),
    "visit.gwp": mark("There is no set of warming potentials “{where}”. The sets are {known}."),
    "visit.gwp_answered": mark(
        "The questionnaire of this visit asks for the set of warming potentials, and the answer is {answer}. Change the "
        "answer."
    ),
    "company.no_site": mark("{where} has no site of that kind. Add a site to the company first."),
    "company.unknown": mark(
        "There is no company “{where}” in this workspace. Look at the list of companies for its name or id."
    ),
    "company.ambiguous": mark(
        "More than one company is meant by “{where}”: {ids}. Give more letters of the id."
    ),
    "toolkit.unknown": mark(
        "The toolkit {where} is not here. Install its package, or ask whoever made the visit for it."
    ),
    "company.country": mark(
        "“{where}” is no country code. Give three capital letters of ISO 3166, for example SEN or TUN."
    ),
    "company.currency": mark(
        "“{where}” is no currency. Give three capital letters of ISO 4217, for example XOF or EUR."
    ),
    "company.sector": mark(
        "“{where}” is no sector. Give a letter and up to four figures of ISIC Rev. 4, for example C10."
    ),
    "company.employees": mark("{where} people cannot be. Give a number of at least 1, or leave it out."),
    "visit.not_prefilled": mark(
        "“{value}” is noted with the company but breaks a rule of the form, so the question is left open."
    ),
    "visit.not_valid": mark(
        "“{question}”: the answer {value} breaks a rule of the form. {message} Mend or clear this answer, then finish."
    ),
    "toolkit.not_fetched": mark(
        "The questionnaire {where} of this visit has not come from the hub yet. Sync again."
    ),
    "toolkit.damaged": mark(
        "The toolkit {where} of this visit is damaged in the workspace. Run “greenfield doctor”, and restore a backup."
    ),
    "visit.finished": mark(
        "The visit {where} is finished, so its answers stay as they are. Reopen it to go on; the earlier result is kept."
    ),
    "visit.not_finished": mark("The visit {where} is not finished yet. Finish it first."),
    "agreement.not_offered": mark(
        "“{value}” is not something that can be agreed on for “{where}”. Choose one of the answers on offer."
    ),
    "measure.not_in_toolkit": mark(
        "The toolkit of this visit has no measure “{where}”. Look at the list of its measures."
    ),
    "measure.not_chosen": mark("The measure “{where}” is not in the plan."),
    "measure.no_title": mark("A measure needs a name: what shall be done, in a few words."),
    "measure.not_a_figure": mark(
        "“{value}” cannot stand for {where}. Give a number of at least 0, with a point before decimals."
    ),
    "script.setting": mark(
        "The script's “{where}” is not of the right kind. See docs/cli.md for what a script may say."
    ),
    "result.unreadable": mark(
        "The result {where} was written by a newer Greenfield ({reason}). Update Greenfield to read it."
    ),
    "passphrase.not_the_same": mark("The two passphrases differ. Nothing was changed; please try again."),
    "passphrase.not_given": mark(
        "A passphrase is needed. Name a file that has it with --passphrase-file, or run this in a terminal."
    ),
    "package.version_taken": mark(
        "There is another package under {where}. A version is never changed: give the new one a higher version."
    ),
    "workspace.not_named": mark(
        "Name the folder of the workspace with --workspace, or make one with “greenfield workspace new”."
    ),
}
