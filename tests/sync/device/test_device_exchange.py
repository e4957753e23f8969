"""What two devices of one organisation have after they synced."""

from device_sample import Direct, heads

from greenfield.store.check import check


def test_what_one_device_shared_another_one_has(join):
    first, second = join("first"), join("second", "Badou")
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation"})
        unit.create("visit", {"company": company, "sharing": "organisation", "answers/bread": "12"})
        unit.create("company", {"name": "Quarry", "sharing": "own"})
    report = first.sync()
    assert (report.problem, report.outcomes, report.received) == (None, {"applied": 3}, 0)
    report = second.sync()
    assert (report.problem, report.sent, report.received) == (None, 0, 2)
    shared = [
        row
        for row in heads(first.workspace)
        if row[3] != '"Quarry"' and row[0] in {r[0] for r in heads(second.workspace)}
    ]
    assert heads(second.workspace) == shared
    assert check(second.workspace) == []
    assert first.store.count_unsent() == 0


def test_nothing_to_do_is_one_small_request(join):
    first = join("first")
    with first.workspace.unit() as unit:
        unit.create("company", {"name": "Fournil"})
    first.sync()
    line = Direct(first.centre.hub)
    report = first.sync(line)
    assert report.requests == 1
    assert report.problem is None
    (asked,), (reply,) = line.asked, line.replies
    said = [asked.method, asked.path, *asked.headers.items(), *reply.headers.items()]
    assert sum(len(str(part)) for part in said) + len(asked.body) + len(reply.body) < 1024
