import pytest
from hub_sample import Place


@pytest.fixture
def place():
    made = Place()
    yield made
    made.hub.close()


@pytest.fixture
def ana(place):
    return place.join("Ana")


@pytest.fixture
def ben(place):
    return place.join("Ben")


@pytest.fixture
def admin(place):
    return place.join("Cleo", "administrator")
