"""The words by which a resource of the shipped library was seen prove its title, and not only its subject."""

import csv
import re
import unicodedata

import pytest

from greenfield.toolkit.library_source import library_source

_OF_A_LIST = "the page lists the parts of the standard by their own names, with the number of the standard"
FINE_THOUGH = {
    "a_ifc_ehs": "the page writes the title short: EHS Guidelines",
    "a_epa_e3_guide": "the page names the guide itself; the words before the colon are the name of its program",
    "c_eccp_symbiosis_toolkit": "the page says “this toolkit”; the whole title stands in the page's address",
    "b_gbt_18916_5": _OF_A_LIST,
    "b_gbt_18916_53": _OF_A_LIST,
    "b_gbt_18916_54": _OF_A_LIST,
    "b_gbt_18916_55": _OF_A_LIST,
    "b_gbt_36132_2025": "the page has the title in traditional characters, the table in simplified ones",
    "b_miit_12th_plan": "the page has the title in traditional characters, the table in simplified ones",
}
"""Rows whose proof holds fewer words of the title, each with the reason why it proves it all the same."""

_ENOUGH = 8
_LONG = 4
_STEM = 5
_CHINESE = re.compile("[\u4e00-\u9fff]+")


def rows():
    for path in sorted(library_source().parent.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            yield from csv.DictReader(table)


def stems(text):
    """Return the beginnings of the long words; of Chinese, which has no spaces, each pair of characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    pairs = {run[at : at + 2] for run in _CHINESE.findall(plain) for at in range(len(run) - 1)}
    words = re.findall(r"\w+", _CHINESE.sub(" ", plain))
    return pairs | {word[:_STEM] for word in words if len(word) >= _LONG}


def proves(title, proof):
    """Tell whether most long words of a title, or eight of them where it is very long, stand in the proof."""
    wanted = stems(title) or set(unicodedata.normalize("NFKC", title).casefold().split())
    found = wanted & (stems(proof) | set(unicodedata.normalize("NFKC", proof).casefold().split()))
    return len(found) >= min(len(wanted) // 2 + 1, _ENOUGH)


def test_most_long_words_of_a_title_stand_in_its_proof():
    weak = [row["name"] for row in rows() if not proves(row["title"], row["proof"])]
    assert sorted(weak) == sorted(FINE_THOUGH)


@pytest.mark.parametrize(
    ("title", "proof", "whether"),
    [
        (
            "Introduction to the treatment of tannery effluents",
            "an animated tool aims to do exactly this",
            False,
        ),
        ("Programme d'audit énergétique", "bénéficier d’une prime de 70% du coût de l’audit", False),
        ("Programme d'audit énergétique", "Le programme d’audit énergétique représente", True),
        ("企业能源审计技术通则（GB/T 17166-1997）", "企业能源审计技术通则 1997-12-22批准", True),
        ("企业能源审计技术通则", "取水定额 第4部分", False),
    ],
)
def test_words_about_something_else_prove_nothing(title, proof, whether):
    assert proves(title, proof) is whether
