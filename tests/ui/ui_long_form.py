"""A form of any length, in sections, with fields of every kind."""

from ui_visits import new_visit

from greenfield.services.packages import build_to, install

_PACKAGE = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | long | 1 | toolkit | A centre | CC-BY-4.0 | Long | English (en) |
"""
_REST = """
| choices |
|  | list_name | name | label |
|  | few | a | First |
|  | few | b | Second |

| settings |
|  | form_id | version | default_language |
|  | long | 1 | English (en) |
"""
_KINDS = ("decimal", "text", "select_one few", "integer", "date")


def long_form(questions, section=20):
    """The source of a toolkit; every tenth question appears when the one before is answered."""
    rows = ["| survey |", "|  | type | name | label | hint | relevant | required |"]
    for at in range(questions):
        if at % section == 0:
            rows.append(f"|  | begin_group | g{at} | Part {at // section + 1} |  |  |  |")
        depends = f"${{q{at - 1}}} != ''" if at % 10 == 5 else ""
        hint = "Look at the label of the machine." if at % 3 == 0 else ""
        needed = "yes" if at == questions - 1 else ""
        kind = _KINDS[at % len(_KINDS)] if at % 10 != 4 else "text"
        rows.append(
            f"|  | {kind} | q{at} | What is the value of item {at}? | {hint} | {depends} | {needed} |"
        )
        if at % section == section - 1 or at == questions - 1:
            rows.append("|  | end_group |  |  |  |  |  |")
    return "\n".join([_PACKAGE, *rows, _REST])


def long_visit(workspace, folder, questions):
    """A prepared visit with a form of so many questions; its id."""
    source = folder / "long.md"
    source.write_text(long_form(questions), encoding="utf-8")
    install(workspace, build_to(source, folder)[0])
    return new_visit(workspace, toolkit="long")
