"""Any text given as a formula, as a pattern or as a form is read, or refused with a name; nothing else happens."""

import json
from time import perf_counter
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tokens import tokenize
from greenfield.forms.expression.walk import every
from greenfield.forms.functions.pattern import matcher
from greenfield.forms.parse import parse_form
from greenfield.forms.script import run_script, steps_of
from greenfield.forms.session import Context, FormSession

_PIECES = st.sampled_from(
    [
        *(
            "${a}",
            "${",
            "}",
            "(",
            ")",
            "[",
            "]",
            ",",
            "'",
            '"',
            "/",
            "//",
            "..",
            ".",
            "@",
            "*",
            "|",
            "::",
            "!=",
        ),
        *(
            "<",
            "<=",
            "=",
            "+",
            "-",
            "and",
            "or",
            "div",
            "mod",
            "not",
            "position",
            "instance",
            "child",
            "text()",
        ),
        *(
            "1",
            "2.5",
            ".5",
            "1e9",
            "a",
            "é",
            "-b",
            "x:y",
            "x:*",
            "\x00",
            " ",
            "\n",
            "‘",
            "🙂",
            "\u202e",
            "'s'",
        ),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=60)
_PATTERN_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b",
            "[a-z]",
            "[^0-9]",
            "\\d",
            "\\w",
            "\\p{L}",
            "\\",
            "(",
            ")",
            "(?:",
            "(?=",
            "[",
            "]",
            "{2}",
            "{3,}",
        ),
        *(
            "{99999}",
            "{1,2}",
            "*",
            "+",
            "?",
            "|",
            "^",
            "$",
            ".",
            "&&",
            "(?i)",
            "\\1",
            "\\b",
            "++",
            "(?>",
            "é",
            "{",
        ),
    ]
)


def read_or_refused(text):
    try:
        tree = parse_expression(text)
    except ProblemError as error:
        assert error.code in {"formula.syntax", "formula.too_deep"}  # noqa: PT017  either way is right
        return
    assert all(0 <= node.offset <= len(text) for node in every(tree))


def tokens_or_refused(text):
    try:
        tokens = tokenize(text)
    except ProblemError as error:
        assert error.code == "formula.syntax"  # noqa: PT017  either way is right
        return
    assert tokens[-1].kind == "end"
    offsets = [token.offset for token in tokens]
    assert offsets == sorted(offsets)


def matched_or_refused(pattern, text):
    try:
        assert matcher(pattern)(text) in {True, False}
    except ProblemError as error:
        assert error.code in {"formula.regex", "formula.regex_large", "formula.regex_slow"}  # noqa: PT017


@settings(max_examples=500, deadline=None)
@given(_TEXTS)
@example("")
@example("(" * 500)
@example("-" * 5_000 + "1")
@example("a[" * 150 + "1" + "]" * 150)
def test_any_text_is_a_formula_or_is_refused(text):
    tokens_or_refused(text)
    read_or_refused(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PATTERN_PIECES, max_size=14).map("".join), st.text("ab0 é-", max_size=40))
@example("(((a{999}){999}){999}){999}", "a")
@example("[", "a")
@example("(?P<", "a")
@example("\\p{Nonsense}", "a")
def test_any_pattern_matches_or_is_refused(pattern, text):
    matched_or_refused(pattern, text)


FORM = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>'
    '<itext><translation lang="en"><text id="t"><value>Label <output value="/data/a"/></value></text></translation></itext>'
    '<instance><data id="x"><a>1</a><g><b/></g><r jr:template=""><c/></r></data></instance>'
    '<instance id="l"><root><item><name>n</name></item></root></instance>'
    '<bind nodeset="/data/a" type="int" relevant="true()" constraint=". &gt; 0"/>'
    '<bind nodeset="/data/g/b" type="string" calculate="/data/a + 1" jr:preload="uid"/>'
    '<setvalue event="odk-instance-first-load" ref="/data/a" value="1"/></model></h:head>'
    '<h:body><input ref="/data/a"><label ref="jr:itext(\'t\')"/></input><group ref="/data/g"><label>G</label>'
    '<select1 ref="/data/g/b"><itemset nodeset="instance(\'l\')/root/item"><value ref="name"/><label ref="name"/></itemset>'
    '</select1></group><group ref="/data/r"><repeat nodeset="/data/r" jr:count="/data/a"><input ref="/data/r/c"/></repeat>'
    "</group></h:body></h:html>"
)
_PARTS = [part for part in FORM.replace(">", ">\n").split("\n") if part]
_VALUES = st.sampled_from(
    [
        "",
        "/data/a",
        "/data/r",
        "../a",
        "..",
        ".",
        "//",
        "x",
        "/data",
        "instance('l')/root/item",
        "1",
        "count(/data/r)",
        "jr:itext('t')",
        "jr:itext(",
        "/data/g/b",
        "true()",
        "selected(., 'n')",
        "99999999999",
    ]
)
_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "twice", "swap", "value"]), st.integers(0, 60), st.integers(0, 60), _VALUES
    ),
    max_size=4,
)


def changed(changes):
    parts = list(_PARTS)
    for kind, first, second, value in changes:
        here, there = first % len(parts), second % len(parts)
        if kind == "drop":
            del parts[here]
        elif kind == "twice":
            parts.insert(there, parts[here])
        elif kind == "swap":
            parts[here], parts[there] = parts[there], parts[here]
        elif '="' in parts[here]:
            before, _, rest = parts[here].partition('="')
            parts[here] = f"{before}={quoteattr(value)}{rest.partition(chr(34))[2]}"
        if not parts:
            break
    return "".join(parts)


def opened_or_refused(xml, context):
    try:
        session = FormSession(parse_form(xml.encode("utf-8", "surrogatepass")), context)
        session.set("/data/a", "2")
        assert session.instance_xml().startswith("<")
        session.nodes()
    except ProblemError as error:
        assert error.code.startswith(("form.", "formula.", "answer."))  # noqa: PT017  either way is right


def test_a_text_with_itself_in_it_comes_to_an_end(session_context: Context):
    """Found by the search below."""
    session = FormSession(parse_form(changed([("value", 9, 0, "jr:itext('t')")]).encode()), session_context)
    assert session.node("/data/a").label.strip() == "Label"


_FEW = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_FEW
@given(changes=_CHANGES)
def test_any_change_to_a_form_is_opened_or_refused(session_context: Context, changes):
    opened_or_refused(changed(changes), session_context)


_REFS = st.sampled_from(
    ["/data/a", "/data/g/b", "/data/r", "/data/r[1]/c", "/data/r[9]/c", "/data", "", "x", "/data/a[", "//c"]
)
_ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("1000000000")
)
_STEPS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"set": _REFS, "value": _ANYTHING}),
        st.fixed_dictionaries({"add": _REFS}, optional={"after": _ANYTHING, "count": _ANYTHING}),
        st.fixed_dictionaries({"remove": _REFS}, optional={"index": _ANYTHING}),
        st.fixed_dictionaries({"language": _ANYTHING}),
        _ANYTHING,
    ),
    max_size=8,
)


def run_to_the_end(steps, context):
    outcome = run_script(
        lambda: parse_form(FORM.encode()), steps_of(steps), context, perf_counter, texts=texts_for("en")
    )
    told = json.loads(json.dumps(outcome, allow_nan=False))
    assert len(told["timing_ms"]["steps"]) == len(steps)
    assert all(problem["text"] for problem in told["problems"])


@_FEW
@given(steps=_STEPS)
def test_any_script_is_run_to_its_end(session_context: Context, steps):
    run_to_the_end(steps, session_context)


@pytest.mark.long
@settings(_FEW, max_examples=5_000)
@given(steps=_STEPS)
def test_any_script_is_run_to_its_end_at_full_size(session_context: Context, steps):
    run_to_the_end(steps, session_context)


@pytest.mark.long
@settings(_FEW, max_examples=20_000)
@given(changes=_CHANGES)
def test_any_change_to_a_form_is_opened_or_refused_at_full_size(session_context: Context, changes):
    opened_or_refused(changed(changes), session_context)


@pytest.mark.long
@settings(max_examples=50_000, deadline=None)
@given(_TEXTS)
def test_any_text_is_a_formula_or_is_refused_at_full_size(text):
    tokens_or_refused(text)
    read_or_refused(text)
