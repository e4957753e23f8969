"""P1 to P16 over histories of computers that work apart: a state machine that Hypothesis drives and shrinks, and many seeds."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sync_ahead import play_ahead, play_many_ahead
from sync_faults import FAULTS
from sync_many import play_many, play_one
from sync_world import World

from greenfield.records import change as changes

NUMBERS = st.integers(0, 3)
WHERE = st.integers(0, 7)
HOW = st.integers(0, 59)
PLANS = st.lists(st.sampled_from(FAULTS), max_size=8)


class Histories(RuleBasedStateMachine):
    """Anything may happen in any order; at the end all comes to rest, and every property is checked."""

    world: World

    @initialize(
        machines=st.integers(2, 4), members=st.integers(1, 3), unique=st.booleans(), seed=st.integers(0, 1000)
    )
    def begin(self, machines, members, unique, seed):
        self.world = World(machines, min(members, machines), unique=unique, seed=seed)

    @rule(number=NUMBERS, how=HOW)
    def create_company(self, number, how):
        self.world.create_company(number, how)

    @rule(number=NUMBERS, where=WHERE, how=HOW)
    def create_below(self, number, where, how):
        self.world.create_below(number, where, how)

    @rule(
        number=NUMBERS,
        where=WHERE,
        how=HOW,
        op=st.sampled_from([changes.SET, changes.SET, changes.RESOLVE, changes.DELETE, changes.RESTORE]),
    )
    def edit(self, number, where, how, op):
        self.world.change_record(number, where, how, op)

    @rule(number=NUMBERS, where=WHERE)
    def erase(self, number, where):
        self.world.change_record(number, where, 0, changes.ERASE)

    @rule(number=NUMBERS, where=WHERE, how=HOW)
    def share(self, number, where, how):
        self.world.share(number, where, how)

    @rule(number=NUMBERS, plan=PLANS, kill=st.integers(0, 6), after=st.booleans(), where=WHERE)
    def sync(self, number, plan, kill, after, where):
        world = self.world

        def meanwhile():
            world.change_record(number, where, 1, changes.SET)

        world.sync(world.machine(number), plan, kill=kill, after=after, meanwhile=meanwhile)

    @rule(number=NUMBERS)
    def sync_well(self, number):
        self.world.sync(self.world.machine(number))

    @rule(how=HOW)
    def deliver_late(self, how):
        self.world.deliver_late(how)

    @rule(number=NUMBERS, other=NUMBERS)
    def carry(self, number, other):
        self.world.carry(number, other)

    @rule()
    def back_up_hub(self):
        self.world.back_up_hub()

    @rule(how=HOW)
    def restore_hub(self, how):
        self.world.restore_hub(how)

    @rule(number=NUMBERS)
    def make_image(self, number):
        self.world.make_image(number)

    @rule(how=HOW)
    def restore_machine(self, how):
        self.world.restore_machine(how)

    @rule(how=HOW)
    def clone(self, how):
        self.world.clone(how)

    @rule(number=NUMBERS, surely=st.integers(0, 5))
    def revoke(self, number, surely):
        if not surely:
            self.world.revoke(number)

    def teardown(self):
        if hasattr(self, "world"):
            try:
                self.world.settle()
                self.world.check()
            finally:
                self.world.close()


class TestHistories(Histories.TestCase):
    settings = settings(
        max_examples=50,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.mark.long
class TestMoreHistories(Histories.TestCase):
    settings = settings(
        max_examples=300,
        stateful_step_count=60,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.mark.parametrize("part", range(4))
def test_random_histories_hold_as_well(part):
    assert [play_one(seed) for seed in range(part * 40, part * 40 + 40)] == [""] * 40


@pytest.mark.long
def test_20000_histories():
    count = (
        5_000 if os.environ.get("CI") else 20_000
    )  # a run on each submission has to leave time for the others
    assert play_many(count) == []


def test_histories_hold_with_devices_that_work_ahead():
    assert [play_ahead(seed) for seed in range(60)] == [""] * 60


@pytest.mark.long
def test_5000_histories_with_devices_that_work_ahead():
    assert play_many_ahead(1_000 if os.environ.get("CI") else 5_000) == []
