from itertools import count

from greenfield.services.answer_places import AnswerPlaces, Instance, Step, steps_of


def ids():
    return (f"new{number}" for number in count())


def test_a_place_is_taken_apart_into_repeats_and_the_rest():
    assert steps_of("/data/about/name") == ([], "about/name")
    assert steps_of("/data/home/person[2]/child[1]/toy/name") == (
        [Step("home/person", 2), Step("home/person/child", 1)],
        "toy/name",
    )


def test_answers_of_instances_stand_at_their_position_in_order_of_their_keys():
    places = AnswerPlaces(
        "v",
        "data",
        [
            Instance("b", "v", "home/person", "m"),
            Instance("a", "v", "home/person", "d"),
            Instance("c", "b", "home/person/child", "a"),
        ],
    )
    answers = {
        "v": {"about/name": "X"},
        "a": {"age": "1"},
        "b": {"age": "2"},
        "c": {"toy/name": "ball"},
    }
    assert places.refs(answers) == {
        "/data/about/name": "X",
        "/data/home/person": "2",
        "/data/home/person[1]/age": "1",
        "/data/home/person[2]/age": "2",
        "/data/home/person[2]/child": "1",
        "/data/home/person[2]/child[1]/toy/name": "ball",
    }
    assert places.owner_of(steps_of("/data/home/person[2]/child[1]/toy/name")[0]) == "c"
    assert places.owner_of(steps_of("/data/home/person[3]/age")[0]) is None


def test_an_answer_in_an_instance_that_is_not_kept_yet_makes_all_instances_before_it():
    places = AnswerPlaces("v", "data", [Instance("a", "v", "person", "m")])
    made = places.new_instances([Step("person", 3), Step("person/child", 1)], ids())
    assert [(one.id, one.owner, one.repeat) for one in made] == [
        ("new0", "v", "person"),
        ("new1", "v", "person"),
        ("new2", "new1", "person/child"),
    ]
    assert "m" < made[0].order_key < made[1].order_key


def test_a_new_instance_between_two_others_gets_a_key_between_theirs():
    places = AnswerPlaces("v", "data", [Instance("a", "v", "p", "d"), Instance("b", "v", "p", "m")])
    assert "d" < places.key_at("v", "p", 1) < "m"
    assert places.key_at("v", "p", 0) < "d"
    assert places.key_at("v", "p", 2) > "m"
