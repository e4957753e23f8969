"""The cost of non-product output."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.losses import Loss, by_step, loss_costs
from greenfield.assess.values import Flow, Resource

FLOWS = {
    "flour": Flow("flour", Resource.MATERIAL, "flour", 100.0, "t", Decimal(40_000)),
    "sugar": Flow("sugar", Resource.MATERIAL, "sugar", 10.0, "t", Decimal(10_000)),
}


def test_the_parts_of_a_loss_add_up():
    loss = Loss("dough", "mixing", "flour", 5.0, Decimal(300), Decimal(200), Decimal(100))
    (cost,) = loss_costs([loss], FLOWS, Decimal(20_000), Decimal(50_000))
    # 5 of 100 t flour: 2,000; that is 4 % of what materials cost, so 4 % of the energy: 800.
    assert (cost.share, cost.material, cost.energy) == (0.05, Decimal(2_000), Decimal(800))
    assert cost.total == Decimal(2_000 + 800 + 300 + 200 - 100)


def test_what_is_not_known_is_never_guessed():
    flows = FLOWS | {"salt": Flow("salt", Resource.MATERIAL, "salt", 1.0, "t")}
    losses = [Loss("a", "x", "flour", 1.0), Loss("b", "y", "salt", 1.0), Loss("d", "y", "flour", None)]
    known, other, unweighed = loss_costs(losses, flows, Decimal(0), None)
    assert known.material == Decimal(400)
    assert known.total is None  # the energy in it needs the price of all materials
    assert other.material is None
    assert (unweighed.share, unweighed.material, unweighed.total) == (None, None, None)
    (lost,) = loss_costs([Loss("c", "z", "gone", 1.0)], FLOWS, Decimal(0), Decimal(50_000))
    assert (lost.share, lost.total) == (None, None)


def test_steps_stand_with_the_dearest_first_and_the_unknown_last():
    losses = [
        Loss("a", "cutting", "sugar", 1.0),
        Loss("b", "mixing", "flour", 10.0),
        Loss("c", "packing", "flour", 1.0, treatment=None),
    ]
    steps = by_step(loss_costs(losses, FLOWS, Decimal(0), Decimal(50_000)))
    assert list(steps.items()) == [("mixing", Decimal(4_000)), ("cutting", Decimal(1_000)), ("packing", None)]


def test_losses_of_one_flow_together_never_count_for_more_than_the_flow():
    losses = [Loss("a", "x", "flour", 90.0), Loss("b", "y", "flour", 60.0)]
    first, second = loss_costs(losses, FLOWS, Decimal(0), Decimal(50_000))
    assert (first.material, second.material) == (Decimal(24_000), Decimal(16_000))


@given(
    st.lists(st.floats(0, 1e9), min_size=1, max_size=6),
    st.decimals(0, 10**9, places=2),
    st.randoms(use_true_random=False),
)
def test_losses_never_cost_more_than_flow_and_energy_in_whatever_order(amounts, energy, chance):
    losses = [Loss(f"l{at}", f"s{at % 2}", "flour", amount) for at, amount in enumerate(amounts)]
    costs = loss_costs(losses, FLOWS, energy, Decimal(50_000))
    slack = Decimal("1e-6")
    assert all(cost.material >= 0 and cost.energy >= 0 for cost in costs)
    assert sum(cost.material for cost in costs) <= Decimal(40_000) * (1 + slack)
    assert sum(cost.energy for cost in costs) <= energy * (1 + slack)
    mixed = list(losses)
    chance.shuffle(mixed)
    again = {cost.name: cost for cost in loss_costs(mixed, FLOWS, energy, Decimal(50_000))}
    assert again == {cost.name: cost for cost in costs}
