"""A text with a plural that is translated as if it had none is found: its plural would stay English."""

import pytest
from babel.messages import Catalog

from tools import texts


@pytest.mark.parametrize(
    ("identity", "translated", "is_fault"),
    [
        (("One day", "{count} days"), ("Un jour", "{count} jours"), False),
        ("One day", "Un jour", True),
    ],
)
def test_a_plural_without_its_forms_is_a_fault(monkeypatch, identity, translated, is_fault):
    template, kept = Catalog(), Catalog(locale="fr")
    template.add(("One day", "{count} days"))
    kept.add(identity, translated)
    monkeypatch.setattr(texts, "read", lambda _language, _domain: kept)
    assert any("not translated" in line for line in texts.faults("fr", "program", template)) == is_fault


def test_every_plural_of_the_code_is_one_of_the_catalogue():
    found = [message.id for message in texts.extract()["document"] if message.pluralizable]
    assert any(one[0].startswith("One measure has a verified saving") for one in found)
