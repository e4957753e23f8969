"""How an indicator that the questionnaire defines came about: its formula in words, and what it reads."""

from greenfield.assess.values import Resource
from greenfield.base.formats import unit_sign
from greenfield.report.indicator_lines import OWN
from greenfield.report.thresholds import value_words
from greenfield.report.words import resource_word
from greenfield.services.carrier_names import CARRIERS, carrier_name
from greenfield.services.visit_result import ResultInput, in_language
from greenfield.toolkit.flow_functions import EVERY
from greenfield.ui.visit.results.explained import Explained, Input
from greenfield.ui.visit.results.reading import ShownResults

_SIGNS = ((" div ", " ÷ "), (" * ", " × "), (" - ", " − "))


def explain_own_indicator(key: str, shown: ShownResults) -> Explained | None:
    """Explain an indicator by its key (`own:NAME`); None if the result has none of it."""
    name = key.removeprefix(OWN)
    found = next((one for one in shown.result.own_indicators if one.name == name), None)
    if found is None:
        return None
    texts, figures = shown.texts, shown.figures
    formula = found.formula
    for one in found.inputs:
        formula = formula.replace(one.text, _name(one, shown))
    for written, read in _SIGNS:
        formula = formula.replace(written, read)
    inputs = tuple(
        Input(
            _name(one, shown),
            _value(one, shown),
            questions=(one.name,) if one.kind == "answer" else (),
        )
        for one in found.inputs
    )
    note = texts("Defined by the questionnaire.")
    if found.value is None:
        note = texts("This is not known, because an answer to one of these is missing.")
    elif found.source:
        note = texts("Where the threshold stands: {source}", source=found.source)
    title = in_language(found.label, texts.language) or found.name
    return Explained(title, value_words(found.value, found.unit, figures), formula, inputs, note)


def _name(one: ResultInput, shown: ShownResults) -> str:
    texts = shown.texts
    if one.kind == "answer":
        ref = shown.desk.opened.answers.ref(one.name)
        label = in_language(one.label, texts.language)
        return label or (shown.desk.opened.session.node(ref).label if ref else "") or one.name
    of = _of(one, shown)
    if one.kind == "flow":
        return texts("Amount of {resource} in {unit}", resource=of, unit=unit_sign(one.unit))
    if one.kind == "cost":
        return texts("Cost of {resource}", resource=of)
    return texts("Price of {resource} per {unit}", resource=of, unit=unit_sign(one.unit))


def _of(one: ResultInput, shown: ShownResults) -> str:
    """Return what a formula asks about: a carrier by its name, else all of a resource."""
    if one.carrier in CARRIERS:
        return carrier_name(one.carrier, shown.texts)
    if one.carrier not in {EVERY, "", "unspecified"}:
        return one.carrier
    return resource_word(Resource(one.resource), shown.figures.texts)


def _value(one: ResultInput, shown: ShownResults) -> str:
    figures, currency = shown.figures, shown.result.currency or "XXX"
    if one.value is None:
        answer = in_language(one.answer, shown.texts.language)
        return answer or figures.number(None)
    if one.kind == "cost":
        return figures.formats.money(one.value, currency)
    if one.kind == "price":
        return figures.formats.money(one.value, currency, cents=abs(one.value) < 100)
    return figures.amount(one.value, one.unit)
