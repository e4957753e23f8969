"""A property is only believed when it catches what is wrong: each mutant of the merge must fail it."""

from records_histories import World, random_steps

from greenfield.records import accept, edits, heads, memory_book, merge
from greenfield.records.change import ErasedChange
from greenfield.records.memory_book import MemoryBook

HISTORIES = 400


def histories(make_world):
    """Return the complaint of the first history that a mutant breaks, empty if it breaks none."""
    for seed in range(HISTORIES):
        world = make_world(seed)
        try:
            world.run(random_steps(seed))
            world.check()
        except AssertionError as error:
            return str(error)
    return ""


def tops(entries):
    return sorted(each for each in entries.values() if each.value is not None)


class Revisions(World):
    """A change carries the revision that its device knew, and replaces all that is not newer."""

    by_acknowledgement = False

    def acknowledged(self, sent):
        return [len(self.hub_log)] if self.by_acknowledgement and sent else []

    def heads(self, entries):
        found = tops(entries)
        return tuple(
            each
            for each in found
            if not any(
                other.cid != each.cid
                and (self.rev.get(each.cid, 1 << 30) <= self.base[other.cid] or each.cid in other.named)
                for other in found
            )
        )


class AcknowledgedRevisions(Revisions):
    by_acknowledgement = True


def mutate_heads(monkeypatch, world, function):
    monkeypatch.setattr(merge, "heads_of", function)
    return world


def test_a_base_that_the_acknowledgement_advances_loses_values(monkeypatch):
    complaint = histories(
        lambda seed: mutate_heads(
            monkeypatch, world := AcknowledgedRevisions(unique=True, seed=seed), world.heads
        )
    )
    assert complaint.startswith("P2")


class RecordRevisions(Revisions):
    """Only the record's revision counts, and it advances by pulling only."""

    def heads(self, entries):
        found = tops(entries)
        return tuple(
            each
            for each in found
            if not any(
                self.rev.get(each.cid, 1 << 30) <= self.base[other.cid] for other in found if other != each
            )
        )


def test_a_base_that_pulls_alone_advance_invents_conflicts(monkeypatch):
    complaint = histories(
        lambda seed: mutate_heads(monkeypatch, world := RecordRevisions(unique=True, seed=seed), world.heads)
    )
    assert complaint.startswith("P3")


def test_ordering_by_timestamp_loses_values(monkeypatch):
    def newest(world):
        return lambda entries: tuple(sorted(tops(entries), key=lambda each: world.time[each.cid])[-1:])

    complaint = histories(
        lambda seed: mutate_heads(monkeypatch, world := World(unique=True, seed=seed), newest(world))
    )
    assert complaint.startswith("P2")


def test_ignored_parents_invent_conflicts(monkeypatch):
    complaint = histories(
        lambda seed: mutate_heads(
            monkeypatch, World(unique=True, seed=seed), lambda entries: tuple(tops(entries))
        )
    )
    assert complaint.startswith("P3")


def test_equal_values_that_do_not_join_invent_conflicts(monkeypatch):
    monkeypatch.setattr(heads, "_join_equal", lambda found, _entries: tuple(found))
    assert histories(lambda seed: World(seed=seed)).startswith("P3")


def test_equal_values_that_count_as_two_invent_conflicts(monkeypatch):
    monkeypatch.setattr(merge, "has_conflict", lambda found: len(list(found)) > 1)
    assert histories(lambda seed: World(seed=seed)).startswith("P3")


def test_joining_values_that_nobody_held_loses_values(monkeypatch):
    monkeypatch.setattr(heads, "_held", lambda top, other, _lines, _entries: top.cid < other.cid)
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P2")


def test_an_edit_that_names_no_parent_invents_conflicts(monkeypatch):
    whole = edits._edit
    monkeypatch.setattr(edits, "_edit", lambda value, seen: whole(value, seen[:0]))
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P3")


def test_an_edit_that_names_values_nobody_saw_loses_them(monkeypatch):
    monkeypatch.setattr("records_histories.setting", edits.resolving)
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P2")


def test_a_merge_that_forgets_what_was_replaced_depends_on_the_order(monkeypatch):
    """The parent arrives after its child, and stands again."""
    whole = merge.merge

    def forgetful(state, change):
        after, outcome = whole(state, change)
        kept = {
            name: {head.cid: head._replace(named=()) for head in after.heads(name)} for name in after.fields
        }
        return merge.RecordState(after.record, after.kind, kept, after.erased), outcome

    class Kept(World):
        def check_field(self, state, name, edits):
            pass  # what was replaced is not there to be looked at

        def check_delete(self, state, edits):
            pass

    monkeypatch.setattr(accept, "merge", forgetful)
    assert histories(lambda seed: Kept(unique=True, seed=seed)).startswith("P4")


def test_the_first_value_to_arrive_winning_depends_on_the_order(monkeypatch):
    complaint = histories(
        lambda seed: mutate_heads(
            monkeypatch,
            World(unique=True, seed=seed),
            lambda entries: tuple(each for each in entries.values() if each.value is not None)[:1],
        )
    )
    assert complaint.startswith(("P2", "P4"))


def test_a_delete_that_wins_over_edits_loses_them(monkeypatch):
    monkeypatch.setattr(merge.RecordState, "edited_after_delete", False)
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P2")


def test_an_erase_that_needs_what_it_saw_brings_content_back(monkeypatch):
    """It strips what is there, and takes in what comes later."""

    class Stripping(MemoryBook):
        def is_erased(self, record):
            return not record

        def strip(self, record, kind):
            super().strip(record, kind)
            self.states[record] = merge.RecordState(record, kind)

    monkeypatch.setattr("records_histories.MemoryBook", Stripping)
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P16")


def test_an_erase_that_leaves_the_log_alone_keeps_content(monkeypatch):
    monkeypatch.setattr(memory_book, "without_content", lambda change: change)
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P16")


def test_a_late_change_of_an_erased_record_that_is_kept_whole_is_caught(monkeypatch):
    monkeypatch.setattr(accept, "without_content", lambda change: change)
    assert histories(lambda seed: World(unique=True, seed=seed)).startswith("P16")


def test_the_histories_reach_conflicts_deletes_and_erases():
    found = set()
    for seed in range(60):
        world = World(seed=seed)
        world.run(random_steps(seed))
        for state in world.hub.states.values():
            found |= {"erased"} if state.erased else set(state.in_conflict)
            found |= {"removed"} if state.is_deleted else set()
            found |= {"late"} if state.edited_after_delete else set()
        found |= {"stub" for change in world.hub.log.values() if isinstance(change, ErasedChange)}
    assert found >= {"erased", "removed", "late", "stub", "name", "answers/kwh", "deleted"}
