"""What the commands of exchange files share: passphrases, and what a file holds in lines."""

import getpass
from collections.abc import Iterator
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.cli.command import Context
from greenfield.services.stored_words import moment
from greenfield.services.sync.exchange.looking import Look, opens_by_passphrase
from greenfield.services.sync.field_words import kind_word
from greenfield.vault.passphrase import Passphrase, read_passphrase_file

_MOST_NAMED = 12


def passphrase_of(context: Context, path: Path, named: Path | None) -> Passphrase | None:
    """Return the passphrase of an exchange file, read from a file or asked for; None if it opens without one.

    Raises ProblemError `exchange.foreign`, `.empty`, `file.unreadable`, `passphrase.not_given`.
    """
    if named is not None:
        return read_passphrase_file(named)
    if not opens_by_passphrase(path):
        return None
    try:
        return Passphrase(getpass.getpass(context.texts("Passphrase of the exchange file: ")))
    except (EOFError, OSError) as error:
        raise fail("passphrase.not_given") from error


def look_json(look: Look) -> dict[str, object]:
    """Return what a file holds, for a script."""
    opening = look.opening
    return {
        "device": opening.device,
        "author": opening.author,
        "organisation": opening.organisation_name,
        "made_at": opening.made_at,
        "choice": opening.choice,
        "photos": opening.photos,
        "changes": look.changes,
        "new": look.new,
        "files": look.files,
        "new_files": look.new_files,
        "bytes_of_files": look.bytes_of_files,
        "companies": [{"id": record, "name": name} for record, name in look.companies.items()],
        "visits": [
            {"id": record, "date": date, "company": company}
            for record, (date, company) in look.visits.items()
        ],
        "erases": [one._asdict() for one in look.erases],
    }


def look_lines(look: Look, context: Context) -> Iterator[str]:
    """Yield what a file holds, for a person."""
    texts, formats, opening = context.texts, context.formats, look.opening
    yield texts(
        "Written by {author} on the device {device}, {moment} by its clock.",
        author=opening.author or texts("somebody without a name"),
        device=opening.device[:8],
        moment=moment(opening.made_at, formats),
    )
    if opening.organisation_name:
        yield texts("The device says that it belongs to {name}.", name=opening.organisation_name)
    yield context.plural(
        "{count} change, of which new here: {new}.",
        "{count} changes, of which new here: {new}.",
        look.changes,
        new=formats.number(look.new),
    )
    yield context.plural(
        "{count} file ({size}), of which missing here: {new}.",
        "{count} files ({size}), of which missing here: {new}.",
        look.files,
        size=formats.size(look.bytes_of_files),
        new=formats.number(look.new_files),
    )
    yield from _some(texts("Companies:"), list(look.companies.values()), context)
    visits = [f"{date} {company}".strip() for date, company in look.visits.values()]
    yield from _some(texts("Visits:"), visits, context)
    erases = [
        texts("{field}: {value}", field=kind_word(one.kind, texts), value=one.name or one.record[:8])
        for one in look.erases
    ]
    yield from _some(texts("To be removed here for good, with all that hangs on it:"), erases, context)


def _some(title: str, names: list[str], context: Context) -> Iterator[str]:
    if names:
        yield title
        for name in names[:_MOST_NAMED]:
            yield f"  {name}"
        left = len(names) - _MOST_NAMED
        if left > 0:
            yield "  " + context.plural("and {count} more", "and {count} more", left)
