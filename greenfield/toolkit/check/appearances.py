"""Checks of appearances: a word that no field app knows has no effect."""

import re
from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.sheets import Sheets

# What ODK Collect, Enketo (KoboToolbox) and the visits here know.
_KNOWN = frozenset(
    {
        *("minimal", "autocomplete", "quick", "quickcompact", "compact", "horizontal", "horizontal-compact"),
        *("columns", "columns-pack", "columns-flex", "no-buttons", "likert", "image-map", "label", "list"),
        *("list-nolabel", "list-no-label", "list-label", "table-list", "field-list", "map", "placement-map"),
        *("numbers", "thousands-sep", "multiline", "url", "masked", "hidden-answer", "bearing", "counter"),
        *(
            "month-year",
            "year",
            "no-calendar",
            "gregorian",
            "ethiopian",
            "coptic",
            "islamic",
            "bikram-sambat",
        ),
        *("myanmar", "persian", "buddhist", "calendar", "no-spinner"),
        *("signature", "draw", "annotate", "new", "new-front", "new-rear", "front", "selfie", "textarea"),
        *("maps", "hide-input", "streets", "satellite", "terrain", "dark", "distress", "picker", "rating"),
        *("vertical", "no-ticks", "analog-scale", "no-scale", "pages", "page-break", "summary", "hidden"),
        *("randomized", "spinner", "w-full", "dr", "no-collapse", "comment", "text", "search", "printer"),
        *(
            "unit-of-previous",
            "handwriting",
            "accuracy-warning",
            "geocode",
            "press",
            "inline",
            "left",
            "right",
        ),
        *("accordion", "collapsed", "grid", "tabs", "static", "noautofill", "show_formatted", "nodecimals"),
        *(
            "thousands_sep",
            "show-formatted",
            "phone",
            "email",
            "address",
            "barcode",
            "timer",
            "medium",
            "large",
        ),
    }
)
_PATTERNS = re.compile(
    r"(w\d{1,2}|columns-\d{1,2}|compact-\d{1,2}|quickcompact-\d{1,2}|columns-\d|ex:.*|bt:.*|custom.*|esri.*"
    r"|theme-.*|printer:.*|kb-.*|image-.*)\Z"
)


def check_appearances(sheets: Sheets) -> Iterator[Problem]:
    """Yield warnings for words that are no appearance; what has brackets is a call to something else."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    for row in survey:
        text = columns.get(row, "appearance")
        if "(" in text or "$" in text or ":" in text:
            continue
        for word in text.replace(",", " ").lower().split():
            if word not in _KNOWN and not _PATTERNS.match(word):
                yield sheets.warning(
                    *("survey.appearance", "survey", row.number, columns.header("appearance")),
                    value=word,
                    nearest=suggestion(word, _KNOWN, cutoff=0.6),
                )
