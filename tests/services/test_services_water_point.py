"""The questionnaire water point: expected values, relevance and rules were worked out by hand."""

from services_questionnaires import Ran


def test_the_water_point_is_worked_out_as_by_hand():
    ran = Ran("water_point")
    assert ran.problems == []
    assert ran.document["valid"], (ran.broken(), ran.missing())
    # A thousandth of a degree is 111 m; a square of that side at the equator 12392 m2.
    assert ran.values("population", "code_number", "metres", "fenced_m2") == ["1200", "4217", "111", "12392"]
    assert ran.values("age", "column", "broken_days", "dry_count") == ["15", "32.5", "10", "2"]
    # 10 litres in 40, 50 and 60 seconds
    flows = [f"state/tap[{tap}]/fill[{test}]/flow" for tap in (1, 2) for test in (1, 2)]
    assert ran.values(*flows) == ["15", "12", "10", ""]
    assert ran.values("state/tap[1]/tap_flow", "state/tap[2]/tap_flow") == ["13.5", "10"]
    assert ran.values("taps_working", "best_flow", "first_flow", "leak_m3_year") == [
        "1",
        "13.5",
        "12",
        "13.1",
    ]
    # pH and conductivity pass, turbidity and coli do not: two of four; of the weights only the 2 of chlorine
    assert ran.values("risk", "quality_ok", "quality_points", "sanitary_risk") == [
        "medium",
        "false",
        "false",
        "2",
    ]
    assert ran.values("m3_day", "per_person") == ["2.4", "16"]
    asked = [f"users/asked[{number}]/{name}" for number in (1, 2) for name in ("a_hours", "a_more")]
    assert ran.values(*asked) == ["1", "", "2.5", "1.5"]
    assert ran.values("asked_number", "content_mean", "unhappy", "women_share") == ["2", "2", "1", "40"]
    assert ran.values("price_m3", "spent", "spent_repairs", "balance") == ["1250", "12500", "8000", "-2500"]
    days = [f"money/spending[{number}]/s_day" for number in (1, 2)]
    assert ran.values(*days) == ["2026-03-10", "2026-03-10"]
    assert ran.values("urgency_set", "urgency_why", "promise_text") == ["soon", "At once: ", "20/3/2026"]


def test_the_water_point_is_asked_what_applies_and_offered_what_fits():
    ran = Ran("water_point")
    applies = [
        "pump_name",
        "builder_other",
        "level",
        "spare_km",
        "dry_months",
        "chlorine",
        "sample_code",
        "enough",
    ]
    applies += [
        "members",
        "caretaker_phone",
        "phone_asked",
        "short",
        "reserve",
        "promise",
        "witness",
        "fault_rank",
    ]
    assert ran.relevant(*applies) == [True] * len(applies)
    not_so = ["tank_m3", "warn", "trained_on", "minutes", "minutes_photo", "state/tap[1]/leak_litres"]
    assert ran.relevant(*not_so) == [False] * len(not_so)
    assert ran.relevant("users/asked[1]/a_says", "users/asked[2]/a_says") == [False, True]
    assert ran.options("commune") == ["c1", "c2"]
    assert ran.options("quarter") == ["market", "school"]
    assert ran.options("fault_rank") == ["pipe", "valve"]
    assert ran.options("use_main") == ["drink", "cattle"]
    assert ran.options("witness") == ["Binta", "Samba"]
    shuffled = ran.options("steps")
    assert sorted(shuffled) == ["fence", "mend", "test", "train"]
    assert shuffled == Ran("water_point", script=False).options("steps")
    assert ran.node("state/tap[2]/fill[1]/seconds")["label"] == "Seconds for the bucket, test 1"


def test_the_water_point_breaks_rules_with_the_authors_words():
    more = """
    language: Français (fr)
    where/team = 7
    where/point_code = WP1
    kind/built_year = 2030
    kind/level = 50
    state/broken_since = 2026-03-11
    quality/ph = 15
    users/closes = 06:00:00.000+00:00
    users/asked[2]/a_age = 5
    committee/phone_asked = 771234568
    closing/promise = 2026-03-09
    """
    ran = Ran("water_point", more)
    assert ran.broken() == {
        "team": "T et deux chiffres.",
        "point_code": "WP et six chiffres.",
        "built_year": "Pas dans l'avenir.",
        "level": "Au-dessus du fond.",
        "broken_since": "Pas après la visite.",
        "ph": "De 0 à 14.",
        "closes": "Après l'ouverture.",
        "a_age": "The answer “5” is not allowed here. Check it against the question.",
        "phone_asked": "Ce n'est pas le même.",
        "promise": "À partir d'aujourd'hui.",
    }


def test_a_water_point_that_mends_itself_forgets_what_no_longer_applies():
    more = """
    state/works = full
    kind/source = spring
    kind/taps = 1
    - users/asked 0
    committee/has_committee = no
    closing/urgency = none
    """
    ran = Ran("water_point", more)
    not_so = [
        "broken_since",
        "faults",
        "fault_rank",
        "spare",
        "spare_km",
        "pump",
        "pump_name",
        "depth",
        "level",
    ]
    assert ran.relevant(*not_so, "members", "promise", "urgency_by") == [False] * 12
    assert ran.values("broken_days", "column", "leak_m3_year", "best_flow") == ["", "", "0", "13.5"]
    assert ran.values("asked_number", "unhappy", "users/asked[1]/a_more", "women_share") == ["1", "1", "", ""]
    assert ran.values("urgency_set", "urgency_why") == ["soon", "Not needed: "]
    assert ran.instance.find("state/faults") is None
    assert len(ran.instance.findall("state/tap")) == 1
