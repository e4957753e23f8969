"""Losses and indicators of a toolkit as a result keeps them: with names, inputs and formulas."""

from collections.abc import Iterator

from greenfield.assess.thresholds import read_threshold
from greenfield.services.assessment import Assessment
from greenfield.services.measure_texts import MeasureTexts
from greenfield.services.open_visit import OpenVisit
from greenfield.services.question_labels import labels_of
from greenfield.services.visit_result import ResultIndicator, ResultInput, ResultLoss, Said
from greenfield.toolkit.found_figures import FormulaInput


def kept_losses(assessment: Assessment, texts: MeasureTexts, *, in_all: bool) -> Iterator[ResultLoss]:
    """Yield the losses of an assessment in the order of the toolkit; `in_all`: answers in each language of the form."""
    flows = {flow.id: flow for flow in assessment.account.period.flows}
    for found, cost in zip(assessment.inventory.losses, assessment.losses, strict=True):
        row = found.row
        flow = flows.get(row.flow)
        asked = row.step_question
        known = isinstance(found.step, str) and bool(found.step)
        yield ResultLoss(
            name=found.name,
            label={**row.label},
            step=(texts.answer(asked, in_all=in_all, row=found.position) if known else {})
            if asked
            else {**row.step},
            flow=row.flow,
            amount=found.loss.amount,
            unit=flow.unit if flow else "",
            share=cost.share,
            material=cost.material,
            energy=cost.energy,
            treatment=cost.treatment,
            system=cost.system,
            income=cost.income,
        )


def kept_indicators(
    opened: OpenVisit, assessment: Assessment, texts: MeasureTexts, *, in_all: bool
) -> Iterator[ResultIndicator]:
    """Yield the indicators that the toolkit defines, with what each formula read.

    `in_all` False: the questions are not named, and answers stand in the form's language of the moment.
    """
    asked = {one.name for found in assessment.inventory.indicators for one in found.inputs if one.name}
    refs = {name: ref for name in sorted(asked) if in_all and (ref := opened.answers.ref(name))}
    labels = dict(
        zip(refs, labels_of(opened, [opened.session.node(ref) for ref in refs.values()]), strict=True)
    )
    for found in assessment.inventory.indicators:
        row = found.row
        yield ResultIndicator(
            name=row.name,
            label={**row.label},
            value=found.value,
            unit=found.unit,
            better=row.better,
            area=row.area,
            formula=row.formula,
            inputs=tuple(
                _input(one, labels.get(one.name, {}), _answer(one, texts, in_all=in_all))
                for one in found.inputs
            ),
            threshold=read_threshold(row.threshold),
            kind=row.kind,
            topic={**row.topic},
            source=row.source,
        )


def _answer(one: FormulaInput, texts: MeasureTexts, *, in_all: bool) -> Said:
    """Return an answer that is no number."""
    if not one.name or not one.value or isinstance(one.value, float):
        return {}
    return texts.answer(one.name, in_all=in_all)


def _input(one: FormulaInput, label: Said, answer: Said) -> ResultInput:
    return ResultInput(
        kind=one.kind,
        text=one.text,
        value=one.value if isinstance(one.value, float) else None,
        answer=answer,
        name=one.name,
        label=label,
        resource=one.resource,
        carrier=one.carrier,
        unit=one.unit,
    )
