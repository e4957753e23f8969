"""Follow-up visits: what of the last visit did not fit, and what became of its plan."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "follow.question_gone": mark(
        "“{question}”: this questionnaire has no such question any more. The answer of the last visit was “{value}”."
    ),
    "follow.section_gone": mark(
        "“{section}”: this questionnaire has no such questions any more. {count} answers of the last visit stood there: {answers}"
    ),
    "follow.choice_gone": mark(
        "“{question}”: the answer of the last visit, “{value}”, is no longer among the choices. Please choose again."
    ),
    "follow.other_type": mark(
        "“{question}” is asked in another way now. The answer of the last visit was “{value}”. Please answer anew."
    ),
    "follow.breaks_rule": mark(
        "“{question}”: the answer of the last visit, “{value}”, breaks a rule of the form. Please answer anew."
    ),
    "follow.no_last_visit": mark(
        "The visit {where} follows up no other visit, so there is no earlier plan to look at."
    ),
    "follow.no_result": mark(
        "The last visit {where} has no result here yet, so its plan is not known. Bring its data here first."
    ),
    "follow.not_in_plan": mark("The plan of the last visit has no measure “{where}”. It has: {known}."),
    "follow.status": mark("Give the name of a measure together with its status, which is one of: {known}."),
    "follow.no_reason": mark(
        "Please say why “{where}” was not implemented: the next plan can learn from it."
    ),
    "follow.not_implemented": mark(
        "“{where}” is not implemented, so it has no verified saving and no date. Set the status first, or leave them out."
    ),
}
