"""The questionnaire household energy: expected values, relevance and rules were worked out by hand."""

from services_questionnaires import Ran


def test_the_household_is_worked_out_as_by_hand():
    ran = Ran("household_energy")
    assert ran.problems == []
    assert ran.document["valid"], (ran.broken(), ran.missing())
    # (2026-03-10 is 13052 days after 1990-06-15; 13052 / 365.25 = 35.7)
    assert ran.values("visit_date", "resp_age") == ["2026-03-10", "35"]
    people = ["adults", "children", "oldest", "first_name", "cooks", "all_names"]
    assert ran.values(*people) == ["1", "2", "40", "Awa", "1", "Awa, Modou, Fatou"]
    assert ran.values("main/people/member[2]/m_label") == ["2. Modou (Male)"]
    assert ran.node("main/people/member[3]/m_name")["label"] == "Name of person 3"
    # 3 people in 2 rooms; 80 kWh at 95.5 are 7640, shared by two
    assert ran.values("per_room", "price", "bill_expected", "own_kwh", "panel_age") == [
        "1.5",
        "95.5",
        "7640",
        "40",
        "6",
    ]
    # 150 W * 8 h * 7 d * 52 / 12 = 36.4 kWh; 4 * 10 W * 5 h * 7 d * 52 / 12 = 6.07 kWh
    kwh = [f"main/devices/appliance[{number}]/a_kwh" for number in (1, 2)]
    assert ran.values(*kwh, "app_kwh", "app_largest", "app_repairs") == [
        "36.4",
        "6.1",
        "42.5",
        "36.4",
        "7500",
    ]
    repairs = [f"main/devices/appliance[{number}]/a_repairs" for number in (1, 2)]
    assert ran.values(*repairs) == ["7500", "0"]
    paths = [f"main/devices/appliance[1]/fault[{number}]/f_path" for number in (1, 2)]
    assert ran.values(*paths, "main/devices/appliance[1]/a_typical") == ["1-1", "1-2", "150"]
    assert ran.values("lamps", "led_share", "light_first") == ["5", "80", "cheap"]
    # 60 kg wood * 15 MJ, 10 kg charcoal * 29 MJ; 6 h a week
    fuels = [f"main/cooking/fuel[{number}]/{name}" for number in (1, 2) for name in ("fu_name", "fu_mj")]
    assert ran.values(*fuels) == ["Fire wood", "900", "Charcoal", "290"]
    assert ran.values("fuel_mj", "fuel_cost", "gather_year") == ["1190", "4000", "312"]
    # 10000 for the bill and 4000 for charcoal, of 100000
    assert ran.values("energy_cost", "burden", "wants_moment", "days_left") == [
        "14000",
        "14",
        "2026-03-10",
        "14",
    ]


def test_the_household_is_asked_what_applies_and_offered_what_fits():
    ran = Ran("household_energy")
    applies = [
        "phone_whose",
        "main_cook",
        "main_source",
        "bill_checked",
        "outage_when",
        "solar_broken",
        "burden_why",
    ]
    assert ran.relevant(*applies) == [True] * len(applies)
    not_so = ["refused", "crowded", "generator", "kero_litres", "heat_months", "diesel", "chimney"]
    assert ran.relevant(*not_so) == [False] * len(not_so)
    members = [f"main/people/member[{number}]/" for number in (1, 2, 3)]
    assert ran.relevant(*(each + "m_school" for each in members)) == [False, True, True]
    assert ran.relevant(*(each + "m_work" for each in members)) == [True, True, False]
    assert ran.relevant(*(each + "m_cooks" for each in members)) == [True, True, False]
    assert ran.relevant("main/cooking/fuel[1]/fu_cost", "main/cooking/fuel[2]/fu_hours") == [False, False]
    assert ran.options("district") == ["hill", "river"]
    assert ran.options("village") == ["upper", "lower"]
    assert ran.options("main_cook") == ["Awa"]
    assert ran.options("burn_who") == ["Awa", "Modou", "Fatou"]
    assert ran.options(members[0] + "m_relation") == ["head", "partner", "child", "other"]
    assert ran.options(members[2] + "m_relation") == ["child", "other"]
    assert ran.options("main_source") == ["grid", "solar"]
    assert ran.options("stove_main") == ["stones", "improved"]


def test_the_household_breaks_rules_with_the_authors_words():
    more = """
    main/respondent/phone = 12
    main/people/member[3]/m_age = 130
    main/power/sources = grid none
    main/power/grid/meter_no = ab-1
    main/power/grid/outage_when = morning noon evening
    main/power/solar/panel_year = 2027
    main/climate/set_point = 15
    main/future/loan_months = 2
    main/future/next_visit = 2026-03-10
    """
    ran = Ran("household_energy", more)
    assert not ran.document["valid"]
    assert ran.broken() == {
        "phone": "Eight to thirteen figures, please.",
        "m_age": "An age from 0 to 119.",
        "sources": '"None" stands alone.',
        "meter_no": "Two capitals, a dash, six figures.",
        "outage_when": "Two at most.",
        "set_point": "The answer “15” is not allowed here. Check it against the question.",
        "loan_months": "From 3 to 60 months.",
        "next_visit": "After today's visit.",
    }
    # Without a source of electricity nobody is asked for appliances; 2027 is past the end, but solar is gone.
    assert ran.relevant("devices", "solar", "outage_when") == [False, False, True]
    assert not ran.node("panel_year")["relevant"]


def test_the_household_in_french_and_smaller():
    more = """
    language: Français (fr)
    main/people/hh_size = 2
    main/cooking/fuels = charcoal
    """
    ran = Ran("household_energy", more)
    assert ran.node("main/people/member[2]/m_name")["label"] == "Nom de la personne 2"
    assert ran.node("main/cooking/fuel[1]/fu_kg")["label"] == "Kilogrammes de Charbon de bois par mois"
    assert ran.values("adults", "children", "all_names", "per_room") == ["1", "1", "Awa, Modou", "1"]
    assert ran.options("burn_who") == ["Awa", "Modou"]
    assert "main/people/member[3]/m_name" not in ran.nodes
    # The first fuel is charcoal now: 60 kg * 29 MJ, gathered, so only the bill costs anything.
    assert ran.values("fuel_mj", "fuel_cost", "energy_cost", "burden") == ["1740", "0", "10000", "10"]
    assert ran.relevant("burden_right") == [False]


def test_a_household_that_refuses_submits_no_answer_of_its_own():
    ran = Ran("household_energy", "interview/consent = no")
    assert ran.document["valid"]
    assert ran.relevant("refused", "main", "hh_size") == [True, False, False]
    assert [child.tag for child in ran.instance] == ["start", "end", "today", "deviceid", "interview", "meta"]
    asked = Ran("household_energy")
    assert asked.instance.findtext("main/people/member[2]/m_name") == "Modou"
    assert asked.instance.find("main/power/generator") is None


def test_an_empty_household_names_what_is_missing():
    ran = Ran("household_energy", script=False)
    assert ran.missing() == ["consent", "district", "interviewer", "region"]
    assert not ran.document["valid"]
