"""Ranges, how-to, waiting, larger measures and losses on paper."""

from dataclasses import replace
from decimal import Decimal

import pytest
from report_plan_pages import lines_on, pages_of, texts_in
from report_plan_sample import bakery_plan, empty_plan, measure

from greenfield.assess.losses import LossCost
from greenfield.assess.outlook import saving_range
from greenfield.assess.rate import NoRate
from greenfield.base.formats import Formats
from greenfield.report.figures import Figures
from greenfield.report.indicator_lines import own_indicator_groups
from greenfield.report.loss_finding import loss_finding, loss_lines
from greenfield.report.outlook_words import (
    no_rate_word,
    payback_between,
    prices_and_paybacks,
    rate_of_return,
    saving_between,
)
from greenfield.report.plan import MaterialLoss, OwnIndicator
from greenfield.report.plan_totals import delay_a_month, larger_measures


def figures(language="en"):
    return Figures(texts_in(language), Formats(language), "XOF")


def lost(name, step, material, energy, *, treatment=0, income=0, amount=1.0):
    money = [None if one is None else Decimal(one) for one in (material, energy, treatment, 0, income)]
    return MaterialLoss(name, step, "Flour", amount, "t", LossCost(name, step, 0.01, *money))


LOSSES = (
    lost("Dough", "Mixing", 1_640_000, 690_000),
    lost("Burnt loaves", "Baking", 2_600_000, 1_100_000, treatment=60_000, income=90_000),
    lost("Crumbs", "Mixing", 100_000, 40_000),
)


def words(plan):
    text = " ".join(line.text for page in pages_of(plan) for line in lines_on(page))
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def told(**changes):
    """The plan of the bakery with its dearest measure changed."""
    plan = bakery_plan()
    return replace(plan, measures=(*plan.measures[:-1], replace(plan.measures[-1], **changes)))


def test_a_card_says_how_it_is_done_what_it_brings_and_what_to_look_out_for():
    text = words(told(how_to="Ask two roofers.", co_benefits="Shade.", risks="Salt.", arc="2.9114"))
    for part in ("How it is done: Ask two roofers.", "It also brings: Shade.", "Look out for: Salt."):
        assert part in text
    assert "Evidence:" not in text
    assert "Evidence: ARC 2.9114: Sun" in words(told(arc="2.9114", arc_title="Sun"))
    assert "How it is done" not in words(bakery_plan())


def test_a_range_stands_below_saving_and_payback():
    found = saving_range(Decimal(21_000_000), Decimal(5_460_000), Decimal(300_000), (0.5, 1.25))
    text = words(told(range=found))
    assert "2,730,000 to 6,820,000" in text
    assert "3.2 years to 8.6 years" in text
    assert "between what it may lie" in text
    assert "between what it may lie" not in words(bakery_plan())


def test_a_range_says_when_the_money_may_never_come_back():
    found = saving_range(Decimal(100_000), Decimal(50_000), Decimal(30_000), (0.5, 1.0))
    assert payback_between(found, Decimal(100_000), figures()) == "5 years, or never"
    assert saving_between(None, figures()) == payback_between(None, Decimal(1), figures()) == ""
    same = saving_range(Decimal(100), Decimal(50_000), Decimal(0), (1.0, 1.0))
    assert (saving_between(same, figures()), payback_between(same, Decimal(100), figures())) == ("", "")


def test_the_owner_reads_what_a_month_of_waiting_costs():
    plan = bakery_plan()
    net = sum(one.annual_saving - one.annual_cost for one in plan.measures)
    assert delay_a_month(plan) == net / 12
    assert "Waiting costs about F CFA 1,310,000 a month." in words(plan)
    assert delay_a_month(empty_plan()) is None
    assert "Waiting costs" not in words(empty_plan())


def test_larger_measures_stand_in_the_method_pages_with_rate_present_value_and_prices():
    plan = told(npv=Decimal(10_700_000), irr=0.2104, discounted_payback_years=5.4)
    assert [one.name for one in larger_measures(plan)] == ["solar"]
    text = words(plan)
    for part in ("pay back after more than 2 years", "21%", "F CFA 10,700,000", "5.4 years", "−30%", "+30%"):
        assert part in text
    assert "Larger measures" not in words(replace(plan, measures=plan.measures[:-1]))


def test_a_measure_is_larger_by_its_share_of_what_resources_cost():
    cheap = measure(1, first_cost=Decimal(13_000_000), annual_saving=Decimal(13_000_000), payback_years=1.0)
    plan = replace(bakery_plan(), measures=(cheap,))
    assert larger_measures(plan) == [cheap]
    assert larger_measures(replace(plan, costs=())) == []
    assert larger_measures(replace(plan, measures=(replace(cheap, annual_saving=None),))) == []


def test_why_there_is_no_rate_of_return_is_said_in_words():
    assert rate_of_return(0.125, "", figures()) == "12.5%"
    said = {no_rate_word(reason, figures().texts) for reason in NoRate}
    assert len(said) == len(NoRate)
    assert all(said)
    text = words(told(irr=None, irr_reason=str(NoRate.SEVERAL)))
    assert "more than one rate would fit" in text


def test_paybacks_at_other_prices_stand_with_their_change():
    rows = list(prices_and_paybacks(Decimal(10_000), Decimal(4_000), Decimal(1_000), figures()))
    assert [name for name, _ in rows] == ["−30%", "−10%", "Today's price", "+10%", "+30%"]
    assert [payback for _, payback in rows] == [
        "5.6 years",
        "3.8 years",
        "3.3 years",
        "2.9 years",
        "2.4 years",
    ]


def test_losses_are_shown_by_step_with_the_dearest_named():
    found = loss_finding(LOSSES, figures(), "XOF")
    assert found.title == "Baking: 60% of what the losses really cost"
    assert [(bar.label, bar.value) for bar in found.bars] == [
        ("Baking", 3_670_000.0),
        ("Mixing", 2_470_000.0),
    ]
    text = words(replace(bakery_plan(), losses=LOSSES))
    assert "Burnt loaves (Baking)" in text
    assert "material flow cost accounting" in text
    assert "material flow cost" not in words(bakery_plan())


def test_a_step_with_an_unknown_part_has_no_bar_and_no_share_is_claimed():
    losses = (*LOSSES, lost("Returns", "", 900_000, None))
    found = loss_finding(losses, figures(), "XOF")
    assert found.title == "What the losses really cost"
    assert [bar.label for bar in found.bars] == ["Baking", "Mixing"]
    assert "Not known yet: Step not known." in found.note
    last = loss_lines(losses, figures())[-1]
    assert (last.material, last.energy, last.total) == ("900,000", "not known", "not known")


@pytest.mark.parametrize("losses", [(), (lost("Dough", "Mixing", None, None, amount=None),)])
def test_without_a_known_amount_nothing_is_said_of_losses(losses):
    assert loss_finding(losses, figures(), "XOF") is None


def test_the_order_of_losses_does_not_matter():
    assert loss_finding(LOSSES[::-1], figures(), "XOF") == loss_finding(LOSSES, figures(), "XOF")
    assert loss_lines(LOSSES[::-1], figures()) == loss_lines(LOSSES, figures())


def test_indicators_of_the_questionnaire_stand_below_the_others_by_which_way_is_better():
    own = (
        OwnIndicator("a", "Electricity for each tonne", 172.94, "kWh/t", "down"),
        OwnIndicator("b", "Bread for each tonne of flour", None, "t/t", "up"),
    )
    groups = own_indicator_groups(own, figures())
    assert [group.heading.rpartition(": ")[2] for group in groups] == ["more is better", "less is better"]
    assert [group.lines[0].total for group in groups] == ["not known", "173\u00a0kWh/t"]
    text = words(replace(bakery_plan(), own_indicators=own))
    assert "Electricity for each tonne 173 kWh/t" in text
