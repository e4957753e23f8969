"""A newer submission of a visit that is here: its differences are shown, and a person decides."""

from submissions_mill import OPENING, again, newer, values
from submissions_sample import (
    END,
    NEWER,
    UUID,
    codes,
    collected,
    instance,
    take,
)

from greenfield.services.submissions.outcomes import Decision
from greenfield.store.reading.history import history_of


def test_a_newer_one_shows_the_differences_and_changes_nothing(workspace, company, tmp_path):
    (first,) = take(workspace, collected(tmp_path), OPENING)
    (second,) = take(workspace, newer(tmp_path, kwh="13000"), OPENING)
    assert (str(second.outcome), second.visit, codes(second)) == (
        "differs",
        first.visit,
        ["submission.differs"],
    )
    shown = [(one.ref, one.label, one.here, one.there) for one in second.differences]
    assert shown == [
        ("/data/end", "", END, END.replace("09:30", "11:00")),
        ("/data/energy/kwh", "Electricity", "12000", "13000"),
    ]
    assert values(workspace, first.visit)["/data/energy/kwh"] == "12000"


def test_replacing_takes_the_newer_answers_as_ordinary_changes(workspace, company, tmp_path):
    (first,) = take(workspace, collected(tmp_path), OPENING)
    (second,) = take(workspace, newer(tmp_path, kwh="13000"), OPENING, decision=Decision.REPLACE)
    assert str(second.outcome) == "replaced"
    found = values(workspace, first.visit)
    assert (found["/data/energy/kwh"], found["/data/energy/mwh"]) == ("13000", "13")
    assert found["/data/meta/instanceID"] == f"uuid:{NEWER}"
    with workspace.read() as connection:
        versions = history_of(connection, first.visit, "answers/energy/kwh")
    assert sorted(version.value for version in versions) == ["12000", "13000"]
    assert str(take(workspace, newer(tmp_path, kwh="13000"), OPENING)[0].outcome) == "same"
    assert str(take(workspace, collected(tmp_path), OPENING)[0].outcome) == "older"


def test_keeping_notes_the_newer_one_as_seen(workspace, company, tmp_path):
    (first,) = take(workspace, collected(tmp_path), OPENING)
    (second,) = take(workspace, newer(tmp_path, kwh="13000"), OPENING, decision=Decision.KEEP)
    assert str(second.outcome) == "kept"
    assert values(workspace, first.visit)["/data/energy/kwh"] == "12000"
    assert str(take(workspace, newer(tmp_path, kwh="13000"), OPENING)[0].outcome) == "same"


def test_what_was_changed_here_alone_is_no_difference_and_stays(workspace, company, tmp_path):
    (first,) = take(workspace, collected(tmp_path), OPENING)
    opened = again(workspace, first.visit)
    opened.answer("/data/built", "1999-01-01")
    opened.answer("/data/energy/kwh", "12500")
    (second,) = take(workspace, newer(tmp_path, kwh="13000"), OPENING)
    shown = [(one.ref, one.here, one.there, one.edited_here) for one in second.differences]
    assert shown[1:] == [("/data/energy/kwh", "12500", "13000", True)]
    take(workspace, newer(tmp_path, kwh="13000"), OPENING, decision=Decision.REPLACE)
    found = values(workspace, first.visit)
    assert (found["/data/built"], found["/data/energy/kwh"]) == ("1999-01-01", "13000")


def test_instances_that_come_and_go_are_differences_too(workspace, company, tmp_path):
    (first,) = take(workspace, collected(tmp_path), OPENING)
    one_motor = (
        instance().split("<motor><kw>7")[0] + "<place>14.79 -16.93 20 5</place><built>1998-05-01</built>"
    )
    text = one_motor + f"<meta><instanceID>uuid:{UUID}</instanceID></meta></data>"
    (shown,) = take(workspace, collected(tmp_path, text), OPENING)
    assert ("/data/motor", "2", "1") in [(one.ref, one.here, one.there) for one in shown.differences]
    (taken,) = take(workspace, collected(tmp_path, text), OPENING, decision=Decision.REPLACE)
    assert str(taken.outcome) == "replaced"
    assert again(workspace, first.visit).session.answers()["/data/motor"] == "1"
    three = text.replace("<place>", "<motor><kw>1</kw></motor><motor><kw>2</kw></motor><place>")
    take(workspace, collected(tmp_path, three), OPENING, decision=Decision.REPLACE)
    found = values(workspace, first.visit)
    assert [found[f"/data/motor[{place}]/kw"] for place in (1, 2, 3)] == ["5.5", "1", "2"]
    assert again(workspace, first.visit).session.answers()["/data/motor"] == "3"


def test_one_with_an_earlier_end_is_older_and_changes_nothing(workspace, company, tmp_path):
    take(workspace, collected(tmp_path), OPENING)
    text = instance(kwh="1", end=END.replace("09:30", "09:00"))
    (second,) = take(workspace, collected(tmp_path, text), OPENING, decision=Decision.REPLACE)
    assert (str(second.outcome), codes(second)) == ("older", ["submission.older"])
