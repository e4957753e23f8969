"""Languages: English in the plain columns and catalogues become a column per language."""

import pytest
from babel.messages.catalog import Catalog
from toolkit_sample import sample, sheets, write

from greenfield.toolkit import catalogues
from greenfield.toolkit.build import build_package
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import open_toolkit
from greenfield.toolkit.translation import catalogue_path, messages_of, with_languages


def french(**texts):
    catalogue = Catalog(locale="fr")
    for message in messages_of(sheets(sample())):
        text = texts.get(message.context.replace("/", "__"), f"« {message.text} »")
        catalogue.add(message.text, text, context=message.context)
    return catalogue


@pytest.fixture
def toolkit_folder(tmp_path):
    source = write(tmp_path, sample())
    path = catalogue_path(tmp_path / "translations", "fr", "small")
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.written(french(measures__fix__title="Colmater les fuites")))
    (tmp_path / "translations" / "small.pot").write_bytes(
        catalogues.written(catalogues.template_of(source)[1])
    )
    return source, tmp_path / "translations"


def test_texts_have_a_context_that_names_their_cell():
    contexts = {message.context: message.text for message in messages_of(sheets(sample()))}
    assert contexts["package/title"] == "Small"
    assert contexts["survey/kwh/label"] == "Electricity"
    assert contexts["choices/fuel/lpg/label"] == "Bottled gas"
    assert contexts["measures/fix/first_step"] == "Listen."
    assert contexts["library/guide/summary"] == "Short."
    assert "library/guide/title" not in contexts


def test_each_text_column_becomes_one_per_language():
    made = with_languages(sheets(sample()), {"fr": french(survey__kwh__label="Électricité")})
    survey = made.sheet("survey")
    assert survey.headers[:4] == ("type", "name", "label::English (en)", "label::Français (fr)")
    assert survey.rows[1].cells["label::English (en)"] == "Electricity"
    assert survey.rows[1].cells["label::Français (fr)"] == "Électricité"
    assert made.sheet("measures").rows[0].cells["reason::Français (fr)"] == "« {cost:electricity} go. »"


def test_an_untranslated_or_fuzzy_text_leaves_its_cell_empty():
    catalogue = Catalog(locale="fr")
    catalogue.add("Electricity", "Electricité ?", context="survey/kwh/label", flags=["fuzzy"])
    survey = with_languages(sheets(sample()), {"fr": catalogue}).sheet("survey")
    assert "label::Français (fr)" in survey.headers
    assert "label::Français (fr)" not in survey.rows[1].cells


def test_a_form_of_one_language_stays_as_it_is():
    plain = sheets(sample(settings=""))
    assert with_languages(plain, {}) == plain


def test_the_texts_of_a_form_of_one_other_language_are_in_that_language(tmp_path):
    french_only = sample().replace("English (en)", "Français (fr)").replace("| title |", "| note  |")
    toolkit = open_toolkit(build_package(write(tmp_path, french_only))[1], "p")
    assert toolkit.manifest.languages == ["fr"]
    assert toolkit.manifest.title == {"fr": "Small"}
    assert toolkit.practices[0].question == "leaks"
    assert toolkit.measure("fix").reason == {"fr": "{cost:electricity} go."}


def test_columns_that_the_author_wrote_keep_their_text():
    text = "| survey | type | name | label | label::Español (es) |\n| | text | a | A | Una |"
    survey = with_languages(sheets(text), {}).sheet("survey")
    assert dict(survey.rows[0].cells) == {
        "type": "text",
        "name": "a",
        "label::English (en)": "A",
        "label::Español (es)": "Una",
    }


def test_the_default_language_of_the_form_names_its_plain_columns():
    text = (
        "| survey | type | name | label | label::English (en) |\n| | text | a | Pain | Bread |\n"
        "| settings | default_language |\n| | Français (fr) |"
    )
    survey = with_languages(sheets(text), {}).sheet("survey")
    assert survey.rows[0].cells["label::Français (fr)"] == "Pain"
    assert survey.rows[0].cells["label::English (en)"] == "Bread"


def test_a_package_holds_its_languages(toolkit_folder):
    toolkit = open_toolkit(build_package(*toolkit_folder)[1], "p")
    assert toolkit.manifest.languages == ["en", "fr"]
    assert toolkit.title("fr") == "« Small »"
    assert toolkit.title("ru") == "Small"
    assert toolkit.measure("fix").title == {"en": "Mend leaks", "fr": "Colmater les fuites"}
    assert '<translation lang="Français (fr)">'.encode() in toolkit.form_xml
    assert b'<translation lang="English (en)" default="true()">' in toolkit.form_xml


def test_columns_survive_being_written_as_sheets_again(toolkit_folder):
    toolkit = open_toolkit(build_package(*toolkit_folder)[1], "p")
    again = with_languages(Sheets("p", toolkit.sheets.sheets), {})
    assert again.sheets == toolkit.sheets.sheets


def codes(folder):
    return [(problem.code, problem.place.column) for problem in catalogues.check_catalogues(*folder, ["fr"])]


def test_a_complete_catalogue_has_no_problem(toolkit_folder):
    assert codes(toolkit_folder) == []


def rewrite(root, change):
    path = catalogue_path(root, "fr", "small")
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('msgstr "Colmater les fuites"', 'msgstr ""'), ("translation.missing", "measures/fix/title")),
        (
            ('msgctxt "measures/fix/title"', '#, fuzzy\nmsgctxt "measures/fix/title"'),
            ("translation.fuzzy", "measures/fix/title"),
        ),
        (
            ("« It is ${age} years old »", "« Elle est vieille »"),
            ("translation.placeholders", "measures/new_boil/reason"),
        ),
        (
            (
                'msgctxt "measures/fix/title"\nmsgid "Mend leaks"',
                'msgctxt "measures/fix/title"\nmsgid "Leaks"',
            ),
            ("translation.missing", "measures/fix/title"),
        ),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(toolkit_folder, change, problem):
    rewrite(toolkit_folder[1], change)
    assert problem in codes(toolkit_folder)


def test_a_text_that_is_gone_is_obsolete(toolkit_folder):
    source, _root = toolkit_folder
    source.write_text(sample().replace("| Listen.", "|        "), encoding="utf-8")
    assert codes(toolkit_folder) == [
        ("translation.stale", ""),
        ("translation.obsolete", "measures/fix/first_step"),
    ]


def test_a_language_without_catalogue_is_named(toolkit_folder):
    found = list(catalogues.check_catalogues(*toolkit_folder, ["fr", "es"]))
    assert [(p.code, p.values) for p in found] == [("translation.no_catalogue", {"language": "Español"})]


def test_updating_keeps_translations_and_brings_new_texts_in_empty(toolkit_folder):
    source, root = toolkit_folder
    source.write_text(sample().replace("| Ask.  ", "| Ask twice."), encoding="utf-8")
    catalogues.update(source, root)
    assert codes(toolkit_folder) == [("translation.fuzzy", "measures/new_boil/first_step")]
    assert (
        open_toolkit(build_package(source, root)[1], "p").measure("fix").title["fr"] == "Colmater les fuites"
    )


def test_updating_twice_changes_nothing(toolkit_folder):
    source, root = toolkit_folder
    paths = catalogues.update(source, root)
    before = [path.read_bytes() for path in paths]
    assert catalogues.update(source, root) == paths
    assert [path.read_bytes() for path in paths] == before
