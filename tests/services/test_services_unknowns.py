"""What is not known is said: no measure vanishes, no sum is silently too small."""

import io

import pypdf
from services_sample import NOW

from greenfield.services.chosen_measures import choose_measure
from greenfield.services.finishing import draft_result
from greenfield.services.handing_over import make_plan


def words_of(content):
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


def without(visit, *names):
    for name in names:
        visit.answer(visit.answers.ref(name), "")


def test_a_chosen_measure_without_figures_stands_in_the_plan_with_what_is_missing(workspace, answered):
    choose_measure(workspace, answered, "water_leaks", person="Awa")
    without(answered, "water_cost")
    (measure,) = draft_result(workspace, answered, NOW).measures
    assert (measure.figures, measure.person) == (None, "Awa")
    text = words_of(make_plan(workspace, answered, "en", NOW).content)
    assert "Mend dripping taps" in text
    assert "The figures are not known until this is answered: What did the water cost?" in text


def test_a_chosen_measure_that_no_longer_applies_stays_until_it_is_dropped(workspace, answered):
    choose_measure(workspace, answered, "led_lamps", corrections={"investment": "322000"})
    answered.answer(answered.answers.ref("old_lamps"), "0")
    (measure,) = draft_result(workspace, answered, NOW).measures
    assert (measure.name, measure.figures, measure.investment) == ("led_lamps", None, 322000)


def test_a_total_that_misses_a_flow_is_not_known(workspace, answered):
    before = draft_result(workspace, answered, NOW).indicators.absolute
    without(answered, "elec_amount")
    result = draft_result(workspace, answered, NOW)
    assert before["energy_gj"] is not None
    assert (result.indicators.absolute["energy_gj"], result.indicators.absolute["co2e_t"]) == (None, None)
    assert result.indicators.absolute["water_m3"] == before["water_m3"]
    assert [float(one.cost) for one in result.costs if one.flow == "electricity"] == [15999600]


def test_a_flow_that_the_factory_does_not_have_leaves_the_total_known(workspace, answered):
    answered.answer(answered.answers.ref("other_carrier"), "none")
    assert draft_result(workspace, answered, NOW).indicators.absolute["energy_gj"] is not None


def test_a_draft_says_so_and_a_cost_that_nobody_offered_too(workspace, answered):
    choose_measure(workspace, answered, "air_leaks")
    text = words_of(make_plan(workspace, answered, "en", NOW).content)
    assert "Draft: the visit is not finished yet." in text
    assert "The first cost is a rule of thumb: ask for an offer." in text
