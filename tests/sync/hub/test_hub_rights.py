"""Who may read what: scopes own and organisation, also by what a record hangs on, and what a reader gets when they change."""

from hub_sample import cids, hidden

from greenfield.records.scopes import Scope
from greenfield.sync.hub.rights import EVERYBODY, NOBODY, Guard, Rights, is_narrower, is_wider, rights_of

ALL = Rights(EVERYBODY, True)
HERS = Rights("ana", True)


def audience(kind, guard=None, above=(), owner="ana"):
    return rights_of(kind, owner, guard or Guard(), above).audience


def test_what_belongs_to_the_organisation_is_for_everybody():
    assert {audience(kind) for kind in ("organisation", "group", "membership", "package", "person")} == {
        EVERYBODY
    }


def test_the_narrower_of_a_record_and_what_it_hangs_on_holds():
    shared = Guard(sharing=Scope.ORGANISATION)
    assert audience("company", shared) == EVERYBODY
    assert audience("visit", shared, [ALL, ALL]) == EVERYBODY
    assert audience("visit", shared, [ALL, HERS]) == "ana"
    assert audience("visit", shared, [ALL, None]) == "ana"
    assert audience("visit", Guard(sharing=Scope.OWN), [ALL]) == "ana"
    assert audience("visit", Guard(), [ALL]) == "ana"
    assert audience("visit", Guard(sharing=Scope.GROUP), [ALL]) == "ana"
    assert audience("visit", Guard(sharing="someday"), [ALL]) == "ana"


def test_what_has_no_sharing_of_its_own_is_read_by_whoever_reads_what_it_hangs_on():
    assert audience("site", above=[HERS], owner="ben") == "ana"
    assert audience("site", above=[ALL], owner="ben") == EVERYBODY
    assert audience("action", above=[HERS, ALL], owner="ben") == "ana"
    assert audience("action", above=[HERS, Rights("cleo", True)], owner="ben") == "ben"
    assert audience("note", above=[None], owner="ben") == "ben"
    assert audience("person", above=[HERS], owner="ben") == "ana"
    assert audience("commitment", above=[ALL], owner="ben") == "ben"


def test_nobody_reads_what_nobody_created():
    assert rights_of("company", "", Guard(sharing=Scope.ORGANISATION), []) == Rights(NOBODY, False)


def test_photos_need_the_permission_of_the_company():
    def photos(said, kind="company", above=()):
        return rights_of(kind, "ana", Guard(photos=said), above).photos

    assert [photos(said) for said in ("-", "none", "someday", "internal", "report", "public")] == [
        False, False, False, True, True, True,
    ]  # fmt: skip
    assert [photos("-", "attachment", [above]) for above in (ALL, Rights(EVERYBODY, False), None)] == [
        True, False, False,
    ]  # fmt: skip
    assert not photos("none", "attachment", [ALL])


def test_wider_and_narrower_look_at_who_gains_and_who_loses():
    assert is_wider(NOBODY, "ana")
    assert is_wider("ana", EVERYBODY)
    assert not is_wider(EVERYBODY, "ana")
    assert not is_wider("ana", "ana")
    assert not is_wider("ana", NOBODY)
    assert is_narrower(EVERYBODY, "ana")
    assert is_wider("ana", "ben")
    assert is_narrower("ana", "ben")


def test_an_own_record_is_read_by_all_devices_of_its_member_and_by_nobody_else(place, ana, ben, admin):
    change = ana.create("company", name="Mill")
    ana.push(change)
    assert cids(place.join("Ana").pull()) == [change.cid]
    assert [ben.pull(), admin.pull()] == [[], []]


def test_sharing_brings_the_history_to_those_whose_cursor_was_beyond_it(ana, ben):
    first = ana.create("company", name="Mill")
    second = ana.set(first, name="The mill")
    ana.push(first, second)
    assert ben.pull() == []
    assert ben.since == 2
    share = ana.change("set", "company", first.record, sharing="organisation")
    ana.push(share)
    assert sorted(cids(ben.pull())) == sorted([first.cid, second.cid, share.cid])
    assert ben.pull() == []


def test_taking_a_share_back_hides_the_record_once_and_its_later_changes(ana, ben):
    first = ana.create("company", name="Mill", sharing="organisation")
    ana.push(first)
    ben.pull()
    back = ana.set(first, sharing="own")
    ana.push(back, ana.set(first, name="Secret"))
    lines = ben.pull()
    assert (hidden(lines), cids(lines)) == ([first.record], [])
    assert ben.pull() == []
    assert hidden(ana.pull()) == []
    ana.push(ana.set(back, sharing="organisation"))
    lines = ben.pull()
    assert (hidden(lines), len(cids(lines))) == ([], 4)


def test_who_joined_later_hears_nothing_of_what_was_hidden_before(ana, place):
    first = ana.create("company", name="Mill", sharing="organisation")
    ana.push(first)
    ana.push(ana.set(first, sharing="own"))
    assert place.rows("SELECT before FROM hidden") == [("*",)]
    assert place.join("Ben").pull() == []


def test_what_hangs_on_a_company_follows_it_through_all_levels(ana, ben):
    company = ana.create("company", name="Mill")
    site = ana.create("site", company=company.record)
    visit = ana.create("visit", site=site.record, company=company.record, sharing="organisation")
    note = ana.create("note", subject=visit.record, text="loud")
    person = ana.create("person", name="Owner", belongs_to=company.record)
    ana.push(note, person, visit, site, company)
    assert ben.pull() == []
    share = ana.set(company, sharing="organisation")
    ana.push(share)
    assert sorted(cids(ben.pull())) == sorted(
        each.cid for each in (company, site, visit, note, person, share)
    )
    own = ana.set(visit, sharing="own")
    ana.push(own)
    assert sorted(hidden(ben.pull())) == sorted([visit.record, note.record])
    back = ana.set(share, sharing="own")
    ana.push(back)
    assert sorted(hidden(ben.pull())) == sorted([company.record, site.record, person.record])


def test_while_sharing_has_two_heads_the_narrower_one_holds(ana, place, ben):
    second = place.join("Ana")
    first = ana.create("company", name="Mill", sharing="own")
    ana.push(first)
    wide, narrow = ana.set(first, sharing="organisation"), second.set(first, sharing="group")
    ana.push(wide)
    assert len(ben.pull()) == 2
    second.push(narrow)
    assert hidden(ben.pull()) == [first.record]


def test_a_colleagues_part_of_a_visit_stays_with_the_visit_when_it_is_taken_back(ana, ben):
    company = ana.create("company", sharing="organisation")
    visit = ana.create("visit", company=company.record, sharing="organisation")
    ana.push(company, visit)
    row = ben.create("instance", visit=visit.record, repeat="machines")
    ben.push(row)
    ana.pull(), ben.pull()
    ana.push(ana.set(visit, sharing="own"))
    assert sorted(hidden(ben.pull())) == sorted([visit.record, row.record])
    assert hidden(ana.pull()) == []


def test_a_circle_of_records_ends(ana):
    first, second = ana.new_id(), ana.new_id()
    circle = (
        ana.change("create", "note", first, subject=second, text="a"),
        ana.change("create", "note", second, subject=first, text="b"),
    )
    assert ana.statuses(*circle) == ["applied", "applied"]


def test_a_change_of_a_record_that_the_sender_may_not_read_is_kept_and_said_to_be_held(ana, ben):
    first = ana.create("company", name="Mill")
    ana.push(first)
    blind, lost = ben.set(first, name="Ben's"), ben.change("set", "company", ben.new_id(), name="nowhere")
    outcomes = ben.push(blind, lost, blind)
    assert [(each.status, each.rev, each.fields, each.reason) for each in outcomes] == [
        ("held", None, {}, "")
    ] * 3
    assert ben.known(blind.cid, lost.cid, first.cid) == [blind.cid, lost.cid, first.cid]
    assert cids(ana.pull()) == [first.cid, blind.cid]
    assert ben.pull() == []


def test_nobody_takes_a_record_over_by_creating_it_again(ana, ben):
    first = ana.create("company", name="Mill")
    ana.push(first)
    assert ben.statuses(
        ben.change("create", "company", first.record, name="Mine", sharing="organisation")
    ) == ["held"]
    assert ben.pull() == []
    assert len(ana.pull()) == 2


def test_nobody_gives_himself_a_permission_that_he_lost(ana, ben):
    first = ana.create("company", name="Mill", sharing="organisation")
    ana.push(first)
    ben.pull()
    back = ana.set(first, sharing="own")
    ana.push(back)
    blind = ben.set(back, sharing="organisation")
    assert ben.statuses(blind) == ["held"]
    assert hidden(ben.pull()) == [first.record]
    assert ben.statuses(blind, ben.set(blind, sharing="organisation")) == ["held", "held"]
    assert hidden(ben.page().items) == [first.record]
    assert blind.cid in cids(ana.pull())
    assert ana.statuses(blind) == ["duplicate"]
    assert ben.pull() == []
    assert ana.statuses(ana.set(blind, sharing="organisation")) == ["merged"]
    assert blind.cid in cids(ben.pull())


def test_a_record_belongs_to_the_member_of_the_device_that_made_it_whoever_carries_it_in(ana, ben):
    first = ana.create("company", name="Mill")
    assert ben.statuses(first) == ["held"]
    assert [item.rev for item in ana.pull()] == [1]
    assert ben.pull() == []
    of_a_stranger = ben.change("create", "company", ben.new_id(), device=ben.new_id(), name="Stranger's")
    assert ben.statuses(of_a_stranger) == ["applied"]
