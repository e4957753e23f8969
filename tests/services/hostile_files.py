"""Files that were made to do harm, or that are not what they seem."""

import random
import zipfile
from io import BytesIO

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = '<?xml version="1.0"?>'
BEGIN = f'<worksheet xmlns="{MAIN}"><sheetData>'
END = "</sheetData></worksheet>"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY k SYSTEM "file:///etc/passwd">]>'
NOISE = random.Random(7).randbytes(100_000)
HEAD = "| survey | type | name | label |\n"


def cell(ref, text):
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, *texts):
    cells = "".join(cell(f"{chr(65 + index)}{number}", text) for index, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


TOP = row(1, "type", "name", "label")


def workbook(rows=(("type", "name", "label"), ("text", "a", "A")), **members):
    """Return a workbook with some members of the archive replaced or added, named with `__` for `/`."""
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for one in rows:
        book.active.append(one)
    target = BytesIO()
    book.save(target)
    changed = {name.replace("__", "/").replace("_DOT_", "."): found for name, found in members.items()}
    source, made = zipfile.ZipFile(target), BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            if entry.filename not in changed:
                archive.writestr(entry.filename, source.read(entry))
        for name, content in changed.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_sheet(content):
    return workbook(xl__worksheets__sheet1_DOT_xml=content)


def xform(instance="<a/>", model="", body=""):
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance>'
        f'<data id="x">{instance}</data></instance>{model}</model></h:head><h:body>{body}</h:body></h:html>'
    )


def lying_size():
    """Return a workbook whose directory states a small size for a sheet that unpacks to more."""
    content = bytearray(with_sheet(XML + BEGIN + " " * 30_000_000 + END))
    archive = zipfile.ZipFile(BytesIO(bytes(content)))
    size = archive.getinfo(SHEET).file_size
    return bytes(content).replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))


def overlapping():
    """Return a workbook in which many entries of the directory point to the same data."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 4_000_000)
        entry = archive.filelist[0]
        for index in range(1_000):
            copied = zipfile.ZipInfo(f"{index}.xml" if index else "xl/workbook.xml")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(copied, name, getattr(entry, name))
            archive.filelist.append(copied)
    return target.getvalue()


def strings():
    """Return a workbook with a million shared strings."""
    base = zipfile.ZipFile(BytesIO(workbook()))
    types = base.read("[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    if "sharedStrings" not in types:
        types = types.replace(
            "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        )
    many = "".join(f"<si><t>{index * 7919 % 999_983}</t></si>" for index in range(1_000_000))
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in base.infolist():
            if entry.filename not in {"[Content_Types].xml", "xl/sharedStrings.xml"}:
                archive.writestr(entry.filename, base.read(entry))
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{many}</sst>')
    return made.getvalue()


def formats():
    many = "".join(f'<font><sz val="{index}"/></font>' for index in range(400_000))
    return workbook(xl__styles_DOT_xml=f'<styleSheet xmlns="{MAIN}"><fonts>{many}</fonts></styleSheet>')


def lines(*rows):
    return HEAD + "".join(f"| | {one} |\n" for one in rows)


def repeated(count, make):
    return HEAD.replace("|\n", "| relevant | calculation |\n") + "".join(
        f"| | {make(i)} |\n" for i in range(count)
    )


ITEMS = "".join(f"<item><name>{index}</name></item>" for index in range(300_000))
BINDS = "".join(f'<bind nodeset="/data/q{i}" type="int"/>' for i in range(40_000))
FOREVER = "<input ref='/data/a'><label/></input>"

# Name of the file: its content, and the code of the problem that it must have.
FILES = {
    "bomb.xlsx": (lambda: with_sheet(XML + BEGIN + " " * 300_000_000), "archive.hostile"),
    "lying.xlsx": (lying_size, "workbook.not_one"),
    "overlapping.xlsx": (overlapping, "archive.hostile"),
    "rows.xlsx": (
        lambda: with_sheet(
            XML + BEGIN + TOP + "".join(row(i, "text", f"q{i}", "Q") for i in range(2, 400_000)) + END
        ),
        "workbook.too_large",
    ),
    "million.xlsx": (
        lambda: with_sheet(XML + BEGIN + TOP + "".join(row(i, "") for i in range(2, 1_000_000)) + END),
        "workbook.too_large",
    ),
    "columns.xlsx": (
        lambda: workbook(
            rows=[["type", "name", "label", *(f"c{i}" for i in range(10_000))], ["text", "a", "A"]]
        ),
        "workbook.too_large",
    ),
    "strings.xlsx": (strings, "workbook.too_large"),
    "formats.xlsx": (formats, "workbook.formats"),
    "laughs.xlsx": (lambda: with_sheet(XML + LAUGHS + BEGIN + row(1, "&k;") + END), "archive.hostile"),
    "late.xlsx": (
        lambda: with_sheet(XML + f"<!--{'x' * 9_000}-->" + LAUGHS + BEGIN + row(1, "&k;") + END),
        "archive.hostile",
    ),
    "wide.xlsx": (
        lambda: with_sheet(
            (XML.replace("?>", ' encoding="UTF-16"?>') + LAUGHS + BEGIN + row(1, "&k;") + END).encode(
                "utf-16"
            )
        ),
        "archive.hostile",
    ),
    "outside.xlsx": (lambda: with_sheet(XML + OUTSIDE + BEGIN + row(1, "&k;") + END), "archive.hostile"),
    "truncated.xlsx": (lambda: workbook()[:3_000], "workbook.not_one"),
    "empty.xlsx": (lambda: b"", "workbook.not_one"),
    "noise.xlsx": (lambda: NOISE, "workbook.not_one"),
    "pdf.xlsx": (lambda: b"%PDF-1.7\n" + NOISE, "workbook.other_kind"),
    "word.xlsx": (lambda: workbook(word__document_DOT_xml="<w/>"), None),
    "locked.xlsx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "workbook.old_format"),
    "macros.xlsm": (lambda: workbook(xl__vbaProject_DOT_bin=NOISE), "workbook.macros"),
    "book.md": (workbook, "workbook.other_kind"),
    "page.md": (lambda: b"<!DOCTYPE html><html></html>", "workbook.other_kind"),
    "noise.md": (lambda: NOISE, "workbook.not_text"),
    "rows.md": (lambda: HEAD + "| | text | a | b |\n" * 1_000_000, "workbook.too_large"),
    "thin.md": (lambda: HEAD + "|||\n" * 4_000_000, "workbook.too_large"),
    "columns.md": (lambda: HEAD.replace("|\n", "|" + " x |" * 10_000 + "\n"), "workbook.too_large"),
    "cell.md": (lambda: lines("text | a | " + "x${" * 4_000_000), "workbook.long_cell"),
    "sum.md": (lambda: lines("calculate | a | " + "1+" * 1_000_000 + "1"), "workbook.long_cell"),
    "pipes.md": (lambda: "|" * 15_000_000, "workbook.no_table"),
    "deep.md": (
        lambda: lines(*(f"begin group | g{i} | G" for i in range(5_000)), *["end group | | "] * 5_000),
        "survey.too_deep",
    ),
    "brackets.md": (
        lambda: repeated(1, lambda _: f"text | a | A | {'(' * 9_000}1{')' * 9_000} | "),
        "formula.too_deep",
    ),
    "circle.md": (
        lambda: repeated(8_000, lambda i: f"calculate | q{i} | | | ${{q{(i + 1) % 8_000}}}"),
        "survey.circle",
    ),
    "nowhere.md": (
        lambda: repeated(15_000, lambda i: f"text | q{i} | Q | ${{nope{i}}} = 1 | "),
        "survey.unknown_question",
    ),
    "types.md": (lambda: repeated(15_000, lambda i: f"txt{i} | q{i} | Q | | "), "survey.unknown_type"),
    "media.md": (
        lambda: HEAD.replace("|\n", "| image |\n") + "| | text | a | A | ../../../etc/passwd |\n",
        "survey.file_elsewhere",
    ),
    "count.md": (
        lambda: (
            HEAD.replace("|\n", "| repeat_count |\n")
            + "| | begin repeat | r | R | 1000000000 |\n| | text | a | A | |\n| | end repeat | | | |\n"
        ),
        "survey.count_large",
    ),
    "pattern.md": (
        lambda: HEAD.replace("|\n", "| constraint |\n") + "| | text | a | A | regex(., '^(a+)+$') |\n",
        "formula.regex_endless",
    ),
    "counts.md": (
        lambda: (
            HEAD.replace("|\n", "| constraint |\n")
            + "| | text | a | A | regex(., '^((((a?){999}){999}){999}){999}$') |\n"
        ),
        "formula.regex_large",
    ),
    "laughs.xml": (lambda: LAUGHS + xform("<a>&k;</a>"), "form.not_xml"),
    "outside.xml": (lambda: OUTSIDE + xform("<a>&k;</a>"), "form.not_xml"),
    "noise.xml": (lambda: NOISE, "form.not_xml"),
    "page.xml": (lambda: b"<html><body>x</body></html>", "workbook.other_kind"),
    "nested.xml": (lambda: xform("<g>" * 30_000 + "</g>" * 30_000), "form.not_xml"),
    "elements.xml": (lambda: xform("<a/>" * 1_000_000), "form.too_large"),
    "items.xml": (lambda: xform(model=f"<instance id='c'><root>{ITEMS}</root></instance>"), "form.too_large"),
    "binds.xml": (lambda: xform("".join(f"<q{i}/>" for i in range(40_000)), BINDS), "form.too_large"),
    "circle.xml": (
        lambda: xform(
            "<a/><b/>",
            "<bind nodeset='/data/a' calculate='/data/b'/><bind nodeset='/data/b' calculate='/data/a'/>",
        ),
        "form.cycle",
    ),
    "count.xml": (
        lambda: xform(
            "<r><x/></r>",
            body="<group ref='/data/r'><repeat nodeset='/data/r' jr:count='1000000000'><input ref='/data/r/x'>"
            "<label/></input></repeat></group>",
        ),
        "survey.count_large",
    ),
    "pattern.xml": (
        lambda: xform(body=FOREVER, model="<bind nodeset='/data/a' constraint=\"regex(., '^(a|aa)+$')\"/>"),
        "formula.regex_endless",
    ),
}

# Forms that are run: the content, the steps, and the code of the problem of loading, or of the last step.
RUNS = {
    "pattern.xml": (
        FILES["pattern.xml"][0],
        [{"set": "/data/a", "value": "a" * 60 + "!"}],
        "formula.regex_slow",
    ),
    "count.xml": (FILES["count.xml"][0], [], "answer.too_many_instances"),
    "grown.xml": (
        lambda: xform(
            "<n/><r><x/></r>",
            model="<bind nodeset='/data/n' type='int'/>",
            body="<input ref='/data/n'><label/></input><group ref='/data/r'><repeat nodeset='/data/r' "
            "jr:count='/data/n'><input ref='/data/r/x'><label/></input></repeat></group>",
        ),
        [{"set": "/data/n", "value": "1000000000"}],
        "answer.too_many_instances",
    ),
    "gigabyte.md": (lambda: lines("select_one_from_file gigabyte.csv | a | A"), [], "file.too_large"),
    "many.md": (lambda: lines("select_one_from_file many.csv | a | A"), [], "file.too_many_rows"),
    "broad.md": (lambda: lines("select_one_from_file broad.csv | a | A"), [], "file.too_many_rows"),
}
BESIDE = {
    "many.csv": lambda: b"name,label\n" + b"a,b\n" * 4_000_000,
    "broad.csv": lambda: b",".join(b"c%d" % i for i in range(900_000)) + b"\n" + b"x," * 900_000 + b"\n",
}
GIGABYTE = "gigabyte.csv"
