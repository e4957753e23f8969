"""Instance XML of the field apps becomes visits, once."""

import shutil
from datetime import date, timedelta

import pytest
from services_sample import CHEAP, NOW, SECRET
from submissions_mill import OPENING, again, changes, newer, values, visits
from submissions_sample import (
    END,
    NEWER,
    START,
    UUID,
    codes,
    collected,
    instance,
    photo,
    take,
    with_mill,
)

from greenfield.services import workspaces
from greenfield.services.companies import NewCompany, new_company, permit_photos
from greenfield.services.finishing import finish_visit
from greenfield.services.open_visit import Opening
from greenfield.services.submissions.exporting import export_submission
from greenfield.services.submissions.outcomes import Decision
from greenfield.services.visit_photos import photos_of, remove_photo
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.companies import list_companies
from greenfield.store.reading.plan import all_of, attachments_of


def test_an_instance_of_collect_becomes_a_visit_with_its_answers_repeats_times_and_photo(
    workspace, company, tmp_path
):
    (one,) = take(workspace, collected(tmp_path), OPENING)
    assert (str(one.outcome), one.instance, one.form, one.company, one.files) == (
        "new",
        UUID,
        "mill_visit 1",
        company,
        1,
    )
    assert codes(one) == []
    (row,) = visits(workspace)
    assert (row.id, row.company_name, row.date, row.state) == (
        one.visit,
        "Moulin  bleu",
        "2026-02-03",
        "open",
    )
    found = values(workspace, one.visit)
    assert found["/data/start"] == START
    assert found["/data/end"] == END
    assert found["/data/deviceid"] == "collect:abc"
    assert found["/data/meta/instanceID"] == f"uuid:{UUID}"
    assert found["/data/energy/mwh"] == "12"
    assert found["/data/energy/fuel"] == "wood gas"
    assert found["/data/motor[2]/kw"] == "7"
    assert found["/data/motor[2]/bearing[1]/kind"] == "slide"
    assert "/data/motor[3]/kw" not in found
    assert found["/data/place"] == "14.79 -16.93 20 5"
    (kept,) = photos_of(workspace, one.visit)
    assert (kept.name, kept.question, workspace.blob(kept.blob)) == ("1770.jpg", "plate", photo())


def test_the_number_of_instances_is_kept_even_of_empty_ones(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path), OPENING)
    assert again(workspace, one.visit).session.answers()["/data/motor[2]/bearing"] == "2"


def test_the_same_instance_twice_changes_nothing(workspace, company, tmp_path):
    path = collected(tmp_path)
    (first,) = take(workspace, path, OPENING)
    before = changes(workspace)
    (second,) = take(workspace, path, OPENING)
    assert (str(second.outcome), second.visit, second.differences) == ("same", first.visit, ())
    assert changes(workspace) == before
    assert len(visits(workspace)) == 1


def test_a_photo_that_a_visitor_took_away_does_not_come_back(workspace, company, tmp_path):
    path = collected(tmp_path)
    (first,) = take(workspace, path, OPENING)
    (kept,) = photos_of(workspace, first.visit)
    remove_photo(workspace, again(workspace, first.visit), kept.record)
    assert str(take(workspace, path, OPENING)[0].outcome) == "same"
    assert photos_of(workspace, first.visit) == []


def test_a_photo_that_comes_later_is_added_to_the_same_visit(workspace, company, tmp_path):
    path = collected(tmp_path, files={})
    (first,) = take(workspace, path, OPENING)
    assert codes(first) == ["submission.file_missing"]
    path.with_name("1770.jpg").write_bytes(photo())
    (second,) = take(workspace, path, OPENING)
    assert (str(second.outcome), second.files, codes(second)) == ("files", 1, [])
    assert len(photos_of(workspace, first.visit)) == 1


def test_photos_wait_for_the_companys_agreement(workspace, company, tmp_path):
    permit_photos(workspace, company, allowed=False)
    path = collected(tmp_path)
    (first,) = take(workspace, path, OPENING)
    assert codes(first) == ["submission.photos_not_allowed"]
    assert photos_of(workspace, first.visit) == []
    permit_photos(workspace, company, allowed=True)
    assert str(take(workspace, path, OPENING)[0].outcome) == "files"


def test_answers_that_do_not_fit_are_kept_or_told_with_their_values(workspace, company, tmp_path):
    body = """<company>Moulin Bleu</company><roof>tin</roof><energy><kwh>plenty</kwh><mwh>99</mwh>
    <fuel>wood coal</fuel><other_fuel>straw</other_fuel></energy><built>1998-02-30</built>
    <extra><deep>1</deep><deep>2</deep></extra>"""
    (one,) = take(workspace, collected(tmp_path, instance(body=body)), OPENING)
    told = {problem.values["ref"]: (problem.code, problem.values["value"]) for problem in one.problems}
    assert told == {
        "/data/roof": ("submission.no_question", "tin"),
        "/data/extra/deep": ("submission.no_question", "1"),
        "/data/extra/deep[2]": ("submission.no_question", "2"),
        "/data/energy/kwh": ("submission.not_fitting", "plenty"),
        "/data/energy/mwh": ("submission.calculated", "99"),
        "/data/energy/fuel": ("submission.not_offered", "wood coal"),
        "/data/energy/other_fuel": ("submission.not_relevant", "straw"),
        "/data/built": ("submission.not_fitting", "1998-02-30"),
    }
    found = values(workspace, one.visit)
    assert (found["/data/energy/kwh"], found["/data/energy/other_fuel"]) == ("plenty", "straw")
    with workspace.read() as connection:
        (kept,) = attachments_of(connection, one.visit)
    assert b"<roof>tin</roof>" in workspace.blob(kept.text("blob"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"form": "other"}, "submission.form_unknown"),
        ({"version": "2"}, "submission.version_unknown"),
    ],
)
def test_a_form_that_is_not_here_is_named_and_nothing_is_written(workspace, company, tmp_path, changes, code):
    (one,) = take(workspace, collected(tmp_path, instance(**changes)), OPENING)
    assert (str(one.outcome), codes(one)) == ("failed", [code])
    assert "mill_visit 1" in str(one.problems[0].values["known"])
    assert visits(workspace) == []


def test_a_named_toolkit_stands_for_a_form_that_a_server_renamed(workspace, company, tmp_path):
    text = instance(form="aXb3Cd", version="vK9", more="<__version__>vK9</__version__>")
    text = text.replace("<data ", "<aXb3Cd ").replace("</data>", "</aXb3Cd>")
    (one,) = take(workspace, collected(tmp_path, text), OPENING, toolkit="mill")
    assert (str(one.outcome), one.form, codes(one)) == ("new", "mill_visit 1", [])
    (missing,) = take(workspace, collected(tmp_path, instance(uuid=NEWER)), OPENING, toolkit="mill:7")
    assert codes(missing) == ["toolkit.unknown"]


def test_the_company_is_named_or_read_or_noted_or_a_problem(workspace, mill, tmp_path):
    path = collected(tmp_path)
    (one,) = take(workspace, path, OPENING, note=False)
    assert codes(one) == ["submission.company_unknown"]
    (one,) = take(workspace, path, OPENING, company="Nobody")
    assert codes(one) == ["company.unknown"]
    unnamed = collected(tmp_path, instance(body="<country>SEN</country>"))
    assert codes(take(workspace, unnamed, OPENING)[0]) == ["submission.no_company"]
    poor = collected(tmp_path, instance(body="<company>Moulin Bleu</company>"))
    assert codes(take(workspace, poor, OPENING)[0]) == ["company.no_country", "company.no_currency"]
    assert visits(workspace) == []
    (one,) = take(workspace, collected(tmp_path), OPENING)
    assert str(one.outcome) == "new"
    (other,) = take(workspace, collected(tmp_path, instance(uuid=NEWER)), OPENING)
    assert other.company == one.company
    with workspace.read() as connection:
        (noted,) = list_companies(connection)
    assert (noted.name, noted.country, noted.currency) == ("Moulin Bleu", "SEN", "XOF")


def test_two_companies_of_one_name_need_a_word_from_a_person(workspace, company, tmp_path):
    other, _ = new_company(workspace, NewCompany("Moulin Bleu", country="TUN", currency="TND"))
    path = collected(tmp_path)
    assert codes(take(workspace, path, OPENING)[0]) == ["submission.company_twice"]
    assert take(workspace, path, OPENING, company=other[:8])[0].company == other


def test_a_submission_of_another_version_than_its_visit_is_refused(workspace, company, tmp_path):
    take(workspace, collected(tmp_path), OPENING)
    with_mill(workspace, tmp_path, "2")
    (second,) = take(workspace, newer(tmp_path, version="2"), OPENING)
    assert codes(second) == ["submission.other_version"]


def test_a_finished_visit_keeps_its_answers(workspace, company, tmp_path):
    (first,) = take(workspace, collected(tmp_path), OPENING)
    finish_visit(workspace, again(workspace, first.visit), NOW)
    (second,) = take(workspace, newer(tmp_path, kwh="13000"), OPENING, decision=Decision.REPLACE)
    assert (str(second.outcome), codes(second)) == ("failed", ["visit.finished"])
    assert values(workspace, first.visit)["/data/energy/kwh"] == "12000"


def test_a_folder_of_many_passes_over_forms_and_takes_what_it_can(workspace, company, tmp_path):
    place = tmp_path / "ODK Briefcase Storage" / "forms" / "Mill"
    for uuid, text in (
        (UUID, instance()),
        (NEWER, instance(uuid=NEWER)),
        ("x", instance(uuid="x", form="other")),
    ):
        folder = place / "instances" / f"uuid{uuid}"
        folder.mkdir(parents=True)
        (folder / "submission.xml").write_text(text, encoding="utf-8")
        (folder / "1770.jpg").write_bytes(photo())
    shutil.copy(tmp_path / "mill1.md", place)
    (place / "Mill.xml").write_bytes(
        b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/><h:body/></h:html>'
    )
    (place / "broken.xml").write_bytes(b"<data id='mill_visit'")
    found = take(workspace, tmp_path / "ODK Briefcase Storage", OPENING)
    assert sorted(str(one.outcome) for one in found) == ["failed", "failed", "new", "new"]
    assert {code for one in found for code in codes(one)} == {"submission.form_unknown", "submission.not_xml"}
    assert len(visits(workspace)) == 2


def test_exported_imported_elsewhere_and_exported_again_is_equal(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path), OPENING)
    later = Opening(NOW + timedelta(days=9), "fr")
    written, problems = export_submission(workspace, one.visit, tmp_path / "out", later)
    assert ([path.name for path in written], problems) == (["submission.xml", "1770.jpg"], [])
    text = written[0].read_text(encoding="utf-8")
    assert f"<instanceID>uuid:{UUID}</instanceID>" in text
    assert "<seen>2026-02-03</seen>" in text
    assert "other_fuel" not in text
    folder = tmp_path / "elsewhere.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    with workspaces.opened(folder, SECRET, writing=True, clock=lambda: NOW) as elsewhere:
        with_mill(elsewhere, tmp_path)
        identity, _ = new_company(elsewhere, NewCompany("Moulin Bleu", country="SEN", currency="XOF"))
        permit_photos(elsewhere, identity, allowed=True)
        (two,) = take(elsewhere, tmp_path / "out", Opening(NOW + timedelta(days=30), "en"))
        assert (str(two.outcome), codes(two)) == ("new", [])
        again_written, _ = export_submission(elsewhere, two.visit, tmp_path / "again" / "mill.xml", OPENING)
    assert [path.name for path in again_written] == ["mill.xml", "1770.jpg"]
    for first, second in zip(written, again_written, strict=True):
        assert first.read_bytes() == second.read_bytes()


def test_a_visit_made_here_comes_back_as_itself(workspace, company, mill, tmp_path):
    prepared, _ = prepare_visit(workspace, NewVisit(company, "mill", date(2026, 3, 10)), NOW)
    prepared.answer("/data/energy/kwh", "5")
    prepared.add_instance("/data/motor")
    prepared.answer("/data/motor[2]/kw", "3")
    written, _ = export_submission(workspace, prepared.visit.id, tmp_path / "mine.xml", OPENING)
    (one,) = take(workspace, written[0], OPENING)
    assert (str(one.outcome), one.visit) == ("same", prepared.visit.id)
    changed = written[0].read_text(encoding="utf-8").replace("<kwh>5<", "<kwh>6<")
    written[0].write_text(changed, encoding="utf-8")
    (one,) = take(workspace, written[0], OPENING)
    assert [(each.ref, each.here, each.there) for each in one.differences] == [("/data/energy/kwh", "5", "6")]


def test_a_submission_without_an_id_is_known_by_its_bytes(workspace, company, tmp_path):
    bare = instance().partition("<meta>")[0] + "</data>"
    (one,) = take(workspace, collected(tmp_path, bare), OPENING)
    (two,) = take(workspace, collected(tmp_path, bare), OPENING)
    assert (str(one.outcome), str(two.outcome), two.visit) == ("new", "same", one.visit)


def test_a_photo_that_is_none_is_kept_as_a_file(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path, files={"1770.jpg": b"not a photo"}), OPENING)
    assert codes(one) == ["photo.unreadable"]
    with workspace.read() as connection:
        (kept,) = [each for each in all_of(connection, "attachment") if each.text("name") == "1770.jpg"]
    assert (kept.text("media_type"), workspace.blob(kept.text("blob"))) == (
        "application/octet-stream",
        b"not a photo",
    )
