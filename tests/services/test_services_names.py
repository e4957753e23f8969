from greenfield.assess.carriers import energy_carriers
from greenfield.base.texts import texts_for
from greenfield.services.carrier_names import CARRIERS
from greenfield.services.sector_names import sector_name
from greenfield.toolkit.factors import load_factors


def test_every_energy_carrier_has_a_name():
    known = set(energy_carriers(load_factors().fuels)) - {"unspecified"}
    assert known - set(CARRIERS) == set()
    assert set(CARRIERS) - known == set()


def test_a_sector_is_named_by_its_division():
    texts = texts_for("en")
    assert sector_name("C1071", texts) == "Food products"
    assert sector_name("Z99", texts) == "Z99"
