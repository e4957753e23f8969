"""The questionnaire factory audit: expected values, relevance and rules were worked out by hand."""

import hashlib

from services_questionnaires import Ran


def test_the_factory_is_worked_out_as_by_hand():
    ran = Ran("factory_audit")
    assert ran.problems == []
    assert ran.document["valid"], (ran.broken(), ran.missing())
    assert ran.values("file_no", "norm", "days", "year_factor") == ["PAIN_DORé-03-10", "1200", "365", "1"]
    assert ran.values("women_share", "hours_day", "man_hours", "placed") == ["37.5", "16", "280", "35"]
    assert ran.values("lost_days", "accident_rate") == ["6", "25"]
    # 150000 kWh are 540 GJ, 200 steres 1200 GJ; 1740 GJ are 483333 kWh, over 500 t
    assert ran.values("energy/use[1]/u_gj", "energy/use[2]/u_gj", "gj") == ["540", "1200", "1740"]
    assert ran.values("kwh_per_t", "above_norm", "energy_cost", "dearest") == [
        "966.7",
        "-19",
        "18000000",
        "15000000",
    ]
    assert ran.values("energy/use[1]/u_billed", "energy/use[2]/u_name", "air_lost") == [
        "140000",
        "Wood",
        "30000",
    ]
    # 464 days since the last check, of 30.4 a month
    assert ran.values("bo_age") == ["15"]
    kwh = [
        "hall/line[1]/machine[1]/ma_kwh",
        "hall/line[1]/machine[2]/ma_kwh",
        "hall/line[2]/machine[1]/ma_kwh",
    ]
    assert ran.values(*kwh) == ["82.5", "192", "12"]
    assert ran.values("hall/line[1]/l_kwh", "hall/line[1]/l_largest", "kwh_day") == ["274.5", "192", "286.5"]
    assert ran.values("hall/line[1]/l_machines", "hall/line[2]/l_machines", "machines") == ["2", "1", "3"]
    assert ran.values("hall/line[1]/machine[2]/ma_path", "hall/line[2]/machine[1]/ma_path") == ["1.2", "2.1"]
    assert ran.values("stopped", "stop_cost", "old_machines", "first_machine") == ["8", "16000", "2", "Mixer"]
    assert ran.values("line_names") == ["Dough + Packing"]
    # 30 drops of a quarter of a millilitre, every minute of the year
    assert ran.values("w_kept", "w_lost") == ["200", "3.94"]
    assert ran.values("in_t", "waste_t", "waste_value", "yield") == ["610", "24.1", "7300", "82"]
    assert ran.values("s_points", "s_enough", "band", "again") == ["3", "false", "fair", "2027-03-10"]
    sealed = hashlib.sha256("Pain Doré2026-03-10".encode()).hexdigest()
    assert ran.values("seal") == [sealed]
    assert len(ran.node("token")["value"]) == 36


def test_the_factory_is_asked_what_applies_and_offered_what_fits():
    ran = Ran("factory_audit")
    applies = ["peak", "unplaced", "energy/use[1]/u_checked", "compressor", "bo_late", "hall/line[1]/l_ppe"]
    applies += [
        "hall/line[1]/machine[1]/ma_defects",
        "w_treated",
        "w_drop",
        "waste_rank",
        "s_plan",
        "owner_sign",
    ]
    assert ran.relevant(*applies) == [True] * len(applies)
    not_so = ["long_day", "above_why", "meters_n", "hall/line[2]/l_ppe", "hall/line[2]/machine[1]/ma_photo"]
    not_so += ["gap", "hazard_what", "disagrees", "w_reuse", "hall/line[2]/machine[1]/ma_defects"]
    assert ran.relevant(*not_so) == [False] * len(not_so)
    assert ran.options("product") == ["bread", "juice"]
    assert ran.options("energy/use[1]/u_unit") == ["kWh"]
    assert ran.options("energy/use[2]/u_unit") == ["stere", "tonne"]
    assert ran.options("bo_fuel") == ["wood"]
    assert ran.options("worst_line") == ["Dough", "Packing"]
    assert ran.options("waste_rank") == ["sold", "dumped"]
    assert ran.node("energy/use[2]/u_amount")["label"] == "How much Wood?"


def test_the_factory_breaks_rules_with_the_authors_words():
    more = """
    about/tax_no = 12
    about/to_day = 2024-12-31
    staff/women = 50
    staff/accident[1]/ac_day = 2026-01-02
    hall/line[1]/l_ppe = eyes
    hall/line[1]/machine[1]/ma_load = 120
    water/w_out = 900
    goods/stuff[2]/g_lost = 101
    ending/themes = energy water waste safety
    ending/owner_mail = a@b
    """
    ran = Ran("factory_audit", more)
    own = {name: message for name, message in ran.broken().items() if "not allowed here" not in message}
    assert own == {
        "tax_no": "Seven figures and a capital.",
        "to_day": "After the first day.",
        "women": "Not more than all.",
        "ac_day": "In that time.",
        "l_ppe": "Ears first.",
        "w_out": "Not more than came in.",
        "themes": "One to three.",
        "owner_mail": "This is no address.",
    }
    assert set(ran.broken()) - set(own) == {"ma_load", "g_lost"}


def test_the_factory_follows_its_answers():
    more = """
    ending/score = 4
    energy/carriers = wood
    - hall/line[1]/machine 0
    staff/shifts = 1
    safety/s_signs = yes
    """
    ran = Ran("factory_audit", more)
    assert ran.values("band", "again") == ["poor", "2026-06-08"]
    # The first carrier is wood now, and a kWh is no unit of wood: the unit waits, and so does the energy of it.
    assert ran.options("energy/use[1]/u_unit") == ["stere", "tonne"]
    assert ran.values("energy/use[1]/u_gj", "gj", "energy_cost") == ["", "0", "15000000"]
    assert ran.values("machines", "stopped", "old_machines", "first_machine") == ["2", "3", "1", "Oven"]
    assert ran.values("hours_day", "placed", "s_points", "s_enough") == ["8", "25", "4", "true"]
    assert ran.relevant("s_plan") == [False]
    assert ran.instance.find("safety/s_plan") is None


def test_the_token_is_made_once():
    first = Ran("factory_audit")
    assert first.node("token")["value"] == first.instance.findtext("ending/token")
