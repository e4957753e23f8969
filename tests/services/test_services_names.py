from greenfield.assess.carriers import energy_carriers
from greenfield.base.texts import texts_for
from greenfield.services.carrier_names import CARRIERS
from greenfield.services.sector_names import DIVISIONS, sector_name
from greenfield.toolkit.factors import load_factors


def test_every_energy_carrier_has_a_name():
    known = set(energy_carriers(load_factors().fuels)) - {"unspecified"}
    assert known - set(CARRIERS) == set()
    assert set(CARRIERS) - known == set()


def test_every_division_of_isic_can_be_chosen():
    numbers = sorted(int(code[1:]) for code in DIVISIONS)
    gaps = {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89}
    assert numbers == [number for number in range(1, 100) if number not in gaps]
    assert [code[0] for code in DIVISIONS] == sorted(code[0] for code in DIVISIONS)
    assert len(set(DIVISIONS.values())) == len(DIVISIONS) == 88
    texts = texts_for("en")
    assert (sector_name("A01", texts), sector_name("I56", texts)) == (
        "Crop and animal production, hunting",
        "Food and beverage services",
    )


def test_a_sector_is_named_by_its_division():
    texts = texts_for("en")
    assert sector_name("C1071", texts) == "Food products"
    assert sector_name("Z99", texts) == "Z99"
