"""Answers for which a follow-up has no question: many of one section stand together, and none is left out."""

from greenfield.services.gone_answers import GoneAnswer, gone_problems


def lost(number, section="Heat"):
    return GoneAnswer(f"q{number}", f"Question {number}?", section, f"answer {number}")


def test_a_few_are_listed_one_by_one():
    found = gone_problems([lost(1), lost(2), lost(3)])
    assert [(one.code, one.place.name) for one in found] == [
        ("follow.question_gone", name) for name in ("q1", "q2", "q3")
    ]


def test_many_of_a_section_stand_together_with_each_answer():
    found = gone_problems([lost(1), lost(2), lost(7, "Water"), lost(3), lost(4)])
    assert [one.code for one in found] == ["follow.section_gone", "follow.question_gone"]
    values = found[0].values
    assert (values["section"], values["count"]) == ("Heat", 4)
    assert values["answers"].count("Question") == 4
    assert "Question 4? answer 4" in values["answers"]


def test_answers_outside_of_a_section_stay_apart():
    assert len(gone_problems([lost(number, "") for number in range(9)])) == 9
