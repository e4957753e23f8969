"""Which company and site a submission's visit belongs to."""

from dataclasses import dataclass

from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.services.companies import NewCompany, find_company_by, missing_of, new_company
from greenfield.services.submissions.submission import Filled
from greenfield.store.reading.companies import Company, Site, find_company, list_companies, sites_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a person says of whom the visits were paid to: a company, or that new ones may be noted."""

    company: str = ""
    may_note: bool = False


def company_of(
    workspace: Workspace, toolkit: Toolkit, filled: Filled, said: Belonging, source: str
) -> tuple[Company, Site]:
    """Return company and site of a submission: the company that is named, else the one that the answers name.

    The profile of the toolkit says which questions give `company`, `site`, `city`, `country`, `currency`,
    `sector` and `employees`. A company that is not known is noted where `said` allows it. Raises ProblemError
    `company.unknown`, `company.ambiguous`, `submission.no_company`, `submission.company_unknown`,
    `submission.company_twice`, `company.no_site`, and what `new_company` raises.
    """
    answers = _profile(toolkit, filled)
    company = find_company_by(workspace, said.company) if said.company else None
    if company is None:
        name = " ".join(answers.get("company", "").split())
        if not name:
            raise fail("submission.no_company", source)
        company = _by_name(workspace, name, source)
        if company is None and not said.may_note:
            raise fail("submission.company_unknown", source, name=name)
        if company is None:
            company = _noted(workspace, name, answers, source)
    with workspace.read() as connection:
        sites = sites_of(connection, company.id)
    wanted = _folded(answers.get("site", ""))
    site = next((one for one in sites if wanted and _folded(one.name) == wanted), None)
    if site is None and not sites:
        raise fail("company.no_site", company.name)
    return company, site or sites[0]


def _profile(toolkit: Toolkit, filled: Filled) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for ref, text in filled.answers.items():
        by_name.setdefault(ref.rpartition("/")[2], text.strip())
    return {key: by_name.get(question, "") for key, question in toolkit.profile.items()}


def _by_name(workspace: Workspace, name: str, source: str) -> Company | None:
    with workspace.read() as connection:
        found = [one for one in list_companies(connection) if _folded(one.name) == _folded(name)]
    if len(found) > 1:
        ids = " ".join(one.id[:8] for one in found)
        raise fail("submission.company_twice", source, name=name, ids=ids)
    return found[0] if found else None


def _noted(workspace: Workspace, name: str, answers: dict[str, str], source: str) -> Company:
    people = answers.get("employees", "")
    new = NewCompany(
        name=name,
        country=answers.get("country", "").upper(),
        currency=answers.get("currency", "").upper(),
        sector=answers.get("sector", ""),
        city=answers.get("city", ""),
        site=answers.get("site", ""),
        employees=int(people) if people.isdecimal() else None,
    )
    missing = missing_of(new)
    if missing:
        raise ProblemError(*(Problem(one.code, Place(f"{source}: {name}")) for one in missing))
    identity, _ = new_company(workspace, new)
    with workspace.read() as connection:
        return find_company(connection, identity)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
