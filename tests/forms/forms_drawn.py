"""Tables of expressions drawn as markdown, and the form on which they are worked out."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

TABLES = Path(__file__).parent / "tables"
_CELLS = re.compile(r"(?<!\\)\|")
_REFERENCE = re.compile(r"\$\{(\w+)\}")
_INSIDE = {
    "age": "person/age",
    "name": "person/name",
    "number": "person/phone/number",
}
FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance><data id="f" version="7">
 <three>3</three><zero>0</zero><empty/><blank/><word>hello</word><spaced>  a   b </spaced><yes>yes</yes><no>no</no>
 <flag>true</flag><letters>a b c</letters><favourite>pear</favourite><day>2024-03-05</day><later>2024-03-10</later>
 <moment>2024-03-05T10:11:12.345+01:00</moment><time>14:30:00.000+01:00</time>
 <point>0.5 0.5 0 0</point><other_point>1.5 1.5 0 0</other_point><trace>0 0 0 0; 0 1 0 0; 1 1 0 0; 1 0.25 0 0</trace>
 <shape>0 0 0 0; 0 1 0 0; 1 1 0 0; 1 0 0 0; 0 0 0 0</shape>
 <person><age>30</age><name>Ana</name><place>0 0 0 0</place><phone><number>11</number></phone>
 <phone><number>12</number></phone></person>
 <person><age/><name>Ben</name><place>0 1 0 0</place><phone><number>21</number></phone></person>
 <person><age>12</age><name/><place>0 2 0 0</place></person><result/></data></instance>
 <instance id="fruit"><root><item><name>apple</name><label>Apple</label><price>2</price></item>
 <item><name>pear</name><label>Pear</label><price>3</price></item><item><name>fig</name><label>Fig</label><price>2</price></item>
 </root></instance>
 <bind nodeset="/data/three" type="int"/><bind nodeset="/data/zero" type="int"/><bind nodeset="/data/empty" type="int"/>
 <bind nodeset="/data/day" type="date"/><bind nodeset="/data/later" type="date"/><bind nodeset="/data/flag" type="boolean"/>
 <bind nodeset="/data/moment" type="dateTime"/><bind nodeset="/data/time" type="time"/>
 <bind nodeset="/data/point" type="geopoint"/><bind nodeset="/data/other_point" type="geopoint"/>
 <bind nodeset="/data/trace" type="geotrace"/><bind nodeset="/data/shape" type="geoshape"/>
 <bind nodeset="/data/person/age" type="int"/><bind nodeset="/data/person/place" type="geopoint"/>
 <bind nodeset="/data/person/phone/number" type="int"/><bind nodeset="/data/result" type="TYPE" calculate=EXPRESSION/>
 </model></h:head><h:body><group ref="/data/person"><label/><repeat nodeset="/data/person">
 <input ref="/data/person/age"><label/></input><group ref="/data/person/phone"><label/>
 <repeat nodeset="/data/person/phone"><input ref="/data/person/phone/number"><label/></input></repeat></group>
 </repeat></group></h:body></h:html>"""


class Case(NamedTuple):
    """A row of a table: JavaRosa's result is empty where it is the same."""

    topic: str
    expression: str
    result: str
    javarosa: str | None
    type: str

    def xform(self) -> bytes:
        """Return the form with the expression as the calculation of `result`."""
        path = _REFERENCE.sub(lambda found: "/data/" + _INSIDE.get(found[1], found[1]), self.expression)
        return FORM.replace("TYPE", self.type).replace("EXPRESSION", quoteattr(path)).encode()


def cases() -> list[Case]:
    """Return the rows of all tables."""
    return [case for path in sorted(TABLES.glob("*.md")) for case in _read(path)]


def rows(lines: list[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a markdown table by column."""
    header: list[str] = []
    for line in lines:
        if not line.startswith("|") or set(line) <= set("|- :"):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.strip())[1:-1]]
        if header:
            yield dict(zip(header, cells, strict=True))
        else:
            header = cells


def _read(path: Path) -> Iterator[Case]:
    for row in rows(path.read_text(encoding="utf-8").splitlines()):
        theirs = row["JavaRosa"]
        yield Case(
            topic=path.stem,
            expression=row["expression"],
            result=html.unescape(row["result"]),
            javarosa={"": None, "(empty)": ""}.get(theirs, html.unescape(theirs)),
            type=row.get("type", "") or "string",
        )


def value_in(instance: str) -> str:
    """Return what an instance has in `result`."""
    found = re.search(r"<result>(.*?)</result>", instance, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def as_ours(theirs: str, result: str) -> str:
    """Return JavaRosa's result as ours is written, where only the writing differs: 1 for true, midnight after a day."""
    if result in {"true", "false"}:
        return {"1": "true", "0": "false"}.get(theirs, theirs)
    theirs = theirs.strip()
    return theirs.removesuffix("T00:00:00.000+01:00") if len(result) == len("2024-03-05") else theirs
