"""The members of an organisation learn what its devices are called, once, and a device which copies of it became devices of their own."""

from hub_folder_sample import SECRET, make_folder
from hub_sample import Place, as_before_names

from greenfield.sync.hub import endpoints
from greenfield.sync.hub.opening import opened_hub
from greenfield.sync.hub.pages import read_page
from greenfield.sync.messages import PROTO, Rename, Said
from greenfield.sync.wire import pack


def call(device, name):
    body = pack(Rename(proto=PROTO, name=name))
    return device.said(device.here("POST", "name", body, content_encoding="zstd"), Said)


def test_names_come_with_a_page_to_who_asks_and_only_what_is_new():
    place = Place()
    ana, ben = place.join("Ana"), place.join("Ben")
    stranger = place.join("Zoe", organisation=place.organisation("Another"))
    page = ana.page(more="&names=0")
    assert page.devices == {ana.id: "Ana", ben.id: "Ben"}
    assert ana.page().devices == {}, "an older device did not ask"
    assert ana.page(more=f"&names={page.names}").devices == {}
    call(ben, "tablet")
    newer = ana.page(more=f"&names={page.names}")
    assert newer.devices == {ben.id: "tablet"}
    assert newer.names > page.names
    assert stranger.page(more="&names=0").devices == {stranger.id: "Zoe"}
    assert place.join("Carl").page(more="&names=0").devices.keys() > {ana.id, ben.id}


def test_a_hub_of_before_tells_the_names_that_it_has(tmp_path):
    folder = make_folder(tmp_path / "centre.hub")
    with opened_hub(folder, SECRET) as (database, _vault):
        place = Place(database)
        ana = place.join("Ana")
        with database.writing() as connection:
            as_before_names(connection)
    for seed in (2, 3):
        with opened_hub(folder, SECRET) as (database, _vault):
            again = Place(database, seed=seed)
            ana.answer = again.hub.answer
            assert ana.page(more="&names=0").devices == {ana.id: "Ana"}
            assert ana.page(more="&names=0").left == 0


def test_only_who_knows_the_key_of_a_device_can_say_that_it_left_it():
    place = Place()
    ana, ben, copy = place.join("Ana"), place.join("Ben"), place.join("Carl")
    ana.enrol(place.code("Ana"), recipient="age1ana")
    ana.token = ana.enrol(place.code("Ana"), recipient="age1ana").token
    ben.push(ben.create("company", name="Mill", sharing="organisation"))
    for left in ({"leaves": ana.id}, {"leaves": ana.id, "left_recipient": "age1other"}):
        copy.token = copy.enrol(place.code("Carl"), **left).token
        assert ana.page().left == 0
    copy.token = copy.enrol(place.code("Carl"), leaves=ana.id, left_recipient="age1ana").token
    left = ana.page().left
    assert left == ana.page().head
    ben.push(ben.create("company", name="Quarry", sharing="organisation"))
    assert ana.page().left == left
    copy.push(copy.change("create", "company", copy.new_id(), device=ana.id, name="of before"))
    assert ana.page().left == ana.page().head > left
    copy.token = copy.enrol(place.code("Carl"), leaves=ana.id, left_recipient="age1ana").token
    ana.token = ana.enrol(place.code("Ana"), recipient="age1ana").token
    assert ana.page().left == ana.page().head, "joining again forgets nothing"


def test_what_a_copy_brings_while_a_page_is_asked_for_is_explained_on_that_page(monkeypatch):
    place = Place()
    ana, copy = place.join("Ana"), place.join("Carl")
    ana.token = ana.enrol(place.code("Ana"), recipient="age1ana").token
    copy.token = copy.enrol(place.code("Carl"), leaves=ana.id, left_recipient="age1ana").token
    of_before = copy.change(
        "create", "company", copy.new_id(), device=ana.id, name="of before", sharing="organisation"
    )

    def read_later(*asked, **named):
        monkeypatch.undo()
        copy.push(of_before)
        return read_page(*asked, **named)

    monkeypatch.setattr(endpoints, "read_page", read_later)
    page = ana.page()
    assert [each.rev <= page.left for each in page.items] == [True]
