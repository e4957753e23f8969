"""What each function and operator gives, as calculations of a form."""

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.element import Element
from greenfield.forms.evaluation.navigation import name_of
from greenfield.forms.functions.nodes import shuffle
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance><data id="f" version="7">
 <int>3</int><empty/><zero>0</zero><day>2024-03-05</day><moment>2024-03-05T10:11:12.345+01:00</moment>
 <text>a b c</text><yes>yes</yes><no>no</no>
 <person><age>30</age><name>Ana</name></person><person><age/><name>Ben</name></person><person><age>12</age><name/></person>
 <result/></data></instance>
 <instance id="fruit"><root><item><name>apple</name><label>Apple</label><price>2</price></item>
 <item><name>pear</name><label>Pear</label><price>3</price></item><item><name>fig</name><label>Fig</label><price>2</price></item>
 </root></instance>
 <bind nodeset="/data/int" type="int"/><bind nodeset="/data/empty" type="int"/><bind nodeset="/data/zero" type="int"/>
 <bind nodeset="/data/day" type="date"/><bind nodeset="/data/moment" type="dateTime"/>
 <bind nodeset="/data/person/age" type="int"/><bind nodeset="/data/result" type="TYPE" calculate=EXPRESSION/>
 </model></h:head><h:body><group ref="/data/person"><label/><repeat nodeset="/data/person">
 <input ref="/data/person/age"><label/></input></repeat></group></h:body></h:html>"""


@pytest.fixture
def result(session_context: Context) -> Callable[..., str]:
    def compute(expression: str, kind: str = "string") -> str:
        xml = FORM.replace("TYPE", kind).replace("EXPRESSION", quoteattr(expression))
        return FormSession(parse_form(xml.encode()), session_context).node("/data/result").value

    return compute


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # operators
        ("1 + 2 * 3 - 4 div 8", "6.5"),
        ("7 mod -3", "1"),
        ("-7 mod 3", "-1"),
        ("5.5 mod 2", "1.5"),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", ""),
        ("/data/int mod 0", ""),
        ("- /data/int", "-3"),
        ("- - 3", "3"),
        ("/data/int * '4'", "12"),
        ("'5' + '6'", "11"),
        ("true() + true()", "2"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("10000000 * 10000000 * 100000000", "10000000000000000000000"),
        ("0.5 div 1000000", "0.0000005"),
        ("'abc' + 1", ""),
        ("/data/empty + 1", ""),
        # comparisons
        ("1 = '1'", "true"),
        ("/data/int = '3.0'", "true"),
        ("'3' = '3.0'", "false"),
        ("'10' < '9'", "false"),
        ("'b' > 'a'", "false"),
        ("'abc' < 5", "false"),
        ("/data/empty = ''", "true"),
        ("/data/empty != ''", "false"),
        ("/data/empty = 0", "false"),
        ("/data/empty < 5", "false"),
        ("/data/empty >= 0", "false"),
        ("/data/empty != 5", "true"),
        ("true() = 'x'", "true"),
        ("3 > 2 > 1", "false"),
        ("1 = 1 = 1", "true"),
        ("'2024-03-05' > '2024-02-28'", "true"),
        ("/data/day < '2024-03-06'", "true"),
        ("/data/moment > /data/day", "true"),
        ("today() = /data/day", "true"),
        ("/data/person/age > 20", "true"),
        ("/data/person/name = 'Ben'", "true"),
        ("1 or 0 and 0", "true"),
        # logic
        ("if(/data/empty, 'y', 'n')", "n"),
        ("if(/data/zero, 'y', 'n')", "n"),
        ("if('0', 'y', 'n')", "y"),
        ("if('false', 'y', 'n')", "y"),
        ("if(/data/int > 2, /data/int, 0) + 1", "4"),
        ("not(/data/empty)", "true"),
        ("boolean('abc')", "true"),
        ("boolean(0)", "false"),
        ("boolean-from-string('true')", "true"),
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string('yes')", "false"),
        ("coalesce('', 'x')", "x"),
        ("coalesce(/data/empty, /data/int) + 1", "4"),
        ("coalesce('', '')", ""),
        ("-coalesce(/data/empty, /data/empty)", ""),
        ("if(1, /data/empty, /data/int) + 1", ""),
        ("once('first')", "first"),
        ("checklist(2, 2, /data/yes, /data/no)", "true"),
        ("checklist(3, -1, /data/yes, /data/no)", "false"),
        ("checklist(1, 2, true(), false(), true())", "true"),
        ("weighted-checklist(3, -1, /data/yes, 3, /data/no, 5)", "true"),
        ("weighted-checklist(-1, 2, /data/yes, 3)", "false"),
        # numbers
        ("number('12.5')", "12.5"),
        ("number(' 12 ')", "12"),
        ("number('1e3')", ""),
        ("number('abc')", ""),
        ("number('')", ""),
        ("number(true())", "1"),
        ("number(/data/day)", "19787"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(-0.4)", "0"),
        ("round(1.345, 2)", "1.35"),
        ("round(-1.345, 2)", "-1.34"),
        ("round(1250, -2)", "1300"),
        ("round(-1250, -2)", "-1200"),
        ("int(-3.7)", "-3"),
        ("int('abc')", ""),
        ("floor(-1.5)", "-2"),
        ("ceiling(-1.5)", "-1"),
        ("abs(-3.5)", "3.5"),
        ("pow(2, 0.5)", "1.4142135623730951"),
        ("pow(-8, 0.5)", ""),
        ("exp(1)", "2.718281828459045"),
        ("exp10(2)", "100"),
        ("log(10)", "2.302585092994046"),
        ("log10(100)", "2"),
        ("log(0)", "-Infinity"),
        ("sqrt(16)", "4"),
        ("sqrt(-1)", ""),
        ("sin(1)", "0.8414709848078965"),
        ("cos(0)", "1"),
        ("tan(0)", "0"),
        ("asin(2)", ""),
        ("acos(1)", "0"),
        ("atan(0)", "0"),
        ("atan2(1, 2)", "0.4636476090008061"),
        ("pi()", "3.141592653589793"),
        ("random()", "0.5"),
        ("sum(/data/person/age)", "42"),
        ("sum(/data/empty)", "0"),
        ("sum(1, /data/int, '')", "4"),
        ("min(/data/person/age)", "12"),
        ("max(/data/person/age)", "30"),
        ("min(5, '', 3)", "3"),
        ("max('', -1)", "-1"),
        ("min(/data/empty)", ""),
        ("min('a', 1)", ""),
        # texts
        ("concat(1.0, 'a', true())", "1atrue"),
        ("concat('<', /data/person/name, '>')", "<AnaBen>"),
        ("join(', ', 'a', '', 'b')", "a, , b"),
        ("join('-', /data/person/name)", "Ana-Ben-"),
        ("string(5.50)", "5.5"),
        ("string(1234567890123)", "1234567890123"),
        ("string(true())", "true"),
        ("string-length('héllo')", "5"),
        ("string-length('')", "0"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -3)", "llo"),
        ("substr('hello', 0, -1)", "hell"),
        ("substr('hello', 3, 1)", ""),
        ("substr('hello', 1, 100)", "ello"),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring-before('a-b-c', '-')", "a"),
        ("substring-before('abc', 'x')", ""),
        ("substring-after('a-b-c', '-')", "b-c"),
        ("substring-after('abc', 'x')", ""),
        ("starts-with('abc', 'ab')", "true"),
        ("ends-with('abc', 'bc')", "true"),
        ("contains('abc', 'bd')", "false"),
        ("translate('hello', 'el', 'ip')", "hippo"),
        ("translate('abc', 'b', '')", "ac"),
        ("normalize-space('  a   b ')", "a b"),
        ("regex('abc', 'b')", "false"),
        ("regex('abc', '.b.')", "true"),
        (r"regex('2024-03', '\d{4}-\d\d')", "true"),
        ("regex('٣', '[0-9]|\\d')", "false"),
        ("regex('', 'a*')", "true"),
        (r"regex('é٣', '\p{L}\D')", "true"),
        (r"regex('é5', '\p{L}\D')", "false"),
        (r"regex('éé', '\p{L}\W')", "true"),
        (r"regex('é_', '\p{L}[\W]')", "false"),
        (r"regex('é^', '\p{L}[\W]')", "true"),
        ("regex('é\u00a0', '\\p{L}\\S')", "true"),
        (r"regex('é ', '\p{L}[^\S]')", "true"),
        (r"regex('éx', '\p{L}[^\D]')", "false"),
        (r"regex('é4', '\p{L}[^\D]')", "true"),
        ("selected('New York', 'New York')", "true"),
        ("selected('a b c', 'a b')", "false"),
        ("digest('abc', 'MD5')", "kAFQmDzST7DWlj99KOF/cg=="),
        (
            "digest('abc', 'SHA-256', 'hex')",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        ("base64-decode('YWJj')", "abc"),
        ("uuid()", "88888888-8888-4888-8888-888888888888"),
        ("uuid(4)", "SSSS"),
        # dates
        ("today()", "2024-03-05"),
        ("now()", "2024-03-05T14:30:00.000+01:00"),
        ("/data/day + 1", "19788"),
        ("/data/day - '2024-03-01'", "4"),
        ("date(19787)", "2024-03-05"),
        ("date(/data/day + 7)", "2024-03-12"),
        ("date('2024-3-5')", "2024-03-05"),
        ("date('2024-03-05T23:30:00Z')", "2024-03-06"),
        ("date('2024-02-30')", ""),
        ("date('')", ""),
        ("date('9999-12-31T23:30:00-05:00')", "9999-12-31"),
        ("format-date('0001-01-01T00:00:00+14:00', '%Y')", "0001"),
        ("date(99999999999)", ""),
        ("substring-after('abc', '')", "abc"),
        ("substring-before('abc', '')", ""),
        ("substr('abc', 1 div 0)", ""),
        ("date-time('2024-03-05')", "2024-03-05T00:00:00.000+01:00"),
        ("decimal-date-time(/data/day)", "19786.958333333332"),
        ("decimal-date-time('2024-03-05T12:00:00Z')", "19787.5"),
        ("decimal-time('18:00:00')", "0.75"),
        ("decimal-time('12:00')", "0.5"),
        ("format-date(/data/day, '%d/%m/%y %e %n %b %a %Y')", "05/03/24 5 3 Mar Tue 2024"),
        ("format-date('', '%Y')", ""),
        ("format-date('abc', '%Y')", ""),
        ("format-date(19787, '%Y-%m-%d')", "2024-03-05"),
        ("format-date-time(/data/moment, '%H:%M:%S.%3 %h%%')", "10:11:12.345 10%"),
        ("format-date-time('2024-03-05', '%H:%M')", "00:00"),
        # choices and lists
        ("selected(/data/text, 'b')", "true"),
        ("selected(/data/text, 'ab')", "false"),
        ("selected(/data/text, '')", "false"),
        ("selected('', '')", "true"),
        ("selected-at(/data/text, 1)", "b"),
        ("selected-at(/data/text, 3)", ""),
        ("selected-at(/data/text, -1)", ""),
        ("count-selected(/data/text)", "3"),
        ("count-selected('')", "0"),
        ("instance('fruit')/root/item[name = 'pear']/label", "Pear"),
        ("instance('fruit')/root/item[price = 2][2]/label", "Fig"),
        ("count(instance('fruit')/root/item[price > /data/int - 1])", "1"),
        ("sum(instance('fruit')/root/item/price)", "7"),
        ("instance('fruit')/root/item[last()]/name", "fig"),
        ("join(' ', instance('fruit')/root/item[position() < 3]/name)", "apple pear"),
        ("pulldata('fruit', 'price', 'name', 'pear')", "3"),
        ("pulldata('fruit', 'price', 'name', 'plum')", ""),
        ("join(' ', randomize(instance('fruit')/root/item, 7)/name)", "fig pear apple"),
        # nodes
        ("count(/data/person)", "3"),
        ("count-non-empty(/data/person/name)", "2"),
        ("count(/data/person[age > 20])", "1"),
        ("/data/person[2]/name", "Ben"),
        ("/data/person[name = 'Ana']/age + 1", "31"),
        ("(/data/person/name)[3] = ''", "true"),
        ("count(/data/int | /data/zero | /data/int)", "2"),
        ("count(//name)", "3"),
        ("count(/data/person/*)", "6"),
        ("name(/data/int)", "int"),
        ("indexed-repeat(/data/person/age, /data/person, 3)", "12"),
        ("indexed-repeat(/data/person/age, /data/person, 9)", ""),
        ("sum(/data/person[position() < 3]/age)", "30"),
        ("count(/data/person/age/parent::person)", "3"),
        ("/data/person[1]/following-sibling::person[1]/name", "Ben"),
        ("count(/data/person[3]/preceding-sibling::person)", "2"),
        ("name(/data/person/age/ancestor::data)", "data"),
        ("/data/@version", "7"),
        ("version()", "7"),
        ("property('deviceid')", "device-1"),
        ("current()/../int", "3"),
        ("../int", "3"),
    ],
)
def test_an_expression_gives(result: Callable[..., str], expression: str, expected: str) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize(
    ("seed", "order"),
    [(42, "apple e fig pear d"), (7, "d pear apple e fig"), (1234567, "pear d apple fig e")],
)
def test_a_seed_gives_the_order_that_javarosa_gives(seed: int, order: str) -> None:
    nodes = [Element(name) for name in ("apple", "pear", "fig", "d", "e")]
    assert [name_of(node) for node in shuffle(nodes, seed)] == order.split()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("/data/person/age * 10", ["300", "", "120"]),
        ("sum(/data/person/age)", ["30", "0", "12"]),
        ("sum(../../person/age)", ["42", "42", "42"]),
        ("count(/data/person)", ["3", "3", "3"]),
        ("/data/person[2]/name", ["Ben", "Ben", "Ben"]),
        ("position(..)", ["1", "2", "3"]),
        ("position(/data/person)", ["1", "2", "3"]),
        ("count(../../person[age > current()/../age])", ["0", "0", "1"]),
        ("/data/int + 1", ["4", "4", "4"]),
    ],
)
def test_a_path_inside_a_repeat_means(session_context: Context, expression: str, expected: list[str]) -> None:
    xml = FORM.replace("</person>", "<inner/></person>").replace("/data/result", "/data/person/inner")
    xml = xml.replace("TYPE", "string").replace("EXPRESSION", quoteattr(expression))
    session = FormSession(parse_form(xml.encode()), session_context)
    assert [session.node(f"/data/person[{place}]/inner").value for place in (1, 2, 3)] == expected


@pytest.mark.parametrize(
    ("expression", "kind", "expected"),
    [
        ("7.9", "int", "7"),
        ("-7.9", "int", "-7"),
        ("'12'", "int", "12"),
        ("10 div 4", "decimal", "2.5"),
        ("5", "decimal", "5"),
        ("0 div 0", "decimal", ""),
        ("date(19787)", "date", "2024-03-05"),
        ("1 = 1", "boolean", "true"),
    ],
)
def test_a_calculation_is_stored_in_its_type(
    result: Callable[..., str], expression: str, kind: str, expected: str
) -> None:
    assert result(expression, kind) == expected


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("1 +", "formula.syntax"),
        ("sumn(1)", "formula.unknown_function"),
        ("if(1, 2)", "formula.arguments"),
        ("count('x')", "formula.nodes"),
        ("regex('a', '(')", "formula.regex"),
        ("/data/intt", "form.unknown_reference"),
        ("../intt + 1", "form.unknown_reference"),
        ("instance('fruits')/root/item", "form.unknown_instance"),
        ("${int}", "form.unknown_reference"),
        ("/data/result + 1", "form.cycle"),
    ],
)
def test_a_fault_is_named_when_the_form_is_read(
    result: Callable[..., str], expression: str, code: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        result(expression)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place.name == "/data/result"
