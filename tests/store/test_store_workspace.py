import itertools

import pytest

from greenfield.base.problem import ProblemError
from greenfield.store.check import check
from greenfield.store.connecting import driver_of
from greenfield.store.reading.companies import list_companies, sites_of
from greenfield.store.reading.history import history_of, open_conflicts
from greenfield.store.reading.plan import measures_of
from greenfield.store.reading.visits import answers_of, find_visit, latest_visits, list_visits, results_of
from greenfield.store.rebuild import rebuild
from greenfield.store.search_index import find


def bakery(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Boulangerie du Port", "employees": 48, "photos": "report"})
        site = unit.create("site", {"company": company, "name": "Fournil", "city": "Dakar"})
        visit = unit.create("visit", {"site": site, "state": "open", "toolkit": "t" * 64})
    return company, site, visit


def test_what_was_created_is_listed_with_its_values(workspace):
    company, site, visit = bakery(workspace)
    with workspace.read() as connection:
        assert [(c.id, c.name, c.employees, c.photos) for c in list_companies(connection)] == [
            (company, "Boulangerie du Port", 48, "report")
        ]
        assert [(s.id, s.company, s.name) for s in sites_of(connection, company)] == [
            (site, company, "Fournil")
        ]
        (row,) = list_visits(connection)
        assert (row.id, row.company, row.company_name, row.site_name) == (
            visit,
            company,
            "Boulangerie du Port",
            "Fournil",
        )
        assert (row.state, row.answered, row.updated) == ("open", 0, "2026-05-04T12:00:00+00:00")


def test_answers_are_read_with_their_instances_in_order(workspace):
    _, _, visit = bakery(workspace)
    with workspace.unit() as unit:
        unit.set(visit, {"answers/elec_amount": "120000", "answers/fuel": "lpg"})
        second = unit.create("instance", {"visit": visit, "repeat": "meter", "order_key": "V"})
        first = unit.create("instance", {"visit": visit, "repeat": "meter", "order_key": "F"})
        unit.set(first, {"answers/amount": "1"})
        unit.set(second, {"answers/amount": "2"})
        unit.set(visit, {"answers/fuel": ""})
    with workspace.read() as connection:
        answers = answers_of(connection, visit)
        assert answers.root == {"elec_amount": "120000"}
        assert [(each.id, each.answers) for each in answers.instances] == [
            (first, {"amount": "1"}),
            (second, {"amount": "2"}),
        ]
        assert list_visits(connection)[0].answered == 3


def test_the_visit_that_was_worked_on_last_comes_first(workspace):
    _, site, first = bakery(workspace)
    with workspace.unit() as unit:
        second = unit.create("visit", {"site": site, "state": "prepared"})
        instance = unit.create("instance", {"visit": first, "repeat": "meter"})
    with workspace.read() as connection:
        assert [row.id for row in list_visits(connection)] == [first, second]
    with workspace.unit() as unit:
        unit.set(second, {"state": "open"})
    with workspace.read() as connection:
        assert [row.id for row in list_visits(connection)] == [second, first]
    with workspace.unit() as unit:
        unit.set(instance, {"answers/amount": "3"})
    with workspace.read() as connection:
        assert [row.id for row in list_visits(connection)] == [first, second]
        assert latest_visits(connection, 5) == list_visits(connection)
        assert [row.id for row in latest_visits(connection, 1)] == [first]


def steps_of(workspace, action):
    """Count what SQLite does for an action: the instructions of its virtual machine."""
    with workspace.read() as connection:
        action(connection)  # the first time, SQLite reads the schema as well
        count = itertools.count()
        driver_of(connection).set_progress_handler(lambda: next(count) < 0, 1)
        try:
            found = action(connection)
        finally:
            driver_of(connection).set_progress_handler(None, 1)
    return next(count), found


def test_the_latest_visits_cost_the_same_after_many_answers_and_beside_many_visits(workspace):
    _, site, first = bakery(workspace)
    with workspace.unit() as unit:
        instance = unit.create("instance", {"visit": first, "repeat": "meter"})
    costs = {}
    for answers in (5, 301):
        for number in range(answers):
            with workspace.unit() as unit:
                unit.set((first, instance)[number % 2], {"answers/kwh": str(number)})
        costs[answers], _ = steps_of(workspace, lambda connection: latest_visits(connection, 10))
    assert costs[301] == costs[5]
    with workspace.unit() as unit:
        others = [unit.create("visit", {"site": site, "state": "open"}) for _ in range(12)]
    for each in (*others[:4], first):
        with workspace.unit() as unit:
            unit.set(each, {"state": "finished"})
    few, found = steps_of(workspace, lambda connection: latest_visits(connection, 3))
    assert [row.id for row in found] == [first, others[3], others[2]]
    with workspace.unit() as unit:
        for _ in range(200):
            unit.create("visit", {"site": site, "state": "open"})
    for each in (others[2], others[3], first):
        with workspace.unit() as unit:
            unit.set(each, {"state": "open"})
    assert steps_of(workspace, lambda connection: latest_visits(connection, 3))[0] <= few * 1.1


def test_a_deleted_visit_and_its_instances_are_not_among_the_latest(workspace):
    _, site, first = bakery(workspace)
    with workspace.unit() as unit:
        second = unit.create("visit", {"site": site, "state": "open"})
        unit.create("instance", {"visit": second, "repeat": "meter"})
        unit.delete(second)
    with workspace.read() as connection:
        assert [row.id for row in latest_visits(connection, 1)] == [first]


def test_a_visit_is_found_by_the_beginning_of_its_id(workspace):
    with workspace.unit() as unit:
        for identity in ("ab" * 16, "ab" + "cd" * 15):
            unit.create("visit", {"state": "open"}, record=identity)
    with workspace.read() as connection:
        assert find_visit(connection, "aba").id == "ab" * 16
        for beginning, code in (("ab", "visit.ambiguous"), ("f", "visit.unknown"), ("", "visit.unknown")):
            with pytest.raises(ProblemError) as caught:
                find_visit(connection, beginning)
            assert caught.value.code == code


def test_an_edit_that_changes_nothing_makes_no_change(workspace):
    company, _, _ = bakery(workspace)
    with workspace.unit() as unit:
        assert unit.set(company, {"name": "Boulangerie du Port"}) is None
        assert unit.set(company, {"name": "Boulangerie"}).status == "applied"
    with workspace.read() as connection:
        assert [(v.value, v.stands) for v in history_of(connection, company, "name")] == [
            ("Boulangerie du Port", False),
            ("Boulangerie", True),
        ]


def test_an_error_inside_a_unit_undoes_all_of_it(workspace):
    company, _, _ = bakery(workspace)

    def edit_and_fail():
        with workspace.unit() as unit:
            unit.set(company, {"name": "Other"})
            raise KeyError

    with pytest.raises(KeyError):
        edit_and_fail()
    with workspace.read() as connection:
        assert list_companies(connection)[0].name == "Boulangerie du Port"
    with workspace.unit() as unit:
        assert unit.set(company, {"name": "Other"}).status == "applied"
    assert check(workspace) == []


def test_a_deleted_record_disappears_and_comes_back(workspace):
    _, _, visit = bakery(workspace)
    with workspace.unit() as unit:
        measure = unit.create("measure", {"visit": visit, "title": "Insulate the oven", "chosen": True})
        unit.delete(measure)
    with workspace.read() as connection:
        assert measures_of(connection, visit) == []
        assert find(connection, "insulate") == []
    with workspace.unit() as unit, pytest.raises(ProblemError) as caught:
        unit.set(measure, {"title": "x"})
    assert caught.value.code == "record.deleted"
    with workspace.unit() as unit:
        unit.restore(measure)
    with workspace.read() as connection:
        assert [(m.text("title"), m.fields["chosen"]) for m in measures_of(connection, visit)] == [
            ("Insulate the oven", True)
        ]
        assert find(connection, "insulate") == [(measure, "title")]


def test_a_result_is_set_once(workspace):
    _, _, visit = bakery(workspace)
    with workspace.unit() as unit:
        result = unit.create("result", {"visit": visit, "method": "1", "content": {"energy_gj": 5.5}})
    with workspace.unit() as unit, pytest.raises(ProblemError) as caught:
        unit.set(result, {"method": "2"})
    assert caught.value.code == "record.set_once"
    with workspace.read() as connection:
        assert [(r.id, r.content) for r in results_of(connection, visit)] == [(result, {"energy_gj": 5.5})]


def test_unknown_records_are_named(workspace):
    with workspace.unit() as unit, pytest.raises(ProblemError) as caught:
        unit.set("f" * 32, {"name": "x"})
    assert caught.value.code == "record.unknown"


def test_two_companies_that_are_one_show_as_one(workspace):
    company, _, _ = bakery(workspace)
    with workspace.unit() as unit:
        other = unit.create("company", {"name": "Boulangerie du port SARL"})
        unit.set(company, {"merged_into": other})
    with workspace.read() as connection:
        assert [c.id for c in list_companies(connection)] == [other]
        assert list_visits(connection)[0].company == other
        assert list_visits(connection)[0].company_name == "Boulangerie du port SARL"
        assert [s.name for s in sites_of(connection, other)] == ["Fournil"]
    with workspace.unit() as unit:
        unit.set(company, {"merged_into": None})
    with workspace.read() as connection:
        assert len(list_companies(connection)) == 2
        assert list_visits(connection)[0].company == company


def test_fields_and_kinds_of_a_newer_version_are_kept(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "A", "mood": {"today": 1.5}})
        target = unit.create("target", {"percent": 20})
    with workspace.read() as connection:
        assert [v.value for v in history_of(connection, company, "mood")] == [{"today": 1.5}]
        assert [v.value for v in history_of(connection, target, "percent")] == [20]
    rebuild(workspace)
    assert check(workspace) == []


def test_values_that_do_not_fit_their_column_stay_in_the_history(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": 7, "employees": "many"})
    with workspace.read() as connection:
        found = list_companies(connection)[0]
        assert (found.name, found.employees) == ("", None)
        assert [v.value for v in history_of(connection, company, "employees")] == ["many"]


def test_numbers_of_changes_go_on_after_closing_and_after_a_crash(make_workspace):
    first = make_workspace()
    company, _, visit = bakery(first)
    first.close()
    second = make_workspace()
    for name in "ab":
        with second.unit() as unit:
            unit.set(company, {"name": name})
        with second.read() as connection:
            assert list_companies(connection)[0].name == name
    with second.unit() as unit:
        unit.set(visit, {"answers/kwh": "5"})
    second._book.notes.recent.clear()  # as if it was killed: what it remembers is not written any more
    second._book.notes.late.clear()
    second.close()
    third = make_workspace()
    with third.read() as connection:
        assert list_visits(connection)[0].answered == 1
    with third.unit() as unit:
        unit.set(company, {"name": "c"})
        numbers = [row[0] for row in unit.connection.exec_driver_sql("SELECT dseq FROM change ORDER BY seq")]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]
    assert check(third) == []
    assert third.device == first.device
    with third.read() as connection:
        assert open_conflicts(connection) == []


def test_a_unit_inside_a_unit_is_refused_and_the_outer_one_goes_on(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "A"})
        with pytest.raises(RuntimeError), workspace.unit():
            pass
    with workspace.read() as connection:
        assert [each.id for each in list_companies(connection)] == [company]
