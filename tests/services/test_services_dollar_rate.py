"""What a US dollar costs is noted with the visit, and used for nothing but questions about prices."""

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.dollar_rate import set_dollar_rate
from greenfield.services.finishing import assess_visit, draft_result
from greenfield.services.open_visit import open_visit


def codes(workspace, opened):
    return [one.code for one in assess_visit(workspace, opened, NOW.date())[0].problems]


def test_a_rate_lets_prices_be_questioned_and_changes_no_figure(workspace, answered):
    answered.answer_all({"water_cost": "900000000"})
    before = draft_result(workspace, answered, NOW)
    assert not [code for code in codes(workspace, answered) if code.startswith("plausible.price_band")]
    set_dollar_rate(answered, "600")
    again = open_visit(workspace, answered.visit.id, "en", NOW)
    assert again.visit.usd_rate == "600"
    assert [code for code in codes(workspace, again) if code.startswith("plausible.price_band")]
    after = draft_result(workspace, again, NOW)
    assert (after.indicators, after.costs, after.recommended) == (
        before.indicators,
        before.costs,
        before.recommended,
    )


@pytest.mark.parametrize("text", ["0", "-5", "many", "inf", "nan"])
def test_what_is_no_rate_is_refused(workspace, answered, text):
    with pytest.raises(ProblemError) as caught:
        set_dollar_rate(answered, text)
    assert caught.value.code == "visit.rate"
    assert open_visit(workspace, answered.visit.id, "en", NOW).visit.usd_rate == ""


def test_a_rate_can_be_taken_back(workspace, answered):
    set_dollar_rate(answered, "600")
    set_dollar_rate(answered, "")
    assert open_visit(workspace, answered.visit.id, "en", NOW).visit.usd_rate == ""
