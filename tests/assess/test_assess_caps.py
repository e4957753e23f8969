"""What can be saved of a material: no more than is lost, or than the toolkit allows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.caps import cap_problems, caps
from greenfield.assess.losses import Loss
from greenfield.assess.measures import Baseline, measure_figures
from greenfield.assess.values import Flow, Measure, Resource, Saving

FLOUR = Flow("flour", Resource.MATERIAL, "flour", 100.0, "t", Decimal(50_000), most=0.2)
SUGAR = Flow("sugar", Resource.MATERIAL, "sugar", 40.0, "t", Decimal(30_000))
FLOWS = {"flour": FLOUR, "sugar": SUGAR}


def loss(flow, amount):
    return Loss(f"{flow}-{amount}", "Baking", flow, amount)


def baseline(losses=()):
    return Baseline(FLOWS, {}, Decimal(80_000), 365, caps=caps(FLOWS, losses))


def measure(name, share, flow="flour", cost=100):
    return Measure(name, (Saving(flow, share=share),), Decimal(cost))


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ([], {"flour": 20.0}),
        ([loss("flour", 5.0), loss("flour", 2.0)], {"flour": 7.0}),
        ([loss("flour", 50.0)], {"flour": 20.0}),
        ([loss("flour", 5.0), loss("flour", None)], {"flour": 20.0}),
        ([loss("flour", 0.0)], {"flour": 20.0}),
        ([loss("sugar", 3.0)], {"flour": 20.0, "sugar": 3.0}),
        ([loss("sugar", 300.0)], {"flour": 20.0, "sugar": 40.0}),
    ],
)
def test_known_losses_and_the_stated_share_limit_what_can_be_saved(losses, expected):
    assert caps(FLOWS, losses) == pytest.approx(expected)


def test_measures_share_the_limit_as_they_share_a_flow():
    figures = measure_figures([measure("dear", 0.15, cost=900), measure("cheap", 0.1)], baseline())
    assert [one.saved["flour"] for one in figures] == pytest.approx([10.0, 10.0])
    assert figures[0].overlap == pytest.approx({"flour": 5.0})
    assert sum(one.annual_saving for one in figures) == 10_000
    (problem,) = cap_problems(figures, FLOWS, baseline().caps)
    assert (problem.code, problem.values["limit"], problem.values["unit"]) == (
        "plausible.saved_material",
        20.0,
        "t",
    )


def test_one_measure_alone_never_saves_more_than_is_lost():
    (one,) = measure_figures([measure("alone", 0.5)], baseline([loss("flour", 3.0)]))
    assert one.saved["flour"] == 3.0


def test_within_the_limit_nothing_is_cut_and_nothing_is_said():
    figures = measure_figures([measure("a", 0.1), measure("b", 0.4, "sugar")], baseline())
    assert [one.overlap for one in figures] == [{}, {}]
    assert cap_problems(figures, FLOWS, baseline().caps) == []


LOSSES = st.lists(
    st.builds(loss, st.sampled_from(sorted(FLOWS)), st.one_of(st.none(), st.floats(0, 500))), max_size=5
)
MEASURES = st.lists(
    st.tuples(st.sampled_from(sorted(FLOWS)), st.floats(0, 1), st.integers(0, 10_000)), max_size=8
).map(lambda drawn: [measure(f"m{i}", share, flow, cost) for i, (flow, share, cost) in enumerate(drawn)])


@given(MEASURES, LOSSES)
def test_all_measures_together_never_save_more_of_a_material_than_its_limit(measures, losses):
    base = baseline(losses)
    figures = measure_figures(measures, base)
    for name, flow in FLOWS.items():
        saved = sum(one.saved.get(name, 0.0) for one in figures)
        assert saved <= base.caps.get(name, flow.amount) * (1 + 1e-12)
        assert saved <= flow.amount * (1 + 1e-12)


@given(MEASURES, LOSSES, st.randoms(use_true_random=False))
def test_the_order_of_measures_and_losses_does_not_matter(measures, losses, chance):
    mixed = chance.sample(losses, len(losses))
    assert caps(FLOWS, mixed) == pytest.approx(caps(FLOWS, losses))
    first = {one.id: one.saved for one in measure_figures(measures, baseline(losses))}
    again = measure_figures(chance.sample(measures, len(measures)), baseline(losses))
    assert {one.id: one.saved for one in again} == first
