import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records_histories import ACTIONS, World, random_steps

STEPS = st.lists(
    st.tuples(st.integers(0, ACTIONS - 1), st.integers(0, 2), st.integers(0, 3), st.integers(0, 5)),
    max_size=40,
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.booleans(), st.integers(0, 1000))
def test_no_history_loses_a_value_or_invents_a_conflict(steps, unique, seed):
    world = World(unique=unique, seed=seed)
    world.run(steps)
    world.check()


@pytest.mark.parametrize("unique", [True, False])
def test_random_histories_hold_as_well(unique):
    for seed in range(200):
        world = World(unique=unique, seed=seed)
        world.run(random_steps(seed))
        world.check()


@pytest.mark.long
def test_20000_histories():
    for seed in range(20_000):
        world = World(devices=2 + seed % 4, unique=seed % 2 == 0, seed=seed)
        world.run(random_steps(seed, 30 + seed % 60))
        world.check()
