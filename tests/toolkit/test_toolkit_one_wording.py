"""The shipped toolkits say one thing in one way: the same title in French, curly apostrophes, known marks of sources."""

import re
from collections import defaultdict

from babel.messages.pofile import read_po

from greenfield.toolkit.build import build_package
from greenfield.toolkit.catalogues import translations_folder
from greenfield.toolkit.make_packages import toolkit_sources
from greenfield.toolkit.toolkit import open_toolkit

MARKS = {"maker", "seller", "press", "web page"}
SELLERS_WORDS = re.compile(r"\b(makers?|sellers?|suppliers?|press|blog|web page)\b", re.IGNORECASE)


def french():
    for source in toolkit_sources():
        content = build_package(source)
        name = open_toolkit(content[1], content[0]).manifest.id.replace("-", "_")
        path = translations_folder() / "fr" / "LC_MESSAGES" / f"{name}.po"
        with path.open("rb") as file:
            yield from (message for message in read_po(file) if message.id and message.context)


def test_a_measure_has_one_title_in_french_in_all_toolkits():
    titles = defaultdict(set)
    for message in french():
        if re.fullmatch(r"measures/\w+/title", message.context):
            titles[message.id].add(message.string)
    assert len(titles) > 100
    assert {title: said for title, said in titles.items() if len(said) > 1} == {}


def test_apostrophes_between_letters_are_curly_in_french():
    straight = [message.context for message in french() if re.search(r"[^\W\d_]'[^\W\d_]", message.string)]
    assert straight == []


def test_the_kind_of_a_source_is_said_by_a_known_mark():
    marked = 0
    for name, content in map(build_package, toolkit_sources()):
        for row in open_toolkit(content, name).measures:
            for said in re.findall(r"\(([^()]*)\)", row.basis):
                marked += said in MARKS
                of_the_source = len(said.split()) <= 2 and SELLERS_WORDS.search(said)
                assert said in MARKS or not of_the_source, (row.name, row.basis)
    assert marked > 100
