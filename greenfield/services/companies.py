"""Companies and their sites."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import list_currencies

from greenfield.base.places import alpha2_of
from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.records.scopes import PhotoPermission, permits_photos
from greenfield.store.reading.companies import Company, find_company, list_companies
from greenfield.store.workspace import Workspace

_SECTOR = re.compile(r"[A-U]\d{0,4}")


@dataclass(frozen=True, slots=True)
class NewCompany:
    """What is known of a company before the first visit; `country` is ISO 3166 alpha-3, `sector` ISIC Rev. 4."""

    name: str
    country: str
    currency: str
    sector: str = ""
    city: str = ""
    site: str = ""
    employees: int | None = None
    language: str = ""
    photos: PhotoPermission = PhotoPermission.NONE


def new_company(workspace: Workspace, new: NewCompany) -> tuple[str, str]:
    """Make a company with its main site; return the ids of both.

    Raises ProblemError with every problem of what is known: those of `missing_of`, `company.country`,
    `company.currency`, `company.sector`, `company.employees`.
    """
    problems = tuple(_problems(new))
    if problems:
        raise ProblemError(*problems)
    with workspace.unit() as unit:
        company = unit.create(
            "company",
            _known(
                name=new.name.strip(),
                country=new.country,
                city=new.city,
                sector=new.sector,
                currency=new.currency,
                employees=new.employees,
                language=new.language,
                photos=new.photos,
                sharing="own",
            ),
        )
        name = new.site or new.city or new.name
        site = unit.create(
            "site", _known(company=company, name=name, city=new.city, country=new.country, main=True)
        )
    return company, site


def change_company(workspace: Workspace, company: Company, given: Mapping[str, str | int]) -> Company:
    """Change fields of a company and return it as it stands then; raises as `new_company` does."""
    fields = ("name", "country", "currency", "sector", "city", "employees")
    now = {name: getattr(company, name) for name in fields} | {k: v for k, v in given.items() if k in fields}
    problems = tuple(_problems(NewCompany(**now)))
    if problems:
        raise ProblemError(*problems)
    with workspace.unit() as unit:
        unit.set(company.id, dict(given))
    with workspace.read() as connection:
        return find_company(connection, company.id)


def permit_photos(workspace: Workspace, company: str, *, allowed: bool) -> None:
    """Keep whether a company permits photos; those that were taken stay. Raises `record.unknown`."""
    said = PhotoPermission.REPORT if allowed else PhotoPermission.NONE
    with workspace.unit() as unit:
        unit.set(company, {"photos": said})


def are_permitted(company: Company) -> bool:
    """Tell whether a company permits photos, at least for the visitors' own use."""
    return permits_photos(company.photos, PhotoPermission.INTERNAL)


def add_site(workspace: Workspace, company: Company, name: str, city: str = "") -> str:
    """Note a further site of a company, in the company's country; return its id. `site.no_name` without a name."""
    if not name.strip():
        raise fail("site.no_name")
    with workspace.unit() as unit:
        return unit.create(
            "site", _known(company=company.id, name=name.strip(), city=city.strip(), country=company.country)
        )


def missing_of(new: NewCompany) -> list[Problem]:
    """Return what a company still lacks: `company.no_name`, `.no_country`, `.no_currency`, by name of the field."""
    needed = (
        ("name", new.name, "company.no_name"),
        ("country", new.country, "company.no_country"),
        ("currency", new.currency, "company.no_currency"),
    )
    return [Problem(code, Place(field)) for field, value, code in needed if not value.strip()]


def _problems(new: NewCompany) -> Iterator[Problem]:
    yield from missing_of(new)
    if new.country.strip() and not alpha2_of(new.country):
        yield Problem("company.country", Place(new.country))
    if new.currency.strip() and new.currency not in list_currencies():
        yield Problem("company.currency", Place(new.currency))
    if new.sector and not _SECTOR.fullmatch(new.sector):
        yield Problem("company.sector", Place(new.sector))
    if new.employees is not None and new.employees < 1:
        yield Problem("company.employees", Place(str(new.employees)))


def find_company_by(workspace: Workspace, wanted: str) -> Company:
    """Return the company of which this is the name or the beginning of the id.

    Raises ProblemError `company.unknown`, `company.ambiguous`.
    """
    with workspace.read() as connection:
        companies = list_companies(connection)
    found = [one for one in companies if one.name == wanted] or [
        one for one in companies if wanted and one.id.startswith(wanted)
    ]
    if not found:
        raise fail("company.unknown", wanted)
    if len(found) > 1:
        raise fail("company.ambiguous", wanted, ids=" ".join(one.id[:8] for one in found))
    return found[0]


def _known(**fields: str | int | bool | None) -> dict[str, str | int | bool | None]:
    return {name: value for name, value in fields.items() if value not in {None, ""}}
