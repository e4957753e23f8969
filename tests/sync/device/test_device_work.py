"""How much a sync does, counted instead of timed: requests, bytes, statements."""

import itertools
import random

import pytest
from device_sample import Direct, changes_of
from sqlalchemy import event

from greenfield.store.check import check
from greenfield.sync.device.batch_size import COST, BatchSize
from greenfield.sync.messages import Page, Pushed
from greenfield.sync.wire import unpack

FIELDS = 40


@pytest.fixture
def two(join):
    return join("first", "Awa"), join("second", "Ben")


def fill(device, count, **more):
    chance = random.Random(count)
    with device.workspace.unit() as unit:
        company = unit.create("company", {"name": "Mill", "sharing": "organisation"})
        return [
            unit.create(
                "visit",
                {"company": company, "sharing": "organisation", **more}
                | {f"answers/q{n}": str(chance.randint(10, 99) * 100) for n in range(FIELDS - 3)}
                | {"answers/remark": "The old boiler leaks at the valve"},
            )
            for _ in range(count)
        ]


def body_bytes(line):
    return sum(len(each.body) for each in line.asked), sum(len(each.body) for each in line.replies)


def test_nothing_to_do_is_one_request_of_a_few_bytes(two):
    first, second = two
    fill(first, 20)
    for each in (first, second, first, second):
        each.sync()
    for each in two:
        line = Direct(each.centre.hub)
        assert each.sync(line).requests == len(line.asked) == 1
        assert sum(body_bytes(line)) < 250


def test_one_changed_field_costs_a_small_part_of_the_whole(two):
    first, _ = two
    visits = fill(first, 400)
    whole = [each.sync(line := Direct(each.centre.hub)) and sum(body_bytes(line)) for each in two]
    with first.workspace.unit() as unit:
        for each in visits[::200]:
            unit.set(each, {"answers/q1": "7"})
    part = [each.sync(line := Direct(each.centre.hub)) and sum(body_bytes(line)) for each in two]
    assert part[0] < whole[0] * 0.04
    assert part[1] < whole[1] * 0.06


def test_own_changes_are_not_heard_of_again(two):
    first, second = two
    for each in two:
        each.sync()
    fill(first, 50)
    line = Direct(first.centre.hub)
    assert first.sync(line).outcomes == {"applied": 51}
    # also where somebody else's change lies before them in the feed
    fill(second, 50)
    between = Direct(second.centre.hub)
    assert second.sync(between).received == 51
    for each in (line, between):
        pages = [
            unpack(each.replies[n].body, Page)
            for n, asked in enumerate(each.asked)
            if "/changes" in asked.path
        ]
        assert pages
        assert not [item.mine for page in pages for item in page.items if item.mine]
    assert first.sync().received == 51
    assert first.store.digest(2**53) == second.store.digest(2**53)


def test_a_push_is_answered_with_what_there_is_to_say(two):
    first, second = two
    visits = fill(first, 30)
    first.sync()
    second.sync()
    for device, value in ((first, "1"), (second, "2")):
        with device.workspace.unit() as unit:
            for each in visits[:5]:
                unit.set(each, {"answers/q1": value})
            unit.create("company", {"name": value})
    first.sync()
    line = Direct(second.centre.hub)
    report = second.sync(line)
    said = unpack(line.replies[0].body, Pushed)
    assert report.outcomes == {"conflict": 5, "applied": 1}
    assert len(said.outcomes) == 5
    assert [(run.many, run.status) for run in said.runs] == [(1, "applied")]
    assert second.store.count_unsent() == 0


def test_no_hash_goes_over_the_line_that_follows_from_the_rest(two):
    first, second = two
    fill(first, 3)
    lines = [Direct(first.centre.hub), Direct(second.centre.hub)]
    for each, line in zip(two, lines, strict=True):
        each.sync(line)
    sent = changes_of(lines[0].of("/push")[0])
    got = [item.change for reply in lines[1].replies for item in unpack(reply.body, Page).items]
    assert len(sent) == len(got) == 4
    assert not [each for each in (*sent, *got) if b'"hash"' in bytes(each)]
    assert first.store.digest(2**53) == second.store.digest(2**53)


def statements_of_a_page(device, sync):
    """Return how many statements the workspace ran, without those of triggers."""
    seen = []
    connection = device.workspace.writing_connection
    connection.set_trace_callback(seen.append)
    try:
        sync()
    finally:
        connection.set_trace_callback(None)
    # a trigger is traced as the statement that woke it, once for each row
    return [each for each, _ in itertools.groupby(seen) if not each.startswith("--")]


def test_a_pulled_visit_costs_few_statements_whatever_it_holds(two):
    first, second = two
    fill(first, 100)
    first.sync()
    statements = statements_of_a_page(second, second.sync)
    # change, record, visit, its link, its text twice: not one for each of 40 fields, and nothing is looked up for it
    assert len(statements) < 7 * 100 + 100


def test_new_records_are_looked_up_together(two):
    first, second = two
    fill(first, 300)
    first.sync()
    statements = statements_of_a_page(second, second.sync)
    assert len([each for each in statements if each.startswith("SELECT")]) < 100


def test_changes_of_records_that_are_here_are_taken_beside_new_ones(two):
    first, second = two
    visits = fill(first, 20)
    for each in two:
        each.sync()
    with first.workspace.unit() as unit:
        for each in visits:
            unit.set(each, {"answers/q1": "7"})
            new = unit.create("visit", {"state": "open", "sharing": "organisation"})
            unit.set(new, {"answers/q1": "8"})
    first.sync()
    assert second.sync().received == 60
    assert check(second.workspace) == []
    assert first.store.digest(2**53) == second.store.digest(2**53)


def test_an_acknowledged_change_costs_few_statements(two):
    first, _ = two
    fill(first, 100)
    assert len(statements_of_a_page(first, first.sync)) < 100 + 100


def test_a_change_that_lies_elsewhere_than_it_was_read_is_found_by_its_name(two):
    first, second = two
    fill(first, 20)
    whole = first.store.acknowledge

    def moved(answers):
        for cid, each in first.store._read.items():
            first.store._read[cid] = each._replace(place=each.place + 1)
        whole(answers)

    first.store.acknowledge = moved
    assert first.sync().outcomes == {"applied": 21}
    assert (first.store.count_unsent(), first.store._read) == (0, {})
    second.sync()
    assert first.store.digest(2**53) == second.store.digest(2**53)


def test_the_hub_takes_a_push_with_as_many_statements_for_few_changes_as_for_many(two):
    first, _ = two
    counts = []
    for count in (20, 300):
        fill(first, count)
        seen = []
        engine = first.centre.hub.database.engine
        note = lambda *given, seen=seen: seen.append(given[2])  # noqa: E731  a listener of its own for each round
        event.listen(engine, "before_cursor_execute", note)
        line = Direct(first.centre.hub)
        first.sync(line)
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len(seen) / len(line.asked))
    assert counts[1] < counts[0] * 1.5


def carried_over(size, every, wanted):
    """Return how many bytes a line costs that breaks after every so many, and how many requests went well."""
    spent, done, requests, left = 0, 0, 0, every
    while done < wanted:
        cost = size.size + COST
        if cost <= left:
            spent, left = spent + cost, left - cost
            done += size.size
            requests += 1
            size.went_well(0.1)
        else:
            spent, left = spent + left, every
            size.failed()
    return spent, requests


@pytest.mark.parametrize(("every", "most"), [(100_000, 1.5), (20_000, 2.3)])
def test_a_line_that_breaks_again_and_again_wastes_little(every, most):
    whole, _ = carried_over(BatchSize(), 10**12, 2_000_000)
    spent, requests = carried_over(BatchSize(), every, 2_000_000)
    assert spent < most * whole
    assert requests < 2_000_000 / 2_000


def test_a_size_that_never_goes_well_is_halved_until_one_does():
    size = BatchSize()
    tried = []
    while size.size > 3_000:
        tried.append(size.size)
        size.failed()
    assert tried == [32768, 16384, 8192, 4096]
