"""What a person is told of sync where something is not as it was: withheld visits, erases, sharing, and what a field is called."""

import pytest
from services_sample import CHEAP, NOW
from sync_people import Person, quiet

from greenfield.base.catalogue import sentence
from greenfield.base.formats import Formats
from greenfield.base.problem import ProblemError, fail
from greenfield.base.texts import texts_for
from greenfield.records.scopes import Scope
from greenfield.services.agreements import agree
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.erasing import erase_for_good
from greenfield.services.finishing import finish_visit
from greenfield.services.sync.exchange.exporting import export_file, wish_for
from greenfield.services.sync.exchange.importing import import_file
from greenfield.services.sync.field_words import FieldWords
from greenfield.services.sync.file_words import waiting_size
from greenfield.services.sync.reasons import reason
from greenfield.services.sync.resolving import decide
from greenfield.services.sync.sharing import share, sharing_of
from greenfield.services.sync.state import Tray, changes_in, send_again
from greenfield.services.withheld import is_withheld, withheld_visit
from greenfield.store.reading.belonging import belonging_of
from greenfield.store.reading.visits import list_visits
from greenfield.sync.exchange.sealing import Passphrase

TEXTS, FORMATS = texts_for("en"), Formats("en")


def visits_of(who):
    with who.workspace.read() as connection:
        return list_visits(connection)


def test_own_work_on_a_visit_that_is_no_longer_shared_says_what_it_was(factory):
    awa, badou, visit = factory
    assert not any(is_withheld(row) for row in visits_of(badou))
    assert badou.open(visit).answer_all({"elec_amount": "100000"}) == []
    share(awa.workspace, awa.open(visit).visit.company, Scope.OWN)
    quiet(awa, badou)
    (row,) = visits_of(badou)
    assert is_withheld(row)
    assert (row.id, row.company_name, row.date) == (visit, "", "")
    day = FORMATS.moment(NOW.astimezone(), "short")
    assert (
        withheld_visit(row, TEXTS, FORMATS)
        == f"A visit that is no longer shared with you, your work of {day}"
    )
    (held,) = changes_in(badou.workspace, Tray.HELD)
    words = FieldWords(badou.workspace, TEXTS, FORMATS, NOW)
    assert words.where(held.belonging) == "A visit that is no longer shared with you"
    share(awa.workspace, visit, Scope.ORGANISATION)
    quiet(awa, badou)
    (row,) = visits_of(badou)
    assert (is_withheld(row), row.company_name) == (False, "Fournil")


def test_only_an_administrator_takes_erases_from_a_file(factory, open_copy, centre, tmp_path):
    awa, badou, visit = factory
    chief = Person(open_copy("chief"), centre, "Chief", "administrator")
    chief.sync()
    with awa.workspace.unit() as unit:
        unit.erase(visit)
    path = tmp_path / "x.greenfield-exchange"
    secret = Passphrase("on the stick")
    export_file(awa.workspace, path, wish_for(awa.workspace), secret, cost=CHEAP)
    before = visits_of(badou)
    with pytest.raises(ProblemError) as caught:
        import_file(badou.workspace, path, secret, erases=True)
    assert caught.value.code == "exchange.may_not_erase"
    assert "import it without" in sentence(caught.value.problems[0], TEXTS).lower()
    assert visits_of(badou) == before
    assert import_file(badou.workspace, path, secret).left_out > 0
    assert visits_of(badou) == before
    assert import_file(chief.workspace, path, secret, erases=True).left_out == 0
    assert visits_of(chief) == []
    quiet(chief, badou)
    assert visits_of(badou) == []


def test_a_refused_erase_says_what_to_do_and_goes_once_an_administrator_removed_it(
    factory, open_copy, centre
):
    awa, _, visit = factory
    chief = Person(open_copy("chief"), centre, "Chief", "administrator")
    chief.sync()
    with awa.workspace.unit() as unit:
        unit.erase(visit)
    awa.sync()
    refused = changes_in(awa.workspace, Tray.REFUSED)
    assert {each.change.op for each in refused} == {"erase"}
    assert "ask one to remove it on the hub as well" in reason(refused[0].change.reason, TEXTS)
    erase_for_good(chief.workspace, visit)
    chief.sync()
    send_again(awa.workspace, [each.change.cid for each in refused])
    awa.sync()
    assert changes_in(awa.workspace, Tray.REFUSED) == []


def test_what_is_left_of_an_erased_company_of_ones_own_says_that_it_was_removed(factory):
    awa, _, _ = factory
    company, _ = new_company(awa.workspace, NewCompany("Moulin", country="SEN", currency="XOF"))
    with awa.workspace.unit() as unit:
        unit.erase(company)  # as a device does that nobody connected yet
    words = FieldWords(awa.workspace, TEXTS, FORMATS, NOW)

    def said(tray):
        return [
            (
                words.where(each.belonging),
                "\n".join(words.change(each.belonging, each.change.op, each.change.values)),
            )
            for each in changes_in(awa.workspace, tray)
        ]

    unsent = said(Tray.UNSENT)
    assert {where for where, _ in unsent} == {"Removed for good"}
    assert [title for _, title in unsent] == ["Company", "Site", "Company: removed for good"]
    awa.sync()
    assert said(Tray.REFUSED) == [("Removed for good", "Company: removed for good")]


def test_who_may_read_a_finished_visit_may_change_without_reopening_it(factory):
    awa, _, visit = factory
    finish_visit(awa.workspace, awa.open(visit), NOW)
    opened = awa.open(visit)
    assert agree(awa.workspace, opened, "sharing", "own").sharing == "own"
    assert sharing_of(awa.workspace, visit).holds is Scope.OWN
    assert share(awa.workspace, visit, "organisation") == [visit]
    assert sharing_of(awa.workspace, visit).holds is Scope.ORGANISATION
    with pytest.raises(ProblemError) as caught:
        share(awa.workspace, visit, "group")
    assert caught.value.code == "sync.group_needs_organisation"
    with pytest.raises(ProblemError) as caught:
        agree(awa.workspace, opened, "met", "Fatou")
    assert caught.value.code == "visit.finished"


def test_a_problem_names_a_field_as_people_know_it(factory):
    awa, _, visit = factory
    for field, name in (
        ("period_end", "End of the period"),
        ("agreement/met", "Whom we met"),
        ("answers/a/oven", "oven"),
    ):
        with pytest.raises(ProblemError) as caught:
            decide(awa.workspace, visit, field, "1")
        assert f"“{name}”" in sentence(caught.value.problems[0], TEXTS)
    french = texts_for("fr")
    problem = fail("sync.no_conflict", visit, field="Date").problems[0]
    assert f"« {french('Date')} »" in sentence(problem, french).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Site “Hall”: Name"), ("fr", "Site «\xa0Hall\xa0»\xa0: Nom")],
    ids=["en", "fr"],
)
def test_a_field_of_a_named_record_is_written_as_the_language_writes_it(factory, language, said):
    awa, _, visit = factory
    with awa.workspace.unit() as unit:
        site = unit.create("site", {"parent": awa.open(visit).visit.company, "name": "Hall"})
    with awa.workspace.read() as connection:
        belonging = belonging_of(connection, site)
    words = FieldWords(awa.workspace, texts_for(language), Formats(language), NOW)
    assert words.field(belonging, "name").title == said


def test_a_word_on_sharing_that_only_somebody_elses_stick_brought_opens_nothing_until_it_is_said_again(
    factory, open_copy, centre, tmp_path
):
    awa, badou, _ = factory
    coumba = Person(open_copy("coumba"), centre, "Coumba")
    with awa.workspace.unit() as unit:
        company = unit.create("company", {"name": "Mill", "sharing": "own"})
    awa.sync()
    share(awa.workspace, company, Scope.ORGANISATION)
    path, secret = tmp_path / "x.greenfield-exchange", Passphrase("on the stick")
    export_file(awa.workspace, path, wish_for(awa.workspace), secret, cost=CHEAP)
    import_file(badou.workspace, path, secret)  # and her computer is lost
    again = Person(open_copy("again"), centre, "Awa")
    quiet(badou, again, coumba)
    assert sharing_of(again.workspace, company).said is Scope.ORGANISATION
    with pytest.raises(ProblemError):
        sharing_of(coumba.workspace, company)
    assert share(again.workspace, company, Scope.ORGANISATION) == [], "it stands there already"
    for scope in (Scope.OWN, Scope.ORGANISATION):
        share(again.workspace, company, scope)
    quiet(again, coumba)
    assert sharing_of(coumba.workspace, company).said is Scope.ORGANISATION


@pytest.mark.parametrize(
    ("count", "size", "said"), [(0, 0, "0 kB"), (2, 1_500_000, "1.5 MB"), (2, 0, "size unknown")]
)
def test_files_whose_size_nobody_knows_are_not_called_empty(count, size, said):
    assert waiting_size(count, size, TEXTS, FORMATS).replace("\u00a0", " ") == said
