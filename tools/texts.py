"""The catalogues of texts: extract from the code, update, check, compile.

    python -m tools.texts update | check | compile FOLDER

`program` holds the texts of problems, command line and window, `document` those of what is handed over.
The texts of a toolkit are a catalogue of its own, checked where packages are made.
"""

import ast
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a real date would change the file at each update
ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
COMPLETE = ("fr",)
KEYWORDS = {"_": None, "mark": None, "texts": None, "_texts": None, "plural": (1, 2)}


def domain_of(path: Path) -> str:
    """Return the domain that a source file's texts belong to."""
    return "document" if "report" in path.relative_to(ROOT).parts else "program"


def extract() -> dict[str, Catalog]:
    """Return the texts of the code, one catalogue a domain, with where each stands."""
    catalogues = {"program": Catalog(domain="program"), "document": Catalog(domain="document")}
    for path in sorted((ROOT / "greenfield").rglob("*.py")):
        catalogue = catalogues[domain_of(path)]
        found = extract_from_file("python", str(path), keywords=KEYWORDS, comment_tags=("note:",))
        for _line, message, comments, context in found:
            place = (str(path.relative_to(ROOT).as_posix()), 0)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogues


def po_path(language: str, domain: str) -> Path:
    """Return where the catalogue of a domain in a language stands."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str) -> Catalog:
    """Return the catalogue as it stands on disk, empty when there is none."""
    path = po_path(language, domain)
    if not path.exists():
        header = "# Texts of Greenfield. Same licence as the program."
        return Catalog(locale=language, domain=domain, header_comment=header, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def update() -> None:
    """Write the texts of the code into each catalogue; translations of texts that are gone go with them."""
    for domain, template in extract().items():
        for language in COMPLETE:
            catalogue = read(language, domain)
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            catalogue.creation_date = catalogue.revision_date = NO_DATE
            catalogue.project, catalogue.version = "Greenfield", ""
            catalogue.msgid_bugs_address = catalogue.last_translator = ""
            catalogue.language_team = language
            path = po_path(language, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(
                    file, catalogue, width=110, include_lineno=False, sort_output=True, omit_header=False
                )


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults(language: str, domain: str, template: Catalog) -> list[str]:
    """Return what is stale, missing or wrong in a catalogue, a line each."""
    catalogue = read(language, domain)
    wanted = {message.id for message in template if message.id}
    lines = [f"stale, not in the code: {m.id!r}" for m in catalogue if m.id and m.id not in wanted]
    for message in template:
        if not message.id:
            continue
        translated = catalogue.get(message.id)
        if (
            translated is None
            or not all(_strings(translated))
            or translated.fuzzy
            or _lacks_plural(translated, message)
        ):
            lines.append(f"not translated: {message.id!r}")
        elif any(placeholders(text) - {"count"} != _wanted(message) for text in _strings(translated)):
            lines.append(f"other placeholders than the English text: {message.id!r}")
    return [f"{po_path(language, domain).relative_to(ROOT)}: {line}" for line in lines]


def _lacks_plural(translated: Message, message: Message) -> bool:
    """Tell whether a text with a plural is translated as if it had none: the plural would stay English."""
    return bool(message.pluralizable) and not translated.pluralizable


def _strings(message: Message) -> list[str]:
    if isinstance(message.string, str):
        return [message.string]
    return list(message.string or ("",))


def _wanted(message: Message) -> set[str]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    return set[str]().union(*(placeholders(text) for text in ids)) - {"count"}


def hidden_texts() -> list[str]:
    """Return the texts that no extraction finds, as they stand inside of an f-string."""
    found = []
    for path in sorted((ROOT / "greenfield").rglob("*.py")):
        for string_node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(string_node, ast.JoinedStr):
                found += [
                    f"{path.relative_to(ROOT)}:{node.lineno}: a text inside of an f-string is not found"
                    for node in ast.walk(string_node)
                    if isinstance(node, ast.Call) and _called(node) in KEYWORDS and _is_literal(node)
                ]
    return found


def _is_literal(node: ast.Call) -> bool:
    return bool(node.args) and isinstance(node.args[0], ast.Constant)


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def check() -> int:
    """Print every fault of every complete language; return 1 if there is one."""
    templates = extract()
    lines = hidden_texts() + [
        line
        for language in COMPLETE
        for domain in templates
        for line in faults(language, domain, templates[domain])
    ]
    print("\n".join(lines) if lines else f"Texts: complete in {', '.join(COMPLETE)}.")
    return 1 if lines else 0


def compile_to(folder: Path) -> None:
    """Write the .mo files that the program loads."""
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        target = folder / path.relative_to(TRANSLATIONS).with_suffix(".mo")
        if path.stem not in {"program", "document"}:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as source, target.open("wb") as file:
            write_mo(file, read_po(source))
    folder.mkdir(parents=True, exist_ok=True)


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    match arguments:
        case ["update"]:
            update()
            return 0
        case ["check"]:
            return check()
        case ["compile", folder]:
            compile_to(Path(folder))
            return 0
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
