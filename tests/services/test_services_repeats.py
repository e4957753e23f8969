"""Repeats in a visit: each instance is a record of its own, whatever its position."""

from datetime import date

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.open_visit import open_visit
from greenfield.services.packages import build_to, install, kept_packages
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.visits import answers_of

MOTORS = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | motors | {version} | toolkit | A centre | CC-BY-4.0 | Motors | English (en) |

| survey |
|  | type | name | label | default |
|  | text | hall | Hall |  |
|  | begin_repeat | motor | Motor |  |
|  | decimal | kw | Power in kW |  |
|  | select_one duty | duty | How often does it run? | always |
|  | begin_repeat | bearing | Bearing |  |
|  | text | kind | Kind |  |
|  | end_repeat |  |  |  |
|  | end_repeat |  |  |  |

| choices |
|  | list_name | name | label |
|  | duty | always | Always |
|  | duty | seldom | Seldom |

| settings |
|  | form_id | version | default_language |
|  | motors | {version} | English (en) |
"""


@pytest.fixture
def package(tmp_path):
    def build(version="1"):
        source = tmp_path / f"motors{version}.md"
        source.write_text(MOTORS.format(version=version), encoding="utf-8")
        return build_to(source, tmp_path)[0]

    return build


@pytest.fixture
def motors(workspace, package):
    install(workspace, package())
    company, _ = new_company(workspace, NewCompany("Mill", country="SEN", currency="XOF"))
    prepared, _ = prepare_visit(workspace, NewVisit(company, "motors", date(2026, 3, 10)), NOW)
    return prepared


def again(workspace, visit):
    return open_visit(workspace, visit.visit.id, "en", NOW)


def values(visit):
    return {
        node.ref.removeprefix("/data/"): node.value
        for node in visit.session.nodes()
        if node.type not in {"group", "repeat"} and node.value and "/meta/" not in node.ref
    }


def test_answers_in_repeats_are_there_again(workspace, motors):
    motors.answer("/data/motor[1]/kw", "4")
    motors.add_instance("/data/motor")
    motors.answer("/data/motor[2]/kw", "11")
    motors.add_instance("/data/motor[2]/bearing")
    motors.answer("/data/motor[2]/bearing[1]/kind", "ball")
    expected = {
        "motor[1]/kw": "4",
        "motor[1]/duty": "always",
        "motor[2]/kw": "11",
        "motor[2]/duty": "always",
        "motor[2]/bearing[1]/kind": "ball",
    }
    assert values(motors) == expected
    assert values(again(workspace, motors)) == expected


def test_an_instance_added_in_the_middle_keeps_its_place_and_the_others_theirs(workspace, motors):
    motors.answer("/data/motor[1]/kw", "4")
    motors.add_instance("/data/motor")
    motors.answer("/data/motor[2]/kw", "11")
    motors.add_instance("/data/motor", after=0)
    motors.answer("/data/motor[2]/kw", "7.5")
    opened = again(workspace, motors)
    assert [opened.session.node(f"/data/motor[{n}]/kw").value for n in (1, 2, 3)] == ["4", "7.5", "11"]


def test_a_removed_instance_is_gone_and_answers_go_to_the_right_one(workspace, motors):
    motors.answer("/data/motor[1]/kw", "4")
    motors.add_instance("/data/motor")
    motors.answer("/data/motor[2]/kw", "11")
    motors.remove_instance("/data/motor", 0)
    motors.answer("/data/motor[1]/duty", "seldom")
    opened = again(workspace, motors)
    assert values(opened) == {"motor[1]/kw": "11", "motor[1]/duty": "seldom"}
    with workspace.read() as connection:
        assert len(answers_of(connection, motors.visit.id).instances) == 1


def test_an_empty_instance_is_kept_too(workspace, motors):
    motors.add_instance("/data/motor")
    motors.add_instance("/data/motor[1]/bearing")
    motors.add_instance("/data/motor[2]/bearing")
    motors.add_instance("/data/motor")
    count = sum(node.type == "repeat" for node in again(workspace, motors).session.nodes())
    assert count == sum(node.type == "repeat" for node in motors.session.nodes())


def test_the_newest_installed_version_is_taken_and_an_old_visit_keeps_its_own(workspace, motors, package):
    newer = install(workspace, package("2"))
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Second"})
        unit.create("site", {"company": company, "name": "Yard"})
    second, _ = prepare_visit(workspace, NewVisit(company, "motors", date(2026, 3, 11)), NOW)
    assert second.visit.toolkit == newer.sha256
    assert again(workspace, motors).visit.toolkit != newer.sha256
    assert {row.version for row in kept_packages(workspace)} == {"1", "2"}


def test_a_removed_instance_comes_back_with_all_that_was_in_it(workspace, motors):
    for number, power in enumerate(("4", "11", "30"), start=1):
        if number > 1:
            motors.add_instance("/data/motor")
        motors.answer(f"/data/motor[{number}]/kw", power)
    motors.answer("/data/motor[2]/duty", "seldom")
    motors.add_instance("/data/motor[2]/bearing")
    motors.answer("/data/motor[2]/bearing[1]/kind", "ball")
    before = values(motors)
    record = motors.record_of("/data/motor", 1)
    motors.remove_instance("/data/motor", 1)
    assert values(motors)["motor[2]/kw"] == "30"
    motors.restore_instance(record)
    assert values(motors) == before == values(again(workspace, motors))
    motors.answer("/data/motor[3]/kw", "31")
    assert values(again(workspace, motors))["motor[3]/kw"] == "31"


def test_the_only_instance_comes_back_and_so_does_one_inside(workspace, motors):
    motors.answer("/data/motor[1]/kw", "4")
    motors.add_instance("/data/motor[1]/bearing")
    motors.answer("/data/motor[1]/bearing[1]/kind", "ball")
    before = values(motors)
    inner = motors.record_of("/data/motor[1]/bearing", 0)
    motors.remove_instance("/data/motor[1]/bearing", 0)
    motors.restore_instance(inner)
    assert values(motors) == before
    outer = motors.record_of("/data/motor", 0)
    motors.remove_instance("/data/motor", 0)
    assert motors.session.answers()["/data/motor"] == "0"
    motors.restore_instance(outer)
    assert values(motors) == before == values(again(workspace, motors))


def test_an_instance_that_is_not_kept_yet_has_no_record(motors):
    assert motors.record_of("/data/motor", 5) == ""


def test_a_finished_visit_takes_no_instance_back(workspace, motors):
    motors.add_instance("/data/motor")
    motors.answer("/data/motor[2]/kw", "11")
    record = motors.record_of("/data/motor", 1)
    motors.remove_instance("/data/motor", 1)
    finish_visit(workspace, motors, NOW)
    with pytest.raises(ProblemError) as raised:
        again(workspace, motors).restore_instance(record)
    assert raised.value.code == "visit.finished"
    assert "motor[2]/kw" not in values(again(workspace, motors))
